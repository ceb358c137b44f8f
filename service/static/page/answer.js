// The words of an answer: a value first, a sentence with two quotes, a table, or what isn't there.

import { element } from "../shared/element.js";
import { renderMarkdown } from "../shared/markdown.js";
import { MOST_CHOICES } from "./choices.js";
import { again } from "./conversation.js";
import { euros, perPlace } from "./facts.js";
import { capital, inWords, lead } from "./lead.js";
import { NONE } from "./narrowing.js";
import { box, button, quote } from "./parts.js";
import { dropping } from "./rephrasing.js";
import { to } from "./route.js";
import { citation, openSource } from "./source.js";
import { strip } from "./strip.js";
import { textsOf } from "./texts.js";
import { embolden } from "./values.js";

/** @typedef {import("./state.js").Turn} Turn
 * @typedef {import("./row.js").Context & {year: (document: string) => string | null, documents: number | null, ask: (question: string, changes?: object) => void}} AnswerContext */

/** The words of an answer, as nodes.
 * @param {Turn} turn
 * @param {AnswerContext} context
 * @returns {Node[]} */
export function answerView(turn, context) {
  const { found, reply } = turn;
  if (!found) return turn.text ? [prose(turn.text, turn, context)] : [];
  if (reply?.answered_by === "model" || (found.written && !reply)) return [prose(reply?.answer ?? turn.text, turn, context)];
  if (found.kind === "measures" && found.rows.length) return [leading(turn, context), ...absent(turn, context), ...besides(turn, context)];
  if (!reply) return [];
  if (found.kind === "criteria" && found.rows.length === 1 && found.rows[0].group === "against") return [leading(turn, context)];
  if (found.kind === "value" && !reply.answer.startsWith("»")) return [prose(stripped(turn), turn, context)];
  if (found.kind === "value") return values(turn, context);
  if (found.kind === "nothing") return nearMiss(turn, context);
  if (found.kind === "comparison") return [comparison(turn, context)];
  if (found.kind === "decision") return [box("info", context.texts.text("page.answer.outside"), element("p", {}, context.texts.text("page.answer.ask_there"))), prose(stripped(turn), turn, context)];
  return [prose(found.rows.length ? stripped(turn, { lists: true }) : stripped(turn), turn, context)];
}

const stripped = (turn, options = {}) => strip(turn.reply.answer, textsOf(turn.found.language), options);

/** What the question names and no document does. */
function absent(turn, { texts }) {
  return turn.found.missing.map((name) => element("p", {}, texts.text("common.absent", { name })));
}

/** What the answer says besides its opening and its list: what stands outside of measures, what was taken as a condition. */
function besides(turn, context) {
  if (!turn.reply) return [];
  const places = new Map(turn.reply.citations.map(({ number, passage }) => [number, passage]));
  const blocks = stripped(turn, { lists: true }).split(/\n\n+/).slice(1);
  return blocks.map((block) => {
    const own = [];
    const renumbered = block.replace(/(?<!\\)\[(\d{1,3})\]/g, (_, number) => {
      const passage = places.get(Number(number));
      own.push({ number: context.numbering.of(passage), passage });
      return `[${own.at(-1).number}]`;
    });
    return prose(renumbered, turn, context, own);
  });
}

/** Markdown with citations that open. */
function prose(markdown, turn, { texts }, citations = turn.reply?.citations ?? turn.found?.citations ?? []) {
  const onCitation = (number, opener) => {
    const cited = citations.find((each) => each.number === number)?.passage;
    if (cited) openSource(placeOf(cited, turn), texts.text("conversation.source", { number }), texts, opener);
  };
  return element("div", { class: "prose", lang: turn.found?.language ?? null }, renderMarkdown(markdown, { onCitation, texts }));
}

function placeOf(passage, turn) {
  const row = turn.found.rows.find((each) => each.id === passage.measure);
  return { document: passage.document, start: passage.start, end: passage.end, row: row ?? (passage.measure ? { id: passage.measure, name: passage.citation.split(",")[0] } : undefined), citation: passage.citation };
}

function leading(turn, { texts, numbering }) {
  const drawn = (part) => {
    if (typeof part === "string") return part;
    if ("bold" in part) return element("strong", { lang: "de" }, part.bold);
    if ("more" in part) return element("span", { class: "lead-more" }, part.more.map(drawn).flat());
    return element("span", { class: "cited" }, quote(part.quote), "\u00a0", citation(part.place, numbering.of(part.place), texts));
  };
  return element("p", { class: "lead" }, lead(turn.found.rows, turn.found.criteria, texts).map(drawn).flat());
}

