// A document as it lies in the source, with the cited passage marked and in view.

import { element } from "../shared/element.js";
import { backLink, gone } from "./measure.js";
import { heading, paragraph } from "./parts.js";
import { orGone, wholeDocument } from "./service.js";

/** The page of a document; `start` and `end` count Unicode code points. */
export async function documentView({ id, start, end }, texts, back) {
  const found = await orGone(wholeDocument(id));
  if (!found) return gone(texts.text("page.document.gone"), texts, back);
  const marked = start !== null && end !== null && start < end && end <= found.characters;
  const mark = marked ? element("mark", { id: "marked", tabindex: -1 }, slice(found, start, end)) : null;
  const text = element("div", { class: "document-text", lang: found.language },
    marked ? [slice(found, 0, start), mark, slice(found, end, found.characters)] : found.text);
  const node = element("article", { class: "document page-body" }, backLink(back),
    heading(1, found.title, "large", { lang: "de", class: "view-title" }),
    paragraph([found.publisher, found.date].filter(Boolean).join(", "), { lang: "de", class: "muted" }),
    start !== null && !marked ? paragraph(texts.text("page.document.misplaced")) : null, text);
  return { title: found.title, node, focus: mark, shown: () => mark?.scrollIntoView({ block: "center" }) };
}

/** Code points `[start, end)`. Texts without characters outside of the basic plane can be cut as they are. */
function slice({ text, characters }, start, end) {
  return text.length === characters ? text.slice(start, end) : Array.from(text).slice(start, end).join("");
}
