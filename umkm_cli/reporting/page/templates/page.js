"use strict";
// Sorting and searching of the tables. The page says all it has to say without.
(function () {
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  function value(row, column) {
    const told = row.cells[column].dataset.v;
    return told === undefined ? null : told;
  }

  function sort(table, column, isNumber, falling) {
    const body = table.tBodies[0];
    const sign = falling ? -1 : 1;
    const rows = Array.from(body.rows, (row) => [value(row, column), row]);
    rows.sort(([one], [other]) => {
      if (one === null || other === null) return (one === null) - (other === null);
      return sign * (isNumber ? one - other : compare(one, other));
    });
    body.append(...rows.map(([, row]) => row));
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (head.tagName !== "TH" || !head.textContent) return;
      const isNumber = head.classList.contains("n");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        // Numbers are wanted from the largest, names from A.
        const falling = before ? before === "ascending" : isNumber;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        sort(table, column, isNumber && column > 0, falling);
      });
    });
  }

  const form = document.querySelector("form.search");
  const rows = Array.from(document.querySelectorAll("table.searched tbody tr"));
  const [words, district, status] = ["input", "select", "[role=status]"].map((name) => form.querySelector(name));

  function search() {
    const wanted = words.value.trim().toLocaleLowerCase();
    let found = 0;
    for (const row of rows) {
      const [village, place] = [row.cells[0].textContent, row.cells[1].textContent];
      const fits = (village + " " + place).toLocaleLowerCase().includes(wanted);
      row.hidden = !(fits && (!district.value || place === district.value));
      found += !row.hidden;
    }
    status.textContent = status.dataset.words.replace("{found}", found).replace("{every}", rows.length);
  }

  form.hidden = false;
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  search();

  // The name of a figure, for a pointer that rests on it: written once in the page, not twice.
  for (const told of document.querySelectorAll("[data-figure]")) told.title ||= told.dataset.figure;

  // A table that needs no sideways scrolling needs no stop of the tab key.
  function stops() {
    for (const box of document.querySelectorAll("div.wide")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }
  stops();
  window.addEventListener("resize", stops);
  document.addEventListener("toggle", stops, true);
})();