/** Values that were asked for, each first; below it whose it is and from when. */
function values(turn, context) {
  const { texts } = context;
  const blocks = stripped(turn).split(/\n\n+/);
  const nodes = [];
  for (const block of blocks) {
    const told = block.startsWith("»");
    const node = told ? element("div", { class: "value" }, prose(block, turn, context)) : whose(block, turn, context);
    if (told) embolden(node, turn.found.understood);
    nodes.push(node);
  }
  const row = turn.found.rows.length === 1 ? turn.found.rows[0] : null;
  const each = row && asksFor(turn, "cost", "budget") && perPlace(row);
  const cost = nodes.findIndex((node) => node.classList.contains("value") && /€|Euro|EUR/.test(node.textContent ?? "")); // below it stands whose it is
  if (each) nodes.splice(cost < 0 ? nodes.length : cost + 2, 0, element("p", { class: "worked-out" }, element("span", { class: "calculated" }, texts.text("page.facts.calculated")), " ", texts.text("page.answer.per_place", { each: euros(each.value, texts), cost: euros(each.cost, texts, false), places: each.places, months: each.months })));
  return nodes;
}

const asksFor = (turn, ...fields) => turn.found.understood.some(({ kind, value }) => kind === "field" && fields.includes(value));

/** Whose a value is: field, measure, organisation, and how old it is. */
function whose(block, turn, context) {
  const row = turn.found.rows.find((each) => block.includes(each.title.slice(0, 40)) || block.includes(each.name)) ?? null;
  if (!row) return element("div", { class: "value-of" }, prose(block, turn, context));
  const label = /^([^*]*), \*\*/.exec(block)?.[1];
  const year = context.year(row.document);
  const parts = [label, element("a", { href: to.measure(row.id), lang: "de" }, row.name), row.organisation, year && context.texts.text("page.answer.dated", { year })].filter(Boolean);
  return element("p", { class: "value-of" }, parts.flatMap((part, place) => (place ? [" · ", part] : [part])));
}

/** What is missing, what is there, and ways on; or the choice between measures. */
function nearMiss(turn, context) {
  const { texts } = context;
  const { missing, rows, asks_back: back } = turn.found;
  if (back) return [element("p", { class: "lead" }, element("strong", {}, texts.text("page.asked_back.which")), rows.length ? ` ${chosenFrom(rows.length, texts)}` : "")];
  const gone = missing.map((name) => element("p", {}, element("strong", {}, name), ` ${context.documents ? texts.text("page.missing.of", { count: context.documents }) : texts.text("page.missing.any")}`));
  const free = missing.length ? rows.filter((row) => !row.state).length : 0;
  if (free) gone.push(element("p", {}, capital(texts.text("page.missing.nationwide", { count: free, number: inWords(free, texts) }))));
  const told = stripped(turn, { lists: true }).split(/\n\n+/)[0];
  const title = gone.length || !told ? texts.text("page.missing.title") : told;
  const ways = missing.map((name) => button(texts.text("page.missing.without", { name }), () => again(turn, { edits: [...turn.edits, ...dropping(turn.question, name)] }), { class: "option" }));
  if (free) ways.push(element("a", { class: "option", href: to.all({ state: [NONE] }) }, texts.text("page.missing.only_nationwide")));
  if (missing.length) ways.push(element("a", { class: "option", href: to.all() }, texts.text("page.missing.all")));
  return [box("info", title, ...gone), ways.length ? element("div", { class: "ways" }, ways) : null].filter(Boolean);
}

/** How many measures may be meant, or that those shown are the likeliest. */
function chosenFrom(count, texts) {
  if (count > MOST_CHOICES) return texts.text("page.asked_back.likeliest");
  return texts.text("page.asked_back.choices", { count, number: capital(inWords(count, texts)) });
}

function comparison(turn, { texts }) {
  const ids = turn.found.rows.map((row) => row.id);
  return element("div", { class: "compared-here", "data-ids": ids.join(",") }, element("p", {}, element("a", { class: "small-button", href: to.comparison(ids) }, texts.text("page.comparison.open"))));
}
