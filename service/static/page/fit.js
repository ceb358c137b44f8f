// How a measure stands to what was stated of a client: each fact ticked, with the words of the source that decide.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { bound, called, told } from "./judged.js";
import { quote } from "./parts.js";
import { citation } from "./source.js";

const QUOTES = 2;
const LONGEST = 180;

/** The badge of what speaks against a measure or is a limit; null if nothing does. */
export function badge(row, criteria, texts) {
  const found = told(row, criteria);
  const worst = found.find(({ verdict }) => verdict === "against") ?? found.find(({ verdict }) => verdict === "limit");
  if (!worst) return null;
  const name = called(worst.criterion, texts);
  const end = worst.verdict === "limit" ? bound(worst) : null;
  const age = worst.criterion.words.match(/\d+/)?.[0];
  const label = end === "upper" ? texts.text("page.row.upper", { value: age }) : end === "lower" ? texts.text("page.row.lower", { value: age }) : name;
  return element("span", { class: `badge badge-${worst.verdict}` }, icon(worst.verdict, 16), element("span", { class: "kern-sr-only" }, `${texts.text(`criteria.${worst.verdict}`)}: `), label);
}

/** The list of ticks; `nicht genannt` last. For rows that nothing is judged of, the sentences that answer best. */
export function fitList(row, criteria, numbering, texts) {
  const found = told(row, criteria);
  const spoken = found.filter(({ verdict }) => verdict !== "unstated");
  const silent = found.filter(({ verdict }) => verdict === "unstated").map(({ criterion }) => called(criterion, texts));
  const figures = (row.told ?? []).filter((each) => each.quote);
  const items = [
    ...spoken.map((each) => tick(row, each.verdict, called(each.criterion, texts), each, numbering, texts)),
    ...figures.map((each) => tick(row, "met", texts.text(`figure_fields.${each.field}`), each, numbering, texts)),
    ...(spoken.length || figures.length ? [] : sentences(row, numbering, texts)),
    silent.length ? element("li", { class: "tick silent" }, icon("unstated", 16), element("span", {}, texts.text("page.row.unstated", { words: silent.join(", ") }))) : null,
  ].filter(Boolean);
  return items.length ? element("ul", { class: "fit", role: "list", "aria-label": texts.text("page.row.fit") }, items) : null;
}

/** One fact: its sign, its name, the words and their number. */
export function tick(row, verdict, name, proof, numbering, texts) {
  return element("li", { class: `tick ${verdict}` }, icon(verdict, 16), element("span", { class: "kern-sr-only" }, `${texts.text(`criteria.${verdict}`)}: `), element("span", { class: "fact" }, name), cited(row, proof, numbering, texts));
}

function sentences(row, numbering, texts) {
  return (row.why ?? []).filter(({ quote: words }) => words.length <= LONGEST).slice(0, QUOTES).map((each) =>
    element("li", { class: "tick sentence" }, cited(row, each, numbering, texts)));
}

/** Words of the source with their number. */
export function cited(row, proof, numbering, texts) {
  if (!proof?.quote) return null;
  const place = { document: row.document, start: proof.start, end: proof.end, field: proof.field, row };
  return element("span", { class: "cited" }, quote(proof.quote), "\u00a0", citation(place, numbering.of(place), texts));
}
