// What people thought of answers, where they are asked: measures by how often an answer with them helped, and the
// questions that were sent along.

import { ChatProblem } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { button, say, table } from "./parts.js";

/** @typedef {import("./main.js").Administration} Administration
 * @typedef {import("./call.js").Opinions} Opinions */

const LISTED = 200;

/** @param {Administration} app @returns {Node[]} */
export function opinionsPart(app) {
  const { texts, opinions, withoutOpinions } = app;
  const head = [element("h2", {}, texts.text("administration.opinions.title")), element("p", { class: "muted" }, texts.text("administration.opinions.hint"))];
  if (withoutOpinions) return [...head, element("p", {}, withoutOpinions)];
  if (!opinions) return [...head, element("p", {}, button(texts.text("administration.opinions.open"), () => open(app)))];
  const counted = element("p", {}, texts.text("administration.opinions.counted", { total: opinions.total, helpful: opinions.helpful }));
  return [...head, counted, ...(opinions.total ? tables(opinions, app) : [])];
}

/** @param {Opinions} opinions @param {Administration} app @returns {Node[]} */
function tables({ measures, opinions }, { texts }) {
  const columns = (/** @type {string[]} */ ...names) => names.map((name) => texts.text(`administration.opinions.columns.${name}`));
  const title = ({ id, title }) => element("span", { lang: "de" }, title ?? id);
  const titles = new Map(measures.map((each) => [each.id, title(each)]));
  const asked = opinions.filter(({ question }) => question !== null);
  return [
    table(texts.text("administration.opinions.measures"), columns("measure", "helpful", "unhelpful"),
      measures.map((each) => [title(each), texts.number(each.helpful), texts.number(each.unhelpful)])),
    ...(asked.length ? [table(texts.text("administration.opinions.questions"), columns("question", "answer", "shown"), asked.map((each) => [
      each.question, texts.text(each.helpful ? "administration.opinions.helped" : "administration.opinions.failed"),
      element("span", {}, each.measures.map((id) => titles.get(id)?.textContent ?? id).join("; ")),
    ]))] : []),
  ];
}

/** @param {Administration} app */
async function open(app) {
  try {
    app.opinions = /** @type {Opinions} */ (await app.call.send(`/feedback?limit=${LISTED}`));
    say(app.texts.text("administration.opinions.counted", { total: app.opinions.total, helpful: app.opinions.helpful }));
  } catch (error) {
    if (!(error instanceof ChatProblem)) throw error;
    app.withoutOpinions = error.message; // nobody is asked, and how that is changed
    say(error.message);
  }
  app.draw("opinions");
}
