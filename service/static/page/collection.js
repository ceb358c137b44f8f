// The measures that a person collected: to look through, to print as a handout, to take along as a file.

import { element } from "../shared/element.js";
import { contactCard } from "./contact.js";
import { alert, button, description, heading, link, paragraph, say } from "./parts.js";
import { dated, lines } from "./measure.js";
import { facts, subline } from "./results.js";
import { to } from "./route.js";
import { about, exported, measure as record, orGone } from "./service.js";
import { shelf } from "./shelf.js";

const TOLD = ["goal_and_target_group", "target_group", "goal", "description"];
const FORMATS = ["docx", "csv", "json"];

/** The page of the collection. */
export async function collectionView(_, texts, back) {
  const place = element("div");
  await fill(place, texts);
  const node = element("article", { class: "collection" },
    element("p", { class: "no-print" }, link(back, texts.text("page.back"))),
    heading(1, texts.text("page.saved"), "large"), paragraph(texts.text("page.collection.lead"), { class: "kern-body no-print" }), place);
  return { title: texts.text("page.saved"), node };
}

async function fill(place, texts) {
  const ids = shelf.ids("collected");
  if (!ids.length) {
    place.replaceChildren(paragraph(texts.text("page.collection.empty")));
    return;
  }
  const records = await Promise.all(ids.map((id) => orGone(record(id))));
  const found = records.filter(Boolean);
  const gone = ids.filter((_, index) => !records[index]);
  const sources = new Map(await Promise.all([...new Set(found.map((each) => each.document))].map(async (id) => [id, await about(id)])));
  const again = async (change) => {
    change();
    await fill(place, texts);
    place.closest("article")?.querySelector("h1").focus();
  };
  place.replaceChildren(
    paragraph(`${texts.text("common.name")}. ${texts.text("page.collection.printed_on", { day: texts.day(Date.now()) })}`, { class: "kern-body print-only" }),
    ...(gone.length ? [paragraph(texts.text("page.measure.gone_from", { ids: gone.join(", ") }))] : []),
    actions(found, () => again(() => shelf.clear("collected")), texts),
    element("ol", { class: "handout", role: "list" }, found.map((measure, index) => element("li", {}, entry(measure, index, sources.get(measure.document), again, texts)))));
}

function actions(found, empty, texts) {
  const place = element("div");
  const ids = found.map((measure) => measure.id);
  const save = (format) => async () => {
    try {
      const { name, content } = await exported(ids, format);
      download(name, content);
      place.replaceChildren();
      say(texts.text("page.collection.saved", { name }));
    } catch (error) {
      place.replaceChildren(alert("danger", error.message || texts.text("conversation.failed")));
      say(error.message || texts.text("conversation.failed"));
    }
  };
  return element("div", { class: "no-print" }, element("div", { class: "actions" },
    button(texts.text("page.collection.print"), () => print(), { kind: "primary" }),
    FORMATS.map((format) => button(texts.text(`page.formats.${format}`), save(format))),
    found.length > 1 ? element("a", { class: "kern-btn kern-btn--tertiary", href: to.comparison(ids.slice(0, 4)) }, element("span", { class: "kern-label" }, texts.text("page.comparison.now", { count: Math.min(4, ids.length) }))) : null,
    button(texts.text("page.collection.clear"), empty, { kind: "tertiary" })), place);
}

function download(name, content) {
  const url = URL.createObjectURL(content);
  const anchor = element("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  URL.revokeObjectURL(url);
}

function entry(measure, index, source, again, texts) {
  const told = TOLD.filter((name) => measure.fields[name]);
  const cite = [dated(source), measure.page ? texts.text("common.from_page", { page: String(measure.page) }) : null].filter(Boolean).join(", ");
  return element("article", { class: "entry" },
    element("h2", { class: "kern-heading-medium", lang: "de" }, `${index + 1}. `, link(to.measure(measure.id), measure.title)),
    subline(measure, texts), facts(measure, texts, 400),
    description(told.map((name) => [texts.text(`fields.${name}`), element("div", { lang: "de" }, lines(measure.fields[name].text))]), "told"),
    contactCard(measure, null, texts),
    element("p", { class: "kern-body kern-body--small cite" }, `${texts.text("common.source")}: `, element("span", { lang: "de" }, cite), source.date ? `. ${texts.text("common.dated", { years: source.date.slice(0, 4) })}` : null),
    element("div", { class: "actions no-print" },
      action(texts.text("page.collection.remove"), measure, () => again(() => shelf.toggle("collected", measure.id)), texts),
      index ? action(texts.text("page.collection.up"), measure, () => again(() => shelf.up(measure.id)), texts) : null));
}

function action(label, measure, onclick, texts) {
  return button(label, onclick, { kind: "tertiary", "aria-label": texts.text("page.shelf.of", { action: label, measure: measure.title }) });
}
