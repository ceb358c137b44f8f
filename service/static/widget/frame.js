// The widget's frame: header, conversation, composer, and in the corner the button that opens it.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { STYLE } from "./style.js";

const sheet = new CSSStyleSheet();

/** @typedef {{title: string, texts: import("../shared/texts.js").Texts, corner: boolean, hello: Node,
 *   submit: () => void, stop: () => void, fresh: () => void, openPage: () => void, open: () => void, close: () => void, escape: (event: Event) => void}} Wanted */

/** Build the frame. @param {Wanted} wanted */
export function frame({ title, texts, corner, hello, submit, stop, fresh, openPage, open, close, escape }) {
  const tool = (/** @type {import("./icons.js").IconName} */ name, label, onclick) => element("button", { type: "button", class: "tool", part: name, "aria-label": label, title: label, onclick }, icon(name, 20));
  const live = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  const turns = element("ol", { class: "turns", role: "list" });
  const told = element("div", { class: "told" });
  const log = element("div", { class: "log", part: "log", tabindex: 0, role: "group", "aria-label": texts.text("widget.log") }, told, hello, turns);
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { id: "field", rows: 1, part: "field", autocomplete: "off", "aria-describedby": "hint", onkeydown: (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  } }));
  const send = element("button", { type: "submit", class: "primary", part: "send", "aria-label": texts.text("widget.send"), title: texts.text("widget.send") }, icon("send", 20));
  const halt = element("button", { type: "button", class: "primary", part: "stop", hidden: true, onclick: stop }, texts.text("conversation.stop"));
  const label = element("label", { for: "field" });
  const form = element("form", { onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  } }, label, element("div", { class: "row" }, field, send, halt), element("p", { class: "quiet", id: "hint" }, texts.text("conversation.hint")));
  const again = tool("new", texts.text("widget.fresh"), fresh);
  const panel = element("section", { class: "panel", part: "panel", role: corner ? "dialog" : null, "aria-labelledby": "title", lang: texts.language },
    element("header", { part: "header" }, element("span", { class: "mark" }, icon("mark", 18)), element("h2", { id: "title" }, title), again, tool("open", texts.text("widget.page"), openPage), corner ? tool("close", texts.text("conversation.close"), close) : null), log, form);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && escape(event));
  const launch = corner ? element("button", { type: "button", class: "primary launch", part: "launcher", "aria-expanded": "false", lang: texts.language, onclick: open }, texts.text("widget.open")) : null;
  const around = corner ? element("div", { class: "corner", popover: "manual" }, launch, panel) : null;
  return { live, turns, told, hello, log, field, label, send, halt, again, panel, launch, corner: around };
}

/** Give a shadow root the widget's style, which all widgets of a page share. @param {ShadowRoot} root */
export function styled(root) {
  if (!sheet.cssRules.length) sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
}
