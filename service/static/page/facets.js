// The facets of a list: values with counts, and fields for figures.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { counts, figureOf, LISTED, noFilters, NONE, ORDER, passes, stated } from "./narrowing.js";
import { valueName } from "./texts.js";

const SHOWN = 5;
const OPEN = new Set(["state", "part_time", "months", "hours", "legal", "has_contact"]);
const unfolded = new Set(); // facets of which all values are shown

/** @typedef {import("./facts.js").Row} Row
 * @typedef {import("./narrowing.js").Filters} Filters */

/** What a value of a facet is called. */
export function facetValue(key, value, texts) {
  if (value === NONE) return texts.text(key === "state" ? "page.row.nationwide" : "common.not_given");
  return valueName(texts, key, value) ?? value;
}

/** A filter in words: `Land: Niedersachsen`, `bis 12 Monate`. @param {Filters} filters */
export function filterName(key, value, filters, texts) {
  if (value !== null) return key === "part_time" || key === "has_contact" ? facetValue(key, value, texts) : texts.text("page.filters.named", { facet: texts.text(`page.facets.${key}`), value: facetValue(key, value, texts) });
  const { from, to, none } = filters.ranges[key];
  if (from === null && to === null) return texts.text("page.filters.named", { facet: texts.text(`page.facets.${key}`), value: texts.text("common.not_given") });
  const told = from === null ? texts.text("page.facts.up_to", { value: to }) : to === null ? texts.text("page.facts.from", { value: from }) : `${texts.number(from)}–${texts.number(to)}`;
  const named = texts.text(`page.filters.range.${key}`, { span: told });
  return none ? `${named}, ${texts.text("common.not_given")}` : named;
}

/** The facets of a found set; `change(filters)` is called with what is chosen.
 * @param {Row[]} rows
 * @param {Filters} filters
 * @param {(filters: Filters) => void} change */
export function facetGroups(rows, filters, change, texts) {
  return ORDER.map((key) => (LISTED.includes(key) ? listed(key, rows, filters, change, texts) : ranged(key, rows, filters, change, texts))).filter(Boolean);
}

function group(key, title, open, ...body) {
  return element("details", { class: "facet", open, "data-facet": key }, element("summary", { "data-key": `facet-${key}` }, element("span", { class: "facet-title" }, title), icon("down")), ...body);
}

function listed(key, rows, filters, change, texts) {
  const chosen = filters.values[key] ?? [];
  const found = counts(rows, key, filters).filter(([value, count]) => count || chosen.includes(value));
  const all = counts(rows, key, noFilters());
  if (!found.length || !all.some(([value]) => value !== NONE) || (all.length < 2 && !chosen.length)) return null; // nothing to choose between
  const items = found.map(([value, count]) => item(key, value, count, chosen, filters, change, texts));
  const first = found.length <= SHOWN + 1 || unfolded.has(key) ? items.length : SHOWN;
  const rest = items.slice(first);
  const list = element("ul", { role: "list" }, items.slice(0, first));
  const more = rest.length ? element("button", { type: "button", class: "tool", "data-key": `more-${key}`, onclick: () => {
    unfolded.add(key);
    list.append(...rest);
    more.remove();
    /** @type {HTMLElement} */ (rest[0].querySelector("input")).focus();
  } }, icon("down"), element("span", {}, texts.text("page.filters.more", { count: rest.length }))) : null;
  return group(key, texts.text(`page.facets.${key}`), OPEN.has(key) || chosen.length > 0, list, more);
}

function item(key, value, count, chosen, filters, change, texts) {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", checked: chosen.includes(value), "data-value": value, "data-key": `${key}:${value}`, onchange: () => {
    const picked = box.checked ? [...chosen, value] : chosen.filter((each) => each !== value);
    const values = { ...filters.values, [key]: picked };
    if (!picked.length) delete values[key];
    change({ ...filters, values });
  } }));
  const named = value === NONE || valueName(texts, key, value);
  return element("li", {}, element("label", {}, box, element("span", { lang: named ? null : "de" }, facetValue(key, value, texts)), element("span", { class: "count" }, String(count))));
}

/** Two fields for a figure; they apply on Enter or when they are left. */
function ranged(key, rows, filters, change, texts) {
  const range = filters.ranges[key] ?? { from: null, to: null, none: false };
  const set = (next) => {
    const ranges = { ...filters.ranges, [key]: next };
    if (next.from === null && next.to === null && !next.none) delete ranges[key];
    change({ ...filters, ranges });
  };
  if (!filters.ranges[key] && (stated(rows, key) < 2 || !differ(rows, key))) return null;
  const fields = ["from", "to"].map((end) => {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "text", inputmode: "decimal", class: "short", value: range[end] === null ? "" : texts.number(range[end]), autocomplete: "off", "data-key": `${key}-${end}`, "aria-label": `${texts.text(`page.facets.${key}`)}, ${texts.text(`page.range.${end}`)}`, onchange: () => apply(), onkeydown: (event) => event.key === "Enter" && apply() }));
    const apply = () => {
      const value = number(input.value);
      if (value === range[end]) return;
      set({ ...range, [end]: value });
    };
    return element("label", {}, element("span", { "aria-hidden": "true" }, texts.text(`page.range.${end}`)), input);
  });
  return group(key, texts.text(`page.facets.${key}`), OPEN.has(key) || Boolean(filters.ranges[key]), element("div", { class: "range" }, fields), unstated(key, rows, range, filters, set, texts));
}

/** Whether those that state nothing are wanted too. */
function unstated(key, rows, range, filters, set, texts) {
  const count = rows.filter((row) => passes(row, filters, key) && !figureOf(row, key)).length;
  if (!count && !range.none) return null;
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", checked: Boolean(range.none), "data-key": `${key}-none`, onchange: () => set({ ...range, none: box.checked }) }));
  return element("ul", { role: "list" }, element("li", {}, element("label", {}, box, element("span", {}, texts.text("common.not_given")), element("span", { class: "count" }, String(count)))));
}

function differ(rows, key) {
  const values = new Set(rows.map((row) => figureOf(row, key)).filter(Boolean).map(({ low, high }) => `${low}–${high}`));
  return values.size > 1;
}

/** A number as people type it, comma or point; null if it is none. */
export function number(text) {
  const plain = text.trim().replace(/\.(?=\d{3}\b)/g, "").replace(",", ".");
  return plain && Number.isFinite(Number(plain)) ? Number(plain) : null;
}
