// Measures that fit, as cards: what they are, why they fit, what speaks against them, where it stands.

import { element } from "../shared/element.js";
import { contactCard } from "./contact.js";
import { beginning, button, description, link, marked, quote, say } from "./parts.js";
import { to } from "./route.js";
import { about } from "./service.js";
import { sourceButton } from "./source.js";
import { MOST_COMPARED, shelf } from "./shelf.js";
import { valueName } from "./texts.js";

const LONGEST_FACT = 110;
const toggles = new WeakMap(); // by button: what makes it say what the shelf says

/** The card of a hit. `citations` are those of the answer, so that a quote bears the number it has there; `criteria` are its as well. */
export function card(hit, citations, criteria, texts) {
  const { measure } = hit;
  const words = hit.passages.flatMap(marksOf);
  const title = element("h3", { class: "kern-title" }, link(to.measure(measure.id), measure.title, { lang: "de" }));
  const contact = element("div");
  const node = element("article", { class: "kern-card kern-card--hug kern-card--small hit" }, element("div", { class: "kern-card__container" },
    element("header", { class: "kern-card__header" }, title, subline(measure, texts)),
    element("div", { class: "kern-card__body" },
      facts(measure, texts),
      evidence(texts.text("page.measure.why"), hit.why, measure, citations, words, texts),
      ...judged(hit, criteria, citations, texts),
      passages(hit, texts), contact),
    element("footer", { class: "kern-card__footer" }, shelfButtons(measure, texts))));
  showContact(measure, contact, texts);
  return node;
}

/** Organisation, state and kind in one line. */
export function subline(measure, texts) {
  const kind = valueName(texts, "kind", measure.kind) ?? measure.kind;
  const place = [measure.organisation, measure.state].filter(Boolean).join(" – ");
  return element("p", { class: "kern-body kern-body--small subline" },
    kind ? element("span", { class: "kern-badge kern-badge--info kern-badge--small" }, element("span", { class: "kern-label" }, kind)) : null,
    place ? element("span", { lang: "de" }, place) : null);
}

/** Duration, places, cost, part-time, legal basis: as far as the source says. Long ones are cut on cards, not elsewhere. */
export function facts(measure, texts, most = LONGEST_FACT) {
  const { figures, fields, legal } = measure;
  const german = (text) => (text ? element("span", { lang: "de" }, beginning(text, most)) : null);
  return description([
    [texts.text("facts.months"), figures.months ? texts.text("figures.months", { count: figures.months }) : null],
    [texts.text("facts.period"), figures.months ? null : german(fields.period?.text)],
    [texts.text("facts.places"), figures.places ? texts.number(figures.places) : null],
    [texts.text("facts.budget"), german(fields.budget?.text)],
    [texts.text("facts.part_time"), figures.part_time ? texts.text("common.yes") : null],
    [texts.text("facts.weekly_hours"), figures.weekly_hours ? texts.text("figures.hours", { count: figures.weekly_hours }) : null],
    [texts.text("facts.legal"), legal.length ? element("span", { lang: "de" }, legal.join(", ")) : german(fields.legal_basis?.text)],
  ]);
}

/** The marked words of a passage. */
function marksOf(passage) {
  const points = Array.from(passage.text);
  return passage.highlights.map(([start, end]) => points.slice(start, end).join(""));
}

/** How a measure stands to each criterion, with the words that decide; what speaks against it is set off. */
function judged(hit, criteria, citations, texts) {
  const words = new Map(criteria.map((each) => [each.id, each.words]));
  const of = (wanted) => hit.criteria.filter(({ verdict }) => verdict === wanted).map((each) => ({ ...each, words: words.get(each.id) }));
  const lists = ["met", "limit", "against"].map((verdict) =>
    evidence(texts.text(`criteria.${verdict}`), of(verdict), hit.measure, citations, [], texts, verdict === "against" ? "conflicts" : "why"));
  const silent = of("unstated").filter(({ id }) => id !== "sex").map((each) => each.words); // that a measure isn't for one sex tells nothing
  return [...lists, silent.length ? element("p", { class: "kern-body kern-body--small" }, `${texts.text("criteria.unstated")}: ${silent.join(", ")}`) : null];
}

