// The words of an answer: a value first, one or two cited sentences, a choice, or what isn't there.

import { lead } from "../page/lead.js";
import { Numbering } from "../page/numbering.js";
import { dropping } from "../page/rephrasing.js";
import { strip } from "../page/strip.js";
import { element } from "../shared/element.js";
import { renderMarkdown } from "../shared/markdown.js";
import { rowList } from "./rows.js";

/** @typedef {import("./conversation.js").Turn} Turn
 * @typedef {import("../page/numbering.js").Place} Place
 * @typedef {import("./rows.js").Context & {answerTexts: any, ask: (question: string) => void, source: (place: Place, number: number, opener: HTMLElement) => void}} AnswerContext */

const CHOICES = 5;

/** The answer of a turn as nodes. @param {Turn} turn @param {AnswerContext} context @returns {(Node | null)[]} */
export function answerNodes(turn, context) {
  const { found, reply } = turn;
  const { kind, rows } = found;
  if (reply.answered_by === "model") return [prose(reply.answer, turn, context), rows.length && kind !== "talk" ? rowList(found, context) : null];
  if (found.asks_back) return asked(turn, context);
  if (kind === "measures" && rows.length) return [leading(turn, context), clarify(turn, context), rowList(found, context)];
  if (kind === "value" && reply.answer.startsWith("»")) return values(turn, context);
  if (kind === "nothing") return nearMiss(turn, context);
  if (kind === "comparison" && rows.length) return [rowList(found, context), context.link(`./#vergleich=${rows.map(({ id }) => encodeURIComponent(id)).join(",")}`, context.texts.text("page.comparison.open"))];
  const listed = ["list", "criteria"].includes(kind) && rows.length > 0;
  return [prose(strip(reply.answer, context.answerTexts, { lists: listed }), turn, context), listed ? rowList(found, context) : null];
}

/** Markdown with citations that open. @param {string} markdown @param {Turn} turn @param {AnswerContext} context */
function prose(markdown, turn, { texts, source }) {
  const onCitation = (number, opener) => {
    const cited = turn.reply.citations.find((each) => each.number === number);
    if (cited) source(cited.passage, number, opener);
  };
  return element("div", { class: "prose", lang: turn.found.language }, renderMarkdown(markdown, { onCitation, texts }));
}

/** Words of the source, and the number that opens them. */
function quoted(words, place, numbering, { texts, source }) {
  const number = numbering.of(place);
  return element("span", { class: "cited" }, element("span", { lang: "de", class: "quote" }, `»${words.replace(/^[•▪–-]\s+/u, "")}«`), "\u00a0",
    element("button", { type: "button", class: "citation", part: "citation", "aria-label": texts.text("conversation.source", { number }), onclick: (/** @type {Event} */ event) => source(place, number, /** @type {HTMLElement} */ (event.currentTarget)) }, String(number)));
}

function leading(turn, context) {
  const numbering = new Numbering();
  const drawn = (part) => {
    if (typeof part === "string") return [part];
    if ("bold" in part) return [element("strong", { lang: "de" }, part.bold)];
    return "more" in part ? [] : [quoted(part.quote, part.place, numbering, context)];
  };
  return element("p", { class: "lead" }, lead(turn.found.rows, turn.found.criteria ?? [], context.texts).flatMap(drawn));
}

/** A value that was asked for, and below it whose it is. */
function values(turn, context) {
  return strip(turn.reply.answer, context.answerTexts).split(/\n\n+/).map((block) => {
    const node = prose(block, turn, context);
    node.classList.add(block.startsWith("»") ? "value" : "quiet");
    return node;
  });
}

/** Which measure is meant: each with the words that answer, so that the answer may be there already. */
function asked(turn, context) {
  const { texts, ask } = context;
  const numbering = new Numbering();
  const rows = turn.found.rows.slice(0, CHOICES);
  return [element("p", { class: "lead" }, element("strong", {}, texts.text("page.asked_back.which"))),
    element("ul", { class: "rows", role: "list" }, rows.map((row) => element("li", {},
      element("button", { type: "button", class: "plain", part: "choice", lang: "de", onclick: () => ask(`${row.name}: ${turn.question}`) }, row.title),
      row.why?.[0] ? element("p", {}, quoted(row.why[0].quote, { document: row.document, ...row.why[0] }, numbering, context)) : null)))];
}

/** What is missing, what is there, and ways on. */
function nearMiss(turn, context) {
  const { texts, ask } = context;
  const { missing, rows } = turn.found;
  const told = strip(turn.reply.answer, context.answerTexts, { lists: true }).split(/\n\n+/)[0];
  const title = missing.length || !told ? texts.text("page.missing.title") : told;
  const without = (name) => dropping(turn.question, name).reduce((text, [from, to]) => text.replace(from, () => to), turn.question).trim();
  const ways = missing.map((name) => /** @type {[string, string]} */ ([texts.text("page.missing.without", { name }), without(name)])).filter(([, question]) => question);
  return [element("div", { class: "box" }, element("p", {}, element("strong", {}, title)), missing.map((name) => element("p", {}, element("strong", {}, name), ` ${texts.text("page.missing.any")}`))),
    chips(ways, ask), rows.length ? element("p", { class: "group" }, texts.text("page.groups.closest", { count: rows.length })) : null, rows.length ? rowList(turn.found, context) : null];
}

/** A fact that can be read in two ways, with its readings. */
function clarify(turn, { texts, ask }) {
  const unclear = turn.found.criteria.find((each) => each.unclear && each.kind === "qualification");
  if (!unclear) return null;
  const words = unclear.words.charAt(0).toUpperCase() + unclear.words.slice(1);
  const options = ["school", "vocational", "both"].map((key) => /** @type {[string, string]} */ ([texts.text(`page.clarify.options.${key}`), turn.question.replace(unclear.words, () => texts.text(`page.clarify.words.${key}`))]));
  return element("div", { role: "group", "aria-label": texts.text("page.clarify.asked", { words }) }, element("p", {}, element("strong", {}, words), ` – ${texts.text("page.clarify.which")}`), chips(options, ask));
}

/** Buttons that ask: each its words, and the question. @param {[string, string][]} asked @param {(question: string) => void} ask @param {string | null} [language] */
export function chips(asked, ask, language = null) {
  return asked.length ? element("ul", { class: "chips", role: "list" }, asked.map(([words, question]) =>
    element("li", {}, element("button", { type: "button", part: "suggestion", lang: language, onclick: () => ask(question) }, words)))) : null;
}
