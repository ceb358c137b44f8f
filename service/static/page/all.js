// All measures, to narrow and to sort: the list of an answer without an answer.

import { ChatProblem } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { facetGroups } from "./facets.js";
import { listView } from "./list.js";
import { noFilters } from "./narrowing.js";
import { Numbering } from "./numbering.js";
import { button, refresh, say } from "./parts.js";
import { narrowingDialog } from "./rail.js";
import { to } from "./route.js";
import { facets, rows as load } from "./service.js";
import { SHOWN } from "./state.js";

/** The page of all measures; `values` are those of the facets that the address names. */
export async function allView({ values }, texts) {
  const { rows, total } = await load();
  const { documents } = await facets();
  const years = new Map(documents.map(({ id, date }) => [id, date?.slice(0, 4)]));
  const list = { rows, filters: { ...noFilters(), values }, sort: "name", shown: SHOWN, year: years.get(rows[0]?.document) ?? null };
  const rail = element("aside", { class: "rail", id: "rail", "aria-label": texts.text("page.filters.title") });
  const place = element("div");
  const partly = element("p", { class: "muted", role: "status" });
  const context = { criteria: [], numbering: new Numbering(), texts, level: 3 };
  const change = (changes) => {
    Object.assign(list, changes);
    if (changes.filters) history.replaceState(history.state, "", to.all(list.filters.values));
    draw();
    if (changes.filters) say(place.querySelector(".narrowed p")?.textContent ?? texts.text("common.count.measures", { count: list.rows.length }));
  };
  const draw = () => {
    refresh(rail, element("div", { class: "rail-head" }, element("h2", { id: "filters-title", tabindex: -1 }, texts.text("page.filters.title")), element("span", { class: "muted" }, texts.text("page.filters.found", { count: list.rows.length }))),
      facetGroups(list.rows, list.filters, (filters) => change({ filters }), texts));
    refresh(place, listView(list, context, { change, narrow: () => narrowingDialog({ rows: list.rows, get: () => list.filters, set: (filters) => change({ filters }) }, texts) }));
  };
  draw();
  const title = texts.text("page.nav.all");
  const node = element("div", { class: "thread" }, rail, element("div", { class: "column all" }, element("h1", { class: "kern-heading-large view-title", tabindex: -1 }, title), partly, place));
  const tell = (loaded, ...more) => partly.replaceChildren(...(loaded < total ? [texts.text("page.list.loaded", { loaded, total }), ...more] : []));

  /** Load what there is besides the first rows; list and counts are drawn anew once all are there, so that nothing moves meanwhile. */
  async function rest(loaded = list.rows) {
    const all = [...loaded];
    tell(all.length);
    try {
      while (all.length < total && node.isConnected) {
        const next = await load(all.length);
        if (!next.rows.length) break;
        all.push(...next.rows);
        tell(all.length);
      }
    } catch (error) {
      tell(all.length, " ", button(texts.text("conversation.retry"), () => rest(all), { class: "plain" }));
      if (!(error instanceof ChatProblem)) throw error;
      return;
    }
    if (all.length > list.rows.length && node.isConnected) change({ rows: all });
  }
  return { title, node, shown: rest };
}
