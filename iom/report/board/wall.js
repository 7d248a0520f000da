"use strict";
(() => {
  const button = document.getElementById("full");
  if (!document.fullscreenEnabled) button.hidden = true;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => { button.hidden = true; });
  });
})();
