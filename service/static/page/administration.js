// The administration: documents, what of them can be read, generations of the index, and a rebuild with its progress.
// The key is kept in memory alone and goes into the header of each request.

import { ChatProblem, element } from "../widget.js";
import { alert, button, description, heading, paragraph, say } from "./parts.js";
import { apply, preferences } from "./preferences.js";
import { address } from "./service.js";
import { administrationTexts } from "./administration-texts.js";
import { day } from "./texts.js";

const LOOK_AGAIN = 400; // milliseconds between two looks at a rebuild

apply();
const texts = administrationTexts[preferences.language];
document.title = `${texts.title} – Maßnahmenlotse`;
const main = document.getElementById("inhalt");
let key = "";
let watching = false;
const places = Object.fromEntries(["message", "documents", "rebuild", "check", "generations"].map((name) => [name, element("section", { class: "administration-part", id: name })]));

main.replaceChildren(heading(1, texts.title, "large"), keyForm());
main.querySelector("input").focus();

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(address(`api/admin${path}`), { ...options, headers: { Authorization: `Bearer ${key}`, "Accept-Language": preferences.language, ...options.headers } });
  } catch {
    throw new ChatProblem({ detail: texts.network });
  }
  if (!response.ok) throw new ChatProblem(await response.json().catch(() => ({ detail: texts.failed })), response.status);
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
  element("div", { class: "kern-form-input" }, element("label", { class: "kern-label", for: "key" }, texts.key), element("p", { class: "kern-hint", id: "key-hint" }, texts.keyHint), input),
  element("p", {}, element("button", { type: "submit", class: "kern-btn kern-btn--primary" }, element("span", { class: "kern-label" }, texts.open))), problem);
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
  if (state.degraded.length && !places.message.childElementCount) places.message.replaceChildren(alert("warning", texts.degraded, ...state.degraded.map((each) => paragraph(each))));
  if (state.rebuild.status === "running") watch();
}

// --- documents

function showDocuments({ own, files }) {
  const list = files.length ? element("ul", { class: "files", role: "list" }, files.map((name) => element("li", {}, element("span", {}, name),
    button(texts.remove, () => confirmRemoval(name), { kind: "tertiary", "aria-label": `${texts.remove}: ${name}` })))) : paragraph(texts.noFiles);
  places.documents.replaceChildren(heading(2, texts.documents, "medium"), ...(own ? [list, uploadForm()] : [paragraph(texts.shipped)]));
}

function confirmRemoval(name) {
  const dialog = element("dialog", { class: "confirm", "aria-labelledby": "confirm-title" },
    heading(2, texts.removeQuestion(name), "small", { id: "confirm-title" }), paragraph(texts.removeHint),
    element("p", { class: "actions" },
      button(texts.remove, () => {
        dialog.close();
        act(() => call(`/documents/${encodeURIComponent(name)}`, { method: "DELETE" }), texts.removed(name));
      }, { kind: "primary" }),
      button(texts.cancel, () => dialog.close())));
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
      note("danger", texts.noFile);
      file.focus();
      return;
    }
    note("info", texts.reading(chosen.name));
    await act(() => call(`/documents/${encodeURIComponent(chosen.name)}?replace=${replace.checked}`, { method: "PUT", headers: { "Content-Type": "application/octet-stream" }, body: chosen }),
      (read) => texts.uploaded(chosen.name, read.measures, Math.round(read.unread * 100)), `${chosen.name}: `);
  };
  return element("form", { class: "upload", onsubmit: submit },
    element("div", { class: "kern-form-input" }, element("label", { class: "kern-label", for: "file" }, texts.upload), element("p", { class: "kern-hint" }, texts.uploadHint), file),
    element("label", { class: "replace" }, replace, texts.replace),
    element("p", {}, element("button", { type: "submit", class: "kern-btn kern-btn--secondary" }, element("span", { class: "kern-label" }, texts.take))));
}

// --- rebuild

