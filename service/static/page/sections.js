// The sections of a measure under short names, as far as they are read: long ones by their beginning and what was found.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { beginning, button, paragraph } from "./parts.js";
import { sourceButton } from "./source.js";
import { sectionParts, tableNode } from "./tables.js";

/** The order in which sections are read; others follow in the source's own. */
export const ORDER = ["target_group", "goal_and_target_group", "goal", "description", "results", "why_it_works", "legal_basis", "changes"];
const LONG = 900;
const BEGINS = 320;
const OWN = new Set(["target_group", "goal_and_target_group", "description", "results", "why_it_works", "legal_basis", "changes"]);

/** What a section is called here; the form's own label stands in the source. */
export function sectionName(section, texts) {
  if (OWN.has(section.field)) return texts.text(`page.sections.${section.field}`);
  return texts.has(`fields.${section.field}`) && section.field !== "other" && section.field !== "text" ? texts.text(`fields.${section.field}`) : section.label;
}

/** Sections in the order in which they are read. */
export function inOrder(sections) {
  const place = ({ field }) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);
  return sections.filter(({ field }) => field !== "contact").map((section, at) => ({ section, at })).sort((one, other) => place(one.section) - place(other.section) || one.at - other.at).map(({ section }) => section);
}

/** A section of a measure; `found` are the words that an answer quoted of it. */
export function sectionBlock(section, measure, found, texts) {
  const id = `section-${section.start}`;
  const place = { document: measure.document, start: section.start, end: section.end, row: { id: measure.id, name: measure.title } };
  const shown = measure.page ? texts.text("common.page", { page: String(measure.page) }) : texts.text("common.source");
  const name = sectionName(section, texts);
  const source = () => sourceButton(place, shown, texts.text("page.measure.source_of", { source: texts.text("common.source"), place: name }), name, texts);
  const body = element("div", { class: "section-text", lang: "de" });
  const parts = sectionParts(section, measure.tables);
  const whole = () => body.replaceChildren(...withEnd(parts.flatMap((part) => (typeof part === "string" ? lines(part) : [tableNode(part, name)])), source()));
  const node = element("section", { class: "field", "aria-labelledby": id }, element("h2", { id, tabindex: -1 }, name), body);
  if (parts.every((part) => typeof part !== "string" || part.length <= LONG)) whole();
  else {
    const start = beginning(section.text, BEGINS);
    const quoted = found.filter((words) => /[.!?]$/.test(words) && section.text.includes(words) && !start.includes(words));
    body.replaceChildren(...withEnd([paragraph([start, ...quoted.map((words) => ` ${words}`)].join(quoted.length ? " […]" : "").replace(" … […]", " […]"))], source()));
    const more = button(texts.text("page.measure.whole"), () => {
      whole();
      more.remove();
      node.querySelector("h2").focus({ preventScroll: true });
    }, { class: "tool no-print" });
    more.prepend(icon("down"));
    node.append(more);
  }
  return node;
}

function withEnd(nodes, source) {
  const all = nodes.filter(Boolean);
  const last = all.at(-1);
  if (last.tagName === "DIV") return [...all, element("p", {}, source)]; // a table
  (last.tagName === "UL" ? last.lastElementChild : last).append(" ", source);
  return all;
}

/** Cleaned text has its bullets in the line; each gets a line of its own, no word changes. */
export function lines(text) {
  const [first, ...items] = text.split(/(?=• )/);
  if (!items.length) return [paragraph(text)];
  return [first.trim() ? paragraph(first) : null, element("ul", { class: "bullets" }, items.map((item) => element("li", {}, item.replace(/^• /, ""))))];
}
