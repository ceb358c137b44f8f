// What a measure states in figures: one line of facts, one value a field, and what can be worked out from them.

/**
 * @typedef {{field: string, low: number | null, high: number | null, unit: string, basis: string[], start: number, end: number}} Figure
 * @typedef {{name: string | null, role: string | null, salutation: string | null, email: string | null, phone: string | null}} Contact
 * @typedef {{id: string, verdict: "met" | "limit" | "against" | "unstated", field: string | null, quote: string | null, start: number | null, end: number | null}} Judgement
 * @typedef {{field: string, quote: string, start: number, end: number}} Evidence
 * @typedef {{id: string, title: string, name: string, organisation: string | null, state: string | null, kind: string, document: string, page: number | null,
 *   contact: Contact[], legal: string[], values: Record<string, string[]>, figures: Figure[], score?: number, group?: "best" | "partial" | "against" | null,
 *   criteria?: Judgement[], why?: Evidence[], told?: (Figure & {quote: string})[], beside?: boolean, target?: Evidence | null}} Row
 */

const FULL = 35; // hours a week from which on work is full-time

/** The first figure of a field that counts the whole, or any.
 * @param {Row} row
 * @param {string[]} fields */
export function figure(row, ...fields) {
  for (const field of fields) {
    const all = row.figures.filter((each) => each.field === field && (each.low !== null || each.high !== null));
    if (all.length) return all.find((each) => !each.basis.length) ?? all[0];
  }
  return null;
}

/** Months: how long one takes part, or else how long the measure runs. @param {Row} row */
export const months = (row) => figure(row, "stay", "duration");
export const places = (/** @type {Row} */ row) => figure(row, "places");
export const budget = (/** @type {Row} */ row) => figure(row, "budget", "cost");

/** Hours a week: in part-time where both are stated. @param {Row} row */
export function hours(row) {
  const all = row.figures.filter((each) => each.field === "hours" && each.low !== null);
  return all.length > 1 && partTime(row) ? all.reduce((least, each) => (each.low < least.low ? each : least)) : all[0] ?? null;
}

export const partTime = (/** @type {Row} */ row) => Boolean(row.values.part_time);

/** Whether all that is stated of hours is part-time. @param {Row} row */
export const onlyPartTime = (row) => partTime(row) && row.figures.filter((each) => each.field === "hours").length === 1 && hours(row)?.low < FULL;

/** The most specific paragraph: with a letter, or of SGB III; the general § 16 SGB II only if it stands alone. @param {string[]} legal */
export function paragraphOf(legal) {
  const special = legal.filter((each) => each !== "§ 16 SGB II");
  return special.find((each) => /\d[a-z]/.test(each)) ?? special[0] ?? legal[0] ?? null;
}

/** A figure in words: `6`, `2–6`, `bis 12`, `ab 3`. */
export function span(/** @type {Figure} */ found, texts, written = (/** @type {number} */ value) => texts.number(value)) {
  const { low, high } = found;
  if (low === null) return texts.text("page.facts.up_to", { value: written(high) });
  if (high === null) return texts.text("page.facts.from", { value: written(low) });
  return low === high ? written(low) : `${written(low)}–${written(high)}`;
}

/** A duration in words. @param {Figure} found */
export const monthsText = (found, texts) => (found.low === found.high ? texts.text("figures.months", { count: found.low }) : texts.text("page.spans.months", { span: span(found, texts) }));

/** Places in words. @param {Figure} found */
export const placesText = (found, texts) => (found.low === found.high ? texts.text("figures.places", { count: found.low }) : texts.text("page.spans.places", { span: span(found, texts) }));

/** Euros: whole ones in lists. */
export const euros = (value, texts, whole = true) => texts.text("figures.euros", { amount: texts.number(whole ? Math.round(value) : value) });

/** What a budget is for: a year, a head, a month. */
export function costText(/** @type {Figure} */ found, texts, whole = true) {
  const amount = span(found, texts, (value) => euros(value, texts, whole));
  const per = found.basis.filter((each) => texts.has(`conditions.basis.${each}`)).map((each) => texts.text(`conditions.basis.${each}`));
  return [amount, ...per].join(" ");
}

/** Hours in words, part-time said where it is stated. @param {Row} row */
export function hoursText(row, texts) {
  const found = hours(row);
  const part = partTime(row);
  if (!found) return part ? texts.text("page.facts.part_time") : null;
  const value = span(found, texts);
  const all = row.figures.filter((each) => each.field === "hours");
  if (part && (all.length > 1 || found.low < FULL)) return texts.text("page.facts.part_time_hours", { hours: value });
  return part ? texts.text("page.facts.hours_part_time", { hours: value }) : texts.text("page.facts.hours", { hours: value });
}

/** Places, months and hours of a row, unknown ones left out. @param {Row} row
 * @returns {string[]} */
export function mainFacts(row, texts) {
  const [duration, seats] = [months(row), places(row)];
  return [seats && placesText(seats, texts), duration && monthsText(duration, texts), hoursText(row, texts)].filter(Boolean);
}

/** The facts of a row in fixed order, unknown ones left out. @param {Row} row
 * @returns {string[]} */
export function factsLine(row, texts) {
  const cost = budget(row);
  return [...mainFacts(row, texts), paragraphOf(row.legal), cost && costText(cost, texts)].filter(Boolean);
}

/** Euros for a place and a month with the sum written out, if cost, places and months are all given exactly. @param {Row} row */
export function perPlace(row) {
  const [cost, seats] = [budget(row), places(row)];
  const duration = figure(row, "duration", "stay");
  const exact = (found) => found && found.low !== null && found.low === found.high && found.low > 0;
  if (!exact(cost) || !exact(seats) || cost.basis.some((each) => each !== "year")) return null;
  const time = cost.basis.includes("year") ? 12 : exact(duration) ? duration.low : null;
  return time && { value: cost.low / seats.low / time, cost: cost.low, places: seats.low, months: time };
}
