// Measures as files to take along.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { say } from "./parts.js";
import { exported } from "./service.js";

const FORMATS = ["docx", "csv", "json"];

/** A menu that saves measures as a file. */
export function exportMenu(ids, texts) {
  const problem = element("span", { class: "problem", role: "alert" });
  const save = (format) => async () => {
    menu.open = false;
    try {
      const { name, content } = await exported(ids, format);
      download(name, content);
      problem.textContent = "";
      say(texts.text("page.collection.saved", { name }));
    } catch (error) {
      problem.textContent = error.message || texts.text("conversation.failed");
    }
  };
  const menu = /** @type {HTMLDetailsElement} */ (element("details", { class: "popup exports" }, element("summary", { class: "small-button" }, icon("file"), element("span", {}, texts.text("page.formats.title")), icon("down", 16)),
    element("div", { class: "popup-body" }, FORMATS.map((format) => element("button", { type: "button", class: "menu-item", onclick: save(format) }, texts.text(`page.formats.${format}`))))));
  return element("span", { class: "no-print" }, menu, problem);
}

function download(name, content) {
  const url = URL.createObjectURL(content);
  const anchor = element("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  URL.revokeObjectURL(url);
}
