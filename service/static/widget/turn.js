// One turn in the widget: the question, the answer, what else is said of it, and what to ask next.

import { strip } from "../page/strip.js";
import { element } from "../shared/element.js";
import { renderMarkdown } from "../shared/markdown.js";
import { Texts } from "../shared/texts.js";
import { answerNodes, chips } from "./answer.js";
import { MESSAGES } from "./messages.js";

/** @typedef {import("./conversation.js").Turn} Turn
 * @typedef {{turn: Turn, item: HTMLElement, content: HTMLElement, rest: HTMLElement}} Shown
 * @typedef {Omit<import("./answer.js").AnswerContext, "answerTexts"> & {askLiterally: () => void}} TurnContext */

const SUGGESTED = 2;

/** A turn that waits for its answer. @param {Turn} turn @returns {Shown} */
export function turnItem(turn) {
  const [content, rest] = [element("div", { class: "content busy", part: "answer" }), element("div", { class: "rest" })];
  return { turn, content, rest, item: element("li", {}, element("h3", { class: "question", part: "question" }, turn.question), content, rest) };
}

/** Show the answer of a turn. @param {Shown} shown @param {TurnContext} context */
export function fillTurn({ turn, content, rest }, context) {
  const { texts, ask } = context;
  const { found, reply } = turn;
  const answerTexts = MESSAGES[found.language] ? new Texts(found.language, MESSAGES[found.language]) : texts;
  content.classList.remove("busy");
  content.replaceChildren(...answerNodes(turn, { ...context, answerTexts }).filter(Boolean));
  if (found.rewritten && !turn.asTyped) {
    content.before(element("p", { class: "quiet taken" }, `${texts.text("conversation.understood_as", { question: found.standalone_question })} `,
      element("button", { type: "button", class: "plain", part: "misunderstood", onclick: context.askLiterally }, texts.text("conversation.misunderstood"))));
  }
  const last = reply.answer.split(/\n\n+/).at(-1);
  const dated = strip(last, answerTexts) ? [] : [last]; // how old it is stands at the end
  const notes = [...dated, ...(reply.answered_by === "model" ? [texts.text("conversation.model")] : []), ...reply.notes, ...found.degraded];
  const next = chips(reply.suggestions.slice(0, SUGGESTED).map((each) => [each, each]), ask, found.language);
  rest.replaceChildren(...notes.map((note) => element("p", { class: "quiet", lang: found.language }, note)));
  if (next) rest.append(element("div", { class: "next", role: "group", "aria-label": texts.text("conversation.suggestions") }, next));
}

/** What is said when an answer is there. @param {Turn} turn @param {Texts} texts */
export function finished({ found, reply }, texts) {
  const measures = texts.text("common.count.measures", { count: found.rows.length });
  return texts.text("conversation.done", { measures, sources: texts.text("common.count.sources", { count: reply.citations.length }) });
}

/** What is said where a question failed, with a way to ask it again. @param {string} detail @param {() => void} again @param {Texts} texts */
export function problemBox(detail, again, texts) {
  return element("div", { class: "problem", part: "problem" }, element("p", {}, detail), element("button", { type: "button", class: "small", part: "retry", onclick: again }, texts.text("conversation.retry")));
}

/** What a model writes, shown as it comes; an answer of quotes is composed when it is whole. @param {HTMLElement} content @param {Texts} texts */
export function writer(content, texts) {
  let [text, frame, written] = ["", 0, false];
  /** @type {any[] | null} */
  let rows = null;
  const draw = () => {
    frame = 0;
    content.replaceChildren(renderMarkdown(text, { texts }));
  };
  const take = (/** @type {string} */ name, /** @type {any} */ data) => {
    if (name === "passages") ({ written, rows } = data);
    if (name !== "token" || !written) return;
    text += data.text;
    frame ||= requestAnimationFrame(draw);
  };
  return { take, rows: () => rows, end: () => cancelAnimationFrame(frame) };
}
