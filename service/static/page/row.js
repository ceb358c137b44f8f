// A measure as a row of a list: title, who offers it, its facts in one line, and how it fits.

import { element } from "../shared/element.js";
import { factsLine } from "./facts.js";
import { badge, cited, fitList } from "./fit.js";
import { icon } from "./icons.js";
import { told } from "./judged.js";
import { beginning, say, tool } from "./parts.js";
import { to } from "./route.js";
import { shelf } from "./shelf.js";

const LONGEST_TITLE = 90;
const toggles = new WeakMap(); // by button: what makes it say what the shelf says

/** @typedef {import("./facts.js").Row} Row
 * @typedef {{criteria: import("./state.js").Criterion[], numbering: import("./numbering.js").Numbering, texts: any, level?: number}} Context */

/** The row of a measure.
 * @param {Row} row
 * @param {number | null} number
 * @param {Context} context */
export function rowView(row, number, context) {
  const { texts } = context;
  const id = `row-${row.id}`;
  const short = row.group === "against";
  const title = titleOf(row, id, context.level ?? 4);
  const sign = number === null ? null : element("span", { class: "number", "aria-hidden": "true" }, String(number));
  const node = element("article", { class: short ? "row row-against" : "row", "aria-labelledby": id, "data-id": row.id }, sign,
    element("div", { class: "row-body" },
      element("div", { class: "row-head" }, element("div", { class: "row-title" }, title, short ? element("span", { class: "org", lang: "de" }, where(row, texts)) : badge(row, context.criteria, texts)),
        element("div", { class: "row-actions" }, shelfButtons(row, texts))),
      ...(short ? [objections(row, context)] : [origin(row, texts), facts(row, texts), fitList(row, context.criteria, context.numbering, texts)])));
  return node;
}

function titleOf(row, id, level) {
  const short = beginning(row.title, LONGEST_TITLE);
  return element(`h${level}`, { id, class: "title" }, element("a", { href: to.measure(row.id), lang: "de", title: short === row.title ? null : row.title, "data-key": `title-${row.id}` }, short));
}

function where(row, texts) {
  return [row.organisation, row.state ?? texts.text("page.row.nationwide")].filter(Boolean).join(" · ");
}

/** Organisation, Land and contact in one line. */
export function origin(row, texts) {
  const person = row.contact[0];
  const named = person && [person.name, person.phone ?? person.email].filter(Boolean).join(", ");
  return element("p", { class: "origin" }, element("span", { lang: "de" }, where(row, texts)), " · ", named ? texts.text("page.row.contact", { person: named }) : texts.text("page.row.no_contact"));
}

function facts(row, texts) {
  const line = factsLine(row, texts);
  return line.length ? element("p", { class: "facts-line" }, line.map((each, place) => element("span", {}, each, place < line.length - 1 ? element("span", { class: "dot", "aria-hidden": "true" }, " · ") : null))) : null;
}

/** What speaks against a measure, each with its quote. */
function objections(row, { criteria, numbering, texts }) {
  const against = told(row, criteria).filter(({ verdict }) => verdict === "against");
  return element("p", { class: "objections" }, against.map((each) => element("span", {}, badge({ ...row, criteria: [each] }, criteria, texts), " ", cited(row, each, numbering, texts))));
}

/** The two buttons that set a measure aside; they follow the shelf. */
export function shelfButtons(row, texts) {
  return [
    toggle("compared", row, "compare", texts.text("page.shelf.compare"), texts.text("page.shelf.compared"), texts),
    toggle("collected", row, "save", texts.text("page.shelf.collect"), texts.text("page.shelf.collected"), texts),
  ];
}

/** @param {import("./icons.js").IconName} sign */
function toggle(list, row, sign, off, on, texts) {
  const name = row.name ?? row.title;
  const node = tool(sign, "", () => {
    if (!shelf.toggle(list, row.id)) say(texts.text("page.comparison.full"));
    else if (list === "collected") say(texts.text(shelf.has(list, row.id) ? "page.said.saved" : "page.said.unsaved", { name }));
    else say(texts.text(shelf.has(list, row.id) ? "page.said.compared" : "page.said.uncompared", { name }));
  }, { "data-list": list, "data-key": `${list}-${row.id}` });
  const follow = () => {
    const pressed = shelf.has(list, row.id);
    const action = pressed ? on : off;
    node.setAttribute("aria-pressed", String(pressed));
    node.setAttribute("aria-label", texts.text("page.shelf.of", { action, measure: row.title }));
    node.querySelector("span").textContent = action;
    if (list === "collected") node.querySelector("svg").replaceWith(icon(pressed ? "saved" : "save"));
  };
  toggles.set(node, follow);
  follow();
  return node;
}

/** Make all toggles on the page say what the shelf says. */
export function followShelf() {
  for (const node of document.querySelectorAll("[data-list]")) toggles.get(node)?.();
}
