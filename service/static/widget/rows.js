// Measures as rows of four lines: title, where, facts, how it fits.

import { mainFacts } from "../page/facts.js";
import { bound, called, told } from "../page/judged.js";
import { placeOf } from "../page/lead.js";
import { byFit } from "../page/narrowing.js";
import { element } from "../shared/element.js";
import { icon } from "./icons.js";

/** @typedef {import("../page/facts.js").Row} Row
 * @typedef {import("./conversation.js").Found} Found
 * @typedef {import("../shared/texts.js").Texts} Texts
 * @typedef {{texts: Texts, link: (path: string, ...content: (Node | string)[]) => Node, openAll: () => void}} Context */

const SHOWN = 2;
const LONGEST = 90;

/** The best rows, and how many more there are. @param {Found} found @param {Context} context */
export function rowList(found, context) {
  const rows = byFit(found.rows);
  const shown = rows.slice(0, rows.length === SHOWN + 1 ? rows.length : SHOWN);
  return element("div", {}, element("ul", { class: "rows", role: "list", "aria-label": context.texts.text("widget.measures") }, shown.map((row) => rowItem(row, found, context))), more(rows.slice(shown.length), rows.length, context));
}

/** @param {Row[]} others @param {number} all @param {Context} context */
function more(others, all, { texts, openAll }) {
  if (!others.length) return null;
  const against = others.filter(({ group }) => group === "against").length;
  const told = against ? texts.text("widget.more_against", { count: others.length, against }) : texts.text("widget.more", { count: others.length });
  return element("p", { class: "more" }, element("span", { class: "quiet" }, told), element("button", { type: "button", class: "plain", part: "all", onclick: openAll }, texts.text("widget.all", { count: all })));
}

/** @param {Row} row @param {Found} found @param {Context} context */
function rowItem(row, found, { texts, link }) {
  const title = row.title.length > LONGEST ? `${row.title.slice(0, row.title.lastIndexOf(" ", LONGEST))} …` : row.title;
  const where = [placeOf(row), row.state ?? texts.text("page.row.nationwide")].filter((each, at, all) => each && all.indexOf(each) === at);
  const facts = mainFacts(row, texts);
  return element("li", { part: "row" }, element("p", { class: "title" }, link(`./#massnahme=${encodeURIComponent(row.id)}`, element("span", { lang: "de" }, title))),
    element("p", { class: "quiet", lang: "de" }, where.join(" · ")), facts.length ? element("p", { class: "facts" }, facts.join(" · ")) : null, ...fit(row, found, texts));
}

/** What is met in one line; what is a limit or speaks against it in others; what isn't mentioned only where nothing is met. @param {Row} row @param {Found} found @param {Texts} texts */
function fit(row, found, texts) {
  const judged = told(row, found.criteria);
  const line = (/** @type {"met" | "limit" | "against" | "unstated"} */ verdict, /** @type {string[]} */ words) => (words.length
    ? element("p", { class: `fit ${verdict}` }, icon(verdict, 14), verdict === "unstated" ? null : element("span", { class: "unseen" }, texts.text(`criteria.${verdict}`), ": "), element("span", {}, verdict === "unstated" ? texts.text("page.row.unstated", { words: words.join(", ") }) : words.join(" · "))) : null);
  const of = (/** @type {string} */ verdict) => judged.filter((each) => each.verdict === verdict).map((each) => (verdict === "limit" ? limitText(each, texts) : called(each.criterion, texts)));
  const met = of("met");
  return [line("against", of("against")), line("limit", of("limit")), line("met", met), met.length ? null : line("unstated", of("unstated"))];
}

function limitText(judged, texts) {
  const end = bound(judged);
  const value = judged.criterion.words.match(/\d+/)?.[0];
  if (end === "upper") return texts.text("page.row.upper", { value });
  return end === "lower" ? texts.text("page.row.lower", { value }) : called(judged.criterion, texts);
}
