"use strict";
// What is owed within hours counts on while the page lies open.
(() => {
  const seen = new WeakMap();

  function words(left) {
    const span = Math.abs(left);
    const said = span < 3600 ? `${Math.max(Math.floor(span / 60), 1)} min` : `${Math.floor(span / 3600)} h`;
    return `${said} ${left < 0 ? "late" : "left"}`;
  }

  function tick() {
    for (const chip of document.querySelectorAll("[data-clock]")) {
      const known = seen.get(chip);
      if (known?.told !== chip.dataset.clock) {
        seen.set(chip, { told: chip.dataset.clock, at: performance.now() });
        continue;
      }
      const left = Number(known.told) - (performance.now() - known.at) / 1000;
      chip.textContent = words(left);
      chip.classList.toggle("late", left < 0);
      chip.classList.toggle("soon", left >= 0);
    }
  }

  document.addEventListener("DOMContentLoaded", tick);
  document.addEventListener("htmx:after:swap", tick);
  setInterval(tick, 15000);
})();
