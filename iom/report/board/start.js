"use strict";
/* Before anything is drawn: the page is scripted, and in the colours chosen last time. */
(root => {
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("iom-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch { /* a browser that keeps nothing for files */ }
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("iom-theme", root.dataset.theme); } catch { /* as above */ }
      show();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
  });
})(document.documentElement);
