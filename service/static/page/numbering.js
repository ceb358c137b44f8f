// One number for one passage within a turn, which is a section of a measure; those of the answer come first.

/** @typedef {{document: string, start: number, end: number, quote?: string, field?: string | null, row?: import("./facts.js").Row, citation?: string}} Place */

const UNNAMED = new Set(["other", "text"]); // fields of which a measure has several
const keyOf = (/** @type {Place & {measure?: string | null, section?: string}} */ { document, start, end, field, row, measure = row?.id }) =>
  measure && field && !UNNAMED.has(field) ? `${measure}:${field}` : `${document}:${start}:${end}`;

/** Numbers of a turn: `given` are those that the service's answer has. */
export class Numbering {
  /** @type {Map<string, number>} */
  #numbers = new Map();
  #next = 1;

  /** @param {{number: number, passage: Place}[]} given */
  constructor(given = []) {
    for (const { number, passage } of given) {
      if (!this.#numbers.has(keyOf(passage))) this.#numbers.set(keyOf(passage), number);
      this.#next = Math.max(this.#next, number + 1);
    }
  }

  /** The number of a passage; a new one if it has none. @param {Place} place */
  of(place) {
    const key = keyOf(place);
    const known = this.#numbers.get(key);
    if (known) return known;
    this.#numbers.set(key, this.#next);
    return this.#next++;
  }
}
