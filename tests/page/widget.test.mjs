// The pure parts of the widget, and what it shares with the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answered, kept, newTurn, request, revived } from "../../service/static/widget/conversation.js";
import { bound, called, told } from "../../service/static/page/judged.js";
import { dropping } from "../../service/static/page/rephrasing.js";

const row = (id, group, met = 0) => ({ id, group, criteria: Array.from({ length: met }, (_, place) => ({ id: `c${place}`, verdict: "met" })) });
const answer = (rows) => ({ answer: "»x« [1]", answered_by: "extract", citations: [{ number: 1 }], suggestions: ["Und?"], notes: [], grounded: true, rows, kind: "measures", measures: [], facets: {}, language: "de" });

test("a turn takes over what was answered, without what the widget doesn't show", () => {
  const turn = newTurn("Was?");
  answered(turn, answer([row("a", "best")]));
  assert.deepEqual(Object.keys(turn.reply), ["answer", "answered_by", "citations", "suggestions", "notes"]);
  assert.deepEqual(Object.keys(turn.found).sort(), ["citations", "kind", "language", "rows"]);
});

test("what is sent names the measures in the order in which they were shown", () => {
  const turn = newTurn("Was?");
  answered(turn, answer([row("c", "against"), row("b", "partial", 1), row("a", "best"), row("d", "partial", 2)]));
  const body = request([newTurn("Ohne Antwort"), turn], newTurn("Und die zweite?", true), "de");
  assert.deepEqual(body.messages, [
    { role: "user", content: "Was?", as_typed: false },
    { role: "assistant", content: "»x« [1]", measures: ["a", "d", "b", "c"] },
    { role: "user", content: "Und die zweite?", as_typed: true },
  ]);
  assert.equal(body.rows, true);
});

test("the last ten answers are sent and kept, and those that are whole come back", () => {
  const turns = Array.from({ length: 12 }, (_, place) => {
    const turn = newTurn(`Frage ${place}`);
    answered(turn, answer([]));
    return turn;
  });
  assert.equal(request(turns, newTurn("Noch eine"), undefined).messages.length, 21);
  assert.deepEqual(kept(turns).map(({ question }) => question).slice(0, 2), ["Frage 2", "Frage 3"]);
  assert.equal(revived(JSON.stringify([...kept(turns), { question: "halb" }, null, 3])).length, 10);
  for (const broken of [null, "", "{", "3", "{}"]) assert.deepEqual(revived(broken), []);
});

test("a question without a name keeps its other words", () => {
  const without = (question, name) => dropping(question, name).reduce((text, [from, to]) => text.replace(from, to), question).trim();
  assert.equal(without("Maßnahmen für Berufskraftfahrer in Bremen?", "Bremen"), "Maßnahmen für Berufskraftfahrer?");
  assert.equal(without("Bremen", "Bremen"), "");
  assert.equal(without("jobs near Bremen (a.b)*", "Bremen (a.b)*"), "jobs");
});

test("a limit is named by its bound, a bare age in years, a client's sex only where it matters", () => {
  const texts = { text: (key, { count }) => `${key} ${count}` };
  const age = { id: "age", kind: "age", words: "24", unclear: false };
  assert.equal(called(age, texts), "page.criteria.age 24");
  assert.equal(bound({ criterion: age, quote: "bis 24 Jahre" }), "upper");
  assert.equal(bound({ criterion: age, quote: "ab 24 Jahren" }), "lower");
  assert.equal(bound({ criterion: age, quote: "24 bis 50 Jahre" }), "lower");
  assert.equal(bound({ criterion: age, quote: "junge Menschen" }), null);
  const judged = [{ id: "sex", verdict: "met" }, { id: "age", verdict: "met" }, { id: "gone", verdict: "met" }];
  assert.deepEqual(told({ criteria: judged }, [age, { id: "sex", kind: "sex", words: "Kundin", unclear: false }]).map(({ id }) => id), ["age"]);
});
