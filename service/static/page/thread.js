// The thread: the conversation's turns, oldest first, with the composer below and the rail beside them.

import { element } from "../shared/element.js";
import { Composer } from "./composer.js";
import { refresh } from "./parts.js";
import { narrow, narrowed, narrowingDialog, railOf } from "./rail.js";
import { config, facets, ready } from "./service.js";
import { changed, newest, state } from "./state.js";
import { turnView } from "./turn.js";

/** The view of the conversation. It lives as long as the page. */
export class Thread {
  #texts;
  #known = { documents: new Map(), count: null, feedback: false };
  #generation = null;
  /** @type {Map<import("./state.js").Turn, HTMLElement>} */
  #drawn = new Map();

  constructor(texts) {
    this.#texts = texts;
    this.rail = element("aside", { class: "rail", id: "rail" });
    this.turns = element("div", { class: "turns" });
    this.#build();
    this.learn();
  }

  /** Show everything in another language; answers keep theirs. */
  speak(texts) {
    this.#texts = texts;
    this.#build();
  }

  #build() {
    const texts = this.#texts;
    this.composer = new Composer(texts, false);
    this.rail.setAttribute("aria-label", texts.text("page.rail.label"));
    this.column = element("div", { class: "column" }, element("h1", { class: "kern-sr-only", tabindex: -1 }, texts.text("page.rail.conversation")), this.turns, this.composer.node);
    this.node = element("div", { class: "thread" }, this.rail, this.column);
    this.#drawn.clear();
    this.draw();
  }

  /** What answers need to know of the service: how old documents are, whether it takes opinions. */
  async learn() {
    const [counts, settings, served] = await Promise.all([facets().catch(() => null), config().catch(() => null), ready().catch(() => null)]);
    for (const each of counts?.documents ?? []) this.#known.documents.set(each.id, each);
    this.#known.count = counts?.documents.length ?? null;
    this.#known.feedback = Boolean(settings?.feedback);
    state.generation = served?.index.generation ?? null;
    this.#drawn.clear();
    this.draw();
  }

  /** Draw what has changed: one turn, or with null all of them. */
  draw(turn = null) {
    if (turn === null || this.#generation !== state.generation) this.#drawn.clear(); // older answers say that the index has changed
    else this.#drawn.delete(turn);
    this.#generation = state.generation;
    const nodes = state.turns.map((each) => this.#drawn.get(each) ?? this.#turn(each));
    for (const each of this.#drawn.keys()) if (!state.turns.includes(each)) this.#drawn.delete(each);
    refresh(this.turns, nodes);
    const top = this.rail.scrollTop;
    refresh(this.rail, railOf(this.#texts));
    this.rail.scrollTop = top;
    this.composer.follow();
  }

  #turn(turn) {
    const node = turnView(turn, {
      texts: this.#texts,
      year: (id) => this.#known.documents.get(id)?.date?.slice(0, 4) ?? null,
      documents: this.#known.count,
      feedback: this.#known.feedback,
      narrow: () => this.narrow(),
      narrowed: (each, filters) => narrow(each, filters, this.#texts),
    });
    this.#drawn.set(turn, node);
    return node;
  }

  /** Open the facets as a dialog. */
  narrow() {
    const turn = narrowed();
    if (!turn) return;
    narrowingDialog({ rows: turn.found.rows, get: () => turn.filters, set: (filters) => narrow(turn, filters, this.#texts) }, this.#texts);
  }

  /** Bring a turn under the header; without a number, the newest. */
  show(number = state.turns.length) {
    const turn = state.turns[number - 1] ?? newest();
    if (!turn) return;
    if (turn.folded) {
      turn.folded = false;
      changed(turn);
    }
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.getElementById(`turn-${state.turns.indexOf(turn) + 1}`)?.scrollIntoView({ block: "start", behavior: still ? "instant" : "auto" });
  }
}
