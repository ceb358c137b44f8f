// Two to four measures side by side: how they fit, their figures, their sections; what is the same can be hidden.

import { element } from "../shared/element.js";
import { contactCard } from "./contact.js";
import { cited } from "./fit.js";
import { figureRows, same } from "./figure-rows.js";
import { icon } from "./icons.js";
import { backLink } from "./measure.js";
import { Numbering } from "./numbering.js";
import { beginning, button, heading, paragraph, tool } from "./parts.js";
import { to } from "./route.js";
import { shelfButtons } from "./row.js";
import { exportMenu } from "./exports.js";
import { bound, called } from "./judged.js";
import { measure as record, orGone, rowsOf } from "./service.js";
import { MOST_COMPARED, shelf } from "./shelf.js";
import { citation } from "./source.js";
import { state } from "./state.js";
import { keep, kept } from "./storage.js";

const LONGEST_CELL = 150;
const VISITED = "lotse-compared";
const TOLD = { whom: ["target_group", "goal_and_target_group", "goal", "requirements"], content: ["description", "implementation", "results", "why_it_works"] };

/** The page that compares the measures that `ids` name. */
export async function comparisonView({ ids }, texts, back) {
  const wanted = [...new Set(ids)].slice(0, MOST_COMPARED);
  const records = await Promise.all(wanted.map((id) => orGone(record(id))));
  const found = records.filter(Boolean);
  const rows = await rowsOf(found.map(({ id }) => id));
  const gone = wanted.filter((_, place) => !records[place]);
  const title = found.length ? texts.text("page.comparison.of", { count: found.length }) : texts.text("page.comparison.title");
  const again = kept(VISITED) === true;
  keep(VISITED, true);
  const view = { differences: again };
  const place = element("div");
  const count = element("span", { class: "muted", role: "status" });
  const draw = () => {
    const { node, hidden } = table(found, rows, view.differences, texts);
    place.replaceChildren(node);
    count.textContent = view.differences && hidden ? texts.text("page.comparison.hidden", { count: hidden }) : "";
  };
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", role: "switch", checked: again, id: "differences", onchange: () => { view.differences = box.checked; draw(); } }));
  if (found.length) draw();
  const node = element("article", { class: "comparison page-body" }, backLink(back),
    element("div", { class: "view-head" }, heading(1, title, "large", { class: "view-title" }),
      found.length > 1 ? element("div", { class: "view-tools no-print" }, element("label", { class: "switch" }, box, element("span", {}, texts.text("page.comparison.differences"))), count, tool("print", texts.text("page.collection.print"), () => print(), { class: "small-button" }), exportMenu(found.map(({ id }) => id), texts)) : null),
    gone.length ? paragraph(texts.text("page.measure.gone_from", { ids: gone.join(", ") })) : null,
    found.length < 2 ? element("div", {}, paragraph(texts.text("page.comparison.too_few")), element("p", { class: "ways" }, element("a", { class: "small-button", href: to.all() }, texts.text("page.nav.all")))) : null, found.length ? place : null);
  return { title, node };
}

function table(found, rows, onlyDifferences, texts) {
  const numbering = new Numbering();
  const groups = [fitGroup(rows, numbering, texts), { name: texts.text("fields.figures"), lines: figureRows(rows, numbering, texts) },
    { name: texts.text("page.sections.target_group"), lines: fieldLines(TOLD.whom, found, rows, numbering, texts) },
    { name: texts.text("page.comparison.content"), lines: fieldLines(TOLD.content, found, rows, numbering, texts) },
    { name: texts.text("page.comparison.contact"), lines: contactLines(found, texts) }].filter(Boolean);
  let hidden = 0;
  const bodies = groups.map(({ name, lines }) => {
    const shown = lines.filter((line) => !onlyDifferences || found.length < 2 || !same(line));
    hidden += lines.length - shown.length;
    return shown.length ? element("tbody", {}, element("tr", { class: "row-group" }, element("th", { scope: "rowgroup", colspan: found.length + 1 }, name)), shown.map((line) => drawn(line, texts))) : null;
  });
  const heads = found.map((measure, place) => element("th", { scope: "col" }, element("a", { href: to.measure(measure.id), lang: "de" }, beginning(measure.title, 90)), element("p", { class: "origin", lang: "de" }, [measure.organisation, measure.state].filter(Boolean).join(" · ")),
    element("span", { class: "column-tools no-print" }, shelfButtons(rows[place], texts)[1], tool("close", texts.text("page.collection.remove"), () => {
      const left = found.filter((each) => each !== measure).map(({ id }) => id);
      if (shelf.has("compared", measure.id)) shelf.toggle("compared", measure.id);
      location.hash = to.comparison(left);
    }, { "aria-label": texts.text("page.shelf.of", { action: texts.text("page.collection.remove"), measure: measure.title }) }))));
  const node = element("div", { class: "table", role: "group", tabindex: 0, "aria-label": texts.text("page.comparison.title") },
    element("table", { class: `compared columns-${found.length}` }, element("thead", {}, element("tr", {}, element("td", { class: "corner" }), heads)), bodies));
  return { node, hidden };
}

