// One turn of the thread: question, what was understood, answer, list, what to ask next.

import { element } from "../shared/element.js";
import { answerView } from "./answer.js";
import { choices } from "./choices.js";
import { chipRow, clarify } from "./chips.js";
import { copied } from "./contact.js";
import { again, ask, leaveOut, stop, undo } from "./conversation.js";
import { feedbackBox } from "./feedback.js";
import { icon } from "./icons.js";
import { listView } from "./list.js";
import { Numbering } from "./numbering.js";
import { byFit } from "./narrowing.js";
import { box, button, paragraph, say } from "./parts.js";
import { address } from "./service.js";
import { to } from "./route.js";
import { differences } from "./differences.js";
import { changed, newest, state } from "./state.js";
import { isForbidden } from "./storage.js";

/** @typedef {import("./state.js").Turn} Turn */

/** Whether a turn has a list of measures. @param {Turn} turn */
export const hasList = (turn) => Boolean(turn.found) && ["measures", "list", "criteria"].includes(turn.found.kind) && turn.found.rows.length > 0;

/** Whether an answer is a set of measures, and facts of a client belong to it. */
const isList = ({ kind, rewritten, criteria, asks_back: back }) => ["measures", "list", "criteria", "nothing"].includes(kind) && !back && !(rewritten && !criteria.length);

const isClosest = (turn) => turn.found.kind === "nothing" && !turn.found.asks_back && turn.found.rows.length > 0;

/** A turn as it stands in the thread.
 * @param {Turn} turn
 * @param {{texts: any, year: (document: string) => string | null, documents: number | null, narrow: () => void, feedback: boolean, narrowed: (turn: Turn, filters: any) => void}} page */
export function turnView(turn, page) {
  const { texts } = page;
  const number = state.turns.indexOf(turn) + 1;
  const node = element("article", { class: turn.folded ? "turn folded" : "turn", id: `turn-${number}`, "aria-labelledby": `question-${number}`, "aria-busy": String(state.asking === turn) });
  if (turn.folded && turn.found) node.append(...folded(turn, number, texts));
  else node.append(...opened(turn, number, page).filter(Boolean));
  return node;
}

function title(turn, number) {
  return element("h2", { class: "question", id: `question-${number}`, tabindex: -1 }, turn.question);
}

function folded(turn, number, texts) {
  const { rows } = turn.found;
  const best = byFit(rows)[0];
  const line = turn.found.kind === "measures" && best ? texts.text(best.group === "best" || !best.group ? "page.turn.best" : "page.turn.nearest", { name: best.name }) : plain(turn);
  const open = button(hasList(turn) ? texts.text("common.count.measures", { count: rows.length }) : texts.text("page.turn.open"), () => {
    turn.folded = false;
    changed(turn);
  }, { class: "small-button unfold", "aria-expanded": "false", "data-key": `unfold-${number}` });
  open.prepend(icon("down"));
  return [element("div", { class: "folded-text" }, title(turn, number), element("p", { class: "muted" }, line)), open];
}

