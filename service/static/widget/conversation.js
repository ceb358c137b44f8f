// The conversation of one widget: its turns, what is sent for them, and the tab's own storage if the page asks for it.

import { byFit } from "../page/narrowing.js";

/**
 * @typedef {import("../page/state.js").Found} Found
 * @typedef {import("../page/state.js").Reply} Reply
 * @typedef {{question: string, asTyped: boolean, found: Found | null, reply: Reply | null}} Turn
 */

const TURNS_SENT = 10;
const ROWS = 10;

/** @param {string} question @param {boolean} [asTyped] @returns {Turn} */
export const newTurn = (question, asTyped = false) => ({ question, asTyped, found: null, reply: null });

/** What is sent: the conversation so far, and the new question. @param {Turn[]} turns @param {Turn} next @param {string | undefined} language */
export function request(turns, next, language) {
  const before = turns.filter((turn) => turn.reply && turn.found).slice(-TURNS_SENT).flatMap((turn) => [
    { role: "user", content: turn.question, as_typed: turn.asTyped },
    { role: "assistant", content: turn.reply.answer, measures: byFit(turn.found.rows).map((row) => row.id) },
  ]);
  return { messages: [...before, { role: "user", content: next.question, as_typed: next.asTyped }], limit: ROWS, rows: true, language };
}

/** Take over what was answered; the rows of a list came before. @param {Turn} turn @param {any} answer @param {any[] | null} rows */
export function answered(turn, answer, rows = null) {
  const { measures: _, facets: __, passages: ___, answer: text, answered_by, suggestions, notes, grounded: ____, ...found } = answer;
  turn.found = { ...found, rows: found.rows ?? rows ?? [] };
  turn.reply = { answer: text, answered_by, citations: found.citations, suggestions, notes };
}

/** Turns that were kept, as far as they are whole. @param {string | null} text @returns {Turn[]} */
export function revived(text) {
  try {
    const turns = JSON.parse(text ?? "[]");
    return Array.isArray(turns) ? turns.filter((turn) => typeof turn?.question === "string" && Array.isArray(turn.found?.rows) && typeof turn.reply?.answer === "string") : [];
  } catch {
    return [];
  }
}

/** What is kept of the turns, or handed over. @param {Turn[]} turns */
export const kept = (turns) => turns.filter((turn) => turn.reply).slice(-TURNS_SENT);
