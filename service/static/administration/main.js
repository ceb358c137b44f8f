// The administration: documents, what could be read of them, how labels are read, generations of the index, rebuilds.

import { ChatProblem } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { apply, choose, preferences } from "../page/preferences.js";
import { LANGUAGES, textsOf } from "../page/texts.js";
import { Caller } from "./call.js";
import { documentsPart, uploadPart } from "./documents.js";
import { generationsPart } from "./generations.js";
import { mappingPart } from "./mapping.js";
import { opinionsPart } from "./opinions.js";
import { figures, moment, note, say } from "./parts.js";
import { follow, rebuildPart } from "./rebuild.js";
import { reportPart } from "./report.js";

/** @typedef {import("./call.js").State} State
 * @typedef {"message" | "overview" | "documents" | "rebuild" | "upload" | "check" | "mapping" | "generations" | "opinions"} Part */

/** @type {Record<string, (app: Administration) => Node[]>} */
const PARTS = {
  overview: overviewPart, documents: documentsPart, rebuild: rebuildPart, upload: (app) => (app.state.own ? [uploadPart(app)] : []),
  check: reportPart, mapping: (app) => (app.state.own ? mappingPart(app) : []), generations: generationsPart, opinions: opinionsPart,
};
const FROM_TOP = 120; // pixels within which a heading counts as reached
const CONTENTS = ["overview", "documents", "check", "mapping", "generations", "opinions"];

/** What is known and shown. Each part is drawn of it; what a person does changes it and draws anew. */
export class Administration {
  texts = textsOf(preferences.language);
  /** @type {Caller} */
  call = null;
  /** @type {State} */
  state = null;
  /** @type {import("./call.js").Check | null} */
  check = null;
  /** @type {import("./call.js").Mapping | null} */
  mapping = null;
  /** @type {import("./call.js").Opinions | null} */
  opinions = null;
  /** @type {string | null} */
  withoutOpinions = null;
  /** @type {string | null} */
  typed = null;
  checking = false;
  following = false;
  #main = document.getElementById("inhalt");
  /** @type {Record<string, HTMLElement>} */
  #places = {};

