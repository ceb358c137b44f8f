// Small pieces that several views are made of, in KERN's classes.

import { element } from "../shared/element.js";

/** A button in one of KERN's kinds: primary, secondary, tertiary. */
export function button(label, onclick, { kind = "secondary", ...properties } = {}) {
  return element("button", { type: "button", class: `kern-btn kern-btn--${kind}`, onclick, ...properties }, element("span", { class: "kern-label" }, label));
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

/** A quote of the source, German whatever the page's language, with the words of the question marked. */
export function quote(text, marked = []) {
  return element("q", { lang: "de" }, highlighted(text.replace(/^[•▪–-]\s+/u, ""), marked)); // a list's sign is no word
}

/** `text` as nodes, `words` in it marked; longer words first, so that none is marked in pieces. */
export function highlighted(text, words) {
  const found = [...new Set(words)].filter((word) => word.trim().length > 1).sort((a, b) => b.length - a.length);
  if (!found.length) return [text];
  const pattern = new RegExp(`(${found.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "u");
  return text.split(pattern).map((piece, place) => (place % 2 ? element("mark", {}, piece) : piece));
}

/** `text` as nodes, with spans marked; spans count Unicode code points. */
export function marked(text, spans) {
  const points = Array.from(text);
  const nodes = [];
  let end = 0;
  for (const [from, until] of spans) {
    nodes.push(points.slice(end, from).join(""), element("mark", {}, points.slice(from, until).join("")));
    end = until;
  }
  nodes.push(points.slice(end).join(""));
  return nodes;
}

/** The beginning of a text, cut between words; what is cut is shown to be. */
export function beginning(text, most) {
  if (text.length <= most) return text;
  return `${text.slice(0, text.lastIndexOf(" ", most))} …`;
}

const live = element("div", { class: "kern-sr-only", role: "status", "aria-live": "polite" });

/** Say something to screen readers, once; it stands outside of everything that changes. */
export function say(text) {
  if (!live.isConnected) document.body.append(live);
  live.textContent = text;
}
