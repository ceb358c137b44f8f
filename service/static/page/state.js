// The conversation: its turns and what holds for all of them. Views draw it; `conversation.js` changes it.

import { keep, kept } from "./storage.js";
import { noFilters } from "./narrowing.js";

/**
 * @typedef {{id: string, kind: string, words: string, unclear: boolean}} Criterion
 * @typedef {{kind: string, language: string, standalone_question: string, rewritten: boolean, answerable: boolean, citations: any[], rows: import("./facts.js").Row[],
 *   index: {generation: string, built_at: string}, understood: any[], criteria: Criterion[], expanded: {term: string, labels: string[]}[], conditions: any[], unapplied: string[],
 *   degraded: string[], missing: string[], asks_back: boolean, written?: boolean}} Found
 * @typedef {{answer: string, answered_by: "extract" | "model", citations: any[], suggestions: string[], notes: string[]}} Reply
 * @typedef {{question: string, edits: [string, string][], added: string[], without: string[], asTyped: boolean, found: Found | null, reply: Reply | null, text: string,
 *   problem: string | null, stopped: boolean, filters: import("./narrowing.js").Filters, sort: string, shown: number, folded: boolean, before: any, rated: boolean}} Turn
 */

export const KEY = "lotse-conversation";
export const SHOWN = 10;

/** @type {{turns: Turn[], typed: string, removed: string[], emptied: any, asking: Turn | null, generation: string | null}} what the index is now, as far as it is known, is its `generation` */
export const state = { turns: [], typed: "", removed: [], emptied: null, asking: null, generation: null };

const listeners = new Set();

/** A turn that nothing was asked for yet. @returns {Turn} */
export function newTurn(question, changes = {}) {
  return { question, edits: [], added: [], without: [], asTyped: false, found: null, reply: null, text: "", problem: null, stopped: false,
    filters: noFilters(), sort: "fit", shown: SHOWN, folded: false, before: null, rated: false, ...changes };
}

/** What is sent for a turn: the question with what was made clear and added. @param {Turn} turn */
export function asked({ question, edits, added }) {
  const clear = edits.reduce((text, [from, to]) => text.replace(from, () => to), question);
  return [clear, ...added].join(", ");
}

/** Tell all views that a turn, or with null the conversation, has changed, and keep it. */
export function changed(turn = null) {
  for (const listener of listeners) listener(turn);
  store();
}

/** Call `listener(turn)` after each change. */
export const watch = (listener) => listeners.add(listener);

/** Keep the conversation as it is. */
export function store() {
  const { typed, removed, emptied } = state;
  keep(KEY, { turns: state.turns.filter((turn) => turn !== state.asking), typed, removed, emptied });
}

const isWhole = (turn) => typeof turn?.question === "string" && (turn.found === null || Array.isArray(turn.found?.rows));

/** The turns that can be drawn, with what they were before their last change. @returns {Turn[]} */
const whole = (turns) => turns.filter(isWhole).map((turn) => newTurn(turn.question, { ...turn, before: isWhole(turn.before?.turn) ? turn.before : null }));

/** Take up what this tab kept. */
export function restore() {
  const found = kept(KEY);
  if (!Array.isArray(found?.turns)) return;
  state.turns = whole(found.turns);
  if (Array.isArray(found.emptied?.turns)) state.emptied = { turns: whole(found.emptied.turns), removed: found.emptied.removed ?? [] };
  state.typed = typeof found.typed === "string" ? found.typed : "";
  state.removed = Array.isArray(found.removed) ? found.removed : [];
}

/** The newest turn. */
export const newest = () => state.turns.at(-1) ?? null;

/** What the conversation states of a client: the criteria of the newest turn that has any. */
export const client = () => state.turns.findLast((turn) => turn.found?.criteria.length)?.found.criteria ?? [];
