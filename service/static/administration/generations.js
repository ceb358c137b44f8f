// The generations of the index, by time and content: going back to one, deciding on one that waits.

import { element } from "../shared/element.js";
import { confirmed } from "./decision.js";
import { button, documentCount, measureCount, moment, table } from "./parts.js";
import { decision } from "./rebuild.js";

/** @typedef {import("./main.js").Administration} Administration
 * @typedef {import("./call.js").Generation} Generation */

/** @param {Administration} app @returns {Node[]} */
export function generationsPart(app) {
  const { texts, state: { generations } } = app;
  const head = ["built_at", "content", "state", "action"].map((name) => texts.text(`administration.generations.columns.${name}`));
  return [element("h2", {}, texts.text("administration.generations.title")), element("p", { class: "muted" }, texts.text("administration.generations.hint")),
    table(texts.text("administration.generations.title"), head, generations.map((each) => row(each, app))),
    element("details", {}, element("summary", {}, texts.text("administration.generations.names")),
      element("ul", {}, generations.map(({ name, built_at }) => element("li", {}, element("code", {}, name), built_at ? ` · ${moment(built_at, texts)}` : ""))))];
}

/** @param {Generation} each @param {Administration} app */
function row(each, app) {
  const { texts } = app;
  const when = each.built_at ? moment(each.built_at, texts) : "–";
  const content = each.problem ? "–" : `${measureCount(each.measures, texts)}, ${documentCount(each.documents, texts)}`;
  return [when, content, each.serving ? element("strong", {}, stateText(each, texts)) : stateText(each, texts), action(each, when, app)];
}

function stateText(each, texts) {
  if (each.problem) return texts.text("administration.generations.damaged");
  if (each.serving) return texts.text("administration.generations.serving");
  if (each.current) return texts.text("administration.generations.current");
  return texts.text(each.waiting ? "administration.generations.waiting" : "administration.generations.kept");
}

function action(each, when, app) {
  const { texts } = app;
  if (each.serving || each.problem) return "–";
  if (each.waiting) return button(texts.text("administration.generations.decide"), () => ask(each, app), "quiet", { "aria-label": texts.text("administration.generations.decide_this", { when }) });
  return button(texts.text("administration.generations.serve"), () => putBack(each, when, app), "quiet", { "aria-label": texts.text("administration.generations.serve_this", { when }) });
}

const pathOf = ({ name }) => `/generations/${encodeURIComponent(name)}`;

async function ask(each, app) {
  const change = await app.act(() => app.call.send(`${pathOf(each)}/change`), null);
  if (change) await decision(app, each.name, change);
}

/** Go back to another generation; if measures disappear, only when that is confirmed. */
async function putBack(each, when, app) {
  const { texts } = app;
  let change;
  try {
    change = await app.call.send(`${pathOf(each)}/change`);
  } catch (error) {
    return app.fail(error);
  }
  if (change?.gone) {
    const asked = { title: texts.text("administration.generations.confirm", { count: change.gone }), hint: texts.text("administration.generations.confirm_hint", { when }), action: texts.text("administration.generations.all_the_same"), change };
    if (!(await confirmed(asked, texts))) return;
  }
  await app.act(() => app.call.post(`${pathOf(each)}/serve?confirm=${Boolean(change?.gone)}`), texts.text("administration.generations.served"));
}
