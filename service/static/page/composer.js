// The field in which questions are asked, with suggestions that arrow keys choose from.

import { element } from "../shared/element.js";
import { ask, stop } from "./conversation.js";
import { icon } from "./icons.js";
import { say } from "./parts.js";
import { to } from "./route.js";
import { facets, knownRows } from "./service.js";
import { state, store } from "./state.js";
import { everything, folded, suggestions } from "./suggest.js";
import { valueName } from "./texts.js";

const MOST = 4000;
const COUNTED = 3500;
const SOON = 500; // milliseconds: what is seen comes first
let all = null; // what can be suggested, once it is there
let spoken = null; // the language that it is in

/** The composer: `node`, `field`, and `follow`, to be called when the conversation has changed. */
export class Composer {
  #texts;
  #list = element("ul", { id: "suggestions", role: "listbox", class: "suggestions", hidden: true });
  #options = [];
  #chosen = -1;

  /** @param {boolean} first whether it stands on the first page */
  constructor(texts, first) {
    this.#texts = texts;
    this.field = /** @type {HTMLTextAreaElement} */ (element("textarea", {
      id: "question", rows: first ? 2 : 1, maxlength: MOST, autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-describedby": "question-hint",
      placeholder: first ? null : texts.text("page.composer.example"), oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onblur: () => setTimeout(() => this.#close(), 150), onfocus: () => setTimeout(() => this.#load(), SOON),
    }));
    this.field.value = state.typed;
    this.#list.setAttribute("aria-label", texts.text("page.suggest.title"));
    this.label = element("span", { class: "send-label" });
    this.send = element("button", { type: "submit", class: "send" }, this.label, icon("send", 22));
    this.counter = element("span", { class: "counter", hidden: true });
    const form = element("form", { class: first ? "composer first" : "composer", role: "search", id: "composer", onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
      element("div", { class: "composer-line" }, element("label", { for: "question" }, texts.text(first ? "conversation.field" : "page.composer.again")), element("span", { class: "hint", id: "question-hint" }, texts.text("conversation.hint"), " ", this.counter)),
      element("div", { class: "composer-field" }, this.field, this.send, this.#list));
    this.first = first;
    this.node = form;
    this.follow();
  }

  /** Say what the button does now, and take up what stands in the field. */
  follow() {
    const asking = state.asking !== null;
    const label = this.#texts.text(asking ? "conversation.stop" : this.first ? "page.search.send" : "page.composer.ask");
    this.label.textContent = label;
    this.send.setAttribute("aria-label", label);
    this.node.classList.toggle("asking", asking);
    if (this.field.value !== state.typed) this.field.value = state.typed;
  }

  #submit() {
    if (state.asking) {
      stop();
      return;
    }
    const question = this.field.value.trim();
    if (!question) return;
    this.#close();
    state.typed = "";
    ask(question);
  }

  #typed() {
    state.typed = this.field.value;
    store();
    const length = this.field.value.length;
    this.counter.hidden = length < COUNTED;
    this.counter.textContent = this.#texts.text("page.composer.counter", { count: length, most: MOST });
    if (all && spoken === this.#texts.language) this.#open(suggestions(this.field.value, all));
    else this.#load();
  }

  /** Load what can be suggested, and suggest it if somebody has typed meanwhile. */
  async #load() {
    await load(this.#texts);
    if (all && this.field.value && document.activeElement === this.field) this.#open(suggestions(this.field.value, all));
  }

  #open(found) {
    this.#options = found;
    this.#chosen = -1;
    this.#list.hidden = !found.length;
    if (found.length) say(this.#texts.text("page.suggest.count", { count: found.length }));
    this.field.removeAttribute("aria-activedescendant");
    this.#list.replaceChildren(...found.map((each, place) => element("li", { role: "option", id: `suggestion-${place}`, "aria-selected": "false", onmousedown: (event) => {
      event.preventDefault();
      this.#take(each);
    } }, element("span", { class: "suggestion-kind" }, this.#texts.text(`page.suggest.kinds.${each.kind}`)), element("span", { class: "suggestion-text", lang: each.kind === "topic" ? null : "de" }, begun(each.text, this.field.value)), each.count ? element("span", { class: "suggestion-count" }, this.#texts.text("common.count.measures", { count: each.count })) : null)));
    const below = innerHeight - this.field.getBoundingClientRect().bottom;
    this.#list.classList.toggle("above", below < 260);
  }

  #close() {
    if (this.#options.length) this.#open([]);
  }

  #take(suggestion) {
    this.#close();
    state.typed = "";
    this.field.value = "";
    store();
    if (suggestion.id) location.hash = to.measure(suggestion.id);
    else ask(suggestion.question);
  }

  #key(event) {
    const { key } = event;
    if (event.isComposing) return;
    if (this.#options.length && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      const count = this.#options.length;
      this.#choose((this.#chosen + (key === "ArrowDown" ? 1 : -1) + (this.#chosen < 0 && key === "ArrowUp" ? 1 : 0) + count) % count);
    } else if (key === "ArrowUp" && !this.field.value) {
      const answer = /** @type {HTMLElement | null} */ (document.querySelector(".turn:last-of-type .question"));
      if (answer) event.preventDefault();
      answer?.focus();
    } else if (key === "Escape" && this.#options.length) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (this.#chosen >= 0) this.#take(this.#options[this.#chosen]);
      else if (!state.asking) this.#submit();
    }
  }

  #choose(place) {
    this.#chosen = place;
    this.field.setAttribute("aria-activedescendant", `suggestion-${place}`);
    for (const [at, option] of [...this.#list.children].entries()) option.setAttribute("aria-selected", String(at === place));
  }
}

/** A text with what was typed of it in bold. */
function begun(text, typed) {
  const length = typed.trim().length;
  return folded(text).startsWith(folded(typed)) && folded(text.slice(0, length)) === folded(typed) ? [element("strong", {}, text.slice(0, length)), text.slice(length)] : text;
}

/** Load what can be suggested, once a language. */
async function load(texts) {
  if (spoken === texts.language) return; // it is there, or on its way
  spoken = texts.language;
  const found = await Promise.all([knownRows(), facets()]).catch(() => null);
  if (!found) {
    spoken = null; // the service is away: it is asked again at the next occasion
    return;
  }
  all = everything(found[0], found[1].facets, texts, (key, value) => valueName(texts, key, value) ?? value);
}
