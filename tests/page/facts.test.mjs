// The facts of a measure, the first sentence of an answer, numbers, narrowing: what is worked out without a browser.

import assert from "node:assert/strict";
import test from "node:test";

import { factsLine, paragraphOf, perPlace } from "../../service/static/page/facts.js";
import { inWords, lead, placeOf } from "../../service/static/page/lead.js";
import { byFit, costliest, counts, noFilters, passes, sorted, without } from "../../service/static/page/narrowing.js";
import { Numbering } from "../../service/static/page/numbering.js";
import { parse, to } from "../../service/static/page/route.js";
import { strip } from "../../service/static/page/strip.js";
import { folded, suggestions } from "../../service/static/page/suggest.js";
import { quotedCells, sectionParts, turned } from "../../service/static/page/tables.js";

/** Texts that say their key and values, so that what is tested is the order of things, not their wording. */
const texts = {
  text: (key, values = {}) => [key.split(".").at(-1), ...Object.values(values)].join(" "),
  list: () => ["null", "eine", "zwei", "drei"],
  has: () => true,
  number: (value) => String(value),
};

const figure = (field, low, high = low, basis = []) => ({ field, low, high, unit: "", basis, start: 0, end: 1 });
const row = (id, more = {}) => ({ id, title: id, name: id, organisation: "Jobcenter Landkreis Göttingen", state: null, kind: "", document: "d", page: null, contact: [], legal: [], values: {}, figures: [], ...more });

test("the facts line has a fixed order and leaves out what isn't known", () => {
  const known = row("a", { legal: ["§ 16 SGB II", "§ 45 SGB III"], values: { part_time: ["true"] }, figures: [figure("budget", 117335.04), figure("hours", 25), figure("duration", 11), figure("places", 16)] });
  assert.deepEqual(factsLine(known, texts), ["places 16", "months 11", "part_time_hours 25", "§ 45 SGB III", "euros 117335"]);
  assert.deepEqual(factsLine(row("b"), texts), []);
});

test("the most specific paragraph stands for all", () => {
  assert.equal(paragraphOf(["§ 16 SGB II", "§ 45 SGB III"]), "§ 45 SGB III");
  assert.equal(paragraphOf(["§ 45 SGB III", "§ 16e SGB II"]), "§ 16e SGB II");
  assert.equal(paragraphOf(["§ 16 SGB II"]), "§ 16 SGB II");
  assert.equal(paragraphOf([]), null);
});

test("cost a place and month is worked out only if all of it is stated exactly", () => {
  const all = [figure("budget", 1200), figure("places", 10), figure("duration", 12)];
  assert.equal(perPlace(row("a", { figures: all }))?.value, 10);
  assert.equal(perPlace(row("a", { figures: all.slice(0, 2) })), null);
  assert.equal(perPlace(row("a", { figures: [figure("budget", 1200, 1200, ["year"]), figure("places", 10)] }))?.value, 10);
  assert.equal(perPlace(row("a", { figures: [figure("budget", 1200, 1200, ["head"]), ...all.slice(1)] })), null);
  assert.equal(perPlace(row("a", { figures: [figure("budget", 1000, 1200), ...all.slice(1)] })), null);
});

test("the lead tells what fits best, in two quotes, and how the others fit", () => {
  const rows = [
    row("B", { group: "partial" }), row("C", { group: "against" }), row("D", { group: "partial" }),
    row("A", { group: "best", target: { field: "target_group", quote: "Junge Mütter", start: 1, end: 2 }, why: [{ field: "results", quote: "1 2 3", start: 0, end: 1 }, { field: "description", quote: "Es gibt Teilzeit.", start: 3, end: 4 }] }),
  ];
  const told = JSON.stringify(lead(rows, [], texts));
  assert.match(told, /"bold":"A"/);
  assert.match(told, /Junge Mütter.*Es gibt Teilzeit\./);
  assert.doesNotMatch(told, /"quote":"1 2 3","place"/);
  assert.match(told, /More_partial 2 zwei, also_against 1 eine\./);
  assert.deepEqual(lead([], [], texts), []);
  assert.match(JSON.stringify(lead([row("A", { group: "partial" })], [], texts)), /none_best/);
  assert.equal(placeOf(row("A")), "Göttingen");
  assert.equal(inWords(17, texts), "17");
});

test("the lead tells what speaks against a measure, and doesn't quote the same words twice", () => {
  const criteria = [{ id: "age", kind: "age", words: "34", unclear: false }];
  const against = row("A", { group: "against", criteria: [{ id: "age", verdict: "against", field: "target_group", quote: "bis 30 Jahre", start: 5, end: 9 }] });
  assert.match(JSON.stringify(lead([against], criteria, texts)), /"bold":"A".*not:.*because age 34 .*bis 30 Jahre/);
  assert.match(JSON.stringify(lead([against, against], criteria, texts)), /none .*because age 34 /);
  const twice = row("B", { target: { field: "target_group", quote: "Junge Mütter", start: 4, end: 8 }, why: [{ field: "target_group", quote: "Für junge Mütter.", start: 2, end: 9 }] });
  assert.deepEqual(lead([twice], [], texts).filter((part) => part.quote).map(({ quote }) => quote), ["Für junge Mütter."]);
});

test("a passage has one number within a turn", () => {
  const numbering = new Numbering([{ number: 1, passage: { document: "d", start: 5, end: 9 } }]);
  const place = (start) => ({ document: "d", start, end: 9 });
  assert.deepEqual([numbering.of(place(7)), numbering.of(place(5)), numbering.of(place(7)), numbering.of(place(8))], [2, 1, 2, 3]);
  const within = (start, field) => ({ document: "d", start, end: 9, field, row: row("m") });
  assert.deepEqual([numbering.of(within(1, "budget")), numbering.of(within(2, "budget")), numbering.of(within(1, "other")), numbering.of(within(2, "other"))], [4, 4, 5, 6]);
});

