// The rail: facets while the newest turn has a list; otherwise the outline of the conversation, with facets folded below.

import { element } from "../shared/element.js";
import { adder, stated } from "./chips.js";
import { leaveOut } from "./conversation.js";
import { dialog } from "./dialog.js";
import { facetGroups } from "./facets.js";
import { icon } from "./icons.js";
import { passes } from "./narrowing.js";
import { button, paragraph, say } from "./parts.js";
import { to } from "./route.js";
import { changed, newest, state } from "./state.js";
import { hasList } from "./turn.js";

/** The turn whose list the rail narrows: the last that is open. */
export function narrowed() {
  const open = state.turns.filter((turn) => hasList(turn) && !turn.folded);
  return open.at(-1) ?? state.turns.findLast(hasList) ?? null;
}

/** What stands in the rail for the conversation as it is. */
export function railOf(texts) {
  const last = newest();
  if (!last) return [];
  return hasList(last) && !last.folded ? facetsOf(last, texts) : [...outline(texts), client(texts), folded(texts), paragraph(texts.text("page.rail.stays"), { class: "rail-note muted" })].filter(Boolean);
}

function facetsOf(turn, texts) {
  const { rows } = turn.found;
  return [
    element("div", { class: "rail-head" }, element("h2", { id: "filters-title", tabindex: -1 }, texts.text("page.filters.title")), element("span", { class: "muted" }, texts.text("page.filters.found", { count: rows.length }))),
    ...facetGroups(rows, turn.filters, (filters) => narrow(turn, filters, texts), texts),
    state.turns.length > 1 ? element("details", { class: "facet outline-folded" }, element("summary", {}, element("span", { class: "facet-title" }, texts.text("page.rail.outline")), icon("down")), outlineList(texts)) : null,
  ].filter(Boolean);
}

/** Narrow a turn's list, and say how many are left. */
export function narrow(turn, filters, texts) {
  turn.filters = filters;
  turn.folded = false;
  changed(turn);
  const left = turn.found.rows.filter((row) => passes(row, filters)).length;
  say(texts.text("page.filters.left", { left, measures: texts.text("common.count.measures", { count: turn.found.rows.length }) }));
}

function outline(texts) {
  return [element("h2", { class: "rail-title" }, texts.text("page.rail.outline")), outlineList(texts)];
}

function outlineList(texts) {
  return element("ol", { class: "outline", role: "list" }, state.turns.map((turn, place) => {
    const current = turn === newest();
    const count = turn.found?.asks_back ? texts.text("page.rail.asked_back") : turn.found?.kind === "nothing" ? texts.text("page.rail.nothing") : hasList(turn) ? texts.text("common.count.measures", { count: turn.found.rows.length }) : null;
    return element("li", {}, element("a", { href: to.turn(place + 1), "aria-current": current ? "true" : null }, element("span", {}, turn.question.length > 70 ? `${turn.question.slice(0, 67)} …` : turn.question), count ? element("span", { class: "muted" }, count) : null));
  }));
}

/** What the conversation states of a client; each holds for every new search until it is left out. */
function client(texts) {
  const turn = state.turns.findLast((each) => each.found?.criteria.length);
  const found = turn ? stated(turn, texts) : [];
  return element("section", { class: "rail-client" }, element("h2", { class: "rail-title" }, texts.text("page.chips.title")),
    found.length ? element("ul", { class: "chips", role: "list" }, found.map(({ name, words }) => element("li", { class: "chip" }, element("span", {}, name),
      element("button", { type: "button", "aria-label": texts.text("page.understood.remove", { words: name }), onclick: () => leaveOut(turn, words) }, icon("close", 14)))), turn.found.criteria.some(({ kind }) => kind === "place") ? null : element("li", {}, adder(turn, texts))) : null,
    paragraph(texts.text(found.length ? "page.rail.hold" : "page.rail.none"), { class: "muted" }));
}

function folded(texts) {
  const turn = narrowed();
  if (!turn) return null;
  return element("details", { class: "facet rail-folded" }, element("summary", {}, element("span", { class: "facet-title" }, texts.text("page.filters.title")), element("span", { class: "muted" }, texts.text("common.count.measures", { count: turn.found.rows.length })), icon("down")),
    facetGroups(turn.found.rows, turn.filters, (filters) => narrow(turn, filters, texts), texts));
}

/** On a narrow screen: the facets as a dialog that says how many are left. `get` gives rows and filters, `set` takes filters. */
export function narrowingDialog({ rows, get, set }, texts) {
  const body = element("div", { class: "facet-sheet" });
  const label = () => texts.text("page.filters.show", { measures: texts.text("common.count.measures", { count: rows.filter((row) => passes(row, get())).length }) });
  const done = button(label(), () => sheet.close(), { kind: "primary" });
  const draw = () => {
    body.replaceChildren(...facetGroups(rows, get(), (filters) => {
      const key = /** @type {HTMLElement} */ (document.activeElement)?.dataset.key;
      set(filters);
      draw();
      if (key) /** @type {HTMLElement | null} */ (body.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
    }, texts));
    done.querySelector(".kern-label").textContent = label();
  };
  draw();
  const sheet = dialog(texts.text("page.filters.title"), body, texts, done);
}
