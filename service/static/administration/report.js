// What the next rebuild can read and what it can't, document by document, each with reason and place.

import { element } from "../shared/element.js";
import { difference } from "./decision.js";
import { button, figures, note, say } from "./parts.js";

/** @typedef {import("./main.js").Administration} Administration
 * @typedef {import("./call.js").Check} Check
 * @typedef {import("./call.js").Read} Read
 * @typedef {import("./call.js").Texts} Texts */

/** @param {Administration} app @returns {Node[]} */
export function reportPart(app) {
  const { texts, check } = app;
  return [element("h2", {}, texts.text("administration.check.title")), element("p", { class: "muted" }, texts.text("administration.check.hint")),
    element("p", {}, button(texts.text("administration.check.start"), () => run(app), "secondary", { id: "check-start", disabled: app.checking })),
    app.checking ? element("p", {}, texts.text("administration.check.running")) : null, ...(check ? report(check, texts) : [])].filter(Boolean);
}

async function run(app) {
  const { texts } = app;
  app.checking = true;
  app.draw("check");
  try {
    app.check = await app.call.send("/check");
    say(texts.text("administration.check.done"));
  } catch (error) {
    app.fail(error);
  }
  app.checking = false;
  app.draw("check");
  app.draw("documents");
  document.getElementById("check-start").focus();
}

/** @param {Check} found @param {Texts} texts */
function report({ documents, broken, passed_over: passedOver, change }, texts) {
  return [
    ...(change ? [element("h3", {}, texts.text("administration.check.change")), ...difference(change, texts)] : []),
    ...broken.map(({ file, reason }) => note("danger", `${file}: ${reason}`)),
    passedOver.length ? element("p", {}, texts.text("administration.check.passed_over", { files: passedOver.join(", ") })) : null,
    ...documents.map((read) => documentReport(read, texts)),
  ];
}

/** @param {Read} read @param {Texts} texts */
function documentReport(read, texts) {
  const list = (title, items) => (items.length ? [element("h3", {}, title), element("ul", {}, items.map((item) => element("li", {}, item)))] : []);
  const gap = ({ first_line: first, last_line: last, begins }) => [`${texts.text("administration.check.gap", { first: String(first), last: String(last) })} `, element("q", { lang: "de" }, begins)];
  const silence = ({ title, missing }) => [element("span", { lang: "de" }, title), `: ${missing.map((name) => texts.text(`short_fields.${name}`)).join(", ")}`];
  return element("details", { class: "document" },
    element("summary", {}, element("span", { lang: "de" }, read.title), read.notices.length ? element("span", { class: "muted" }, ` ${texts.text("administration.check.notices", { count: read.notices.length })}`) : null),
    figures([[texts.number(read.measures), texts.text("administration.figures.measures")], [texts.number(read.sections), texts.text("administration.check.sections")],
      [texts.percent(read.unread), texts.text("administration.check.unread")], [read.date ?? "–", texts.text("administration.check.date")]]),
    ...list(texts.text("administration.check.unread_parts"), read.notices.map((notice) => noticeText(notice, texts))),
    ...list(texts.text("administration.check.gaps"), read.gaps.map(gap)),
    ...list(texts.text("administration.check.silent"), read.silent.map(silence)));
}

/** A notice in words, as the terminal says it too (service/admin/notices.py). */
function noticeText({ code, values }, texts) {
  const key = `notices.${code}`;
  const said = texts.text(key, values);
  const within = values.attachment ?? values.sheet;
  return within === undefined ? said : `${within}: ${said}`;
}
