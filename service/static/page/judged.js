// How a measure stands to what was stated of a client: what of it is said, and how it is called.

/** @typedef {import("./state.js").Criterion} Criterion */

/** A criterion as it is called: `24 Jahre` for a bare number. @param {Criterion} criterion */
export function called({ kind, words }, texts) {
  if (kind === "age" && /^\d{1,3}$/.test(words)) return texts.text("page.criteria.age", { count: Number(words) });
  return words;
}

/** What of a row's criteria is said: a client's sex only where it speaks against the measure. */
export function told(row, criteria) {
  const known = new Map(criteria.map((each) => [each.id, each]));
  return (row.criteria ?? []).filter(({ id, verdict }) => known.has(id) && (id !== "sex" || verdict === "against" || verdict === "limit"))
    .map((judged) => ({ ...judged, criterion: known.get(judged.id) }));
}

/** The bound that a limit names: `upper` or `lower`, by the numbers of the quote. */
export function bound({ criterion, quote: words }) {
  const own = Number(criterion.words.match(/\d+/)?.[0]);
  const numbers = (words?.match(/\d+/g) ?? []).map(Number);
  if (!own || !numbers.length) return null;
  if (numbers.length === 1 && /(?<!\p{L})(?:ab|mindestens)\s+\d/iu.test(words)) return "lower";
  if (Math.max(...numbers) <= own + 1) return "upper";
  return Math.min(...numbers) >= own ? "lower" : null;
}
