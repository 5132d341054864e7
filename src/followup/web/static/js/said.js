"use strict";
// The word about what was just done: it counts the seconds of an undo down, and goes when it is closed.
(() => {
  let timer = 0;

  function count() {
    clearInterval(timer);
    const boxes = [...document.querySelectorAll("[data-seconds]")];
    if (!boxes.length) return;
    const end = Date.now() + Number(boxes[0].dataset.seconds) * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      for (const box of boxes) {
        const place = box.querySelector("[data-left]");
        if (place) place.textContent = left > 0 ? `${left} s` : "";
        if (left <= 0 && box.matches(".said")) box.remove();
      }
      if (left <= 0) clearInterval(timer);
    };
    tick();
    timer = setInterval(tick, 500);
  }

  document.addEventListener("DOMContentLoaded", count);
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.target === document.body || event.detail?.ctx?.target === document.body) count();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-said]")) event.target.closest(".said").remove();
  });
})();
