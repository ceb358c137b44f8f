// The search and the conversation under it. A turn is a question, how it is to be taken, and what was answered.

import { ChatProblem, explained, finished, streamChat } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { renderMarkdown } from "../shared/markdown.js";
import { filterPanel, reading } from "./facets.js";
import { feedbackBox } from "./feedback.js";
import { withKey } from "./key.js";
import { alert, button, heading, paragraph, say } from "./parts.js";
import { preferences } from "./preferences.js";
import { card } from "./results.js";
import { to } from "./route.js";
import { address, forget } from "./service.js";
import { openSource } from "./source.js";

const SHOWN = 10;
const TURNS_SENT = 10;

/** The view of the search: it lives as long as the page, so that nothing is lost while something else is shown. */
export class Search {
  #turns = []; // {question, asTyped, filters, without, found, answer, problem}, the oldest first
  #current = null;
  #abort = null;
  #texts;
  #generation = null;
  #drawn = null; // whose results stand there: they are drawn once, so that focus in them isn't lost

  constructor(texts) {
    this.#texts = texts;
    this.node = element("div", { class: "search" });
    this.#build();
  }

  /** Show everything in another language; answers keep theirs. */
  speak(texts) {
    this.#texts = texts;
    const typed = this.field.value;
    this.#build();
    this.field.value = typed;
    this.#draw();
  }

  /** What a link asks for, unless it is what is shown already. */
  follow({ question, filters }) {
    const shown = this.#current;
    if (!question || (shown && to.search(shown.question, shown.filters) === to.search(question, filters))) return;
    if (shown?.answer && to.search(shown.answer.standalone_question, shown.filters) === to.search(question, filters)) return;
    this.ask(question, { filters });
  }

  /** The fragment of what is shown, for links and for the way back. */
  get fragment() {
    const turn = this.#current;
    return turn ? to.search(turn.answer?.standalone_question ?? turn.question, turn.filters) : "#";
  }