function showRebuild(rebuild) {
  const running = rebuild.status === "running";
  const steps = texts.steps[rebuild.step] ?? rebuild.step ?? "";
  const bar = running ? element("progress", { class: "progress", max: Math.max(rebuild.total, 1), value: rebuild.total ? rebuild.done : null, "aria-label": texts.rebuild }) : null;
  const told = running ? texts.running(steps, rebuild.done, rebuild.total) : texts.statuses[rebuild.status]?.(rebuild) ?? "";
  const start = button(texts.start, async () => {
    if (await act(() => call("/rebuild", { method: "POST" }), texts.started)) watch();
  }, { kind: "primary", disabled: running });
  places.rebuild.replaceChildren(heading(2, texts.rebuild, "medium"), paragraph(texts.rebuildHint), ...[told ? paragraph(told) : null, bar].filter(Boolean),
    ...(rebuild.problems.length ? [element("ul", {}, rebuild.problems.map(([file, reason]) => element("li", {}, `${file}: ${reason}`)))] : []),
    ...(rebuild.failure ? [alert("danger", rebuild.failure)] : []), element("p", {}, start));
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
    note(rebuild.failure ? "danger" : "success", rebuild.failure ?? texts.finished);
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
  places.check.replaceChildren(heading(2, texts.check, "medium"), paragraph(texts.checkHint), element("p", {}, button(texts.checkNow, async () => {
    result.replaceChildren(paragraph(texts.checking));
    try {
      result.replaceChildren(...report(await call("/check")));
      say(texts.checked);
    } catch (error) {
      result.replaceChildren(alert("danger", error.message));
      say(error.message);
    }
  })), result);
}

function report({ documents, broken, skipped }) {
  return [
    ...broken.map(({ file, reason }) => alert("danger", `${file}: ${reason}`)),
    skipped.length ? paragraph(texts.skipped(skipped.join(", "))) : null,
    documents.length + broken.length ? null : paragraph(texts.noFiles),
    ...documents.map((read) => element("details", { class: "kern-accordion" },
      element("summary", { class: "kern-accordion__header" }, element("span", { class: "kern-title kern-title--small", lang: "de" }, read.title)),
      element("div", { class: "kern-accordion__body" },
        description([[texts.measures, String(read.measures)], [texts.sections, String(read.sections)], [texts.unread, `${Math.round(read.unread * 100)} %`], [texts.date, read.date]]),
        read.gaps.length ? [element("h3", { class: "kern-label" }, texts.gaps), element("ul", {}, read.gaps.map((gap) => element("li", {}, texts.gap(gap.first_line, gap.last_line), element("q", { lang: "de" }, gap.begins))))] : null,
        read.silent.length ? [element("h3", { class: "kern-label" }, texts.silent), element("ul", {}, read.silent.map(({ title, missing }) => element("li", {}, element("span", { lang: "de" }, title), `: ${missing.map((name) => texts.fields[name] ?? name).join(", ")}`)))] : null))),
  ].filter(Boolean);
}

// --- generations

function showGenerations(generations) {
  const header = [texts.generation, texts.builtAt, texts.documents, texts.status, texts.action];
  const row = (each) => element("tr", { class: "kern-table__row" },
    element("th", { class: "kern-table__header", scope: "row" }, each.name),
    element("td", { class: "kern-table__cell" }, each.built_at ? day(each.built_at, preferences.language) : "–"),
    element("td", { class: "kern-table__cell" }, each.documents === null ? "–" : String(each.documents)),
    element("td", { class: "kern-table__cell" }, each.problem ?? (each.serving ? texts.serving : each.current ? texts.current : texts.kept)),
    element("td", { class: "kern-table__cell" }, each.serving || each.problem ? "–" : button(texts.serve, () => act(() => call(`/generations/${encodeURIComponent(each.name)}/serve`, { method: "POST" }), texts.switched(each.name)), { "aria-label": `${texts.serve}: ${each.name}` })));
  places.generations.replaceChildren(heading(2, texts.generations, "medium"), paragraph(texts.generationsHint),
    element("div", { class: "table", role: "group", tabindex: 0, "aria-label": texts.generations }, element("table", { class: "kern-table kern-table--small" },
      element("thead", { class: "kern-table__head" }, element("tr", { class: "kern-table__row" }, header.map((each) => element("th", { class: "kern-table__header", scope: "col" }, each)))),
      element("tbody", { class: "kern-table__body" }, generations.map(row)))));
}
