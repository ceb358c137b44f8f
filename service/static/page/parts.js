// Small pieces that several views are made of, in KERN's classes.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";

/** A button in one of KERN's kinds: primary, secondary, tertiary; or with a class of its own.
 * @param {any} label
 * @param {any} onclick
 * @param {Record<string, any>} properties */
export function button(label, onclick, { kind = "secondary", ...properties } = {}) {
  return element("button", { type: "button", class: `kern-btn kern-btn--${kind}`, onclick, ...properties }, element("span", { class: "kern-label" }, label));
}

/**
 * A small button with an icon and a word.
 * @param {import("./icons.js").IconName} sign
 * @param {any} label
 * @param {any} onclick
 * @param {Record<string, any>} properties
 */
export function tool(sign, label, onclick, { class: name = "tool", ...properties } = {}) {
  return element("button", { type: "button", class: name, onclick, ...properties }, icon(sign), element("span", {}, label));
}

/** A link in KERN's look. */
export function link(href, label, properties = {}) {
  return element("a", { href, class: "kern-link", ...properties }, label);
}

/** A heading that focus can be sent to. */
export function heading(level, text, size = "medium", properties = {}) {
  return element(`h${level}`, { class: `kern-heading-${size}`, tabindex: -1, ...properties }, text);
}

/** A note that stands out: info, warning or danger. */
export function alert(kind, title, ...body) {
  return element("div", { class: `kern-alert kern-alert--${kind}` },
    element("div", { class: "kern-alert__header" }, element("span", { class: `kern-icon kern-icon--${kind}`, "aria-hidden": "true" }), element("span", { class: "kern-title" }, title)),
    body.length ? element("div", { class: "kern-alert__body" }, ...body) : null);
}

/** A box on the surface with an edge of its kind: what is missing, what went wrong, and ways on. */
export function box(kind, title, ...body) {
  const sign = { info: "info", danger: "against", warning: "limit" }[kind];
  return element("div", { class: `box box-${kind}` }, icon(/** @type {any} */ (sign), 22), element("div", {}, element("p", { class: "box-title" }, title), ...body));
}

/** A paragraph. */
export function paragraph(text, properties = {}) {
  return element("p", { class: "kern-body", ...properties }, text);
}

/** Pairs as a description list; pairs without a value are left out. */
export function description(pairs, className = "facts") {
  const given = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  if (!given.length) return null;
  return element("dl", { class: className }, given.map(([term, value]) =>
    element("div", {}, element("dt", {}, term), element("dd", {}, value))));
}

/** Words of the source, German whatever the page's language. */
export function quote(text) {
  return element("q", { lang: "de" }, text.replace(/^[•▪–-]\s+/u, "")); // a list's sign is no word
}

/** The beginning of a text, cut between words; what is cut is shown to be. */
export function beginning(text, most) {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(" ", most);
  return `${text.slice(0, end > 0 ? end : most)} …`;
}

/** Stands for a node in a text; `filled` puts the node there. */
export const slot = (place) => `\u{E000}${place}\u{E000}`;

/** A text with nodes in place of its slots. */
export function filled(text, ...nodes) {
  return text.split("\u{E000}").map((piece, place) => (place % 2 ? nodes[Number(piece)] : piece));
}

/** Put new children into a node; focus stays on what bears the same `data-key`. */
export function refresh(node, ...children) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const key = node.contains(focused) ? focused.dataset.key : null;
  node.replaceChildren(...children.flat().filter(Boolean));
  if (!key) return;
  const chip = key.startsWith("chip-") ? node.querySelector("[data-key=add-place]") : null; // behind the last one
  /** @type {HTMLElement | null} */ (node.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? chip)?.focus({ preventScroll: true });
}

const live = element("div", { class: "kern-sr-only", role: "status", "aria-live": "polite" });
const alarm = element("div", { class: "kern-sr-only", role: "alert" });

/** Say something to screen readers, once; it stands outside of everything that changes. */
export function say(text, { urgent = false } = {}) {
  const node = urgent ? alarm : live;
  if (!live.isConnected) document.body.append(live, alarm);
  node.textContent = text;
}
