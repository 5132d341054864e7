"use strict";
// The places of the findings, marked under the text while it is written.
(() => {
  const findings = () =>
    [...document.querySelectorAll("[data-finding]")]
      .filter((each) => each.dataset.place !== "subject")
      .map((each) => ({
        element: each,
        start: Number(each.dataset.start),
        end: Number(each.dataset.end),
        severity: each.dataset.severity,
      }))
      .filter((each) => each.end > each.start)
      .sort((one, other) => one.start - other.start);

  function mark() {
    const text = document.querySelector("[data-body]");
    const mirror = document.querySelector("[data-mirror]");
    if (!text || !mirror) return;
    const pieces = [];
    let at = 0;
    for (const each of findings()) {
      if (each.start < at || each.end > text.value.length) continue;
      pieces.push(text.value.slice(at, each.start));
      const place = document.createElement("mark");
      place.className = each.severity;
      place.textContent = text.value.slice(each.start, each.end);
      pieces.push(place);
      at = each.end;
    }
    pieces.push(text.value.slice(at));
    mirror.replaceChildren(...pieces);
  }

  // While typing, marks that no longer fit are worse than none; the check that follows brings them back.
  function forget(event) {
    if (event.target.matches("[data-body]")) document.querySelector("[data-mirror]")?.replaceChildren();
  }

  function show(event) {
    const link = event.target.closest("[data-show]");
    if (!link) return;
    event.preventDefault();
    const { place, start, end } = link.closest("[data-finding]").dataset;
    const field = document.querySelector(place === "subject" ? 'input[name="subject"]' : "[data-body]");
    field.focus();
    field.setSelectionRange(Number(start), Number(end));
  }

  document.addEventListener("DOMContentLoaded", mark);
  document.addEventListener("htmx:after:swap", mark);
  document.addEventListener("input", forget);
  document.addEventListener("click", show);
})();