  /** Begin anew, in the language of now. */
  build() {
    this.texts = textsOf(preferences.language);
    const { texts } = this;
    document.documentElement.lang = texts.language;
    document.title = `${texts.text("administration.title")} – ${texts.text("common.name")}`;
    this.#header();
    if (!this.state) return this.#main.replaceChildren(element("h1", { tabindex: -1 }, texts.text("administration.title")), this.#keyForm());
    this.#places = Object.fromEntries(["message", ...Object.keys(PARTS)].map((name) => [name, element(name === "message" || name === "rebuild" || name === "upload" ? "div" : "section", { id: name, class: "part" })]));
    const shown = CONTENTS.filter((name) => name !== "mapping" || this.state.own);
    this.#main.replaceChildren(
      element("nav", { class: "contents", "aria-label": texts.text("administration.contents.label") }, element("ul", { role: "list" }, shown.map((name) => element("li", {}, element("a", { href: `#${name}` }, texts.text(`administration.contents.${name}`)))))),
      element("div", { class: "parts" }, element("h1", { tabindex: -1 }, texts.text("administration.title")), ...Object.values(this.#places)));
    this.show();
    this.#followScrolling();
  }

  /** Mark in the contents what is at the top of the window. */
  #followScrolling() {
    const links = /** @type {HTMLAnchorElement[]} */ ([...this.#main.querySelectorAll(".contents a")]);
    const mark = () => {
      const passed = links.filter(({ hash }) => document.querySelector(hash).getBoundingClientRect().top < FROM_TOP);
      for (const link of links) (link === (passed.at(-1) ?? links[0]) ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
    };
    document.onscroll = mark;
    mark();
  }

  #header() {
    const { texts } = this;
    const languages = LANGUAGES.filter((language) => language !== texts.language).map((language) => element("button", { type: "button", class: "speak", lang: language, onclick: () => {
      choose("language", language);
      this.build();
      /** @type {HTMLElement} */ (document.querySelector(".speak")).focus();
    } }, textsOf(language).text("language.name")));
    document.getElementById("header").replaceChildren(element("div", { class: "bar" },
      element("a", { class: "brand", href: "./" }, element("img", { src: "static/icon.svg", alt: "", width: 28, height: 28 }), texts.text("common.name")),
      element("span", { class: "here" }, texts.text("administration.title")),
      element("div", { class: "switches" }, element("a", { href: "./" }, texts.text("administration.search")), languages)));
  }

  #keyForm() {
    const { texts } = this;
    const input = /** @type {HTMLInputElement} */ (element("input", { id: "key", type: "password", autocomplete: "off", required: true, "aria-describedby": "key-hint" }));
    const problem = element("div");
    return element("form", { class: "key-form", onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      this.call = new Caller(input.value.trim(), () => this.texts);
      try {
        this.state = await this.call.send("");
        this.build();
        /** @type {HTMLElement} */ (this.#main.querySelector("h1")).focus();
      } catch (error) {
        if (!(error instanceof ChatProblem)) throw error;
        problem.replaceChildren(note("danger", error.message));
        say(error.message);
        input.focus();
      }
    } }, element("label", { for: "key", class: "label" }, texts.text("administration.key")), element("p", { id: "key-hint", class: "muted" }, texts.text("administration.key_hint")), input,
    element("p", { class: "actions" }, element("button", { type: "submit", class: "button primary" }, texts.text("administration.open"))), problem);
  }

  /** Draw all parts but what is being filled in. */
  show() {
    for (const name of Object.keys(PARTS)) if (!this.#places[name].childElementCount || (name !== "upload" && name !== "mapping")) this.draw(name);
    if (this.state.degraded.length && !this.#places.message.childElementCount) {
      this.#places.message.replaceChildren(note("warning", this.texts.text("page.degraded"), ...this.state.degraded.map((each) => element("p", {}, each))));
    }
    if (this.state.rebuild.status === "running") follow(this);
  }

  /** Draw one part; focus stays where it was. @param {string} name */
  draw(name) {
    const focused = document.activeElement;
    const label = this.#places[name].contains(focused) ? focused.id || focused.getAttribute("aria-label") : null;
    this.#places[name].replaceChildren(...PARTS[name](this));
    const again = label && [...this.#places[name].querySelectorAll("[id], [aria-label]")].find((each) => each.id === label || each.getAttribute("aria-label") === label);
    if (again instanceof HTMLElement) again.focus();
  }

  /** Ask how things are, and show it. */
  async refresh() {
    this.state = await this.call.send("");
    this.show();
  }

  /** Do something, say how it went, and show the state anew. The promise becomes what was answered, or null if it failed.
   * @param {() => Promise<any>} work @param {string | null} done @param {string} [what] */
  async act(work, done, what = "") {
    try {
      const result = await work();
      if (done) {
        this.tell("success", done);
        await this.refresh();
      }
      return result ?? true;
    } catch (error) {
      this.fail(error, what);
      return null;
    }
  }

  /** Say what went wrong. @param {unknown} error @param {string} [what] */
  fail(error, what = "") {
    if (!(error instanceof ChatProblem)) throw error;
    this.tell("danger", `${what}${error.message}`);
  }

  /** @param {"info" | "success" | "warning" | "danger"} kind @param {string} text */
  tell(kind, text) {
    this.#places.message.replaceChildren(note(kind, text));
    say(text);
  }
}

/** @param {Administration} app @returns {Node[]} */
function overviewPart({ texts, state }) {
  const serving = state.generations.find((each) => each.serving);
  const sum = state.documents.reduce((total, { measures }) => total + measures, 0);
  const [kind, value, label] = state.degraded.length ? ["limited", "limited", "limited_label"] : serving ? ["ready", "ready", "ready_label"] : ["limited", "none", "none_label"];
  return [figures([
    [texts.number(serving?.measures ?? sum), texts.text("administration.figures.measures")], [texts.number(state.documents.length), texts.text("administration.figures.documents")],
    [serving ? moment(serving.built_at, texts) : "–", texts.text("administration.figures.built_at")], [texts.text(`administration.figures.${value}`), texts.text(`administration.figures.${label}`), kind],
  ])];
}

apply();
new Administration().build();
document.getElementById("key").focus();
