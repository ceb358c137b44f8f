// A measure, whole: every field with where it stands, whom to ask, and what it was read from.

import { element } from "../shared/element.js";
import { contactCard, copied } from "./contact.js";
import { alert, button, heading, link, paragraph, say } from "./parts.js";
import { facts, shelfButtons, subline } from "./results.js";
import { about, measure as record, orGone } from "./service.js";
import { sourceButton } from "./source.js";

/** The page of the measure that `id` names. */
export async function measureView({ id }, texts, back) {
  const found = await orGone(record(id));
  if (!found) return { title: texts.text("page.measure.gone"), node: element("div", {}, heading(1, texts.text("page.measure.gone"), "large"), link(back, texts.text("page.back"))) };
  const source = await about(found.document);
  const status = element("span", { class: "kern-body kern-body--small" });
  const share = button(texts.text("page.measure.copy_link"), async () => {
    status.textContent = await copied(location.href) ? texts.text("page.contact.copied") : texts.text("page.contact.no_copy");
    say(status.textContent);
  }, { kind: "tertiary" });
  const node = element("article", { class: "measure" },
    element("p", { class: "no-print" }, link(back, texts.text("page.back"))),
    heading(1, found.title, "large", { lang: "de" }), subline(found, texts),
    element("div", { class: "actions no-print" }, shelfButtons(found, texts), button(texts.text("page.collection.print"), () => print(), { kind: "tertiary" }), share, status),
    element("div", { class: "measure-columns" },
      element("div", {}, element("h2", { class: "kern-heading-medium" }, texts.text("page.measure.sections")), found.sections.map((section) => sectionBlock(section, found, source, texts))),
      element("aside", { "aria-label": texts.text("page.measure.figures") },
        element("h2", { class: "kern-heading-small" }, texts.text("page.measure.figures")), facts(found, texts, 400),
        found.contact.length || found.contact_section ? contactBlock(found, source, texts) : null,
        element("h2", { class: "kern-heading-small" }, texts.text("common.source")), sourceLine(found, source, texts))));
  return { title: found.title, node };
}

function sectionBlock(section, measure, source, texts) {
  return element("section", { class: "field" },
    element("h3", { class: "kern-title kern-title--small", lang: "de" }, section.label),
    element("div", { class: "kern-body", lang: "de" }, lines(section.text)),
    fieldButton(section, measure, source, texts));
}

/** A button that opens where a section of a measure stands; paper has no use for it. */
function fieldButton(section, measure, source, texts, named = section.label) {
  const citation = `${measure.title}, ${section.label}, ${dated(source)}`;
  return sourceButton({ document: measure.document, start: section.start, end: section.end, citation }, texts, { named, hidden: "no-print" });
}

/** Cleaned text has its bullets in the line; each gets a line of its own, no word changes. */
export function lines(text) {
  const [first, ...items] = text.split(/(?=• )/);
  if (!items.length) return [paragraph(text)];
  return [first.trim() ? paragraph(first) : null, element("ul", { class: "bullets" }, items.map((item) => element("li", {}, item.replace(/^• /, ""))))];
}

function contactBlock(measure, source, texts) {
  const section = measure.contact_section;
  return element("section", {}, element("h2", { class: "kern-heading-small" }, texts.text("page.contact.title")),
    contactCard(measure, source.date, texts) ?? paragraph(section.text, { lang: "de" }),
    section ? fieldButton(section, measure, source, texts, texts.text("page.contact.title")) : null);
}

/** Title and year of a document. */
export function dated(source) {
  return source.date ? `${source.title} (${source.date.slice(0, 4)})` : source.title;
}

function sourceLine(measure, source, texts) {
  return element("div", {}, element("p", { class: "kern-body kern-body--small" }, element("span", { lang: "de" }, [source.publisher, dated(source)].filter(Boolean).join(": ")), measure.page ? `, ${texts.text("common.from_page", { page: String(measure.page) })}` : null),
    source.date ? alert("info", texts.text("common.dated", { years: source.date.slice(0, 4) })) : null);
}
