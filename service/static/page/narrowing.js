// Narrowing a found set in the page: facets whose counts heed the other groups' filters, ranges of figures, sorting.

import { budget, hours, months, perPlace, places } from "./facts.js";

/** @typedef {import("./facts.js").Row} Row
 * @typedef {{values: Record<string, string[]>, ranges: Record<string, Range>}} Filters
 * @typedef {{from: number | null, to: number | null, none?: boolean}} Range `none`: also those that state nothing, or them alone */

/** The facets that list values, and those of figures, in the order of the rail. */
export const LISTED = ["state", "part_time", "target_group", "topic", "legal", "kind", "has_contact"];
export const RANGED = ["months", "hours", "places", "cost"];
export const ORDER = ["state", "part_time", "months", "hours", "places", "cost", "target_group", "topic", "legal", "kind", "has_contact"];

/** Stands for rows that have no value. */
export const NONE = "";

const FIGURES = {
  months: (row) => months(row),
  hours: (row) => hours(row),
  places: (row) => places(row),
  cost: (row) => {
    const each = perPlace(row);
    return each && { low: each.value, high: each.value };
  },
};

/** @returns {Filters} */
export const noFilters = () => ({ values: {}, ranges: {} });

/** Whether anything is chosen. @param {Filters} filters */
export const anyFilter = (filters) => Object.keys(filters.values).length + Object.keys(filters.ranges).length > 0;

/** The values of a row in a facet; NONE if it has none. @param {Row} row */
export function valuesOf(row, key) {
  if (key === "part_time" && !row.values.part_time) return hours(row) ? ["full"] : [NONE];
  return row.values[key]?.length ? row.values[key] : [NONE];
}

/** What a row states in a facet of figures. @param {Row} row
 * @returns {{low: number | null, high: number | null} | null} */
export const figureOf = (row, key) => FIGURES[key](row);

function inRange(row, key, { from, to, none = false }) {
  const found = figureOf(row, key);
  if (!found) return none;
  if (from === null && to === null) return !none;
  return (from === null || (found.high ?? Infinity) >= from) && (to === null || (found.low ?? -Infinity) <= to);
}

/** Whether a row passes all filters, but for those of `except`. @param {Row} row
 * @param {Filters} filters */
export function passes(row, filters, except = null) {
  const listed = Object.entries(filters.values).every(([key, chosen]) => key === except || valuesOf(row, key).some((value) => chosen.includes(value)));
  return listed && Object.entries(filters.ranges).every(([key, range]) => key === except || inRange(row, key, range));
}

/** The values of a facet with counts, most frequent first, NONE last; chosen ones stay though nothing has them.
 * @param {Row[]} rows
 * @param {Filters} filters
 * @returns {[string, number][]} */
export function counts(rows, key, filters) {
  const found = new Map((filters.values[key] ?? []).map((value) => [value, 0]));
  for (const row of rows) {
    if (!passes(row, filters, key)) continue;
    for (const value of valuesOf(row, key)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return [...found].sort(([one, many], [other, more]) => Number(one === NONE) - Number(other === NONE) || more - many || one.localeCompare(other, "de"));
}

/** How many rows state a figure. @param {Row[]} rows */
export const stated = (rows, key) => rows.filter((row) => figureOf(row, key)).length;

/** Filters without one of them: a value of a facet, or a range. @param {Filters} filters
 * @returns {Filters} */
export function without(filters, key, value = null) {
  const left = { values: { ...filters.values }, ranges: { ...filters.ranges } };
  if (value === null) {
    delete left.ranges[key];
    return left;
  }
  left.values[key] = (left.values[key] ?? []).filter((each) => each !== value);
  if (!left.values[key].length) delete left.values[key];
  return left;
}

/** The filter without which most is left, and how much. @param {Row[]} rows
 * @param {Filters} filters */
export function costliest(rows, filters) {
  const each = [
    ...Object.entries(filters.values).flatMap(([key, chosen]) => chosen.map((value) => ({ key, value }))),
    ...Object.keys(filters.ranges).map((key) => ({ key, value: null })),
  ];
  const found = each.map((filter) => ({ ...filter, left: rows.filter((row) => passes(row, without(filters, filter.key, filter.value))).length }));
  return found.sort((one, other) => other.left - one.left)[0] ?? null;
}

const NAMES = new Intl.Collator("de", { ignorePunctuation: true, numeric: true });
const GROUPS = ["best", "partial", "against"];
const met = (/** @type {Row} */ row) => (row.criteria ?? []).filter(({ verdict, id }) => id !== "sex" && (verdict === "met" || verdict === "limit")).length;

/** Rows as they fit: by group, then those that meet most, then as they were found. @param {Row[]} rows */
export function byFit(rows) {
  const place = (row) => (row.group ? GROUPS.indexOf(row.group) : 0);
  return rows.map((row, at) => ({ row, at })).sort((one, other) => place(one.row) - place(other.row) || met(other.row) - met(one.row) || one.at - other.at).map(({ row }) => row);
}

/** Rows in another order; those without a value come last. @param {Row[]} rows */
export function sorted(rows, by) {
  if (by === "fit") return byFit(rows);
  if (by === "name") return [...rows].sort((one, other) => NAMES.compare(one.title, other.title));
  const value = (row) => figureOf(row, by)?.low ?? figureOf(row, by)?.high ?? Infinity;
  return byFit(rows).sort((one, other) => (value(one) === value(other) ? 0 : value(one) - value(other)));
}
