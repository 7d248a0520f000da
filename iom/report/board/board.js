"use strict";
(() => {
  const byId = id => document.getElementById(id);
  const { keys } = JSON.parse(byId("keys").textContent);
  const body = byId("list").tBodies[0];
  const fold = text => text.normalize("NFC").toLowerCase().replaceAll("ё", "е");
  const rows = [...body.rows].map((element, place) => {
    const link = element.cells[0].firstElementChild;
    return { element, link, place, keys: keys[place], text: fold(link.textContent), page: link.hash.slice(1) };
  });
  let order = rows;

  /* Filters: numbers of the keys by place; the role is a bit, -1 in the last key means that only the decision lacks. */
  const filters = byId("filters"), find = byId("find"), shown = byId("shown"), nobody = byId("nobody");
  const places = { form: 0, tutor: 1, stage: 2 };
  let ready = false;
  const fits = (row, words, wanted) =>
    words.every(word => row.text.includes(word)) &&
    Object.entries(places).every(([name, place]) => wanted[name] === "" || row.keys[place] === +wanted[name]) &&
    (wanted.role === "" || row.keys[4] & (1 << +wanted.role)) &&
    (!ready || row.keys[5] < 0);
  const filter = () => {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    const wanted = Object.fromEntries([...filters.elements].filter(one => one.id).map(one => [one.id, one.value]));
    let count = 0;
    for (const row of rows) {
      const fit = fits(row, words, wanted);
      row.element.hidden = !fit;
      count += fit ? 1 : 0;
    }
    shown.textContent = shown.dataset.text.replace("#", count);
    nobody.hidden = count > 0;
  };
  filters.addEventListener("input", () => { ready = false; filter(); });
  filters.addEventListener("reset", () => { ready = false; setTimeout(filter); });
  filters.addEventListener("submit", event => event.preventDefault());
  for (const link of document.querySelectorAll('a[href="#pupils"]:not(.skip)')) {
    link.addEventListener("click", event => {
      event.preventDefault();
      filters.reset();
      for (const [name, value] of Object.entries(link.dataset)) if (name !== "ready") byId(name).value = value;
      ready = "ready" in link.dataset;
      filter();
      byId("pupils").focus();
    });
  }

  /* Sorting: a button in each heading; equals stay in the order of names. */
  const headings = [...document.querySelectorAll("#list thead th")];
  const sort = (heading, down) => {
    for (const each of headings) each.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = heading.dataset.key, sign = down ? -1 : 1;
    const value = key === "n" ? row => row.place : row => row.keys[key];
    order = [...rows].sort((a, b) => sign * (value(a) - value(b)) || a.place - b.place);
    body.append(...order.map(row => row.element));
  };
  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(heading, heading.getAttribute("aria-sort") === "ascending"));
  }
  headings[0].setAttribute("aria-sort", "ascending");

  /* A page a pupil: the address after # says which; focus goes to its heading, and comes back to its row. */
  const overview = byId("overview"), pager = byId("pager"), title = document.title;
  let open = null, scrolled = 0;
  const visible = () => order.filter(row => !row.element.hidden);
  const neighbour = step => {
    const list = visible(), at = list.findIndex(row => row.page === open.id);
    return at < 0 ? undefined : list[at + step];
  };
  const show = () => {
    const wanted = location.hash.startsWith("#p-") ? byId(location.hash.slice(1)) : null;
    if (wanted === open) return;
    if (!open) scrolled = scrollY;
    const left = open;
    open?.classList.remove("open");
    open = wanted;
    overview.hidden = !!open;
    pager.hidden = !open;
    document.documentElement.classList.toggle("paged", !!open);
    if (open) {
      open.classList.add("open");
      const heading = open.querySelector("h2");
      document.title = `${heading.textContent} · ${title}`;
      byId("earlier").disabled = !neighbour(-1);
      byId("later").disabled = !neighbour(1);
      scrollTo(0, 0);
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    } else {
      document.title = title;
      scrollTo(0, scrolled);
      rows.find(row => row.page === left.id)?.link.focus({ preventScroll: true });
    }
  };
  const turn = step => { const row = neighbour(step); if (row) location.replace(`#${row.page}`); };
  addEventListener("hashchange", show);
  addEventListener("keydown", event => {
    if (event.key === "Escape" && open) location.hash = "#board";
  });
  byId("earlier").addEventListener("click", () => turn(-1));
  byId("later").addEventListener("click", () => turn(1));
  byId("print").addEventListener("click", () => print());
  filter();
  show();
})();
