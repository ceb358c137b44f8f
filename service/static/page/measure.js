// A measure: its figures, its sections, whom to ask, how it fits, and what it was read from.

import { element } from "../shared/element.js";
import { contactCard, copied } from "./contact.js";
import { budget, costText, euros, factsLine, hours, hoursText, months, monthsText, onlyPartTime, partTime, perPlace, places, span } from "./facts.js";
import { fitList } from "./fit.js";
import { icon } from "./icons.js";
import { Numbering } from "./numbering.js";
import { heading, paragraph, say, tool } from "./parts.js";
import { shelfButtons } from "./row.js";
import { inOrder, sectionBlock, sectionName } from "./sections.js";
import { about, measure as record, orGone, rowsOf } from "./service.js";
import { sourceButton } from "./source.js";
import { state } from "./state.js";

/** The page of the measure that `id` names. */
export async function measureView({ id }, texts, back) {
  const found = await orGone(record(id));
  if (!found) return gone(texts.text("page.measure.gone"), texts, back);
  const [source, [row]] = await Promise.all([about(found.document), rowsOf([id])]);
  const hit = state.turns.map((turn) => turn.found?.rows.find((each) => each.id === id && (each.criteria?.length || each.why?.length)) && turn).findLast(Boolean);
  const seen = hit?.found.rows.find((each) => each.id === id);
  const words = [...(seen?.why ?? []), ...(seen?.criteria ?? [])].map(({ quote }) => quote).filter((quote) => quote && quote.length > 30);
  const sections = inOrder(found.sections);
  const share = tool("copy", texts.text("page.measure.copy_link"), async () => say(await copied(location.href) ? texts.text("page.contact.copied") : texts.text("page.contact.no_copy")), { class: "small-button" });
  const kind = texts.has(`kinds.${found.kind}`) ? texts.text(`kinds.${found.kind}`) : found.kind;
  const node = element("article", { class: "measure page-body" }, backLink(back),
    element("div", { class: "view-head" }, element("div", {}, heading(1, found.title, "large", { lang: "de", class: "view-title" }), element("p", { class: "muted sub" }, [kind, found.organisation, found.state ?? texts.text("page.row.nationwide")].filter(Boolean).join(" · "))),
      element("div", { class: "view-tools no-print" }, shelfButtons(row, texts), tool("print", texts.text("page.collection.print"), () => print(), { class: "small-button" }), share)),
    element("div", { class: "measure-columns" }, contents(sections, row, texts),
      element("div", { class: "measure-body" }, figures(row, found, texts), sections.map((section) => sectionBlock(section, found, words, texts))),
      element("div", { class: "measure-side" }, contactBox(found, source, texts), fitBox(hit, seen, texts), legalBox(found, texts), sourceBox(found, source, texts))));
  return { title: found.title, node };
}

/** A page that says that something isn't there any more. */
export function gone(title, texts, back) {
  return { title, node: element("div", { class: "page-body" }, heading(1, title, "large", { class: "view-title" }), paragraph(texts.text("page.measure.gone_hint")), element("p", { class: "ways" }, element("a", { class: "small-button", href: "#alle" }, texts.text("page.nav.all")), backLink(back))) };
}

/** The way back to where one came from. */
export function backLink({ href, label }) {
  return element("p", { class: "back no-print" }, icon("left", 16), element("a", { class: "kern-link", href }, label));
}

function contents(sections, row, texts) {
  const go = (id) => (event) => {
    event.preventDefault(); // the fragment names the view
    mark(event.currentTarget);
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  };
  const entry = (id, name) => element("li", {}, element("a", { href: location.hash, onclick: go(id) }, name));
  const mark = (link) => {
    for (const each of list.querySelectorAll("a")) each.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
  };
  const list = element("nav", { class: "contents no-print", "aria-label": texts.text("page.measure.contents") }, element("ol", { class: "outline", role: "list" },
    factsLine(row, texts).length ? entry("at-a-glance", texts.text("page.measure.figures")) : null, sections.map((section) => entry(`section-${section.start}`, sectionName(section, texts)))));
  mark(list.querySelector("a"));
  return list;
}

/** From when to when a measure runs, as the source writes it. */
function dates(found) {
  return /\d{1,2}\.\d{1,2}\.\d{4}\s?[–-]\s?\d{1,2}\.\d{1,2}\.\d{4}/.exec(found.fields.period?.text ?? "")?.[0] ?? null;
}

function figures(row, found, texts) {
  const each = perPlace(row);
  const value = (label, text, ...more) => (text ? element("div", {}, element("dt", {}, label), element("dd", {}, element("strong", {}, text), ...more.map((line) => element("span", { class: "muted" }, line)))) : null);
  const shown = [
    value(texts.text("facts.places"), places(row) && span(places(row), texts)),
    value(texts.text("facts.months"), months(row) && monthsText(months(row), texts), ...[dates(found)].filter(Boolean)),
    value(texts.text("page.facets.part_time"), onlyPartTime(row) ? texts.text("page.facts.only_part_time") : partTime(row) ? texts.text("page.facts.part_time") : hours(row) ? hoursText(row, texts) : null, ...(partTime(row) && hours(row) ? [texts.text("page.facts.hours", { hours: span(hours(row), texts) })] : [])),
    value(texts.text("facts.budget"), budget(row) && costText(budget(row), texts), ...(each ? [element("span", {}, texts.text("page.facts.each", { amount: euros(each.value, texts) }), " ", element("span", { class: "calculated" }, texts.text("page.facts.calculated")))] : [])),
  ].filter(Boolean);
  return shown.length ? element("dl", { class: "figure-boxes", id: "at-a-glance", tabindex: -1, "aria-label": texts.text("page.measure.figures") }, shown) : null;
}

function side(title, ...body) {
  return element("section", { class: "side-box" }, element("h2", {}, title), ...body);
}

function contactBox(found, source, texts) {
  const card = contactCard(found, texts);
  const section = found.contact_section;
  if (!card && !section) return side(texts.text("page.contact.title"), paragraph(texts.text("common.not_given"), { class: "muted" }));
  const place = section && { document: found.document, start: section.start, end: section.end, row: { id: found.id, name: found.title } };
  const title = texts.text("page.contact.title");
  return side(title, card ?? paragraph(section.text, { lang: "de" }), place ? element("p", { class: "no-print" }, sourceButton(place, texts.text("common.source"), texts.text("page.measure.source_of", { source: texts.text("common.source"), place: title }), title, texts)) : null, source.date ? aged(source.date, texts) : null);
}

function aged(date, texts) {
  return element("p", { class: "aged" }, icon("limit", 16), element("span", {}, texts.text("page.measure.aged", { year: date.slice(0, 4) })));
}

function fitBox(turn, seen, texts) {
  if (!seen?.criteria?.length) return null;
  return side(texts.text("page.measure.fit"), fitList(seen, turn.found.criteria, new Numbering(turn.found.kind === "measures" ? [] : turn.found.citations), texts));
}

function legalBox(found, texts) {
  const ways = [found.legal.join(", "), found.fields.implementation?.text].filter(Boolean);
  return ways.length ? side(texts.text("facts.legal"), paragraph(ways.join(" · "), { lang: "de" })) : null;
}

function sourceBox(found, source, texts) {
  return side(texts.text("common.source"), paragraph([source.publisher, dated(source)].filter(Boolean).join(": ") + (found.page ? `, ${texts.text("common.from_page", { page: String(found.page) })}` : ""), { lang: "de" }));
}

/** Title and year of a document. */
export function dated(source) {
  return source.date ? `${source.title} (${source.date.slice(0, 4)})` : source.title;
}
