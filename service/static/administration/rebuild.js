// A rebuild in two steps: a new generation is built, then put to use, at once if no measure disappears.

import { element } from "../shared/element.js";
import { decide, differenceLine } from "./decision.js";
import { button, note } from "./parts.js";

/** @typedef {import("./main.js").Administration} Administration
 * @typedef {import("./call.js").Rebuild} Rebuild */

const LOOK_AGAIN = 400; // milliseconds between two looks at a rebuild

/** @param {Administration} app @returns {Node[]} */
export function rebuildPart(app) {
  const { texts, state: { rebuild, own } } = app;
  const running = rebuild.status === "running";
  const add = own ? button(texts.text("administration.documents.add"), () => document.getElementById("file").click()) : null;
  return [element("p", { class: "actions" }, button(texts.text("administration.rebuild.start"), () => begin(app), "primary", { disabled: running, id: "rebuild-start" }), add),
    running ? element("progress", { class: "progress", max: Math.max(rebuild.total, 1), value: rebuild.total ? rebuild.done : null, "aria-label": texts.text("administration.rebuild.title") }) : null,
    ...told(rebuild, app)].filter(Boolean);
}

/** How far a rebuild is, or how the last one ended. @param {Rebuild} rebuild @param {Administration} app */
function told(rebuild, { texts }) {
  if (rebuild.status === "running") return [element("p", { class: "muted" }, stepText(rebuild, texts))];
  if (rebuild.status === "failed") return [note("danger", texts.text("administration.rebuild.failed"), element("p", {}, rebuild.failure))];
  const unread = rebuild.problems.length ? [note("warning", texts.text("administration.rebuild.problems"), element("ul", {}, rebuild.problems.map(([file, reason]) => element("li", {}, `${file}: ${reason}`))))] : [];
  return rebuild.status === "done" && rebuild.change ? [element("p", { class: "muted" }, differenceLine(rebuild.change, texts)), ...unread] : unread;
}

function stepText({ step, done, total }, texts) {
  if (!step) return texts.text("administration.rebuild.running");
  const named = `administration.rebuild.steps.${step}`;
  const shown = texts.has(named) ? texts.text(named) : step;
  return total ? texts.text("administration.rebuild.running_to", { step: shown, done, total }) : texts.text("administration.rebuild.running_step", { step: shown });
}

/** Start a rebuild and follow it to its end. @param {Administration} app */
export async function begin(app, query = "") {
  const { texts } = app;
  if (!(await app.act(() => app.call.post(`/rebuild${query}`), texts.text("administration.rebuild.started")))) return;
  await follow(app);
}

/** Follow a rebuild; ask what becomes of a generation that would lose measures. @param {Administration} app */
export async function follow(app) {
  if (app.following) return;
  app.following = true;
  const { texts } = app;
  /** @type {Rebuild} */
  let rebuild;
  try {
    do {
      await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN); });
      rebuild = app.state.rebuild = await app.call.send("/rebuild");
      app.draw("rebuild");
    } while (rebuild.status === "running");
    await app.refresh();
  } catch (error) {
    return app.fail(error);
  } finally {
    app.following = false;
  }
  document.getElementById("rebuild-start")?.focus();
  if (rebuild.status === "waiting") return decision(app, rebuild.generation, rebuild.change);
  if (rebuild.failure) app.tell("danger", rebuild.failure);
  else app.tell("success", texts.text("administration.rebuild.finished"));
}

/**
 * Ask what becomes of a generation that waits, and do it.
 * @param {Administration} app
 * @param {string} name
 * @param {import("./call.js").Change} change
 */
export async function decision(app, name, change) {
  const { texts, state } = app;
  const canKeep = state.own && !state.bundled && state.documents.some(({ own }) => !own);
  const chosen = await decide(change, canKeep, texts);
  const path = `/generations/${encodeURIComponent(name)}`;
  if (chosen === "later") return app.tell("info", texts.text("administration.decision.later"));
  if (chosen === "use") return void (await app.act(() => app.call.post(`${path}/serve?confirm=true`), texts.text("administration.generations.served")));
  await app.act(() => app.call.remove(path), texts.text("administration.decision.discarded"));
  if (chosen === "keep") await begin(app, "?bundled=true");
}