test("a section's tables stand where they stand, and show the words that are quoted", () => {
  const table = { start: 20, end: 60, text: "Jahr beendet 2010 15 2011 16", rows: [["Jahr", "beendet"], ["2010", "15"], ["2011", "16"]] };
  const section = { text: "Es zeigt sich: Jahr beendet 2010 15 2011 16 Das war alles.", start: 10, end: 80 };
  assert.deepEqual(sectionParts(section, [table]), ["Es zeigt sich:", table, "Das war alles."]);
  assert.deepEqual(sectionParts(section, [{ ...table, end: 90 }]), [section.text]);
  assert.deepEqual([...quotedCells(table, "15 2011")], ["1,1", "2,0"]);
  assert.deepEqual([...quotedCells(table, "alles")], []);
  assert.deepEqual(turned([["a", "b"], ["c", "d"]]), [["a", "b"], ["c", "d"]]);
  assert.deepEqual(turned([["a", "b", "c", "d", "e", "f"], ["1", "2", "3", "4", "5", "6"]])[1], ["b", "2"]);
});

test("counts heed the other groups' filters and not their own", () => {
  const rows = [row("a", { values: { state: ["X"], topic: ["t"] } }), row("b", { values: { state: ["Y"], topic: ["t"] } }), row("c", { values: { state: ["Y"] } }), row("d")];
  const filters = { values: { state: ["Y"] }, ranges: {} };
  assert.deepEqual(counts(rows, "state", filters), [["Y", 2], ["X", 1], ["", 1]]);
  assert.deepEqual(counts(rows, "topic", filters), [["t", 1], ["", 1]]);
  assert.deepEqual(counts(rows, "topic", { values: { topic: ["gone"] }, ranges: {} })[2] ?? null, ["", 2]);
  assert.equal(rows.filter((each) => passes(each, filters)).length, 2);
  assert.deepEqual(without(filters, "state", "Y"), noFilters());
});

test("ranges take whoever may lie in them; the filter that costs most is named", () => {
  const rows = [row("a", { figures: [figure("duration", 6)] }), row("b", { figures: [figure("stay", null, 12)] }), row("c")];
  const range = (from, to) => ({ values: {}, ranges: { months: { from, to } } });
  const left = (filters) => rows.filter((each) => passes(each, filters)).map(({ id }) => id);
  assert.deepEqual(left(range(null, 3)), ["b"]);
  assert.deepEqual(left(range(7, null)), ["b"]);
  assert.deepEqual(left(range(13, null)), []);
  assert.deepEqual(left({ values: {}, ranges: { months: { from: null, to: 3, none: true } } }), ["b", "c"]);
  assert.deepEqual(left({ values: {}, ranges: { months: { from: null, to: null, none: true } } }), ["c"]);
  assert.deepEqual(costliest(rows, range(13, null)), { key: "months", value: null, left: 3 });
});

test("rows are sorted by group and by what is met; missing values come last", () => {
  const met = (count) => Array.from({ length: count }, (_, id) => ({ id: `c${id}`, verdict: "met" }));
  const rows = [row("c", { group: "against" }), row("b", { group: "partial", criteria: met(1) }), row("a", { group: "partial", criteria: met(2) }), row("„d“", { group: "best", figures: [figure("duration", 3)] })];
  assert.deepEqual(byFit(rows).map(({ id }) => id), ["„d“", "a", "b", "c"]);
  assert.deepEqual(sorted(rows, "name").map(({ id }) => id), ["a", "b", "c", "„d“"]);
  assert.equal(sorted(rows, "months")[0].id, "„d“");
});

test("a question stands in no address but in a link that was made for it", () => {
  assert.equal(to.turn(3), "#gespraech=3");
  assert.deepEqual(parse("#gespraech=3"), { view: "thread", turn: 3 });
  assert.equal(parse(to.question("was & wer?")).question, "was & wer?");
  assert.deepEqual(parse(to.all({ state: ["Bayern", ""] })).values, { state: ["Bayern", ""] });
  assert.equal(parse("#gespraech=x").turn, null);
});

test("the note on the age and lists are taken out of an answer", () => {
  const dated = { text: () => "Angaben von \u{E000}, bitte prüfen." };
  const answer = "Zwei passen:\n\n**Passt:**\n\n1. **A**: »x« [1]\n2. **B**\n\nAngaben von 2013, bitte prüfen.";
  assert.equal(strip(answer, dated), "Zwei passen:\n\n**Passt:**\n\n1. **A**: »x« [1]\n2. **B**");
  assert.equal(strip(answer, dated, { lists: true }), "Zwei passen:");
});

test("suggestions match without case, umlauts and accents", () => {
  const all = [{ kind: "measure", text: "Förderzentrum Plus" }, { kind: "legal", text: "§ 16e SGB II", count: 3 }, { kind: "legal", text: "§ 16 SGB II", count: 16 }, { kind: "measure", text: "Neue Förderung" }];
  assert.equal(folded("FÖRDÉR  ß"), "forder ss");
  assert.deepEqual(suggestions("forder", all).map(({ text }) => text), ["Förderzentrum Plus", "Neue Förderung"]);
  assert.deepEqual(suggestions("§ 16", all).map(({ text }) => text), ["§ 16 SGB II", "§ 16e SGB II"]);
  assert.deepEqual(suggestions("x", all), []);
});

