// What was understood and what was searched for as well, each of which can be left out, and filters with their counts.

import { element } from "../shared/element.js";
import { button } from "./parts.js";
import { valueName } from "./texts.js";

const GROUPS = ["state", "part_time", "kind", "target_group", "topic", "legal", "organisation", "has_contact"];
const SHOWN = 6;
const LABELS = 4;
const BESIDE = matchMedia("(min-width: 80rem)"); // as in page.css: filters stand beside the cards, not above them

/** Chips of what the question was read as. `leaveOut(words)` and `takeBack(words)` ask again without or with it. */
export function reading({ understood, expanded, without }, { leaveOut, takeBack }, texts) {
  const leaving = (words) => texts.text("page.understood.remove", { words });
  const rows = [
    row(texts.text("understood.title"), understood.map(({ kind, words, value }) => {
      const name = kind === "field" ? texts.text(`short_fields.${value}`) : kind === "spelling" ? texts.text("page.understood.instead", { meant: value, typed: words }) : value;
      const lang = kind === "field" || kind === "spelling" ? null : "de";
      return chip([`${texts.text(`understood.${kind}`)} `, element("span", { lang }, name)], leaving(name), () => leaveOut(words));
    })),
    row(texts.text("understood.expanded"), expanded.map(({ term, labels }) => chip([element("span", { lang: "de" }, labels.slice(0, LABELS).join(", ")), labels.length > LABELS ? ` ${texts.text("page.understood.and_more", { count: labels.length - LABELS })}` : "", ` ${texts.text("page.understood.expanded_for", { term })}`], leaving(labels[0] ?? term), () => leaveOut(term)))),
    row(texts.text("page.understood.removed"), without.map((words) => chip(words, texts.text("page.understood.restore", { words }), () => takeBack(words), "+"))),
  ].filter(Boolean);
  return rows.length ? element("div", { class: "reading" }, rows) : null;
}

function row(label, chips) {
  return chips.length ? element("div", { class: "reading-row" }, element("span", { class: "kern-label kern-label--small" }, label), element("ul", { role: "list" }, chips.map((each) => element("li", {}, each)))) : null;
}

function chip(label, action, onclick, sign = "×") {
  return element("span", { class: "chip" }, element("span", {}, label), element("button", { type: "button", "aria-label": action, title: action, onclick }, sign));
}

/** The filters of an answer. `change(filters)` asks again; an empty group is left out. */
export function filterPanel(facets, chosen, change, texts) {
  const groups = GROUPS.map((key) => group(key, facets[key] ?? {}, chosen, change, texts)).filter(Boolean);
  if (!groups.length) return null;
  const set = Object.keys(chosen).length > 0;
  return element("div", { class: "filters" },
    element("h3", { class: "kern-heading-small", id: "filters-title" }, texts.text("page.filters.title")),
    set ? button(texts.text("page.filters.clear"), () => change({}), { kind: "tertiary" }) : null, groups);
}

function group(key, counts, chosen, change, texts) {
  const picked = chosen[key] ?? [];
  const values = [...new Set([...picked, ...Object.keys(counts)])];
  if (!values.length || (values.length === 1 && !picked.length && key !== "part_time" && key !== "has_contact")) return null;
  const items = values.map((value) => item(key, value, counts[value] ?? 0, picked, chosen, change, texts));
  const first = Math.max(SHOWN, picked.length);
  const rest = items.slice(first);
  return element("details", { class: "filter-group", open: picked.length > 0 || (BESIDE.matches && (key === "state" || key === "part_time")), "data-key": key },
    element("summary", {}, texts.text(`facets.${key}`), picked.length ? element("span", { class: "picked" }, String(picked.length)) : null),
    element("ul", { role: "list" }, items.slice(0, first)),
    rest.length ? element("details", { class: "filter-rest" }, element("summary", {}, texts.text("page.filters.more", { count: rest.length })), element("ul", { role: "list" }, rest)) : null);
}

function item(key, value, count, picked, chosen, change, texts) {
  const box = element("input", { type: "checkbox", checked: picked.includes(value), "data-value": value, onchange: () => {
    const values = box.checked ? [...picked, value] : picked.filter((each) => each !== value);
    const next = { ...chosen, [key]: values };
    if (!values.length) delete next[key];
    change(next);
  } });
  const name = valueName(texts, key, value);
  return element("li", {}, element("label", {}, box, element("span", { lang: name ? null : "de" }, name ?? value), element("span", { class: "count" }, String(count))));
}
