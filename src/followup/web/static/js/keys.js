"use strict";
// Keys for everything: each key presses a button or follows a link that is on the page anyway.
(() => {
  let going = 0; // when `g` was pressed

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const shown = (selector) => [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
  const press = (selector) => {
    const button = shown(selector);
    if (button) button.click();
    return Boolean(button);
  };

  function step(by) {
    const lines = [...document.querySelectorAll("[data-line]")].filter((each) => each.checkVisibility());
    if (!lines.length) return false;
    const here = lines.findIndex((each) => each === document.activeElement);
    const open = lines.findIndex((each) => each.hasAttribute("aria-current"));
    const next = here >= 0 ? here + by : open >= 0 ? open + by : 0;
    const line = lines[Math.min(Math.max(next, 0), lines.length - 1)];
    line.focus();
    line.scrollIntoView({ block: "nearest" });
    return true;
  }

  function write() {
    const sheet = shown("[data-body]");
    if (sheet) sheet.focus();
    return Boolean(sheet);
  }

  function menu(key) {
    const details = document.querySelector(`[data-menu="${key}"]`);
    if (!details || !details.checkVisibility()) return false;
    details.open = !details.open;
    if (details.open) details.querySelector("button").focus();
    return true;
  }

  function search() {
    const field = document.querySelector("[data-search]");
    if (field) field.focus();
    else document.querySelector('[data-go="c"]')?.click();
    return true;
  }

  function help() {
    const dialog = document.getElementById("keys");
    if (!dialog) return false;
    if (dialog.open) dialog.close();
    else dialog.showModal();
    return true;
  }

  function leave() {
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
      return true;
    }
    const here = document.activeElement;
    if (here && typing(here)) here.blur();
    return false;
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    e: write,
    s: () => menu("s"),
    u: () => press("[data-undo] button"),
    "/": search,
    "?": help,
  };

  function act(key) {
    if (Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
      if (link) link.click();
      return Boolean(link);
    }
    if (key === "g") {
      going = Date.now();
      return true;
    }
    if (KEYS[key]) return KEYS[key]();
    return /^[a-z]$/.test(key) && press(`[data-key="${key}"]`);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      leave();
      return;
    }
    if (typing(event.target)) return;
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    if (act(event.key)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      help();
    }
    if (event.target.closest("[data-print]")) window.print();
    for (const open of document.querySelectorAll("details.menu[open], .bar details[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  }, true);
})();
