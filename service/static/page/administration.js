// The administration: documents, what of them can be read, generations of the index, and a rebuild with its progress.
// The key is kept in memory alone and goes into the header of each request.

import { ChatProblem } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { alert, button, description, heading, paragraph, say } from "./parts.js";
import { apply, preferences } from "./preferences.js";
import { address } from "./service.js";
import { textsOf } from "./texts.js";

const LOOK_AGAIN = 400; // milliseconds between two looks at a rebuild

apply();
const texts = textsOf(preferences.language);
document.documentElement.lang = texts.language;
document.title = `${texts.text("administration.title")} – ${texts.text("common.name")}`;
const main = document.getElementById("inhalt");
let key = "";
let watching = false;
const places = Object.fromEntries(["message", "documents", "rebuild", "check", "generations"].map((name) => [name, element("section", { class: "administration-part", id: name })]));

main.replaceChildren(heading(1, texts.text("administration.title"), "large"), keyForm());
main.querySelector("input").focus();

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(address(`api/admin${path}`), { ...options, headers: { Authorization: `Bearer ${key}`, "Accept-Language": preferences.language, ...options.headers } });
  } catch {
    throw new ChatProblem({ detail: texts.text("page.network") });
  }
  if (!response.ok) throw new ChatProblem(await response.json().catch(() => ({ detail: texts.text("conversation.failed") })), response.status);
  return response.status === 204 ? null : response.json();
}

/** Do something, say how it went, and show the state anew. */
async function act(work, done, what = "") {
  try {
    const result = await work();
    note("success", typeof done === "function" ? done(result) : done);
    await refresh();
    return result;
  } catch (error) {
    if (!(error instanceof ChatProblem)) throw error;
    note("danger", `${what}${error.message}`);
    return null;
  }
}

function note(kind, text) {
  places.message.replaceChildren(alert(kind, text));
  say(text);
}

function keyForm() {
  const input = element("input", { id: "key", type: "password", class: "kern-form-input__input", autocomplete: "off", required: true, "aria-describedby": "key-hint" });
  const problem = element("div");
  const form = element("form", { class: "key-form", onsubmit: async (event) => {
    event.preventDefault();
    key = input.value.trim();
    try {
      const state = await call("");
      form.replaceWith(...Object.values(places));
      show(state);
      main.querySelector("h1").focus();
    } catch (error) {
      problem.replaceChildren(alert("danger", error.message));
      say(error.message);
      input.focus();
    }
  } },
  element("div", { class: "kern-form-input" }, element("label", { class: "kern-label", for: "key" }, texts.text("administration.key")), element("p", { class: "kern-hint", id: "key-hint" }, texts.text("administration.key_hint")), input),
  element("p", {}, element("button", { type: "submit", class: "kern-btn kern-btn--primary" }, element("span", { class: "kern-label" }, texts.text("administration.open")))), problem);
  return form;
}

async function refresh() {
  show(await call(""));
}

function show(state) {
  showDocuments(state);
  showRebuild(state.rebuild);
  showGenerations(state.generations);
  if (!places.check.childElementCount) showCheckButton();
  if (state.degraded.length && !places.message.childElementCount) places.message.replaceChildren(alert("warning", texts.text("page.degraded"), ...state.degraded.map((each) => paragraph(each))));
  if (state.rebuild.status === "running") watch();
}

// --- documents

function showDocuments({ own, files }) {
  const list = files.length ? element("ul", { class: "files", role: "list" }, files.map((name) => element("li", {}, element("span", {}, name),
    button(texts.text("administration.documents.remove"), () => confirmRemoval(name), { kind: "tertiary", "aria-label": texts.text("administration.documents.remove_this", { name }) })))) : paragraph(texts.text("administration.documents.none"));
  places.documents.replaceChildren(heading(2, texts.text("administration.documents.title"), "medium"), ...(own ? [list, uploadForm()] : [paragraph(texts.text("administration.documents.bundled"))]));
}

