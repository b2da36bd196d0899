// Lights the words of a value or entry while it is pointed at or has the focus; a click on a sentence raises its entries.
"use strict";
(() => {
  const words = [...document.querySelectorAll(".w")].map((piece) => ({
    piece,
    from: Number(piece.dataset.from),
    to: Number(piece.dataset.to),
  }));
  const spansOf = (thing) => {
    if (thing.classList.contains("slot")) return [[Number(thing.dataset.from), Number(thing.dataset.to)]];
    return (thing.dataset.evidence || "").trim().split(/\s+/).filter(Boolean).map((span) => span.split("-").map(Number));
  };
  const light = (thing) => {
    const spans = thing ? spansOf(thing) : [];
    for (const { piece, from, to } of words) {
      piece.classList.toggle("lit", spans.some(([start, end]) => start <= from && to <= end));
    }
  };
  const lightable = (target) => target.closest?.(".cards .slot, .cards .card") ?? null;
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => light(lightable(event.target)));
  }

  const raise = (sentence) => {
    const ids = (sentence.dataset.entries || "").split(" ").filter(Boolean);
    for (const card of document.querySelectorAll(".card")) card.classList.toggle("raised", ids.includes(card.id));
    const first = ids.length && document.getElementById(ids[0]);
    if (first) first.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("click", (event) => {
    const sentence = event.target.closest(".s[data-entries]");
    if (sentence && !event.target.closest("a")) raise(sentence);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.(".s[data-entries]")) raise(event.target);
  });

  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const before = button.textContent;
    button.textContent = "copied";
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(button));
  }
})();
