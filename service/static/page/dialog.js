// A dialog over the page: on a phone it fills it.

import { element } from "../shared/element.js";
import { heading, tool } from "./parts.js";

/** Open a dialog with `content`; `foot` are buttons below it. Focus goes back when it closes. */
export function dialog(title, content, texts, foot = null, name = "sheet") {
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const node = /** @type {HTMLDialogElement} */ (element("dialog", { class: name, "aria-labelledby": "dialog-title" },
    element("div", { class: "sheet-head" }, heading(2, title, "small", { id: "dialog-title" }), tool("close", texts.text("conversation.close"), () => node.close())),
    element("div", { class: "sheet-body" }, content), foot ? element("div", { class: "sheet-foot" }, foot) : null));
  node.addEventListener("close", () => {
    node.remove();
    if (opener?.isConnected) opener.focus();
  });
  document.body.append(node);
  node.showModal();
  return node;
}
