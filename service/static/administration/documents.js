// The documents: those in use, those that wait for the next rebuild, adding several at once, and removing one.

import { ChatProblem } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { confirmed } from "./decision.js";
import { button, measureCount, note, say, table } from "./parts.js";

/** @typedef {import("./main.js").Administration} Administration */

const TYPES = ".txt,.md,.markdown,.html,.htm,.pdf,.docx,.odt,.pptx,.csv,.tsv,.xlsx,.xls,.ods,.json,.jsonl,.eml";

/** @param {Administration} app @returns {Node[]} */
export function documentsPart(app) {
  const { texts, state } = app;
  const head = ["file", "origin", "measures", "unread", "action"].map((name) => texts.text(`administration.documents.columns.${name}`));
  const rows = listed(app);
  return [element("h2", {}, texts.text("administration.documents.title")),
    rows.length ? table(texts.text("administration.documents.title"), state.own ? head : head.slice(0, -1), rows) : element("p", {}, texts.text("administration.documents.none")),
    ...(state.own ? [] : [element("p", { class: "muted" }, texts.text("administration.documents.bundled"))])];
}

/** The rows: documents in use, then files that aren't yet. @param {Administration} app */
function listed(app) {
  const { texts, state, check } = app;
  const share = new Map((check?.documents ?? []).map((read) => [read.id, texts.percent(read.unread)]));
  const removal = (name) => button(texts.text("administration.documents.remove"), () => remove(app, name), "quiet", { "aria-label": texts.text("administration.documents.remove_this", { name }) });
  const used = state.documents.map(({ id, title, file, own, measures }) => [
    element("span", { lang: "de", title }, own ? file : title), texts.text(own ? "administration.documents.own" : "administration.documents.shipped"),
    texts.number(measures), share.get(id) ?? "–", ...(state.own ? [own && state.files.includes(file) ? removal(file) : "–"] : []),
  ]);
  const known = new Set(state.documents.filter(({ own }) => own).map(({ file }) => file));
  const fresh = state.files.filter((name) => !known.has(name)).map((name) => [
    name, texts.text("administration.documents.own"), element("span", { class: "muted" }, texts.text("administration.documents.not_yet")), "–", removal(name),
  ]);
  return [...used, ...fresh];
}

/** @param {Administration} app @param {string} name */
async function remove(app, name) {
  const { texts } = app;
  const path = `/documents/${encodeURIComponent(name)}`;
  const held = app.state.documents.find(({ file, own }) => own && file === name)?.measures ?? 0;
  const question = { title: texts.text("administration.documents.confirm", { name }), hint: texts.text("administration.documents.remove_hint"), action: texts.text("administration.documents.remove_now") };
  try {
    if (!held && !(await confirmed(question, texts))) return;
    await app.call.remove(path);
  } catch (error) {
    if (!(error instanceof ChatProblem) || error.problem.type !== "urn:massnahmenlotse:problem:measures-lost") return app.fail(error, `${name}: `);
    const { measures: gone, count } = error.problem;
    if (!(await confirmed({ ...question, gone, count }, texts))) return;
    if (!(await app.act(() => app.call.remove(`${path}?confirm=true`), null, `${name}: `))) return;
  }
  app.tell("success", texts.text("administration.documents.removed", { name }));
  await app.refresh();
}

/** The form to add files: a button of the page's own over the native one, so that it speaks the page's language. @param {Administration} app */
export function uploadPart(app) {
  const { texts } = app;
  const input = /** @type {HTMLInputElement} */ (element("input", { id: "file", type: "file", multiple: true, hidden: true, accept: TYPES, onchange: () => send(app, input, replace, results) }));
  const replace = /** @type {HTMLInputElement} */ (element("input", { id: "replace", type: "checkbox" }));
  const results = element("ul", { class: "results", role: "list", "aria-label": texts.text("administration.documents.results") });
  return element("div", { class: "upload" }, input,
    element("label", { class: "replace" }, replace, texts.text("administration.documents.replace")),
    element("p", { class: "muted" }, texts.text("administration.documents.add_hint")), results);
}

/** Send the chosen files one after the other, with one result for each. */
async function send(app, input, replace, results) {
  const { texts } = app;
  const chosen = [...input.files];
  let added = 0;
  results.replaceChildren();
  for (const file of chosen) {
    const line = element("li", {}, note("info", texts.text("administration.documents.reading", { name: file.name })));
    results.append(line);
    say(texts.text("administration.documents.reading", { name: file.name }));
    if (await put(app, file, replace.checked, line)) added += 1;
  }
  input.value = "";
  say(texts.text("administration.documents.sent", { count: added, of: texts.number(chosen.length) }));
  app.check = null;
  await app.refresh();
}

/** Send one file, and say in `line` what became of it; a document that exists can be replaced there. Whether it was added.
 * @param {Administration} app @param {File} file @param {boolean} replacing @param {HTMLElement} line */
async function put(app, file, replacing, line) {
  const { texts } = app;
  try {
    const read = await app.call.put(`/documents/${encodeURIComponent(file.name)}?replace=${replacing}`, file);
    line.replaceChildren(note("success", texts.text("administration.documents.added", { name: file.name, measures: measureCount(read.measures, texts), unread: texts.percent(read.unread) })));
    return true;
  } catch (error) {
    if (!(error instanceof ChatProblem)) throw error;
    const taken = error.status === 409 && error.problem.type.endsWith("document-exists");
    const over = async () => {
      if (!(await put(app, file, true, line))) return;
      say(line.textContent);
      app.check = null;
      await app.refresh();
    };
    line.replaceChildren(note("danger", `${file.name}: ${taken ? texts.text("administration.documents.exists") : error.message}`),
      ...(taken ? [" ", button(texts.text("administration.documents.replace_now"), over, "quiet", { "aria-label": texts.text("administration.documents.replace_this", { name: file.name }) })] : []));
    return false;
  }
}