function confirmRemoval(name) {
  const dialog = element("dialog", { class: "confirm", "aria-labelledby": "confirm-title" },
    heading(2, texts.text("administration.documents.confirm", { name }), "small", { id: "confirm-title" }), paragraph(texts.text("administration.documents.remove_hint")),
    element("p", { class: "actions" },
      button(texts.text("administration.documents.remove"), () => {
        dialog.close();
        act(() => call(`/documents/${encodeURIComponent(name)}`, { method: "DELETE" }), texts.text("administration.documents.removed", { name }));
      }, { kind: "primary" }),
      button(texts.text("administration.cancel"), () => dialog.close())));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function uploadForm() {
  const file = element("input", { id: "file", type: "file", class: "kern-form-input__input", accept: ".txt,.md,.html,.htm,.pdf,.docx" });
  const replace = element("input", { id: "replace", type: "checkbox" });
  const submit = async (event) => {
    event.preventDefault();
    const [chosen] = file.files;
    if (!chosen) {
      note("danger", texts.text("administration.documents.choose"));
      file.focus();
      return;
    }
    note("info", texts.text("administration.documents.reading", { name: chosen.name }));
    await act(() => call(`/documents/${encodeURIComponent(chosen.name)}?replace=${replace.checked}`, { method: "PUT", headers: { "Content-Type": "application/octet-stream" }, body: chosen }),
      (read) => texts.text("administration.documents.added", {
        name: chosen.name, measures: texts.text("common.count.measures", { count: read.measures }), unread: texts.percent(read.unread),
      }), `${chosen.name}: `);
  };
  return element("form", { class: "upload", onsubmit: submit },
    element("div", { class: "kern-form-input" }, element("label", { class: "kern-label", for: "file" }, texts.text("administration.documents.add")), element("p", { class: "kern-hint" }, texts.text("administration.documents.add_hint")), file),
    element("label", { class: "replace" }, replace, texts.text("administration.documents.replace")),
    element("p", {}, element("button", { type: "submit", class: "kern-btn kern-btn--secondary" }, element("span", { class: "kern-label" }, texts.text("administration.documents.upload")))));
}

// --- rebuild

function showRebuild(rebuild) {
  const running = rebuild.status === "running";
  const bar = running ? element("progress", { class: "progress", max: Math.max(rebuild.total, 1), value: rebuild.total ? rebuild.done : null, "aria-label": texts.text("administration.rebuild.title") }) : null;
  const told = outcome(rebuild);
  const begin = (path) => async () => {
    if (await act(() => call(path, { method: "POST" }), texts.text("administration.rebuild.started"))) watch();
  };
  const start = button(texts.text("administration.rebuild.start"), begin("/rebuild"), { kind: "primary", disabled: running });
  const confirm = rebuild.status === "unconfirmed" ? button(texts.text("administration.rebuild.confirm"), begin("/rebuild?confirm=true")) : null;
  places.rebuild.replaceChildren(heading(2, texts.text("administration.rebuild.title"), "medium"), paragraph(texts.text("administration.rebuild.hint")), ...[told ? paragraph(told) : null, bar].filter(Boolean),
    ...(rebuild.problems.length ? [element("ul", {}, rebuild.problems.map(([file, reason]) => element("li", {}, `${file}: ${reason}`)))] : []),
    ...(rebuild.failure ? [alert("danger", rebuild.failure)] : []), ...(confirm ? [alert("warning", halved(rebuild.change), paragraph(texts.text("administration.rebuild.unconfirmed")), confirm)] : []),
    ...(rebuild.change && !running ? changed(rebuild.change) : []), element("p", {}, start));
}

/** What would be left, if that is fewer than half of what there is. */
function halved({ measures_now: measures, documents_now: documents, measures_then: left, documents_then: read }) {
  const counted = (some, of) => texts.text("administration.rebuild.counts", { measures: texts.text("common.count.measures", { count: some }), documents: texts.text("common.count.documents", { count: of }) });
  return texts.text("administration.rebuild.halves", { before: counted(measures, documents), after: counted(left, read) });
}

/** What a rebuild changes, and the measures that go. */
function changed({ gone, new: added, gone_measures: named }) {
  const counted = (count) => texts.text("common.count.measures", { count });
  return [paragraph(texts.text("administration.rebuild.change", { new: counted(added), gone: counted(gone) })),
    ...(gone ? [element("details", {}, element("summary", {}, texts.text("administration.rebuild.gone")), element("ul", {}, named.map(({ title }) => element("li", { lang: "de" }, title))),
      ...(gone > named.length ? [paragraph(texts.text("administration.rebuild.more_gone", { count: gone - named.length }))] : []))] : [])];
}

/** How far a rebuild is, or how the last one ended; null if there was none. */
function outcome({ status, step, done, total, generation }) {
  if (status === "done") return generation && texts.text("administration.rebuild.done", { generation });
  if (status === "failed") return texts.text("administration.rebuild.failed");
  if (status !== "running") return null;
  if (!step) return texts.text("administration.rebuild.running");
  const named = `administration.rebuild.steps.${step}`;
  const shown = texts.has(named) ? texts.text(named) : step;
  return total ? texts.text("administration.rebuild.running_to", { step: shown, done, total }) : texts.text("administration.rebuild.running_step", { step: shown });
}

async function watch() {
  if (watching) return;
  watching = true;
  let rebuild;
  try {
    do {
      await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN); });
      rebuild = await call("/rebuild");
      showRebuild(rebuild);
    } while (rebuild.status === "running");
    if (rebuild.status === "unconfirmed") note("warning", halved(rebuild.change));
    else note(rebuild.failure ? "danger" : "success", rebuild.failure ?? texts.text("administration.rebuild.finished"));
    await refresh();
  } catch (error) {
    note("danger", error.message);
  } finally {
    watching = false;
  }
}

