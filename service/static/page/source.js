// The passage behind a citation: a non-modal dialog beside what is read, with what stands before and after it.

import { element } from "../shared/element.js";
import { button, heading, link, paragraph } from "./parts.js";
import { to } from "./route.js";
import { excerpt } from "./service.js";

const CONTEXT = 700;
let open = null;

/** Open the source of `[start, end)` of a document. `number` is the citation's, if it has one. */
export async function openSource({ document: id, start, end, citation }, texts, number = null) {
  close(false);
  const opener = document.activeElement;
  const title = heading(2, sourceName(texts, number), "small", { id: "source-title" });
  const before = element("p", { lang: "de" });
  const cited = element("mark", {}, texts.text("page.loading"));
  const after = element("p", { lang: "de" });
  const text = element("div", { class: "text", tabindex: 0, role: "group", "aria-labelledby": "source-title" },
    before, element("p", { lang: "de", class: "cited" }, cited), after);
  const panel = element("section", { class: "source", role: "dialog", "aria-labelledby": "source-title" },
    element("div", { class: "source-head" }, title, button(texts.text("conversation.close"), () => close(), { kind: "tertiary" })),
    citation ? element("p", { class: "kern-body kern-body--small", lang: "de" }, citation) : null,
    text, element("p", {}, link(to.passage(id, start, end), texts.text("conversation.whole"))));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.body.append(panel);
  open = { panel, opener };
  title.focus();
  try {
    const around = await excerpt(id, start, end, CONTEXT);
    before.textContent = around.before ? `… ${around.before}` : "";
    cited.textContent = around.quote;
    after.textContent = around.after ? `${around.after} …` : "";
    text.scrollTop = Math.max(0, cited.offsetTop - text.offsetTop - 48);
  } catch {
    cited.textContent = "";
    text.replaceChildren(paragraph(texts.text("conversation.no_source")));
  }
}

/** A button that opens the source of a span: a citation's number, or the word for it. `named` says of what. */
export function sourceButton(place, texts, { named = place.citation, number = null, hidden = "" } = {}) {
  const label = sourceName(texts, number);
  return element("button", { type: "button", class: `citation ${hidden}`.trim(), "aria-label": texts.text("page.measure.source_of", { source: label, place: named }), onclick: () => openSource(place, texts, number) }, number ? String(number) : texts.text("common.source"));
}

function sourceName(texts, number) {
  return number ? texts.text("conversation.source", { number }) : texts.text("common.source");
}

/** Close the source, if one is open; focus goes back to where it came from. */
export function close(refocus = true) {
  if (!open) return;
  const { panel, opener } = open;
  open = null;
  panel.remove();
  if (refocus && opener?.isConnected) opener.focus();
}
