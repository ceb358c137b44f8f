// Which field each label of the catalogue becomes: what is proposed, edited and saved as `catalogue.toml`.

import { ChatProblem } from "../shared/chat.js";
import { element } from "../shared/element.js";
import { button, note, say } from "./parts.js";

/** @typedef {import("./main.js").Administration} Administration */

/** @param {Administration} app @returns {Node[]} */
export function mappingPart(app) {
  const { texts, mapping } = app;
  const head = [element("h2", {}, texts.text("administration.mapping.title")), element("p", { class: "muted" }, texts.text("administration.mapping.hint"))];
  if (!mapping) return [...head, element("p", {}, button(texts.text("administration.mapping.open"), () => open(app)))];
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { id: "mapping-text", class: "mapping-text", rows: 18, spellcheck: "false", autocomplete: "off", "aria-describedby": "mapping-problem", oninput: () => { app.typed = field.value; } }));
  field.value = app.typed ?? mapping.text ?? mapping.proposal ?? "";
  const problem = element("div", { id: "mapping-problem" }, mapping.problem ? mistakes(mapping.problem, texts) : null);
  const propose = button(texts.text("administration.mapping.propose"), () => {
    app.typed = field.value = mapping.proposal;
    field.focus();
  }, "secondary", { disabled: mapping.proposal === null });
  return [...head, element("p", {}, texts.text(mapping.text === null ? "administration.mapping.proposed" : "administration.mapping.saved_one")),
    element("label", { for: "mapping-text", class: "label" }, texts.text("administration.mapping.field")), field, problem,
    element("p", { class: "actions" }, button(texts.text("administration.mapping.save"), () => save(app, field, problem), "primary"), propose)];
}

async function open(app) {
  const mapping = await app.act(() => app.call.send("/catalogue"), null);
  if (!mapping) return;
  app.mapping = mapping;
  app.draw("mapping");
  document.getElementById("mapping-text").focus();
}

/** Save it; what is wrong is said below the field, line by line, and what was typed stays. */
async function save(app, field, problem) {
  const { texts } = app;
  try {
    await app.call.put("/catalogue", field.value);
  } catch (error) {
    if (!(error instanceof ChatProblem)) throw error;
    problem.replaceChildren(mistakes(error.message, texts));
    say(error.message);
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return;
  }
  app.mapping = { ...app.mapping, text: field.value, problem: null };
  app.typed = null;
  app.check = null;
  app.draw("mapping");
  app.tell("success", texts.text("administration.mapping.saved"));
}

function mistakes(reason, texts) {
  const [first, ...others] = reason.split("\n");
  return note("danger", first, ...(others.length ? [element("ul", {}, others.map((each) => element("li", {}, each)))] : []), element("p", {}, texts.text("administration.mapping.unsaved")));
}
