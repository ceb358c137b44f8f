// What is asked before measures disappear: by a new generation, an older one, or the removal of a document.

import { element } from "../shared/element.js";
import { button, documentCount, figures, measureCount, namedList } from "./parts.js";

/** @typedef {import("./call.js").Change} Change
 * @typedef {import("./call.js").Named} Named
 * @typedef {import("./call.js").Texts} Texts */

/**
 * Ask what becomes of a generation that waits. The promise becomes `keep` (build again with the bundled documents), `use`,
 * `discard`, or `later` if the dialog was left.
 * @param {Change} change
 * @param {boolean} canKeep  whether the bundled documents are what would be missing
 * @param {Texts} texts
 * @returns {Promise<string>}
 */
export function decide(change, canKeep, texts) {
  const count = change.gone;
  const lose = texts.text("administration.decision.remove", { count });
  const first = button(canKeep ? texts.text("administration.decision.keep_now") : lose, () => dialog.close(canKeep && chosen() === "keep" ? "keep" : "use"), canKeep ? "primary" : "danger");
  const discard = button(texts.text("administration.decision.discard"), () => dialog.close("discard"));
  const option = (value, title, text) => element("label", { class: "option" },
    element("input", { type: "radio", name: "decision", value, checked: value === "keep", onchange: choose }), element("span", {}, element("strong", {}, title), element("span", { class: "muted" }, text)));
  const choices = canKeep ? element("fieldset", { class: "options" }, element("legend", { class: "kern-sr-only" }, texts.text("administration.decision.choices")),
    option("keep", texts.text("administration.decision.keep"), texts.text("administration.decision.keep_hint")),
    option("use", texts.text("administration.decision.only"), texts.text("administration.decision.only_hint", { count }))) : null;
  const chosen = () => /** @type {HTMLInputElement | null} */ (choices?.querySelector(":checked"))?.value;
  function choose() {
    const keep = chosen() === "keep";
    first.textContent = keep ? texts.text("administration.decision.keep_now") : lose;
    first.className = `button ${keep ? "primary" : "danger"}`;
  }
  const dialog = opened(texts.text("administration.decision.title", { count }), [
    element("p", {}, texts.text("administration.decision.built"), " ", canKeep ? texts.text("administration.decision.own_only", { documents: documentCount(change.documents_then, texts) }) : null),
    ...difference(change, texts), choices ?? element("p", {}, texts.text("administration.decision.only_hint", { count })),
  ], [first, discard]);
  return answered(dialog, discard);
}

/**
 * Ask whether something is done that makes measures disappear. The promise becomes whether it is.
 * @param {{title: string, hint: string, action: string, change?: Change | null, gone?: Named[], count?: number}} asked
 * @param {Texts} texts
 * @returns {Promise<boolean>}
 */
export async function confirmed({ title, hint, action, change, gone = [], count = gone.length }, texts) {
  const cancel = button(texts.text("administration.cancel"), () => dialog.close("later"));
  const body = change ? difference(change, texts) : [namedList(texts.text("administration.decision.gone", { count }), gone, count, texts)];
  const danger = Boolean(change?.gone || count);
  const dialog = opened(title, [element("p", {}, hint), ...body.filter(Boolean)], [button(action, () => dialog.close("yes"), danger ? "danger" : "primary"), cancel], danger);
  return (await answered(dialog, cancel)) === "yes";
}

/** Numbers before and after, and what goes, changes and comes, by name. @param {Change} change @param {Texts} texts */
export function difference(change, texts) {
  const pair = (before, after) => `${texts.number(before)} → ${texts.number(after)}`;
  const numbers = figures([
    [pair(change.measures_now, change.measures_then), texts.text("administration.figures.measures")],
    [pair(change.documents_now, change.documents_then), texts.text("administration.figures.documents")],
    [texts.number(change.changed), texts.text("administration.decision.changed")],
    change.gone ? [`− ${texts.number(change.gone)}`, texts.text("administration.decision.go", { count: change.gone }), "gone"] : [`+ ${texts.number(change.new)}`, texts.text("administration.decision.come", { count: change.new })],
  ]);
  return [numbers, namedList(texts.text("administration.decision.gone", { count: change.gone }), change.gone_measures, change.gone, texts),
    namedList(texts.text("administration.decision.altered", { count: change.changed }), change.changed_measures, change.changed, texts),
    namedList(texts.text("administration.decision.new", { count: change.new }), change.new_measures, change.new, texts)].filter(Boolean);
}

/** What a check or a finished rebuild says of the difference, in a line. @param {Change} change @param {Texts} texts */
export function differenceLine(change, texts) {
  return texts.text("administration.decision.line", {
    measures: measureCount(change.measures_then, texts), documents: documentCount(change.documents_then, texts),
    new: texts.number(change.new), changed: texts.number(change.changed), gone: texts.number(change.gone),
  });
}

function opened(title, body, buttons, warned = true) {
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "decision", "aria-labelledby": "decision-title" },
    element("h2", { id: "decision-title" }, warned ? element("span", { class: "kern-icon kern-icon--warning", "aria-hidden": "true" }) : null, title),
    ...body, element("p", { class: "actions" }, buttons)));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} focused @returns {Promise<string>} */
function answered(dialog, focused) {
  const opener = document.activeElement;
  focused.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      resolve(dialog.returnValue || "later");
    });
  });
}
