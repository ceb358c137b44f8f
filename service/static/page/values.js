// Values that were asked for.

import { element } from "../shared/element.js";

const FIGURES = {
  cost: /[\d.,]*\d(?:,[-–])?\s*(?:€|Euro|EUR)(?!\w)/,
  budget: /[\d.,]*\d(?:,[-–])?\s*(?:€|Euro|EUR)(?!\w)/,
  hours: /\d+(?:[.,]\d+)?\s*(?:Std\.?|Stunden|Wochenstunden|Zeitstunden)(?:\s?\/\s?Woche)?/,
  period: /\d+(?:[.,]\d+)?\s*(?:Monate?n?|Wochen?|Jahre?n?|Tage?n?)(?!\w)/,
  places: /\d+\s*(?:Plätze?n?|Teilnehm\S*|TN)/,
  participants: /\d+\s*(?:Plätze?n?|Teilnehm\S*|TN)/,
};

/** Make the figure that was asked for stand out in its quote. */
export function embolden(node, understood) {
  const field = understood.find(({ kind, value }) => kind === "field" && FIGURES[value])?.value;
  if (!field) return;
  for (const words of node.querySelectorAll(".quote")) {
    const text = words.textContent;
    const match = FIGURES[field].exec(text);
    if (match && words.children.length === 0) words.replaceChildren(text.slice(0, match.index), element("strong", {}, match[0]), text.slice(match.index + match[0].length));
  }
}
