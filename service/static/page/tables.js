// The tables of a source as tables: rows and cells, turned where they are wider than a page is.

import { element } from "../shared/element.js";

/** @typedef {{start: number, end: number, text: string, rows: string[][]}} SourceTable */

const MOST_COLUMNS = 5;

/** The text of a section in parts: words, and tables where they stand.
 * @param {{text: string, start: number, end: number}} section
 * @param {SourceTable[]} tables those of the measure
 * @returns {(string | SourceTable)[]} */
export function sectionParts(section, tables) {
  const parts = [];
  let rest = section.text;
  for (const table of tables) {
    const at = table.start >= section.start && table.end <= section.end ? rest.indexOf(table.text) : -1;
    if (at < 0) continue;
    parts.push(rest.slice(0, at).trim(), table);
    rest = rest.slice(at + table.text.length);
  }
  return [...parts, rest.trim()].filter((part) => part !== "");
}

/** The rows as they are shown: what has more columns than fit, and more than rows, stands on its side.
 * @template T
 * @param {T[][]} rows
 * @returns {T[][]} */
export function turned(rows) {
  const columns = rows[0].length;
  return columns > MOST_COLUMNS && columns > rows.length ? rows[0].map((_, column) => rows.map((row) => row[column])) : rows;
}

/** The cells that hold words of a quote, by row and column; none if the quote stands elsewhere. @param {SourceTable} table */
export function quotedCells(table, quote) {
  const from = table.text.indexOf(quote);
  const found = new Set();
  if (!quote || from < 0) return found;
  let end = 0;
  table.rows.forEach((row, line) => row.forEach((cell, column) => {
    const start = table.text.indexOf(cell, end);
    if (!cell || start < 0) return;
    end = start + cell.length;
    if (start < from + quote.length && from < end) found.add(String([line, column]));
  }));
  return found;
}

/** A table as a node; the cells that hold words of `quote` are marked. @param {SourceTable} table */
export function tableNode(table, label, quote = "") {
  const marked = quotedCells(table, quote);
  const cells = table.rows.map((row, line) => row.map((text, column) => ({ text, marked: marked.has(String([line, column])) })));
  const rows = turned(cells);
  const figures = rows[0].map((_, column) => rows.slice(1).every((row) => /^[\d.,\s%€–-]*$/.test(row[column].text)));
  const cell = (each, tag, column, properties) => element(tag, { ...properties, class: column && figures[column] ? "figure" : null }, each.marked ? element("mark", {}, each.text) : each.text);
  const [head, ...body] = rows;
  return element("div", { class: "table", role: "group", tabindex: 0, "aria-label": label }, element("table", { class: "source-table" },
    element("thead", {}, element("tr", {}, head.map((each, column) => cell(each, "th", column, { scope: "col" })))),
    element("tbody", {}, body.map((row) => element("tr", {}, row.map((each, column) => cell(each, column ? "td" : "th", column, column ? {} : { scope: "row" })))))));
}
