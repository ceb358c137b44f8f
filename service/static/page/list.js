// The list of a turn: how many there are, what was searched for besides, filters that are set, sorting, groups of rows.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { anyFilter, costliest, passes, sorted, without } from "./narrowing.js";
import { box, button, tool } from "./parts.js";
import { filterName } from "./facets.js";
import { rowView } from "./row.js";
import { SHOWN } from "./state.js";

const SORTS = ["fit", "name", "months", "hours"];
const GROUPS = ["best", "partial", "against"];
const FEW = 3;

/** @typedef {import("./facts.js").Row} Row
 * @typedef {{rows: Row[], filters: import("./narrowing.js").Filters, sort: string, shown: number, title?: string | null, expanded?: any[], year?: string | null, undoable?: boolean, closest?: boolean}} List
 * @typedef {{change: (changes: object) => void, leaveOut?: (term: string) => void, undo?: () => void, narrow?: () => void}} Actions */

/** The list; `actions.change` is called with what changes of filters, sort and shown.
 * @param {List} list
 * @param {import("./row.js").Context} context
 * @param {Actions} actions */
export function listView(list, context, actions) {
  const { texts } = context;
  const left = list.rows.filter((row) => passes(row, list.filters));
  const rows = sorted(left, list.sort);
  return element("div", { class: "list", role: "group", "aria-label": texts.text("page.list.label") },
    head(list, context, actions),
    anyFilter(list.filters) ? chosen(list, left, texts, actions) : null,
    rows.length ? grouped(rows, list, context, actions) : nothing(list, texts, actions));
}

function head(list, { texts, level = 4 }, actions) {
  const title = list.title ?? texts.text("common.count.measures", { count: list.rows.length });
  return element("div", { class: "list-head" },
    list.closest ? null : element(`h${level - 1}`, { class: "list-count" }, title),
    list.year ? element("span", { class: "dated" }, icon("info", 16), texts.text("page.list.dated", { year: list.year })) : null,
    element("div", { class: "list-tools" },
      list.undoable ? button(texts.text("page.list.undo"), actions.undo, { kind: "tertiary", class: "plain", "data-key": "undo" }) : null,
      list.expanded?.length ? besides(list.expanded, texts, actions) : null,
      actions.narrow ? tool("filter", texts.text("page.filters.title"), actions.narrow, { class: "tool narrow", "data-key": "narrow" }) : null,
      list.rows.length > 1 ? sorting(list, texts, actions) : null));
}

/** What was searched for besides, behind a disclosure; each can be left out. */
function besides(expanded, texts, actions) {
  const words = expanded.flatMap(({ labels }) => labels).length;
  return element("details", { class: "besides" }, element("summary", { "data-key": "besides" }, texts.text("page.list.expanded", { count: words }), icon("down")),
    element("ul", { class: "chips", role: "list" }, expanded.map(({ term, labels }) => element("li", { class: "chip" },
      element("span", { lang: "de" }, labels.join(", ")), ` ${texts.text("page.understood.expanded_for", { term })}`,
      element("button", { type: "button", "aria-label": texts.text("page.understood.remove", { words: labels[0] ?? term }), onclick: () => actions.leaveOut(term) }, icon("close", 14))))));
}

function sorting(list, texts, actions) {
  const select = element("select", { "aria-label": texts.text("page.list.sort"), "data-key": "sort", onchange: () => actions.change({ sort: select.value }) },
    SORTS.map((value) => element("option", { value, selected: value === list.sort }, texts.text(`page.sorts.${value}`))));
  return element("span", { class: "sort" }, icon("sort"), select);
}

/** The filters that are set, each of which can be taken away. */
function chosen(list, left, texts, actions) {
  const set = [
    ...Object.entries(list.filters.values).flatMap(([key, values]) => values.map((value) => ({ key, value }))),
    ...Object.keys(list.filters.ranges).map((key) => ({ key, value: null })),
  ];
  return element("div", { class: "narrowed" }, element("span", { class: "muted" }, texts.text("page.filters.set")),
    element("ul", { class: "chips", role: "list" }, set.map(({ key, value }) => {
      const name = filterName(key, value, list.filters, texts);
      return element("li", { class: "chip" }, name, element("button", { type: "button", "aria-label": texts.text("page.understood.remove", { words: name }), onclick: () => actions.change({ filters: without(list.filters, key, value) }) }, icon("close", 14)));
    })),
    button(texts.text("page.filters.clear"), () => actions.change({ filters: { values: {}, ranges: {} } }), { class: "plain" }),
    element("p", { class: "muted" }, texts.text("page.filters.left", { left: left.length, measures: texts.text("common.count.measures", { count: list.rows.length }) })));
}

function nothing(list, texts, actions) {
  const most = costliest(list.rows, list.filters);
  if (!most) return box("info", texts.text("page.list.empty"));
  const name = filterName(most.key, most.value, list.filters, texts);
  return box("info", texts.text("page.filters.nothing"),
    element("p", {}, texts.text("page.filters.costs", { filter: name, measures: texts.text("common.count.measures", { count: most.left }) })),
    element("p", { class: "ways" }, button(texts.text("page.filters.lift", { filter: name }), () => actions.change({ filters: without(list.filters, most.key, most.value) })),
      button(texts.text("page.filters.clear"), () => actions.change({ filters: { values: {}, ranges: {} } }))));
}

function grouped(rows, list, context, actions) {
  const { texts } = context;
  const parts = [];
  const plain = list.sort !== "fit" || list.closest || rows.every((row) => !row.group);
  const shown = rows.slice(0, list.shown);
  let number = 0;
  const drawn = (some) => element("ol", { class: "rows", role: "list" }, some.map((row) => element("li", {}, rowView(row, (number += 1), context))));
  for (const group of plain ? [null] : GROUPS) {
    const all = group ? rows.filter((row) => row.group === group) : rows;
    const some = shown.filter((row) => !group || row.group === group);
    if (!some.length) continue;
    const name = group ? texts.text(`page.groups.${group}`, { count: all.length }) : list.closest ? texts.text("page.groups.closest", { count: all.length }) : null;
    if (group === "against" && all.length > FEW) {
      parts.push(element("details", { class: "group-details" }, element("summary", { "data-key": "against" }, element("h3", { class: "group" }, name), icon("down")), drawn(some)));
    } else parts.push(name ? element("h3", { class: "group" }, name) : null, drawn(some));
  }
  if (rows.length > shown.length) {
    parts.push(element("p", { class: "more" }, button(texts.text("page.list.more"), () => actions.change({ shown: list.shown + SHOWN }), { "data-key": "more" })));
  }
  return element("div", { class: "groups" }, parts);
}
