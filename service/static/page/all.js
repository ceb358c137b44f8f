// All measures, to narrow and to sort: the list of an answer without an answer.

import { element } from "../shared/element.js";
import { facetGroups } from "./facets.js";
import { listView } from "./list.js";
import { noFilters } from "./narrowing.js";
import { Numbering } from "./numbering.js";
import { refresh, say } from "./parts.js";
import { narrowingDialog } from "./rail.js";
import { to } from "./route.js";
import { facets, rows as load } from "./service.js";
import { SHOWN } from "./state.js";

/** The page of all measures; `values` are those of the facets that the address names. */
export async function allView({ values }, texts) {
  const { rows } = await load();
  const { documents } = await facets();
  const years = new Map(documents.map(({ id, date }) => [id, date?.slice(0, 4)]));
  const list = { rows, filters: { ...noFilters(), values }, sort: "name", shown: SHOWN, year: years.get(rows[0]?.document) ?? null };
  const rail = element("aside", { class: "rail", id: "rail", "aria-label": texts.text("page.filters.title") });
  const place = element("div");
  const context = { criteria: [], numbering: new Numbering(), texts, level: 3 };
  const change = (changes) => {
    Object.assign(list, changes);
    if (changes.filters) history.replaceState(history.state, "", to.all(list.filters.values));
    draw();
    if (changes.filters) say(place.querySelector(".narrowed p")?.textContent ?? texts.text("common.count.measures", { count: rows.length }));
  };
  const draw = () => {
    refresh(rail, element("div", { class: "rail-head" }, element("h2", { id: "filters-title", tabindex: -1 }, texts.text("page.filters.title")), element("span", { class: "muted" }, texts.text("page.filters.found", { count: rows.length }))),
      facetGroups(rows, list.filters, (filters) => change({ filters }), texts));
    refresh(place, listView(list, context, { change, narrow: () => narrowingDialog({ rows, get: () => list.filters, set: (filters) => change({ filters }) }, texts) }));
  };
  draw();
  const title = texts.text("page.nav.all");
  return { title, node: element("div", { class: "thread" }, rail, element("div", { class: "column all" }, element("h1", { class: "kern-heading-large view-title", tabindex: -1 }, title), place)) };
}
