// Whether an answer helped, if the operator asks for it; the question goes along only if the person says so.

import { element } from "../shared/element.js";

/** @typedef {import("./conversation.js").Turn} Turn */

/** @param {Turn} turn @param {URL} address @param {import("../shared/texts.js").Texts} texts @param {(text: string) => void} say */
export function feedbackBox(turn, address, texts, say) {
  const along = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  const rate = (/** @type {boolean} */ helpful) => async () => {
    /** @type {{helpful: boolean, measures: string[], question?: string}} */
    const opinion = { helpful, measures: turn.found.rows.map((row) => row.id) };
    if (along.checked) opinion.question = turn.question;
    const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(opinion), referrerPolicy: "no-referrer" }).catch(() => null);
    const said = texts.text(response?.ok ? "conversation.thanks" : "conversation.failed");
    if (response?.ok) box.replaceChildren(said);
    say(said);
  };
  const box = element("div", { class: "feedback", part: "feedback", role: "group", "aria-label": texts.text("conversation.helpful") }, element("span", { class: "quiet" }, texts.text("conversation.helpful")),
    element("button", { type: "button", class: "plain", onclick: rate(true) }, texts.text("conversation.yes")), element("button", { type: "button", class: "plain", onclick: rate(false) }, texts.text("conversation.no")),
    element("label", {}, along, texts.text("conversation.along")));
  return box;
}
