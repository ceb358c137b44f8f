// A question back: which of the measures is meant, each with the value that was asked for.

import { element } from "../shared/element.js";
import { cited } from "./fit.js";
import { icon } from "./icons.js";

export const MOST_CHOICES = 5;
const LONGEST = 120; // a longer sentence is no value

/** The choices of a turn that names no measure.
 * @param {import("./state.js").Turn} turn
 * @param {import("./row.js").Context & {ask: (question: string) => void}} context */
export function choices(turn, { numbering, texts, ask }) {
  const rows = turn.found.rows.slice(0, MOST_CHOICES);
  const value = (row) => row.why?.find(({ quote }) => quote.length <= LONGEST);
  return element("ul", { class: "choices", role: "list" },
    rows.map((row) => element("li", {},
      element("div", {}, element("button", { type: "button", class: "choice", "data-key": `choice-${row.id}`, lang: "de", onclick: () => ask(`${row.name}: ${turn.question}`) }, row.title),
        element("p", { class: "origin", lang: "de" }, [row.organisation, row.state].filter(Boolean).join(" · "))),
      element("p", { class: "choice-value" }, cited(row, value(row), numbering, texts)), icon("right"))),
    element("li", {}, element("div", {}, element("button", { type: "button", class: "choice", onclick: () => document.getElementById("question")?.focus() }, texts.text("page.asked_back.none"))),
      element("p", { class: "choice-value muted" }, texts.text("page.asked_back.rephrase")), icon("right")));
}
