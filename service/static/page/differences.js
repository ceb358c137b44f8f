// A comparison within the thread: the figures that differ, nothing else.

import { element } from "../shared/element.js";
import { figureRows, same } from "./figure-rows.js";

/** The figures in which measures differ, as a small table.
 * @param {import("./facts.js").Row[]} rows
 * @param {import("./row.js").Context} context */
export function differences(rows, { texts, numbering }) {
  const lines = figureRows(rows, numbering, texts).filter((line) => !same(line));
  if (!lines.length) return null;
  return element("div", { class: "table", role: "group", tabindex: 0, "aria-label": texts.text("page.comparison.title") }, element("table", { class: "compared small" },
    element("thead", {}, element("tr", {}, element("td", {}), rows.map((row) => element("th", { scope: "col", lang: "de" }, row.name)))),
    element("tbody", {}, lines.map((line) => element("tr", {}, element("th", { scope: "row" }, line.label), line.cells.map((cell) => element("td", {}, cell.node ?? element("span", { class: "muted" }, texts.text("common.not_given")))))))));
}
