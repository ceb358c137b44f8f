// The measures that a person collected: to look through, to note something on, to print as a handout, to take along.

import { element } from "../shared/element.js";
import { contactCard } from "./contact.js";
import { exportMenu } from "./exports.js";
import { factsLine } from "./facts.js";
import { handout } from "./handout.js";
import { backLink } from "./measure.js";
import { button, heading, paragraph, tool } from "./parts.js";
import { to } from "./route.js";
import { origin } from "./row.js";
import { about, measure as record, orGone, rowsOf } from "./service.js";
import { MOST_COMPARED, shelf } from "./shelf.js";

/** The page of the collection. */
export async function collectionView(_, texts, back) {
  const place = element("div", { class: "collection-body" });
  const view = { costs: false };
  await fill(place, view, texts);
  const node = element("article", { class: "collection page-body" }, backLink(back), heading(1, texts.text("page.saved"), "large", { class: "view-title no-print" }), place);
  return { title: texts.text("page.saved"), node };
}

async function fill(place, view, texts) {
  const ids = shelf.ids("collected");
  if (!ids.length) {
    place.replaceChildren(element("p", { class: "empty" }, element("strong", {}, texts.text("page.collection.empty")), ` ${texts.text("page.collection.empty_hint")}`));
    return;
  }
  const [records, rows] = await Promise.all([Promise.all(ids.map((id) => orGone(record(id)))), rowsOf(ids)]);
  const found = records.filter(Boolean).map((measure) => ({ measure, row: rows.find((row) => row.id === measure.id) }));
  const gone = ids.filter((_, index) => !records[index]);
  const sources = new Map(await Promise.all([...new Set(found.map(({ measure }) => measure.document))].map(async (id) => /** @type {[string, any]} */ ([id, await about(id)]))));
  const again = async (change) => {
    change();
    await fill(place, view, texts);
    place.closest("article")?.querySelector("h1").focus();
  };
  const paper = element("div", { class: "handout" });
  const draw = () => paper.replaceChildren(...handout(found, sources, view, texts));
  draw();
  place.replaceChildren(
    paragraph(texts.text("page.collection.lead"), { class: "muted no-print" }),
    ...(gone.length ? [paragraph(texts.text("page.measure.gone_from", { ids: gone.join(", ") }), { class: "no-print" })] : []),
    actions(found, view, draw, () => again(() => shelf.clear("collected")), texts),
    element("ol", { class: "entries no-print", role: "list" }, found.map((each, index) => element("li", {}, entry(each, index, again, draw, texts)))), paper);
}

function actions(found, view, draw, empty, texts) {
  const ids = found.map(({ measure }) => measure.id);
  const costs = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", onchange: () => { view.costs = costs.checked; draw(); } }));
  return element("div", { class: "view-tools no-print" }, tool("print", texts.text("page.collection.print"), () => print(), { class: "primary-button" }), exportMenu(ids, texts),
    found.length > 1 ? element("a", { class: "small-button", href: to.comparison(ids.slice(0, MOST_COMPARED)) }, texts.text("page.comparison.now", { count: Math.min(MOST_COMPARED, ids.length) })) : null,
    element("label", { class: "check" }, costs, texts.text("page.handout.with_costs")), button(texts.text("page.collection.clear"), empty, { class: "plain" }));
}

function entry({ measure, row }, index, again, draw, texts) {
  const note = /** @type {HTMLTextAreaElement} */ (element("textarea", { id: `note-${measure.id}`, rows: 2, maxlength: 2000, oninput: () => { shelf.write(measure.id, note.value); draw(); } }));
  note.value = shelf.note(measure.id);
  const act = (label, change) => button(label, () => again(change), { class: "plain", "aria-label": texts.text("page.shelf.of", { action: label, measure: measure.title }) });
  return element("article", { class: "entry" },
    element("h2", {}, `${index + 1}. `, element("a", { href: to.measure(measure.id), lang: "de" }, measure.title)), origin(row, texts),
    element("p", { class: "facts-line" }, factsLine(row, texts).join(" · ")), contactCard(measure, texts),
    element("div", { class: "note-field" }, element("label", { for: `note-${measure.id}` }, texts.text("page.handout.notes")), note),
    element("div", { class: "view-tools" }, act(texts.text("page.collection.remove"), () => shelf.toggle("collected", measure.id)), index ? act(texts.text("page.collection.up"), () => shelf.up(measure.id)) : null));
}
