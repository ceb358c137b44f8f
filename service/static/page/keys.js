// The keys of the page: `/` goes to the field, `?` lists them.

import { element } from "../shared/element.js";
import { dialog } from "./dialog.js";

const KEYS = [["/", "field"], ["Enter", "ask"], ["Shift + Enter", "line"], ["↑", "answer"], ["Esc", "close"], ["?", "list"]];

/** List the keys. */
export function showKeys(texts) {
  dialog(texts.text("page.keys.title"), element("dl", { class: "keys" }, KEYS.map(([key, name]) => element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, texts.text(`page.keys.${name}`))))), texts, null, "sheet small");
}

/** Listen to the keys; `texts()` gives the texts of the language that is spoken then. */
export function listen(texts) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    if (event.key === "/") {
      const field = document.getElementById("question");
      if (!field) location.hash = "#suche";
      event.preventDefault();
      requestAnimationFrame(() => document.getElementById("question")?.focus());
    } else if (event.key === "?") {
      event.preventDefault();
      showKeys(texts());
    }
  });
}
