// The first page: a question, four examples, and what there is to browse.

import { element } from "../shared/element.js";
import { Composer } from "./composer.js";
import { ask, bringBack } from "./conversation.js";
import { button, filled, slot } from "./parts.js";
import { to } from "./route.js";
import { facets } from "./service.js";
import { state } from "./state.js";
import { valueName } from "./texts.js";

const LISTS = ["topic", "target_group", "state"];
const SHOWN = { topic: 12, target_group: 12, state: 18 };

/** The first page, with its composer. */
export function startView(texts) {
  const composer = new Composer(texts, true);
  const browse = element("section", { class: "browse", "aria-label": texts.text("page.start.browse") });
  const node = element("div", { class: "start" },
    element("div", { class: "start-top" },
      element("h1", { tabindex: -1 }, texts.text("page.search.heading")), element("p", { class: "start-lead" }, texts.text("page.search.lead")), composer.node,
      element("ul", { class: "examples", role: "list" }, texts.list("page.search.examples").map(({ kind, language, text }) =>
        element("li", {}, element("span", { class: "muted" }, kind), element("button", { type: "button", class: "link-button", lang: language, onclick: () => ask(text) }, text)))),
      state.emptied ? element("p", { class: "emptied" }, `${texts.text("page.start.emptied")} `, button(texts.text("page.list.undo"), bringBack, { class: "link-button" })) : null),
    browse);
  fill(browse, texts);
  return { node, composer };
}

async function fill(browse, texts) {
  const found = await facets().catch(() => null);
  if (!found) return;
  browse.replaceChildren(element("div", { class: "browse-inner" }, figures(found, texts), element("div", { class: "browse-lists" }, LISTS.map((key) => list(key, found, texts)).filter(Boolean))));
}

/** What the index holds, never fixed text. */
function figures({ total, facets: counts, documents }, texts) {
  const years = documents.filter(({ id }) => counts.document?.[id]).map(({ date }) => date?.match(/\d{4}/)?.[0]).filter(Boolean).sort();
  const states = Object.keys(counts.state ?? {}).length;
  const told = (count, text) => (count ? element("li", {}, filled(text, element("strong", {}, texts.number(count)))) : null);
  const year = years.length ? (years[0] === years.at(-1) ? years[0] : `${years[0]}–${years.at(-1)}`) : null;
  return element("div", { class: "figures" }, element("ul", { role: "list" },
    told(total, texts.text("page.start.measures", { count: total, number: slot(0) })), told(states, texts.text("page.start.states", { count: states, number: slot(0) })),
    told(counts.has_contact?.true, texts.text("page.start.contacts", { number: slot(0) })), told(documents.length, texts.text("page.start.documents", { count: documents.length, number: slot(0) })),
    year ? element("li", {}, filled(texts.text("page.start.as_of", { year: slot(0) }), element("strong", {}, year))) : null),
  element("a", { class: "small-button", href: to.all() }, texts.text("page.start.all")));
}

function list(key, { facets: counts, without }, texts) {
  const values = Object.entries(counts[key] ?? {}).sort(([one, many], [other, more]) => more - many || one.localeCompare(other, "de")).slice(0, SHOWN[key]);
  if (!values.length) return null;
  const rows = values.map(([value, count]) => entry(key, value, valueName(texts, key, value), value, count));
  if (key === "state" && without.state) rows.push(entry(key, "", texts.text("page.row.nationwide"), "", without.state));
  return element("section", {}, element("h2", {}, texts.text(`page.start.by.${key}`)), element("ul", { class: "browse-list", role: "list" }, rows));
}

function entry(key, value, name, text, count) {
  return element("li", {}, element("a", { href: to.all({ [key]: [value] }), lang: name ? null : "de" }, name ?? text), element("span", { class: "count" }, String(count)));
}
