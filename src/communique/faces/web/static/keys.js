// Keys: every one of them does what a link or a field of the page does too, and all can be turned off.
"use strict";
(() => {
  for (const thing of document.querySelectorAll(".needs-script")) thing.hidden = false;
  const dialog = document.getElementById("keys");
  const toggle = document.getElementById("keys-on");
  toggle.checked = localStorage.getItem("keys") !== "off";
  toggle.addEventListener("change", () => localStorage.setItem("keys", toggle.checked ? "on" : "off"));
  document.querySelector("[data-open=keys]").addEventListener("click", () => dialog.showModal());

  const stops = () => [...document.querySelectorAll("[data-row], .text .s[data-entries]")];
  let current = -1;
  const move = (step) => {
    const all = stops();
    if (!all.length) return;
    all[current]?.classList.remove("current");
    current = Math.min(all.length - 1, Math.max(0, current + step));
    const stop = all[current];
    stop.classList.add("current");
    const target = stop.matches(".s") ? stop : stop.querySelector("a[href]") ?? stop;
    if (target === stop) stop.tabIndex = -1;
    target.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
  };

  const pages = { d: 0, l: 1, r: 2, m: 3, a: 4, p: 5, c: 6, v: 7 };
  let after = "";
  const act = {
    "/": () => document.querySelector(".find input[type=search]").focus(),
    "?": () => dialog.showModal(),
    j: () => move(1),
    k: () => move(-1),
  };
  // What a page's own key does: go to a field, open a part and go into it, or press.
  const own = (thing) => {
    if (thing.matches("input")) return thing.focus();
    thing.click();
    thing.closest("details[open]")?.querySelector("select, input:not([type=hidden])")?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches?.(".act input, .act select")) event.target.blur();
  });
  const typing = (target) => target.closest("input, select, textarea, dialog");
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const link = after === "g" && document.querySelectorAll(".top nav a")[pages[event.key]];
    after = event.key === "g" ? "g" : "";
    const thing = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (link) link.click();
    else if (thing) {
      event.preventDefault();
      own(thing);
    }
    else if (act[event.key]) {
      event.preventDefault();
      act[event.key]();
    }
  });
})();