  #build() {
    const texts = this.#texts;
    this.field = element("textarea", {
      id: "question", class: "kern-form-input__input", rows: 1, maxlength: 4000, autocomplete: "off", "aria-describedby": "question-hint",
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.#submit();
      },
    });
    this.sendButton = element("button", { type: "submit", class: "kern-btn kern-btn--primary" }, element("span", { class: "kern-label" }, texts.text("page.search.send")));
    this.stopButton = button(texts.text("conversation.stop"), () => this.#abort?.abort(), { hidden: true });
    this.freshButton = button(texts.text("page.search.fresh"), () => this.#restart(), { kind: "tertiary" });
    const form = element("form", { class: "ask", role: "search", onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
      element("div", { class: "kern-form-input" },
        element("label", { class: "kern-label", for: "question" }, texts.text("conversation.field")),
        element("div", { class: "ask-row" }, this.field, this.sendButton, this.stopButton),
        element("p", { class: "kern-hint", id: "question-hint" }, texts.text("conversation.hint"))),
      this.freshButton);
    this.examples = element("section", { class: "examples", "aria-labelledby": "examples-title" },
      element("h2", { class: "kern-heading-small", id: "examples-title" }, texts.text("page.search.examples_title")),
      element("ul", { role: "list" }, texts.list("page.search.examples").map(({ language: lang, text: example }) =>
        element("li", {}, element("button", { type: "button", class: "suggestion", lang, onclick: () => this.ask(example) }, example)))));
    this.title = heading(1, texts.text("page.search.heading"), "large");
    this.lead = paragraph(texts.text("page.search.lead"));
    this.answer = element("section", { class: "answer", "aria-labelledby": "answer-title" });
    this.results = element("section", { class: "results", "aria-labelledby": "results-title" });
    this.#drawn = null;
    this.history = element("section", { class: "history", "aria-labelledby": "history-title" });
    this.node.replaceChildren(element("div", { class: "top" }, this.title, this.lead, form, this.examples), this.answer, this.results, this.history);
    this.#draw();
  }

  #submit() {
    const question = this.field.value.trim();
    if (!question || this.#abort) return;
    this.field.value = "";
    this.ask(question);
  }

  #restart() {
    this.#abort?.abort();
    this.#turns = [];
    this.#current = null;
    history.pushState(null, "", "#");
    this.#draw();
    this.field.focus();
  }

  /** Ask a question; `instead` is a turn that this one replaces. */
  async ask(question, { asTyped = false, filters = {}, without = [], instead = null } = {}) {
    if (this.#abort) return;
    const turn = { question, asTyped, filters, without, found: null, answer: null, problem: null, text: "" };
    const before = instead ? this.#turns.slice(0, this.#turns.indexOf(instead)) : [...this.#turns];
    this.#turns = [...before.filter((each) => each.answer), turn];
    this.#current = turn;
    const abort = (this.#abort = new AbortController());
    this.#draw();
    say(this.#texts.text("conversation.started"));
    let frame = 0;
    try {
      turn.answer = await withKey((who) => streamChat(address("api/chat"), this.#request(turn), {
        who,
        signal: abort.signal,
        onEvent: (name, data) => {
          if (name === "passages") this.#found(turn, data);
          if (name === "token") {
            turn.text += data.text;
            frame ||= requestAnimationFrame(() => { frame = 0; this.#drawText(turn); });
          }
        },
      }));
      this.#finish(turn);
    } catch (error) {
      this.#fail(turn, error);
    } finally {
      cancelAnimationFrame(frame);
      this.#abort = null;
      this.#draw();
    }
  }

  #request(turn) {
    const before = this.#turns.filter((each) => each !== turn && each.answer).slice(-TURNS_SENT).flatMap((each) => [
      { role: "user", content: each.question, as_typed: each.asTyped },
      { role: "assistant", content: each.answer.answer, measures: each.answer.measures.map((hit) => hit.measure.id) },
    ]);
    const body = { messages: [...before, { role: "user", content: turn.question, as_typed: turn.asTyped }], limit: SHOWN };
    if (Object.keys(turn.filters).length) body.filters = { ...turn.filters, ...flags(turn.filters) };
    if (turn.without.length) body.without = turn.without;
    return body;
  }

  #found(turn, data) {
    turn.found = data;
    if (this.#generation && this.#generation !== data.index.generation) forget();
    this.#generation = data.index.generation;
    if (this.#current === turn) this.#drawResults();
  }

  #finish(turn) {
    turn.found ??= turn.answer;
    say(finished(turn.answer, this.#texts));
    if (this.#current === turn) history.replaceState(null, "", this.fragment);
  }

  #fail(turn, error) {
    const texts = this.#texts;
    const stopped = error.name === "AbortError";
    turn.problem = stopped ? texts.text("conversation.stopped") : explained(error, texts);
    if (!stopped && !this.field.value) this.field.value = turn.question;
    say(stopped ? texts.text("conversation.stopped") : `${texts.text("conversation.failed")} ${turn.problem}`);
    if (!(error instanceof ChatProblem) && !stopped) throw error;
  }

  /** Ask the question of a turn again, with other filters or leaving something out. */
  #again(turn, changes) {
    const focused = document.activeElement?.dataset?.value;
    const done = this.ask(turn.question, { asTyped: turn.asTyped, filters: turn.filters, without: turn.without, ...changes, instead: turn });
    done.finally(() => focused && this.results.querySelector(`input[data-value="${CSS.escape(focused)}"]`)?.focus());
  }

  // --- drawing

  #draw() {
    const stopping = document.activeElement === this.stopButton;
    const turn = this.#current;
    const texts = this.#texts;
    const started = turn !== null;
    this.node.classList.toggle("started", started);
    this.examples.hidden = this.lead.hidden = started;
    this.freshButton.hidden = !started;
    this.sendButton.querySelector(".kern-label").textContent = started ? texts.text("page.search.ask") : texts.text("page.search.send");
    this.sendButton.hidden = this.#abort !== null;
    this.stopButton.hidden = this.#abort === null;
    if (stopping && this.stopButton.hidden) this.sendButton.focus();
    this.answer.hidden = this.results.hidden = !started;
    if (started) {
      this.#drawAnswer(turn);
      this.#drawResults();
    }
    this.#drawHistory();
  }

  #drawAnswer(turn) {
    const texts = this.#texts;
    this.answer.setAttribute("aria-busy", String(turn === this.#current && this.#abort !== null));
    this.content = element("div", { class: "content" });
    this.answer.replaceChildren(
      element("h2", { class: "kern-sr-only", id: "answer-title" }, texts.text("conversation.answer")),
      element("p", { class: "asked" }, element("span", { class: "kern-sr-only" }, `${texts.text("page.search.asked")} `), turn.question), this.content);
    if (turn.problem) {
      this.answer.append(alert("danger", turn.problem, element("div", {}, button(texts.text("conversation.retry"), () => {
        if (this.field.value.trim() === turn.question) this.field.value = "";
        this.#again(turn, {});
      }))));
    } else if (turn.answer) this.answer.append(...this.#below(turn));
    this.#drawText(turn);
  }

  #drawText(turn) {
    if (turn !== this.#current) return;
    const { answer } = turn;
    this.content.classList.toggle("busy", !answer && !turn.problem);
    this.content.lang = (answer ?? turn.found)?.language ?? preferences.language;
    this.content.replaceChildren(answerText(turn, this.#texts));
  }

  /** What stands under an answer: how the question was taken, notes, what to ask next. */
  #below(turn) {
    const { answer } = turn;
    const texts = this.#texts;
    const parts = [];
    if (answer.rewritten && !turn.asTyped) {
      parts.push(element("p", { class: "kern-body kern-body--small taken" }, `${texts.text("conversation.understood_as", { question: answer.standalone_question })} `,
        button(texts.text("conversation.misunderstood"), () => this.#again(turn, { asTyped: true }), { kind: "tertiary" })));
    }
    if (turn.asTyped) parts.push(paragraph(texts.text("page.search.as_typed"), { class: "kern-body kern-body--small" }));
    for (const note of answer.notes) parts.push(paragraph(note, { class: "kern-body kern-body--small note", lang: answer.language }));
    for (const note of answer.degraded) parts.push(alert("warning", texts.text("page.degraded"), paragraph(note)));
    if (answer.answered_by === "model") parts.push(paragraph(texts.text("conversation.model"), { class: "kern-body kern-body--small" }));
    if (answer.suggestions.length) {
      parts.push(element("h3", { class: "kern-label kern-label--small" }, texts.text("conversation.suggestions")), element("ul", { class: "suggestions", role: "list" },
        answer.suggestions.map((each) => element("li", {}, element("button", { type: "button", class: "suggestion", lang: answer.language, onclick: () => this.ask(each, { filters: turn.filters }) }, each)))));
    }
    parts.push(feedbackBox(turn, texts));
    return parts;
  }

  #drawResults() {
    const turn = this.#current;
    const { found } = turn;
    const texts = this.#texts;
    this.results.hidden = !found || found.kind === "talk";
    if (this.results.hidden || this.#drawn === found) return;
    this.#drawn = found;
    const title = heading(2, texts.text(found.answerable ? "page.search.results" : "page.search.nearest", { count: found.measures.length }), "medium", { id: "results-title" });
    const panel = filterPanel(found.facets, turn.filters, (filters) => this.#again(turn, { filters }), texts);
    this.results.replaceChildren(...[title,
      reading({ ...found, without: turn.without }, {
        leaveOut: (words) => this.#again(turn, { without: [...turn.without, words] }),
        takeBack: (words) => this.#again(turn, { without: turn.without.filter((each) => each !== words) }),
      }, texts),
      panel,
      found.measures.length ? element("ol", { class: "cards", role: "list" }, found.measures.map((hit) => element("li", {}, card(hit, found.citations, found.criteria, texts))))
        : paragraph(texts.text("page.search.nothing"))].filter(Boolean));
  }

  #drawHistory() {
    const texts = this.#texts;
    const others = this.#turns.filter((turn) => turn !== this.#current && turn.answer).reverse();
    this.history.hidden = !others.length;
    this.history.replaceChildren(heading(2, texts.text("page.search.history"), "small", { id: "history-title" }), element("ol", { role: "list" }, others.map((turn) =>
      element("li", {}, element("p", { class: "asked" }, element("span", { class: "kern-sr-only" }, `${texts.text("page.search.asked")} `), turn.question),
        element("div", { class: "content", lang: turn.answer.language }, answerText(turn, texts)),
        turn.answer.measures.length ? button(texts.text("page.search.show"), () => this.#showAgain(turn), { kind: "tertiary" }) : null))));
  }

  #showAgain(turn) {
    this.#current = turn;
    history.replaceState(null, "", this.fragment);
    this.#draw();
    this.answer.scrollIntoView({ block: "start" });
    this.results.querySelector("h2")?.focus();
  }
}

/** The words of an answer. Where the cards say it all, only what stands around their list. */
function answerText(turn, texts) {
  const { answer } = turn;
  const rest = turn.found;
  const onCitation = answer && ((number) => {
    const cited = answer.citations.find((each) => each.number === number);
    if (cited) openSource(cited.passage, texts, number);
  });
  const fragment = renderMarkdown(answer?.answer ?? turn.text, { onCitation, texts });
  if (["measures", "nothing"].includes(rest?.kind) && rest.measures.length && (answer?.answered_by ?? "extract") === "extract") for (const list of fragment.querySelectorAll("ol")) list.remove();
  return fragment;
}

/** Filters that are a yes go as one. */
function flags(filters) {
  return Object.fromEntries(["part_time", "has_contact"].filter((key) => filters[key]).map((key) => [key, true]));
}