// --- what can be read

function showCheckButton() {
  const result = element("div");
  places.check.replaceChildren(heading(2, texts.text("administration.check.title"), "medium"), paragraph(texts.text("administration.check.hint")), element("p", {}, button(texts.text("administration.check.start"), async () => {
    result.replaceChildren(paragraph(texts.text("administration.check.running")));
    try {
      result.replaceChildren(...report(await call("/check")));
      say(texts.text("administration.check.done"));
    } catch (error) {
      result.replaceChildren(alert("danger", error.message));
      say(error.message);
    }
  })), result);
}

function report({ documents, broken, passed_over: passedOver, change }) {
  return [
    ...(change?.halves ? [alert("warning", halved(change))] : []),
    ...(change ? changed(change) : []),
    ...broken.map(({ file, reason }) => alert("danger", `${file}: ${reason}`)),
    passedOver.length ? paragraph(texts.text("administration.check.passed_over", { files: passedOver.join(", ") })) : null,
    documents.length + broken.length ? null : paragraph(texts.text("administration.documents.none")),
    ...documents.map((read) => element("details", { class: "kern-accordion" },
      element("summary", { class: "kern-accordion__header" }, element("span", { class: "kern-title kern-title--small", lang: "de" }, read.title)),
      element("div", { class: "kern-accordion__body" },
        description([[texts.text("administration.check.measures"), texts.number(read.measures)], [texts.text("administration.check.sections"), texts.number(read.sections)], [texts.text("administration.check.unread"), texts.percent(read.unread)], [texts.text("administration.check.date"), read.date]]),
        read.gaps.length ? [element("h3", { class: "kern-label" }, texts.text("administration.check.gaps")), element("ul", {}, read.gaps.map((gap) => element("li", {}, `${texts.text("administration.check.gap", { first: String(gap.first_line), last: String(gap.last_line) })} `, element("q", { lang: "de" }, gap.begins))))] : null,
        read.silent.length ? [element("h3", { class: "kern-label" }, texts.text("administration.check.silent")), element("ul", {}, read.silent.map(({ title, missing }) => element("li", {}, element("span", { lang: "de" }, title), `: ${missing.map((name) => texts.text(`short_fields.${name}`)).join(", ")}`)))] : null))),
  ].filter(Boolean);
}

// --- generations

function showGenerations(generations) {
  const header = [texts.text("administration.generations.generation"), texts.text("administration.generations.built_at"), texts.text("administration.documents.title"), texts.text("administration.generations.state"), texts.text("administration.generations.action")];
  const row = (each) => element("tr", { class: "kern-table__row" },
    element("th", { class: "kern-table__header", scope: "row" }, each.name),
    element("td", { class: "kern-table__cell" }, each.built_at ? texts.day(each.built_at) : "–"),
    element("td", { class: "kern-table__cell" }, each.documents === null ? "–" : String(each.documents)),
    element("td", { class: "kern-table__cell" }, each.problem ?? (each.serving ? texts.text("administration.generations.serving") : each.current ? texts.text("administration.generations.current") : texts.text("administration.generations.kept"))),
    element("td", { class: "kern-table__cell" }, each.serving || each.problem ? "–" : button(texts.text("administration.generations.serve"), () => act(() => call(`/generations/${encodeURIComponent(each.name)}/serve`, { method: "POST" }), texts.text("administration.generations.served", { name: each.name })), { "aria-label": texts.text("administration.generations.serve_this", { name: each.name }) })));
  places.generations.replaceChildren(heading(2, texts.text("administration.generations.title"), "medium"), paragraph(texts.text("administration.generations.hint")),
    element("div", { class: "table", role: "group", tabindex: 0, "aria-label": texts.text("administration.generations.title") }, element("table", { class: "kern-table kern-table--small" },
      element("thead", { class: "kern-table__head" }, element("tr", { class: "kern-table__row" }, header.map((each) => element("th", { class: "kern-table__header", scope: "col" }, each)))),
      element("tbody", { class: "kern-table__body" }, generations.map(row)))));
}
