// <massnahmen-chat>: the conversation with the Maßnahmenlotse on any page of the intranet.
// Text becomes nodes and textContent, never HTML; nothing is stored unless the page asks for it (attribute `session`).

import { ChatProblem, streamChat } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { chips } from "./answer.js";
import { answered, kept, newTurn, request } from "./conversation.js";
import { feedbackBox } from "./feedback.js";
import { frame, styled } from "./frame.js";
import { handOver } from "./handover.js";
import { textsFor } from "./language.js";
import { Reach } from "./reach.js";
import { showSource } from "./source.js";
import { restored, store } from "./storage.js";
import { fillTurn, finished, problemBox, turnItem, writer } from "./turn.js";

/** @typedef {import("./conversation.js").Turn} Turn */

class MassnahmenChat extends HTMLElement {
  static observedAttributes = ["language", "title", "position"];

  /** @type {Turn[]} */
  #turns = [];
  /** @type {ReturnType<typeof frame> | null} */
  #ui = null;
  /** @type {AbortController | null} */
  #abort = null;
  #reach = new Reach(this);
  /** @type {(() => void) | null} */
  #closeSource = null;
  #opened = false;
  /** @type {import("../shared/texts.js").Texts | null} */
  #spoken = null;

  connectedCallback() {
    if (!this.shadowRoot) {
      styled(this.attachShadow({ mode: "open" }));
      this.#turns = restored(this);
    }
    this.#build();
    if (!this.#ui.corner) this.#settings();
  }

  disconnectedCallback() {
    this.#abort?.abort();
  }

  attributeChangedCallback() {
    if (this.#ui && this.isConnected) this.#build();
  }

  get #texts() {
    return (this.#spoken = textsFor(this, this.#spoken));
  }

  #build() {
    const typed = this.#ui?.field.value ?? "";
    const texts = this.#texts;
    const hello = element("div", { class: "hello" }, element("p", {}, texts.text("widget.hello")), chips(texts.list("widget.examples").map((each) => [each, each]), (question) => this.#ask(question)));
    this.#ui = frame({
      title: this.getAttribute("title") || texts.text("common.name"), texts, corner: this.getAttribute("position") !== "inline", hello, submit: () => this.#submit(), stop: () => this.#abort?.abort(),
      fresh: () => this.#fresh(), openPage: () => this.#openPage(), open: () => this.open(), close: () => this.close(), escape: (event) => this.#escape(event),
    });
    this.#ui.field.value = typed;
    this.shadowRoot.replaceChildren(this.#ui.corner ?? this.#ui.panel, this.#ui.live);
    this.#ui.corner?.showPopover?.();
    if (this.#ui.launch) this.#ui.panel.hidden = !(this.#ui.launch.hidden = this.#opened);
    for (const turn of this.#turns) this.#show(turn);
    this.#busy(false);
  }

  open() {
    this.#toggle(true);
    this.#settings();
    this.#ui.field.focus();
  }

  close() {
    this.#toggle(false);
    this.#ui.launch?.focus();
  }

  #toggle(opened) {
    if (!this.#ui.corner || opened === this.#opened) return;
    this.#opened = opened;
    this.#ui.panel.hidden = !opened;
    this.#ui.launch.hidden = opened;
    this.#tell("lotse-open", { open: opened });
  }

  #escape(event) {
    if (this.#closeSource) this.#closeSource();
    else if (this.#ui.corner) this.close();
    else return;
    event.stopPropagation();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** What the operator set. Where the page isn't allowed, or needs a key, that is said before anything is asked. */
  async #settings() {
    try {
      return await this.#reach.settings();
    } catch (error) {
      this.#trouble(await this.#reach.reason(error, this.#texts));
      return null;
    }
  }

  #fresh() {
    this.#abort?.abort();
    this.#turns = [];
    store(this, this.#turns);
    this.#build();
    this.#say(this.#texts.text("widget.freshened"));
    this.#ui.field.focus();
  }

  /** Open the page in a tab of its own, with this conversation. */
  #openPage() {
    const turns = kept(this.#turns);
    if (handOver(this.#reach.address(turns.length ? "./#uebernahme" : "./"), turns)) return;
    this.#trouble(this.#texts.text("widget.blocked"), this.#link("./", this.#texts.text("widget.page")));
  }

  /** Say what is wrong above the conversation. */
  #trouble(said, ...more) {
    this.#ui.told.replaceChildren(element("p", { class: "problem", part: "problem" }, said, " ", ...more));
    this.#ui.log.scrollTop = 0;
    this.#say(said);
  }

  #submit() {
    const question = this.#ui.field.value.trim();
    if (!question || this.#abort) return;
    this.#ui.field.value = "";
    this.#ask(question);
  }

  async #ask(question, asTyped = false) {
    if (this.#abort) return;
    const turn = newTurn(question, asTyped);
    const body = request(this.#turns, turn, this.getAttribute("language") ? this.#texts.language : undefined);
    this.#turns.push(turn);
    this.#tell("lotse-question", { number: this.#turns.length, language: this.#texts.language });
    const shown = this.#show(turn);
    this.#busy(true);
    this.#say(this.#texts.text("conversation.started"));
    if (!this.shadowRoot.activeElement?.isConnected) this.#ui.field.focus();
    const writing = writer(shown.content, this.#texts);
    const abort = (this.#abort = new AbortController());
    try {
      const answer = await streamChat(this.#reach.address("api/chat"), body, { signal: abort.signal, onEvent: writing.take });
      answered(turn, answer, writing.rows());
      const { log, told } = this.#ui;
      const stays = log.scrollTop + log.clientHeight < shown.item.offsetTop - log.offsetTop; // somebody reads further up
      told.replaceChildren();
      this.#fill(shown);
      if (!stays) this.#toTop(shown.item);
      this.#say(finished(turn, this.#texts));
      store(this, this.#turns);
    } catch (error) {
      await this.#fail(shown, error);
    } finally {
      writing.end();
      if (this.#abort === abort) this.#abort = null;
      this.#busy(false);
    }
  }

  async #fail({ turn, item, content, rest }, error) {
    const texts = this.#texts;
    this.#turns = this.#turns.filter((each) => each !== turn);
    content.classList.remove("busy");
    const stopped = error.name === "AbortError";
    const detail = stopped ? texts.text("conversation.stopped") : await this.#reach.reason(error, texts);
    if (!stopped && !this.#ui.field.value) this.#ui.field.value = turn.question;
    rest.replaceChildren(problemBox(detail, () => {
      if (this.#ui.field.value.trim() === turn.question) this.#ui.field.value = "";
      item.remove();
      this.#ask(turn.question, turn.asTyped);
    }, texts));
    this.#say(detail);
    if (!(error instanceof ChatProblem) && !stopped) throw error;
  }

  #busy(busy) {
    const { send, halt, panel, hello, label, again } = this.#ui;
    const focused = [send, halt].includes(/** @type {HTMLElement} */ (this.shadowRoot.activeElement));
    send.hidden = busy;
    halt.hidden = !busy;
    /** @type {HTMLElement} */ (hello).hidden = this.#turns.length > 0 || busy;
    again.hidden = !this.#turns.length;
    label.textContent = this.#texts.text(this.#turns.length ? "widget.ask_on" : "conversation.field");
    panel.setAttribute("aria-busy", String(busy));
    if (focused) this.#ui.field.focus();
  }

  #say = (/** @type {string} */ text) => { this.#ui.live.textContent = text; };

  /** @param {Turn} turn */
  #show(turn) {
    const { turns } = this.#ui;
    const shown = turnItem(turn);
    for (const earlier of turns.querySelectorAll(".next, .feedback")) earlier.remove();
    turns.append(shown.item);
    if (turn.reply) this.#fill(shown);
    this.#toTop(shown.item);
    return shown;
  }

  #toTop(item) {
    const { log } = this.#ui;
    log.scrollTop = item.offsetTop - log.offsetTop - 12;
  }

  /** @param {import("./turn.js").Shown} shown */
  #fill(shown) {
    const { turn, item, rest } = shown;
    const texts = this.#texts;
    const link = (path, ...label) => this.#link(path, ...label);
    const closed = () => { this.#closeSource = null; };
    fillTurn(shown, {
      texts, link, openAll: () => this.#openPage(), ask: (question) => this.#ask(question),
      source: (place, number, opener) => {
        this.#closeSource = showSource(place, number, opener, { texts, panel: this.#ui.panel, log: this.#ui.log, load: (path) => this.#reach.load(path), link }, closed);
      },
      askLiterally: () => {
        this.#turns = this.#turns.filter((each) => each !== turn);
        item.remove();
        this.#ask(turn.question, true);
      },
    });
    this.#offerFeedback(turn, rest);
  }

  async #offerFeedback(turn, rest) {
    const settings = await this.#settings();
    if (settings?.feedback && turn === this.#turns.at(-1) && rest.isConnected) rest.append(feedbackBox(turn, this.#reach.address("api/feedback"), this.#texts, this.#say));
  }

  /** @param {string} path @param {...(Node | string)} content */
  #link(path, ...content) {
    return element("a", { href: this.#reach.address(path).href, target: "_blank", rel: "noopener noreferrer", part: "link" }, ...content, element("span", { class: "unseen" }, ` ${this.#texts.text("widget.new_tab")}`));
  }
}

customElements.get("massnahmen-chat") ?? customElements.define("massnahmen-chat", MassnahmenChat);
