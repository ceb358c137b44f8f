// The figures of measures side by side: one line a figure, a cell a measure, each with its number.

import { element } from "../shared/element.js";
import { budget, costText, euros, hours, hoursText, months, monthsText, perPlace, places, span } from "./facts.js";
import { citation } from "./source.js";

/** @typedef {{key: string, label: string | Node, cells: {text: string | null, node: Node | null}[]}} Line */

/** Whether all cells of a line say the same, blanks and case aside. @param {Line} line */
export const same = ({ cells }) => new Set(cells.map(({ text }) => (text ?? "").replace(/\s+/g, " ").trim().toLowerCase())).size === 1;

/** The lines of figures that any of the measures states.
 * @param {import("./facts.js").Row[]} rows
 * @returns {Line[]} */
export function figureRows(rows, numbering, texts) {
  const line = (key, label, written, found) => ({
    key, label, cells: rows.map((row) => {
      const text = written(row);
      const stated = found(row);
      const place = stated && stated.end > stated.start ? { document: row.document, start: stated.start, end: stated.end, row } : null;
      return { text, node: text ? element("span", {}, text, place ? [" ", citation(place, numbering.of(place), texts)] : null) : null };
    }),
  });
  const worked = element("span", {}, texts.text("page.facts.per_place"), " ", element("span", { class: "calculated" }, texts.text("page.facts.calculated")));
  const each = (row) => {
    const found = perPlace(row);
    return found && texts.text("page.facts.about", { amount: euros(found.value, texts) });
  };
  return [
    line("places", texts.text("facts.places"), (row) => places(row) && span(places(row), texts), places),
    line("months", texts.text("facts.months"), (row) => months(row) && monthsText(months(row), texts), months),
    line("hours", texts.text("facts.weekly_hours"), (row) => hoursText(row, texts), hours),
    line("cost", texts.text("facts.budget"), (row) => budget(row) && costText(budget(row), texts, false), budget),
    line("each", worked, each, () => null),
    line("legal", texts.text("facts.legal"), (row) => row.legal.join(", ") || null, () => null),
  ].filter(({ cells }) => cells.some(({ text }) => text));
}
