// Two to four measures side by side, detail by detail; where the source is silent the table says so.

import { element } from "../shared/element.js";
import { contactCard } from "./contact.js";
import { beginning, button, heading, link, paragraph } from "./parts.js";
import { to } from "./route.js";
import { about, measure as record, orGone } from "./service.js";
import { sourceButton } from "./source.js";
import { MOST_COMPARED } from "./shelf.js";
import { valueName } from "./texts.js";

const LONGEST_CELL = 320;

/** The page that compares the measures that `ids` name. */
export async function comparisonView({ ids }, texts, back) {
  const wanted = [...new Set(ids)].slice(0, MOST_COMPARED);
  const records = await Promise.all(wanted.map((id) => orGone(record(id))));
  const found = records.filter(Boolean);
  const dates = new Map(await Promise.all([...new Set(found.map((each) => each.document))].map(async (id) => [id, (await about(id)).date])));
  const gone = wanted.filter((_, place) => !records[place]);
  const node = element("article", { class: "comparison" },
    element("p", { class: "no-print" }, link(back, texts.text("page.back"))),
    heading(1, texts.text("page.comparison.title"), "large"),
    gone.length ? paragraph(texts.text("page.measure.gone_from", { ids: gone.join(", ") })) : null,
    found.length < 2 ? paragraph(texts.text("page.comparison.too_few")) : null,
    found.length ? [element("div", { class: "actions no-print" }, button(texts.text("page.collection.print"), () => print(), { kind: "tertiary" })), table(found, dates, texts)] : null);
  return { title: texts.text("page.comparison.title"), node };
}

function table(found, dates, texts) {
  const fields = Object.keys(found[0].fields).filter((name) => found.some((measure) => measure.fields[name]));
  const rows = [
    row(texts.text("fields.organisation"), found, (measure) => german(measure.organisation), texts),
    row(texts.text("fields.state"), found, (measure) => german(measure.state), texts),
    row(texts.text("fields.kind"), found, (measure) => valueName(texts, "kind", measure.kind) ?? german(measure.kind), texts),
    ...fields.map((name) => row(texts.text(`fields.${name}`), found, (measure) => fieldCell(measure, name, texts), texts)),
    row(texts.text("page.contact.title"), found, (measure) => contactCard(measure, dates.get(measure.document), texts), texts),
    row(texts.text("common.source"), found, (measure) => (measure.page ? texts.text("common.from_page", { page: String(measure.page) }) : null), texts),
  ];
  return element("div", { class: "table", role: "group", tabindex: 0, "aria-label": texts.text("page.comparison.title") }, element("table", { class: "kern-table compared" },
    element("thead", { class: "kern-table__head" }, element("tr", { class: "kern-table__row" },
      element("th", { class: "kern-table__header", scope: "col" }, texts.text("page.comparison.criterion")),
      found.map((measure) => element("th", { class: "kern-table__header", scope: "col", lang: "de" }, link(to.measure(measure.id), measure.title))))),
    element("tbody", { class: "kern-table__body" }, rows)));
}

function german(text) {
  return text ? element("span", { lang: "de" }, text) : null;
}

function row(label, found, cell, texts) {
  return element("tr", { class: "kern-table__row" }, element("th", { class: "kern-table__header", scope: "row" }, label),
    found.map((measure) => element("td", { class: "kern-table__cell" }, cell(measure) ?? element("span", { class: "silent" }, texts.text("common.not_given")))));
}

function fieldCell(measure, name, texts) {
  const field = measure.fields[name];
  if (!field) return null;
  const short = beginning(field.text, LONGEST_CELL);
  const citation = `${measure.title}, ${field.label_de}`;
  const source = sourceButton({ document: measure.document, start: field.start, end: field.end, citation }, texts, { hidden: "no-print" });
  if (short === field.text) return element("div", {}, german(short), " ", source);
  return element("div", {}, german(short), element("details", { class: "longer" }, element("summary", {}, texts.text("page.comparison.longer")), german(field.text)), " ", source);
}
