// <massnahmen-chat>: the conversation with the Maßnahmenlotse on any page of the intranet, in one file.
// Text becomes nodes and textContent, never HTML; nothing is stored unless the page asks for it (attribute `session`).

import { ChatProblem, explained, finished, streamChat } from "./shared/chat.js";
import { element } from "./shared/element.js";
import { renderMarkdown } from "./shared/markdown.js";
import { Texts, negotiate } from "./shared/texts.js";

const BASE = new URL(import.meta.url.includes("/static/") ? ".." : ".", import.meta.url);
const TURNS_SENT = 10;
const CONTEXT = 700;

const MESSAGES = {}; // by language: the service puts its catalogue here when it starts (service/api/assets.py)

// --- The widget -----------------------------------------------------------------------------------------------------

const STYLE = `
:host { all: initial !important; display: block !important; box-sizing: border-box !important; color-scheme: light dark !important;
  font: 400 1rem/1.5 var(--lotse-font, "Fira Sans", "Segoe UI", system-ui, sans-serif) !important;
  --accent: var(--lotse-accent, light-dark(#1f3d99, #a9bcff)); --on-accent: var(--lotse-on-accent, light-dark(#fff, #10162e));
  --surface: var(--lotse-surface, light-dark(#fff, #171b26)); --soft: var(--lotse-soft, light-dark(#f0f3fb, #232938));
  --text: var(--lotse-text, light-dark(#16192b, #eef0f7)); --quiet: light-dark(#4a5069, #b9bfd2); --line: light-dark(#c3c9dc, #4a5268);
  --edge: light-dark(#6b7391, #8c95b0); --bad: light-dark(#a3122a, #ffb3bb); --mark: light-dark(#fff0b3, #5c4a00); --radius: var(--lotse-radius, 8px); }
:host([theme="light"]) { color-scheme: light !important; }
:host([theme="dark"]) { color-scheme: dark !important; }
:host([hidden]) { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; min-block-size: 2.25rem; padding: .25rem .75rem; border: 1px solid var(--edge); border-radius: calc(var(--radius) / 2); background: var(--surface); }
button:hover { background: var(--soft); border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
[hidden] { display: none !important; }
.primary { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
.primary:hover { background: var(--accent); text-decoration: underline; }
.corner { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647; inline-size: auto; block-size: auto; margin: 0; padding: 0; border: 0; background: none; color: inherit; overflow: visible; }
.launch { min-block-size: 3rem; padding-inline: 1.25rem; border-radius: 1.5rem; box-shadow: 0 2px 10px #0005; }
.panel { display: flex; flex-direction: column; position: relative; overflow: hidden; background: var(--surface); color: var(--text); border: 1px solid var(--line); border-radius: var(--radius);
  block-size: var(--lotse-height, 36rem); inline-size: var(--lotse-width, 100%); }
.corner .panel { inline-size: min(var(--lotse-width, 26rem), 100vw - 2rem); block-size: min(var(--lotse-height, 38rem), 100vh - 2rem); box-shadow: 0 8px 32px #0004; }
header { display: flex; align-items: center; gap: .5rem; padding: .75rem 1rem; border-block-end: 3px solid var(--accent); }
h2, h3 { margin: 0; font-size: 1.0625rem; line-height: 1.3; flex: 1; overflow-wrap: anywhere; }
.log { flex: 1; min-block-size: 0; overflow: auto; overflow-anchor: none; overscroll-behavior: contain; padding: 1rem; outline-offset: -3px; }
ol.turns { list-style: none; margin: 0; padding: 0; display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.hello { margin: 0 0 1rem; }
.who { margin: 0; font-size: .8125rem; font-weight: 600; color: var(--quiet); }
.question { background: var(--soft); border-radius: var(--radius); padding: .5rem .75rem; margin: 0 0 .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.content { overflow-wrap: anywhere; min-block-size: 1.5em; }
.content p, .content ul, .content ol, .content blockquote { margin: 0 0 .625rem; }
.content ul, .content ol { padding-inline-start: 1.25rem; }
blockquote { padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); }
.table { overflow: auto; margin-block-end: .625rem; }
table { border-collapse: collapse; font-size: .9375rem; } th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; vertical-align: top; } th { background: var(--soft); }
.citation { min-inline-size: 1.5rem; min-block-size: 1.5rem; padding: 0 .25rem; margin: 1px 2px; font-size: .8125rem; font-weight: 600; line-height: 1.2; color: var(--accent); background: var(--soft); border-color: var(--line); vertical-align: baseline; }
.quiet, .note { color: var(--quiet); font-size: .875rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; margin-block: .5rem 0; padding: 0; list-style: none; }
.chips button { text-align: start; border-radius: 1.125rem; font-size: .9375rem; line-height: 1.3; overflow-wrap: anywhere; }
.measures { margin: .25rem 0 .5rem; padding-inline-start: 1.25rem; font-size: .9375rem; } .measures a { display: inline-block; min-block-size: 24px; }
.problem { border-inline-start: 4px solid var(--bad); padding-inline-start: .75rem; } .problem p { margin: 0 0 .5rem; }
form { border-block-start: 1px solid var(--line); padding: .75rem 1rem; }
label { display: block; font-weight: 600; font-size: .9375rem; }
.row { display: flex; gap: .5rem; align-items: end; margin-block: .25rem; }
textarea { flex: 1; min-inline-size: 0; min-block-size: 2.5rem; max-block-size: 8rem; resize: none; field-sizing: content; padding: .4rem .6rem; background: var(--surface); border: 1px solid var(--edge); border-radius: calc(var(--radius) / 2); }
form .quiet { margin: 0; font-size: .8125rem; }
.source { position: absolute; inset: 0; display: flex; flex-direction: column; background: var(--surface); }
.source .text { flex: 1; overflow: auto; padding: 1rem; overflow-wrap: anywhere; outline-offset: -3px; } .source .text p { margin: 0 0 .75rem; color: var(--quiet); } .source p.cited { color: var(--text); }
mark { background: var(--mark); color: inherit; padding: .1em 0; }
.feedback { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; font-size: .875rem; margin-block-start: .5rem; } .feedback label { font-weight: 400; display: inline-flex; align-items: center; gap: .4rem; min-block-size: 24px; } .feedback button { min-block-size: 1.75rem; }
.live { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.busy::after { content: "…"; animation: pulse 1.2s infinite; } @keyframes pulse { 50% { opacity: .3; } }
@media (prefers-reduced-motion: reduce) { .busy::after { animation: none; } }
@media (forced-colors: active) { .panel, .launch, .citation, .question { border: 1px solid; } mark { forced-color-adjust: none; background: Mark; color: MarkText; } }
@media (max-width: 30rem) { h2 { font-size: .9375rem; } .corner { inset: auto .5rem .5rem auto; } .corner .panel { inline-size: calc(100vw - 1rem); block-size: min(var(--lotse-height, 38rem), 100vh - 1rem); } }
@media (max-height: 26rem) { header { padding-block: .25rem; } form { padding-block: .25rem; } form .quiet { display: none; } }
@media print { .corner { display: none; } }
`;

