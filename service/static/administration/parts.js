// What the parts of the administration are made of.

import { element } from "../shared/element.js";

/** @typedef {import("./call.js").Named} Named
 * @typedef {import("./call.js").Texts} Texts */

const NAMED = 7;
const LONGEST = 60;

/**
 * A button: primary, secondary, danger or quiet.
 * @param {string} label
 * @param {(event: Event) => void} onclick
 * @param {string} [kind]
 * @param {Record<string, unknown>} [more]
 */
export function button(label, onclick, kind = "secondary", more = {}) {
  return element("button", { type: "button", class: `button ${kind}`, onclick, ...more }, label);
}

/**
 * A note that stands out; its sign stands beside words.
 * @param {"info" | "success" | "warning" | "danger"} kind
 * @param {string} title
 * @param {...(Node | string)} body
 */
export function note(kind, title, ...body) {
  return element("div", { class: `note ${kind}` }, element("span", { class: `kern-icon kern-icon--${kind}`, "aria-hidden": "true" }),
    element("div", {}, element("p", { class: "note-title" }, title), ...body));
}

/**
 * A table whose rows are cells: texts, or nodes.
 * @param {string} label
 * @param {string[]} head
 * @param {(string | Node)[][]} rows
 */
export function table(label, head, rows) {
  const cell = (/** @type {string | Node} */ content, /** @type {number} */ place) =>
    (place === 0 ? element("th", { scope: "row" }, content) : element("td", {}, content));
  return element("div", { class: "table-frame", tabindex: 0, role: "group", "aria-label": label }, element("table", {},
    element("thead", {}, element("tr", {}, head.map((each) => element("th", { scope: "col" }, each)))),
    element("tbody", {}, rows.map((row) => element("tr", {}, row.map(cell))))));
}

/**
 * Figures side by side: each a value and what it is.
 * @param {[string | Node, string, string?][]} pairs
 */
export function figures(pairs) {
  return element("dl", { class: "figures" }, pairs.map(([value, label, kind]) =>
    element("div", { class: kind ?? null }, element("dt", {}, label), element("dd", {}, value))));
}

/**
 * Names of measures after a word for what becomes of them; the first seven, the others on demand.
 * @param {string} label
 * @param {Named[]} measures
 * @param {number} count  of all of them, also of those that aren't named
 * @param {Texts} texts
 */
export function namedList(label, measures, count, texts) {
  if (!count) return null;
  const name = ({ id, title }) => shortened(title || id);
  const names = element("span", { lang: "de" }, measures.slice(0, NAMED).map(name).join(", "));
  const rest = count - Math.min(NAMED, measures.length);
  const unnamed = count - measures.length;
  const more = rest > 0 && button(texts.text("administration.more", { count: rest }), () => {
    names.textContent = measures.map(name).join(", ");
    if (unnamed > 0) names.after(` ${texts.text("administration.unnamed", { count: unnamed })}`);
    names.setAttribute("tabindex", "-1");
    names.focus();
    more.remove();
  }, "quiet");
  return element("p", { class: "named" }, element("span", { class: "muted" }, `${label} `), names, " ", more);
}

/** A title cut at a word. @param {string} title */
function shortened(title) {
  if (title.length <= LONGEST) return title;
  const end = title.lastIndexOf(" ", LONGEST);
  return `${title.slice(0, end > 0 ? end : LONGEST)} …`;
}

/** @param {string} value a day and time as the service writes them @param {Texts} texts */
export function moment(value, texts) {
  return new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
}

/** @param {number} count @param {Texts} texts */
export const measureCount = (count, texts) => texts.text("common.count.measures", { count });

/** @param {number} count @param {Texts} texts */
export const documentCount = (count, texts) => texts.text("common.count.documents", { count });

const live = element("div", { class: "kern-sr-only", role: "status", "aria-live": "polite" });

/** Say something to screen readers, once; it stands outside of everything that changes. @param {string} text */
export function say(text) {
  if (!live.isConnected) document.body.append(live);
  live.textContent = text;
}
