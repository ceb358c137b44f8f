// Suggestions while somebody types: names, paragraphs, places and topics, found in the browser; nothing is sent.

const MOST = 6;
const LEAST = 2;

/** @typedef {{kind: "measure" | "legal" | "place" | "topic", text: string, id?: string, count?: number, question?: string}} Suggestion */

/** Text without case, umlauts and accents, as it is matched. */
export const folded = (text) => text.toLowerCase().replace(/ä/g, "a").replace(/ö/g, "o").replace(/ü/g, "u").replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

/** What a text may become: those that begin with it first, then those in which a word does.
 * @param {string} typed
 * @param {Suggestion[]} all
 * @returns {Suggestion[]} */
export function suggestions(typed, all) {
  const wanted = folded(typed);
  if (wanted.length < LEAST) return [];
  const found = all.map((each) => ({ each, place: placeOf(folded(each.text), wanted) })).filter(({ place }) => place >= 0);
  return found.sort((one, other) => one.place - other.place || (other.each.count ?? 0) - (one.each.count ?? 0) || one.each.text.length - other.each.text.length).slice(0, MOST).map(({ each }) => each);
}

function placeOf(text, wanted) {
  if (text.startsWith(wanted)) return 0;
  if (text.includes(` ${wanted}`) || text.includes(`(${wanted}`) || text.includes(`-${wanted}`) || text.includes(`„${wanted}`)) return 1;
  return -1;
}

/** Everything that can be suggested. @returns {Suggestion[]} */
export function everything(rows, facets, texts, named) {
  const facet = (key) => Object.entries(facets[key] ?? {});
  return [
    ...rows.map((row) => /** @type {Suggestion} */ ({ kind: "measure", text: row.title, id: row.id })),
    ...facet("legal").map(([text, count]) => /** @type {Suggestion} */ ({ kind: "legal", text, count, question: texts.text("page.suggest.legal", { value: text }) })),
    ...facet("state").map(([text, count]) => /** @type {Suggestion} */ ({ kind: "place", text, count, question: texts.text("page.suggest.place", { value: text }) })),
    ...facet("topic").map(([value, count]) => /** @type {Suggestion} */ ({ kind: "topic", text: named("topic", value), count, question: texts.text("page.suggest.topic", { value: named("topic", value) }) })),
    ...facet("target_group").map(([text, count]) => /** @type {Suggestion} */ ({ kind: "topic", text, count, question: texts.text("page.suggest.topic", { value: text }) })),
  ];
}
