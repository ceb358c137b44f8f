// What was understood of a client and a wish, as chips: each can be left out, a place can be added.

import { element } from "../shared/element.js";
import { again, leaveOut } from "./conversation.js";
import { dialog } from "./dialog.js";
import { icon } from "./icons.js";
import { called } from "./judged.js";
import { button } from "./parts.js";
import { roving } from "./roving.js";

/** @typedef {import("./state.js").Turn} Turn */

/** What a turn was understood to state: its name, and the words to leave out.
 * @param {Turn} turn
 * @returns {{name: string, words: string}[]} */
export function stated(turn, texts) {
  const { criteria, conditions, understood } = turn.found;
  const places = new Set(criteria.map((each) => each.words));
  const named = understood.filter(({ kind, words }) => (kind === "legal" || kind === "spelling") && !places.has(words));
  const spelled = new Set(named.filter(({ kind }) => kind === "spelling").map(({ value }) => value.toLowerCase()));
  return [
    ...criteria.filter(({ words }) => !spelled.has(words.toLowerCase())).map((each) => ({ name: called(each, texts), words: each.words })),
    ...conditions.filter(({ words }) => words && !places.has(words)).map(({ words }) => ({ name: words, words })),
    ...named.map(({ kind, words, value }) => ({ name: kind === "spelling" ? texts.text("page.understood.instead", { meant: value, typed: words }) : value, words })),
  ].filter(({ words }, place, all) => all.findIndex((each) => each.words === words) === place);
}

/** The chips of a turn, or null if nothing was understood; `beside` tells that the rail, where there is one, has them. @param {Turn} turn */
export function chipRow(turn, texts, beside = false) {
  const found = stated(turn, texts);
  if (!found.length) return null;
  const list = chipList(turn, found, texts);
  const line = element("div", { class: "facts-tinted" }, element("span", {}, found.map(({ name }) => name).join(" · ")),
    button(texts.text("page.chips.change"), () => dialog(texts.text("page.chips.title"), element("div", {}, chipList(turn, found, texts), clarify(turn, texts)), texts), { class: "plain" }));
  return element("div", { class: beside && turn.found.criteria.length ? "stated beside" : "stated" }, list, line);
}

function chipList(turn, found, texts) {
  const place = !turn.found.criteria.some(({ kind }) => kind === "place");
  return roving(element("ul", { class: "chips facts-chips", role: "list", "aria-label": texts.text("page.chips.title") },
    found.map(({ name, words }, at) => element("li", { class: "chip" }, element("span", {}, name),
      element("button", { type: "button", "aria-label": texts.text("page.understood.remove", { words: name }), "data-key": `chip-${at}`, onclick: (event) => {
        event.currentTarget.closest("dialog")?.close();
        leaveOut(turn, words);
      } }, icon("close", 14)))),
    place ? element("li", {}, adder(turn, texts)) : null));
}

/** `+ Ort`, which becomes a small field. */
export function adder(turn, texts) {
  const open = element("button", { type: "button", class: "chip chip-add", "data-key": "add-place", onclick: () => {
    const field = /** @type {HTMLInputElement} */ (element("input", { type: "text", class: "short-text", "aria-label": texts.text("page.chips.place"), maxlength: 80 }));
    const form = element("form", { class: "add-place", onsubmit: (event) => {
      event.preventDefault();
      const place = field.value.trim();
      form.closest("dialog")?.close();
      if (place) again(turn, { added: [...turn.added, texts.text("page.chips.in_place", { place })] });
      else form.replaceWith(open);
    }, onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      form.replaceWith(open);
      open.focus();
    } }, field, element("button", { type: "submit", class: "plain" }, texts.text("page.chips.add")));
    open.replaceWith(form);
    field.focus();
  } }, icon("add", 16), texts.text("page.chips.add_place"));
  return open;
}

/** At most one question back: a fact that can be read in two ways, with its readings. @param {Turn} turn */
export function clarify(turn, texts) {
  const unclear = turn.found.criteria.find((each) => each.unclear && each.kind === "qualification");
  if (!unclear) return null;
  const reading = (key) => texts.text(`page.clarify.options.${key}`);
  const options = ["school", "vocational", "both"].map((key) => button(reading(key), (event) => {
    event.currentTarget.closest("dialog")?.close();
    again(turn, { edits: [...turn.edits, [unclear.words, texts.text(`page.clarify.words.${key}`)]] });
  }, { class: "option", "data-key": `clarify-${key}` }));
  const words = unclear.words.charAt(0).toUpperCase() + unclear.words.slice(1);
  return roving(element("div", { class: "clarify", role: "group", "aria-label": texts.text("page.clarify.asked", { words }) }, icon("help"), element("span", {}, element("strong", {}, words), ` – ${texts.text("page.clarify.which")}`), options));
}