function drawn({ label, cells }, texts) {
  return element("tr", {}, element("th", { scope: "row" }, label), cells.map(({ node }) => element("td", {}, node ?? element("span", { class: "muted" }, texts.text("common.not_given")))));
}

/** How the measures stand to what was stated of a client, if an answer judged them. */
function fitGroup(rows, numbering, texts) {
  const turn = state.turns.findLast((each) => each.found?.criteria.length && rows.some((row) => each.found.rows.some(({ id }) => id === row.id)));
  if (!turn) return null;
  const hits = rows.map((row) => turn.found.rows.find(({ id }) => id === row.id));
  const criteria = turn.found.criteria.filter(({ id }) => id !== "sex");
  const lines = criteria.map((criterion) => ({
    key: criterion.id, label: called(criterion, texts), cells: hits.map((hit) => {
      const judged = hit?.criteria?.find(({ id }) => id === criterion.id);
      if (!judged || judged.verdict === "unstated") return { text: null, node: element("span", { class: "muted" }, texts.text("page.row.not_mentioned")) };
      return { text: `${judged.verdict} ${judged.quote}`, node: element("span", { class: `tick ${judged.verdict}` }, icon(judged.verdict, 16), element("span", { class: "kern-sr-only" }, `${texts.text(`criteria.${judged.verdict}`)}: `), cited(hit, judged, numbering, texts), limit(criterion, judged, texts)) };
    }),
  }));
  const named = turn.found.criteria.map((criterion) => called(criterion, texts)).join(" · ");
  return { name: texts.text("page.comparison.fit", { facts: named }), lines };
}

/** Which limit a figure is at. */
function limit(criterion, judged, texts) {
  const end = judged.verdict === "limit" ? bound({ criterion, quote: judged.quote }) : null;
  return end ? ` ${texts.text(end === "upper" ? "page.row.upper_bound" : "page.row.lower_bound")}` : null;
}

function fieldLines(names, found, rows, numbering, texts) {
  return names.filter((name) => found.some((measure) => measure.fields[name])).map((name) => ({
    key: name, label: texts.text(`fields.${name}`), cells: found.map((measure, place) => {
      const field = measure.fields[name];
      return { text: field?.text ?? null, node: field ? fieldCell(field, rows[place], numbering, texts) : null };
    }),
  }));
}

function fieldCell(field, row, numbering, texts) {
  const place = { document: row.document, start: field.start, end: field.end, row };
  const short = beginning(field.text, LONGEST_CELL);
  const words = element("span", { lang: "de" }, short);
  const node = element("div", {}, words, " ", citation(place, numbering.of(place), texts));
  if (short === field.text) return node;
  const more = button(texts.text("page.comparison.longer"), () => {
    words.textContent = field.text;
    more.remove();
  }, { class: "plain no-print" });
  node.append(" ", more);
  return node;
}

function contactLines(found, texts) {
  const line = (key, label, text, node) => ({ key, label, cells: found.map((measure) => ({ text: text(measure), node: text(measure) ? node(measure) : null })) });
  return [
    line("contact", texts.text("page.contact.title"), (measure) => measure.contact.map((each) => Object.values(each).join(" ")).join(" ") || null, (measure) => contactCard(measure, texts)),
    line("page", texts.text("common.source"), (measure) => (measure.page ? texts.text("common.from_page", { page: String(measure.page) }) : null), (measure) => element("span", {}, texts.text("common.from_page", { page: String(measure.page) }))),
  ];
}
