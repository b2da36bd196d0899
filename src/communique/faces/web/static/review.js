// The fix form of a review card: choosing a value shows how it is written now.
"use strict";
(() => {
  for (const chooser of document.querySelectorAll("[data-fills]")) {
    const field = document.getElementById(chooser.dataset.fills);
    chooser.addEventListener("change", () => { field.value = chooser.selectedOptions[0].dataset.value; });
  }
})();
