// The source of a citation over the conversation, with what stands before and after it.

import { element } from "../shared/element.js";

/** @typedef {import("../page/numbering.js").Place} Place
 * @typedef {{texts: import("../shared/texts.js").Texts, panel: HTMLElement, log: HTMLElement, load: (path: string) => Promise<any>, link: (path: string, ...content: (Node | string)[]) => Node}} Frame */

const CONTEXT = 700;

/** Show a source. @param {Place} place @param {number} number @param {HTMLElement} opener gets the focus back @param {Frame} frame @param {() => void} closed */
export function showSource(place, number, opener, { texts, panel, log, load, link }, closed) {
  const cited = element("mark", {});
  const [before, after, where] = [element("p", { lang: "de" }), element("p", { lang: "de" }), element("p", { class: "where", lang: "de" }, place.citation ?? place.row?.title ?? "")];
  const heading = element("h3", { id: "source", tabindex: -1 }, texts.text("conversation.source", { number }));
  const span = `start=${place.start}&end=${place.end}`;
  const text = element("div", { class: "text", tabindex: 0, role: "group", "aria-labelledby": "source" }, where, before, element("p", { class: "cited", lang: "de" }, cited), after,
    element("p", {}, link(`./#dokument=${encodeURIComponent(place.document)}&${span}`, texts.text("conversation.whole"))));
  const close = () => {
    view.remove();
    for (const child of panel.children) /** @type {HTMLElement} */ (child).inert = false;
    (opener.isConnected ? opener : log).focus();
    closed();
  };
  const view = element("section", { class: "source", part: "source", "aria-labelledby": "source" },
    element("header", {}, heading, element("button", { type: "button", class: "small", onclick: close }, texts.text("widget.back"))), text);
  for (const child of panel.children) /** @type {HTMLElement} */ (child).inert = true;
  panel.append(view);
  heading.focus();
  load(`api/documents/${encodeURIComponent(place.document)}?${span}&context=${CONTEXT}`).then((around) => {
    before.textContent = around.before ? `… ${around.before}` : "";
    cited.textContent = around.quote;
    after.textContent = around.after ? `${around.after} …` : "";
    text.scrollTop = Math.max(0, cited.offsetTop - text.offsetTop - 40);
  }, () => {
    after.lang = texts.language;
    after.textContent = texts.text("conversation.no_source");
  });
  return close;
}
