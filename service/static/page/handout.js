// The handout on paper: what the client takes along. No facts of the client, no cost unless wanted.

import { element } from "../shared/element.js";
import { broken, personLines } from "./contact.js";
import { budget, costText, hoursText, months, monthsText, places, span } from "./facts.js";
import { dated } from "./measure.js";
import { beginning, quote } from "./parts.js";
import { shelf } from "./shelf.js";

const QUOTES = 3;
const LONGEST = 230;

/** The handout's nodes, seen on paper alone. */
export function handout(found, sources, { costs }, texts) {
  const years = [...new Set([...sources.values()].map(({ date }) => date?.slice(0, 4)).filter(Boolean))].sort();
  return [
    element("header", { class: "paper-head" }, element("p", { class: "paper-title" }, texts.text("export.title")), element("p", {}, texts.day(Date.now()))),
    element("p", { class: "paper-notice" }, years.length ? element("strong", {}, `${texts.text("page.handout.from", { years: years.join("–") })} `) : null, texts.text("page.handout.notice")),
    ...found.map((each, index) => entry(each, index, sources.get(each.measure.document), costs, texts)),
    element("section", { class: "paper-agreed" }, element("p", { class: "paper-label" }, texts.text("page.handout.agreed")), ruled(2), element("p", { class: "paper-foot" }, texts.text("page.handout.foot", { name: texts.text("common.name") }))),
  ];
}

function entry({ measure, row }, index, source, costs, texts) {
  const facts = [
    [texts.text("facts.months"), months(row) && monthsText(months(row), texts)],
    [texts.text("page.facets.part_time"), hoursText(row, texts)],
    [texts.text("facts.places"), places(row) && span(places(row), texts)],
    [texts.text("facts.legal"), row.legal.slice(0, 3).join(", ") || null],
    costs ? [texts.text("facts.budget"), budget(row) && costText(budget(row), texts)] : null,
  ].filter(Boolean);
  const { whom, content } = told(measure);
  const note = shelf.note(measure.id);
  return element("article", { class: "paper-entry" },
    element("p", { class: "paper-name", lang: "de" }, `${index + 1}. ${measure.title}`), element("p", { lang: "de" }, [measure.organisation, measure.state].filter(Boolean).join(", ")),
    element("dl", { class: "paper-facts" }, facts.map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value ?? texts.text("common.not_given"))))),
    element("div", { class: "paper-columns" },
      element("div", {}, whom ? [label(texts.text("page.sections.target_group")), element("p", {}, quote(whom))] : null, content.length ? [label(texts.text("page.sections.description")), element("ul", {}, content.map((words) => element("li", {}, quote(words))))] : null),
      element("div", {}, label(texts.text("page.contact.title")), measure.contact.length ? measure.contact.map((person) => element("p", { lang: "de" }, personLines(person, { organisation: null }).flatMap((line) => [broken(line), element("br")].flat()))) : element("p", {}, texts.text("common.not_given")),
        label(texts.text("page.handout.notes")), note ? element("p", { class: "paper-note" }, note) : null, ruled(3))),
    element("p", { class: "paper-source" }, `${texts.text("common.source")}: `, element("span", { lang: "de" }, [source.publisher, dated(source)].filter(Boolean).join(", ")), measure.page ? `, ${texts.text("common.from_page", { page: String(measure.page) })}` : null));
}

const label = (text) => element("p", { class: "paper-label" }, text);

/** Lines to write on. */
function ruled(count) {
  return Array.from({ length: count }, () => element("p", { class: "paper-line" }));
}

/** Where an item ends: behind a word, not behind an abbreviation. */
const END = /(?<=[\p{L}\d)]{4})[:.;](?=\s|$)/u;

const sentencesOf = (text) => text.split(/(?<=[\p{L}\d)]{4}[.!?])\s+(?=[\p{Lu}„"])/u).map((sentence) => sentence.trim());

const balanced = (text) => text.split("(").length === text.split(")").length;

/** The first whole sentences of a text that a few lines hold; of a longer one its beginning. */
function whole(text) {
  let told = "";
  for (const sentence of sentencesOf(text)) {
    if (told.length + sentence.length > LONGEST) break;
    told = told ? `${told} ${sentence}` : sentence;
  }
  return told || beginning(text, LONGEST);
}

/** Whom a measure is for and what it does, in quotes: whole items or sentences, as they stand.
 * @returns {{whom: string | null, content: string[]}} */
export function told({ fields }) {
  const group = (fields.target_group ?? fields.goal_and_target_group ?? fields.goal)?.text ?? null;
  const text = fields.description?.text ?? "";
  const items = text.split("• ").slice(1).map((item) => item.split(END)[0].trim()).filter((item) => item.length > 12 && item.length < 130 && balanced(item));
  const sentences = sentencesOf(text).filter((sentence) => sentence.length > 30 && sentence.length < LONGEST && balanced(sentence));
  return { whom: group && whole(group), content: (items.length >= 2 ? items : sentences).slice(0, QUOTES) };
}