function evidence(title, found, measure, citations, words, texts, className = "why") {
  if (!found.length) return null;
  return element("div", { class: className }, element("h4", { class: "kern-label" }, title),
    element("ul", {}, found.map((each) => element("li", {}, each.words ? `${each.words}: ` : null, quote(each.quote, words), " ", evidenceButton(each, measure, citations, texts)))));
}

/** A button that opens where a quote stands, with the number that it has in the answer. */
function evidenceButton({ start, end }, measure, citations, texts) {
  const cited = citations.find(({ passage }) => passage.document === measure.document && passage.start === start && passage.end === end);
  const place = { document: measure.document, start, end, citation: cited?.passage.citation ?? measure.title };
  return sourceButton(place, texts, { named: measure.title, number: cited?.number });
}

function passages(hit, texts) {
  if (!hit.passages.length) return null;
  return element("details", { class: "kern-accordion" },
    element("summary", { class: "kern-accordion__header" }, element("span", { class: "kern-title kern-title--small" }, texts.text("common.count.passages", { count: hit.passages.length }))),
    element("div", { class: "kern-accordion__body" }, hit.passages.map((passage) => passageBlock(passage, texts))));
}

/** A passage, word for word, with its citation. */
export function passageBlock(passage, texts) {
  return element("figure", { class: "passage" },
    element("blockquote", { lang: "de" }, marked(passage.text, passage.highlights)),
    element("figcaption", { class: "kern-body kern-body--small" }, element("span", { lang: "de" }, passage.citation), " ",
      sourceButton(passage, texts)));
}

async function showContact(measure, place, texts) {
  if (!measure.contact.length) return;
  const body = element("div", { class: "kern-accordion__body" }, contactCard(measure, null, texts));
  place.replaceChildren(element("details", { class: "kern-accordion" },
    element("summary", { class: "kern-accordion__header" }, element("span", { class: "kern-title kern-title--small" }, texts.text("page.contact.title"))), body));
  const { date } = await about(measure.document).catch(() => ({ date: null }));
  if (date) body.replaceChildren(contactCard(measure, date, texts));
}

/** The two buttons that set a measure aside; they follow the shelf. */
export function shelfButtons(measure, texts) {
  const kept = toggle("collected", measure, texts.text("page.shelf.collect"), texts.text("page.shelf.collected"), texts);
  const compared = toggle("compared", measure, texts.text("page.shelf.compare"), texts.text("page.shelf.compared"), texts);
  return [kept, compared];
}

function toggle(list, measure, off, on, texts) {
  const node = button("", () => {
    if (!shelf.toggle(list, measure.id)) say(texts.text("page.comparison.full")); // a list of collected ones is never full
  }, { kind: "secondary", "data-list": list });
  const follow = () => {
    const pressed = shelf.has(list, measure.id);
    const action = pressed ? on : off;
    node.setAttribute("aria-pressed", String(pressed));
    node.setAttribute("aria-label", texts.text("page.shelf.of", { action, measure: measure.title }));
    node.querySelector(".kern-label").textContent = action;
  };
  toggles.set(node, follow);
  follow();
  return node;
}

/** Make all toggles on the page say what the shelf says. */
export function followShelf() {
  for (const node of document.querySelectorAll("[data-list]")) toggles.get(node)();
}

/** The bar that appears once measures are chosen for a comparison. */
export function comparisonBar(texts) {
  const bar = element("section", { class: "comparison-bar", "aria-label": texts.text("page.comparison.selection") });
  const update = () => {
    const ids = shelf.ids("compared");
    bar.hidden = !ids.length;
    if (bar.hidden) return;
    const go = ids.length > 1
      ? element("a", { class: "kern-btn kern-btn--primary", href: to.comparison(ids) }, element("span", { class: "kern-label" }, texts.text("page.comparison.now", { count: ids.length })))
      : element("span", { class: "kern-body" }, texts.text("page.comparison.one_more"));
    const full = ids.length === MOST_COMPARED ? element("span", { class: "kern-body kern-body--small" }, texts.text("page.comparison.full")) : null;
    bar.replaceChildren(...[go, full, button(texts.text("page.comparison.clear"), () => shelf.clear("compared"), { kind: "tertiary" })].filter(Boolean));
  };
  shelf.watch(update);
  update();
  return bar;
}

