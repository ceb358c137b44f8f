// What can be done with the conversation: ask, ask a turn again in its place, stop, take back, begin anew.

import { ChatProblem, explained, streamChat } from "../shared/chat.js";
import { withKey } from "./key.js";
import { byFit } from "./narrowing.js";
import { say } from "./parts.js";
import { preferences } from "./preferences.js";
import { address, forget } from "./service.js";
import { asked, changed, newTurn, newest, state } from "./state.js";
import { textsOf } from "./texts.js";

const TURNS_SENT = 10;
const MOST_WITHOUT = 50;
const LISTS = new Set(["measures", "list", "criteria", "nothing"]); // facts are short: they stay as they are
const BUSY = 503;
const LATER = 2000; // milliseconds after which a busy service is asked again
const LATE = 1000; // milliseconds until it is said that a search goes on
/** @type {AbortController | null} */
let abort = null;

const texts = () => textsOf(preferences.language);

/** Ask a new question. @returns {Promise<void>} */
export async function ask(question, changes = {}) {
  if (state.asking) return;
  for (const each of state.turns) each.folded = Boolean(each.found?.rows.length) && LISTS.has(each.found.kind);
  const turn = newTurn(question, changes);
  state.turns = [...state.turns.filter((each) => each.found || each.problem), turn];
  state.emptied = null;
  await search(turn);
}

/** Ask a turn again in its place, with `changes`; what it was can be taken back. */
export async function again(turn, changes, removed = state.removed) {
  if (state.asking) return;
  const { before: _, ...own } = turn;
  const before = { turn: structuredClone(own), removed: state.removed };
  state.removed = removed;
  Object.assign(turn, { text: "", problem: null, stopped: false, folded: false, ...changes, before }); // what was found stays until there is more
  await search(turn);
}

/** Leave out words of what was understood, for the rest of the conversation. */
export const leaveOut = (turn, words) => again(turn, {}, [...new Set([...state.removed, words])]);

/** Take back the last change of a turn. */
export function undo(turn) {
  if (!turn.before || state.asking) return;
  const { turn: earlier, removed } = turn.before;
  state.removed = removed;
  Object.assign(turn, earlier, { before: null });
  changed(turn);
}

/** Break off the answer that is being made. */
export const stop = () => abort?.abort();

/** Begin a new conversation; until the next question the old one can be brought back. */
export function begin() {
  abort?.abort();
  state.emptied = state.turns.length ? { turns: state.turns, removed: state.removed } : null;
  state.turns = [];
  state.removed = [];
  changed();
}

/** Bring back the conversation that was left. */
export function bringBack() {
  if (!state.emptied) return;
  Object.assign(state, state.emptied, { emptied: null });
  changed();
}

function request(turn) {
  const before = state.turns.slice(0, state.turns.indexOf(turn)).filter((each) => each.reply).slice(-TURNS_SENT).flatMap((each) => [
    { role: "user", content: asked(each), as_typed: each.asTyped },
    { role: "assistant", content: each.reply.answer, measures: byFit(each.found.rows).map((row) => row.id) },
  ]);
  const without = [...new Set([...state.removed, ...turn.without])].slice(-MOST_WITHOUT);
  return { messages: [...before, { role: "user", content: asked(turn), as_typed: turn.asTyped }], limit: 10, rows: true, without };
}

async function search(turn) {
  state.asking = turn;
  const own = (abort = new AbortController());
  const late = setTimeout(() => say(texts().text("conversation.started")), LATE);
  changed(turn);
  let frame = 0;
  try {
    const answer = await patiently(turn, own, () => withKey((who) => streamChat(address("api/chat"), request(turn), {
      who,
      signal: own.signal,
      onEvent: (name, data) => {
        if (name === "passages") found(turn, data);
        if (name === "token") {
          turn.text += data.text;
          frame ||= requestAnimationFrame(() => { frame = 0; changed(turn); });
        }
      },
    })));
    clearTimeout(late);
    finish(turn, answer);
  } catch (error) {
    clearTimeout(late);
    fail(turn, error);
  } finally {
    cancelAnimationFrame(frame);
    if (abort === own) abort = null;
    if (state.asking === turn) state.asking = null;
    changed(turn);
  }
}

/** Do `work`, and once more a moment later if the service was busy. */
async function patiently(turn, own, work) {
  try {
    return await work();
  } catch (error) {
    if (error.status !== BUSY || turn.found) throw error;
    await new Promise((resolve) => setTimeout(resolve, LATER));
    own.signal.throwIfAborted();
    return work();
  }
}

function found(turn, data) {
  const { passages: _, measures: __, facets: ___, ...rest } = data;
  if (state.generation && state.generation !== rest.index.generation) forget();
  state.generation = rest.index.generation;
  Object.assign(turn, { found: rest, reply: null });
  changed(turn);
}

function finish(turn, answer) {
  if (!turn.found) found(turn, answer);
  turn.found.citations = answer.citations;
  turn.reply = { answer: answer.answer, answered_by: answer.answered_by, citations: answer.citations, suggestions: answer.suggestions, notes: answer.notes };
  turn.text = "";
  say(summary(turn));
}

/** What is said when an answer is there. */
function summary({ found: { rows, kind } }) {
  const count = texts().text("common.count.measures", { count: rows.length });
  const best = byFit(rows)[0];
  if (["measures", "list"].includes(kind) && best) return texts().text(best.group === "best" || !best.group ? "page.said.best" : "page.said.answer", { measures: count, name: best.name });
  return texts().text("page.said.done");
}

function fail(turn, error) {
  turn.stopped = error.name === "AbortError";
  if (turn.reply) Object.assign(turn, { found: null, reply: null }); // of what was asked before
  if (turn.stopped) {
    say(texts().text("conversation.stopped"));
    return;
  }
  turn.problem = explained(error, texts());
  if (!turn.found && !state.typed) state.typed = turn.question;
  say(turn.problem, { urgent: true });
  if (!(error instanceof ChatProblem)) throw error;
}
