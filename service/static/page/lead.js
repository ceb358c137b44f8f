// The first sentence of an answer that is made of quotes: what fits best, with two quotes, and how many others there are.

import { called, told as judged } from "./judged.js";
import { byFit } from "./narrowing.js";

/** @typedef {import("./facts.js").Row} Row
 * @typedef {{bold: string} | {quote: string, place: import("./numbering.js").Place} | {more: Part[]} | string} Part `more` is left out where there is little room. */

const LONGEST = 160;
const LONGEST_TARGET = 90;
const REASONS = 2;
const TABLES = new Set(["results", "budget", "participants", "resources", "contact"]);

/** A number up to twelve as a word. */
export function inWords(count, texts) {
  return texts.list("page.lead.numbers")[count] ?? texts.number(count);
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Whom a measure is for, and the strongest sentence: the first that is no flattened table and short enough to read.
 * Of two quotes that overlap only the sentence is taken. @param {Row} row */
export function strongest(row) {
  const target = row.target && row.target.quote.length <= LONGEST_TARGET ? row.target : null;
  const sentence = (row.why ?? []).find(({ field, quote }) => !TABLES.has(field) && quote.length <= LONGEST && quote !== target?.quote) ?? null;
  const overlap = target && sentence && sentence.start < target.end && target.start < sentence.end;
  return { target: overlap ? null : target, sentence };
}

/** Where an organisation is, without what all are called. */
export function placeOf(row) {
  return (row.organisation ?? "").replace(/^Jobcenter\s+/u, "").replace(/^(?:Stadt|Landkreis|Kreis)\s+/u, "") || row.state || "";
}

/** The parts of the lead.
 * @param {Row[]} rows
 * @param {import("./state.js").Criterion[]} criteria
 * @returns {Part[]} */
export function lead(rows, criteria, texts) {
  const [first, ...others] = byFit(rows);
  if (!first) return [];
  const place = placeOf(first);
  const named = [{ bold: first.name }, place ? ` (${place})` : ""];
  const quoted = (found) => ({ quote: found.quote, place: { document: first.document, start: found.start, end: found.end, row: first, field: found.field } });
  const against = first.group === "against" ? judged(first, criteria).filter(({ verdict, quote }) => verdict === "against" && quote).slice(0, REASONS) : [];
  if (against.length) {
    const reasons = against.flatMap((each, place) => [`${place ? "; " : " "}${texts.text("page.lead.because", { fact: called(each.criterion, texts) })} `, quoted(each)]);
    const opening = others.length ? [`${texts.text("page.lead.none")} `, ...named, ":"] : [...named, ` ${texts.text("page.lead.not")}:`];
    return [...opening, ...reasons, ".", ...rest(first, others, texts)];
  }
  const { target, sentence } = strongest(first);
  const told = [...(target ? [` ${texts.text("page.lead.for")} `, quoted(target)] : []), ...(target && sentence ? [{ more: ["; ", quoted(sentence)] }] : sentence ? [" ", quoted(sentence)] : [])];
  const end = told.length ? "." : "";
  const opening = opened(first, others, named, told, texts);
  const closes = sentence && /[.!?]$/.test(sentence.quote);
  return [...opening, closes ? "" : end, ...rest(first, others, texts)];
}

function opened(first, others, named, told, texts) {
  const colon = told.length ? ":" : ".";
  if (first.group === "partial") return [`${texts.text("page.lead.none_best")} `, ...named, colon, ...told];
  if (first.group === "against") return [`${texts.text("page.lead.none")} `, ...named, colon, ...told];
  if (!others.length) return [`${texts.text("page.lead.one")} `, ...named, colon, ...told];
  return [...named, ` ${texts.text("page.lead.best")}${colon}`, ...told];
}

/** How many others there are, and how they fit. @returns {string[]} */
function rest(first, others, texts) {
  const count = (group) => others.filter((row) => row.group === group).length;
  const number = (many) => inWords(many, texts);
  const parts = [];
  const [best, partial, against] = [count("best"), count("partial"), count("against")];
  if (!first.group) {
    return others.length ? [` ${capital(texts.text("page.lead.more", { count: others.length, number: number(others.length) }))}`] : [];
  }
  if (best) parts.push(texts.text("page.lead.more_best", { count: best, number: number(best) }));
  if (partial) parts.push(texts.text("page.lead.more_partial", { count: partial, number: number(partial) }));
  if (against) parts.push(texts.text(parts.length ? "page.lead.also_against" : "page.lead.more_against", { count: against, number: number(against) }));
  return parts.length ? [` ${capital(parts.join(", "))}.`] : [];
}