/** The words of an answer without markup and numbers, cut to two lines. */
function plain(turn) {
  const text = (turn.reply?.answer ?? "").split("\n")[0].replace(/\s*\[\d+\]/g, "").replace(/\\([\\`*_[\]<>|#~.+\-])/g, "$1").replace(/\*\*/g, "");
  return text.length > 160 ? `${text.slice(0, 157)} …` : text;
}

function opened(turn, number, page) {
  const { texts } = page;
  const { found, reply } = turn;
  const last = turn === newest();
  const composed = found && ["measures", "nothing", "criteria"].includes(found.kind) && reply?.answered_by !== "model" && !found.written; // its words are the page's
  const numbering = new Numbering(composed ? [] : reply?.citations ?? found?.citations ?? []);
  const context = { ...page, numbering, criteria: found?.criteria ?? [], ask };
  const head = element("div", { class: "turn-head" }, title(turn, number));
  if (!found) return [head, turn.problem ? failed(turn, texts) : turn.stopped ? halted(turn, texts) : waiting(texts)];
  const answer = element("div", { class: "answer" }, answerView(turn, context));
  return [
    head, taken(turn, texts), isList(found) ? chipRow(turn, texts, last && !hasList(turn)) : null, degraded(turn, texts), renewed(turn, texts), answer, clarify(turn, texts), notes(turn, texts),
    turn.problem ? broken(turn, texts) : turn.stopped ? halted(turn, texts) : null,
    found.kind === "comparison" && found.rows.length > 1 ? differences(found.rows, context) : null,
    found.asks_back ? choices(turn, context) : hasList(turn) || isClosest(turn) ? listOf(turn, context, page) : null,
    last && reply ? next(turn, number, page) : null,
    last && isForbidden() ? element("p", { class: "note" }, icon("info", 16), element("span", {}, texts.text("page.said.forbidden"))) : null,
  ];
}

/** Lines that stand for an answer; they aren't seen before 300 ms. */
function waiting(texts) {
  return element("div", { class: "waiting" }, element("p", {}, element("span", { class: "muted" }, `${texts.text("page.turn.searching")} `), button(texts.text("conversation.stop"), stop, { class: "plain" })),
    element("div", { class: "skeleton", "aria-hidden": "true" }, ["long", "middle", "rule", "short", "middle", "short"].map((each) => element("span", { class: each }))));
}

function taken(turn, texts) {
  if (turn.asTyped) return paragraph(texts.text("page.search.as_typed"), { class: "taken muted" });
  if (!turn.found.rewritten) return null;
  return element("p", { class: "taken muted" }, `${texts.text("conversation.understood_as", { question: turn.found.standalone_question })} `,
    button(texts.text("conversation.misunderstood"), () => again(turn, { asTyped: true }), { class: "link-button", "data-key": "misunderstood" }));
}

function degraded(turn, texts) {
  const first = state.turns.find((each) => each.found?.degraded.length);
  if (first !== turn) return null;
  return box("warning", texts.text("page.degraded"), ...turn.found.degraded.map((note) => element("p", {}, note)));
}

function notes(turn, texts) {
  const { reply, found } = turn;
  const said = [...(reply?.answered_by === "model" ? [texts.text("conversation.model")] : []), ...(reply?.notes ?? [])];
  return said.length ? element("p", { class: "note" }, icon("info", 16), element("span", { lang: found.language }, said.join(" "))) : null;
}

function failed(turn, texts) {
  return box("danger", turn.problem, element("p", {}, texts.text("page.turn.kept")), element("p", { class: "ways" }, button(texts.text("conversation.retry"), () => retry(turn))));
}

function broken(turn, texts) {
  return box("danger", texts.text("page.turn.broken"), element("p", {}, texts.text("page.turn.found_below")), element("p", { class: "ways" }, button(texts.text("conversation.retry"), () => retry(turn))));
}

function halted(turn, texts) {
  return element("p", { class: "halted" }, element("span", { class: "muted" }, `${texts.text("conversation.stopped")} `), button(texts.text("page.turn.go_on"), () => retry(turn), { class: "plain" }));
}

function retry(turn) {
  if (state.typed.trim() === turn.question) state.typed = "";
  again(turn, {}).then(() => { turn.before = null; });
}

function listOf(turn, context, page) {
  const years = [...new Set(turn.found.rows.map((row) => page.year(row.document)).filter(Boolean))];
  const first = state.turns.find((each) => each.found && (hasList(each) || isClosest(each)));
  const list = { rows: turn.found.rows, filters: turn.filters, sort: turn.sort, shown: turn.shown, expanded: turn.found.expanded, year: years[0] ?? null, undoable: turn.before !== null, closest: isClosest(turn), first };
  return listView(list, context, {
    change: (changes) => {
      Object.assign(turn, changes);
      if (changes.filters) page.narrowed(turn, changes.filters);
      else changed(turn);
    },
    leaveOut: (term) => leaveOut(turn, term),
    undo: () => undo(turn),
    narrow: page.narrow,
  });
}

/** That the index has changed since the answer was made. */
function renewed(turn, texts) {
  if (!state.generation || turn.found.index.generation === state.generation) return null;
  return element("p", { class: "renewed" }, `${texts.text("page.turn.renewed")} `, button(texts.text("page.turn.search_again"), () => again(turn, {}), { class: "plain" }));
}

/** What to ask next, whether it helped, and the question as a link. */
function next(turn, number, page) {
  const { texts } = page;
  const { suggestions } = turn.reply;
  return element("div", { class: "turn-foot" },
    suggestions.length ? element("div", { class: "next", role: "group", "aria-label": texts.text("conversation.suggestions") }, element("span", { class: "muted" }, texts.text("conversation.suggestions")), suggestions.slice(0, 3).map((each) => button(each, () => ask(each), { class: "option", lang: turn.found.language }))) : null,
    element("div", { class: "after" }, page.feedback ? feedbackBox(turn, texts) : null,
      button(texts.text("page.turn.copy_link"), async () => say(await copied(address("").href + to.question(turn.question)) ? texts.text("page.contact.copied") : texts.text("page.contact.no_copy")), { class: "plain" })));
}