let sheet = null;

class MassnahmenChat extends HTMLElement {
  static observedAttributes = ["language", "title", "position"];

  #turns = []; // {question, asTyped, answer}
  #ui = null;
  #abort = null;
  #config = null;
  #opened = false;
  #spoken = null; // the texts of the language spoken last

  connectedCallback() {
    if (!this.shadowRoot) {
      sheet ??= new CSSStyleSheet();
      if (!sheet.cssRules.length) sheet.replaceSync(STYLE);
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      this.#turns = this.#restored();
    }
    this.#build();
  }

  disconnectedCallback() {
    this.#abort?.abort();
  }

  attributeChangedCallback() {
    if (this.#ui && this.isConnected) this.#build();
  }

  get #language() {
    const wanted = this.getAttribute("language") || this.closest("[lang]")?.lang || document.documentElement.lang;
    return negotiate([wanted], Object.keys(MESSAGES));
  }

  get #texts() {
    const language = this.#language;
    if (this.#spoken?.language !== language) this.#spoken = new Texts(language, MESSAGES[language]);
    return this.#spoken;
  }

  get #inCorner() {
    return this.getAttribute("position") !== "inline";
  }

  #service(path) {
    const base = new URL(this.getAttribute("endpoint") || BASE, document.baseURI);
    if (!/^https?:$/.test(base.protocol)) throw new ChatProblem({ type: "network" });
    if (!base.pathname.endsWith("/")) base.pathname += "/";
    return new URL(path, base);
  }

  // --- building

  #build() {
    const typed = this.#ui?.field.value ?? "";
    const texts = this.#texts;
    const title = this.getAttribute("title") || texts.text("common.name");
    const live = element("div", { class: "live", role: "status", "aria-live": "polite" });
    const turns = element("ol", { class: "turns", role: "list" });
    const hello = element("div", { class: "hello" }, element("p", {}, texts.text("widget.hello")), this.#chips(texts.list("widget.examples")));
    const log = element("div", { class: "log", part: "log", tabindex: 0, role: "group", "aria-label": texts.text("widget.log") }, hello, turns);
    const field = element("textarea", {
      id: "field", rows: 1, part: "field", autocomplete: "off", "aria-describedby": "hint",
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#submit();
        }
      },
    });
    field.value = typed;
    const send = element("button", { type: "submit", class: "primary", part: "send" }, texts.text("widget.send"));
    const stop = element("button", { type: "button", part: "stop", hidden: true, onclick: () => this.#abort?.abort() }, texts.text("conversation.stop"));
    const form = element("form", { onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
      element("label", { for: "field" }, texts.text("conversation.field")), element("div", { class: "row" }, field, send, stop),
      element("p", { class: "quiet", id: "hint" }, texts.text("conversation.hint")));
    const close = this.#inCorner && element("button", { type: "button", part: "close", onclick: () => this.close() }, texts.text("conversation.close"));
    const panel = element("section", { class: "panel", part: "panel", role: this.#inCorner ? "dialog" : null, "aria-labelledby": "title", lang: this.#language },
      element("header", { part: "header" }, element("h2", { id: "title" }, title), close), log, form);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape(event));
    const launch = this.#inCorner && element("button", { type: "button", class: "primary launch", part: "launcher", "aria-expanded": "false", lang: this.#language, onclick: () => this.open() }, texts.text("widget.open"));
    this.#ui = { live, turns, hello, log, field, send, stop, panel, launch, source: null };
    if (this.#inCorner) {
      const corner = element("div", { class: "corner", popover: "manual" }, launch, panel);
      this.shadowRoot.replaceChildren(corner, live);
      panel.hidden = !this.#opened;
      launch.hidden = this.#opened;
      corner.showPopover?.();
    } else this.shadowRoot.replaceChildren(panel, live);
    hello.hidden = this.#turns.length > 0;
    for (const turn of this.#turns) this.#show(turn);
    this.#busy(false);
  }

  #chips(questions) {
    return element("ul", { class: "chips", role: "list" }, questions.map((question) =>
      element("li", {}, element("button", { type: "button", part: "suggestion", onclick: () => this.#ask(question) }, question))));
  }

  // --- opening and closing

  open() {
    this.#toggle(true);
    this.#ui.field.focus();
  }

  close() {
    this.#toggle(false);
    this.#ui.launch?.focus();
  }

  #toggle(opened) {
    if (!this.#inCorner || opened === this.#opened) return;
    this.#opened = opened;
    this.#ui.panel.hidden = !opened;
    this.#ui.launch.hidden = opened;
    this.#tell("lotse-open", { open: opened });
  }

  #escape(event) {
    if (this.#ui.source) this.#ui.source.close();
    else if (this.#inCorner) this.close();
    else return;
    event.stopPropagation();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // --- asking

  #submit() {
    const question = this.#ui.field.value.trim();
    if (!question || this.#abort) return;
    this.#ui.field.value = "";
    this.#ask(question);
  }

  async #ask(question, asTyped = false) {
    if (this.#abort) return;
    const turn = { question, asTyped, answer: null };
    const messages = this.#messages(turn);
    this.#turns.push(turn);
    this.#ui.hello.hidden = true;
    this.#tell("lotse-question", { number: this.#turns.length, language: this.#language });
    const shown = this.#show(turn);
    this.#busy(true);
    this.#say(this.#texts.text("conversation.started"));
    if (this.shadowRoot.activeElement === null || this.shadowRoot.activeElement.isConnected === false) this.#ui.field.focus();
    let text = "";
    let frame = 0;
    const draw = () => {
      frame = 0;
      this.#following(() => shown.content.replaceChildren(renderMarkdown(text, { texts: this.#texts })));
    };
    const abort = (this.#abort = new AbortController());
    try {
      const body = { messages, language: this.getAttribute("language") ? this.#language : undefined };
      turn.answer = await streamChat(this.#service("api/chat"), body, {
        signal: abort.signal,
        onEvent: (name, data) => {
          if (name !== "token") return;
          text += data.text;
          frame ||= requestAnimationFrame(draw);
        },
      });
      this.#finish(turn, shown);
    } catch (error) {
      this.#fail(turn, shown, error);
    } finally {
      cancelAnimationFrame(frame);
      this.#abort = null;
      this.#busy(false);
    }
  }

  #messages(next) {
    const answered = this.#turns.filter((turn) => turn.answer).slice(-TURNS_SENT);
    const before = answered.flatMap((turn) => [
      { role: "user", content: turn.question, as_typed: turn.asTyped },
      { role: "assistant", content: turn.answer.answer, measures: turn.answer.measures.map((hit) => hit.measure.id) },
    ]);
    return [...before, { role: "user", content: next.question, as_typed: next.asTyped }];
  }

  #finish(turn, shown) {
    this.#following(() => this.#fill(turn, shown));
    this.#say(finished(turn.answer, this.#texts));
    this.#store();
    this.#offerFeedback(turn, shown);
  }

  #fail(turn, shown, error) {
    const texts = this.#texts;
    this.#turns = this.#turns.filter((each) => each !== turn);
    shown.content.classList.remove("busy");
    const stopped = error.name === "AbortError";
    const detail = stopped ? texts.text("conversation.stopped") : explained(error, texts);
    if (!stopped && !this.#ui.field.value) this.#ui.field.value = turn.question;
    const retry = element("button", { type: "button", part: "retry", onclick: () => {
      if (this.#ui.field.value.trim() === turn.question) this.#ui.field.value = "";
      shown.item.remove();
      this.#ask(turn.question, turn.asTyped);
    } }, texts.text("conversation.retry"));
    this.#following(() => shown.rest.replaceChildren(element("div", { class: "problem", part: "problem" }, element("p", {}, detail), retry)));
    this.#say(stopped ? detail : `${texts.text("conversation.failed")} ${detail}`);
    if (!(error instanceof ChatProblem) && !stopped) throw error;
  }

  #busy(busy) {
    const { send, stop, panel } = this.#ui;
    const focused = [send, stop].includes(this.shadowRoot.activeElement);
    send.hidden = busy;
    stop.hidden = !busy;
    panel.setAttribute("aria-busy", String(busy));
    if (focused) this.#ui.field.focus();
  }

  #say(text) {
    this.#ui.live.textContent = text;
  }

  // --- showing

  #show(turn) {
    const texts = this.#texts;
    const content = element("div", { class: "content busy", part: "answer" });
    const rest = element("div");
    const item = element("li", {}, element("p", { class: "who" }, texts.text("widget.you")), element("p", { class: "question", part: "question" }, turn.question),
      element("p", { class: "who" }, texts.text("conversation.answer")), content, rest);
    this.#ui.turns.append(item);
    const shown = { item, content, rest };
    if (turn.answer) this.#fill(turn, shown);
    this.#ui.log.scrollTop = this.#ui.log.scrollHeight;
    return shown;
  }

  #fill(turn, { item, content, rest }) {
    const { answer } = turn;
    const texts = this.#texts;
    const onCitation = (number, button) => {
      const cited = answer.citations.find((each) => each.number === number);
      if (cited) this.#source(number, cited.passage, button);
    };
    content.classList.remove("busy");
    content.lang = answer.language;
    content.replaceChildren(renderMarkdown(answer.answer, { onCitation, texts }));
    rest.replaceChildren();
    if (answer.rewritten && !turn.asTyped) {
      const again = () => {
        this.#turns = this.#turns.filter((each) => each !== turn);
        item.remove();
        this.#ask(turn.question, true);
      };
      rest.append(element("p", { class: "quiet" }, `${texts.text("conversation.understood_as", { question: answer.standalone_question })} `, element("button", { type: "button", part: "misunderstood", onclick: again }, texts.text("conversation.misunderstood"))));
    }
    for (const note of answer.notes) rest.append(element("p", { class: "note", lang: answer.language }, note));
    if (answer.answered_by === "model") rest.append(element("p", { class: "note" }, texts.text("conversation.model")));
    if (answer.measures.length) {
      rest.append(element("p", { class: "who" }, texts.text("widget.measures")), element("ul", { class: "measures" }, answer.measures.map(({ measure }) =>
        element("li", {}, this.#link(`./#massnahme=${encodeURIComponent(measure.id)}`, measure.title, "de")))));
    }
    if (answer.suggestions.length) rest.append(element("p", { class: "who" }, texts.text("conversation.suggestions")), this.#chips(answer.suggestions));
  }

  #link(path, text, lang) {
    const label = element("span", { lang }, text);
    return element("a", { href: this.#service(path).href, target: "_blank", rel: "noopener noreferrer", part: "link" }, label, ` ${this.#texts.text("widget.new_tab")}`);
  }

  /** Change the transcript; a reader at its end goes along, until the newest question has reached the top. */
  #following(change) {
    const { log, turns } = this.#ui;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    change();
    if (atEnd) log.scrollTop = Math.min(log.scrollHeight, turns.lastElementChild.offsetTop - log.offsetTop - 8);
  }

  // --- the source of a citation

  async #source(number, passage, opener) {
    const texts = this.#texts;
    const { panel, log } = this.#ui;
    const cited = element("mark", {}, passage.text);
    const before = element("p", { lang: "de" });
    const after = element("p", { lang: "de" });
    const place = `${passage.citation}`;
    const heading = element("h3", { id: "source", tabindex: -1 }, texts.text("conversation.source", { number }));
    const text = element("div", { class: "text", tabindex: 0, role: "group", "aria-labelledby": "source" },
      element("p", { lang: "de" }, place),
      before, element("p", { class: "cited", lang: "de" }, cited), after,
      element("p", {}, this.#link(`./#dokument=${encodeURIComponent(passage.document)}&start=${passage.start}&end=${passage.end}`, texts.text("conversation.whole"), this.#language)));
    const close = () => {
      view.remove();
      this.#ui.source = null;
      for (const child of panel.children) child.inert = false;
      (opener.isConnected ? opener : log).focus();
    };
    const view = element("section", { class: "source", part: "source", "aria-labelledby": "source" },
      element("header", {}, heading, element("button", { type: "button", onclick: close }, texts.text("widget.back"))), text);
    for (const child of panel.children) child.inert = true;
    panel.append(view);
    this.#ui.source = { close };
    heading.focus();
    try {
      const response = await fetch(this.#service(`api/documents/${encodeURIComponent(passage.document)}?start=${passage.start}&end=${passage.end}&context=${CONTEXT}`));
      if (!response.ok) throw new TypeError();
      const around = await response.json();
      before.textContent = around.before ? `… ${around.before}` : "";
      cited.textContent = around.quote;
      after.textContent = around.after ? `${around.after} …` : "";
    } catch {
      after.lang = this.#language;
      after.textContent = texts.text("conversation.no_source");
    }
    text.scrollTop = Math.max(0, cited.offsetTop - text.offsetTop - 40);
  }

  // --- feedback, if the operator wants any

  async #offerFeedback(turn, { rest }) {
    try {
      this.#config ??= await (await fetch(this.#service("api/config"))).json();
    } catch {
      return; // without it there is nothing to offer
    }
    if (!this.#config.feedback || !rest.isConnected) return;
    const texts = this.#texts;
    const along = element("input", { type: "checkbox" });
    const rate = (helpful) => async () => {
      const opinion = { helpful, measures: turn.answer.measures.map((hit) => hit.measure.id) };
      if (along.checked) opinion.question = turn.question;
      const response = await fetch(this.#service("api/feedback"), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(opinion) }).catch(() => null);
      const said = texts.text(response?.ok ? "conversation.thanks" : "conversation.failed");
      if (response?.ok) box.replaceChildren(said);
      this.#say(said);
      this.#ui.field.focus();
    };
    const box = element("div", { class: "feedback", part: "feedback", role: "group", "aria-label": texts.text("conversation.helpful") }, texts.text("conversation.helpful"),
      element("button", { type: "button", onclick: rate(true) }, texts.text("conversation.yes")), element("button", { type: "button", onclick: rate(false) }, texts.text("conversation.no")),
      element("label", {}, along, texts.text("conversation.along")));
    this.#following(() => rest.append(box));
  }

  // --- the conversation in the tab's own storage, if the page asks for it

  get #key() {
    return `lotse-chat:${this.getAttribute("session") || this.id}`;
  }

  #store() {
    if (!this.hasAttribute("session")) return;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#turns.filter((turn) => turn.answer).slice(-TURNS_SENT)));
    } catch {
      this.removeAttribute("session"); // full or forbidden: the conversation goes on in memory
    }
  }

  #restored() {
    if (!this.hasAttribute("session")) return [];
    try {
      const turns = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(turns) ? turns.filter((turn) => turn?.answer?.citations && typeof turn.question === "string") : [];
    } catch {
      return [];
    }
  }
}

customElements.get("massnahmen-chat") ?? customElements.define("massnahmen-chat", MassnahmenChat);
