// Whether an answer helped, if the operator asks for it; the question goes along only if the person says so.

import { element } from "../shared/element.js";
import { button, say } from "./parts.js";
import { config, rate } from "./service.js";

/** A box that is filled once the service says that it takes feedback. */
export function feedbackBox(turn, texts) {
  const box = element("div", { class: "feedback", role: "group", "aria-label": texts.text("conversation.helpful"), hidden: true });
  offer(box, turn, texts);
  return box;
}

async function offer(box, turn, texts) {
  const settings = await config().catch(() => null);
  if (!settings?.feedback) return;
  const along = element("input", { type: "checkbox" });
  const send = (helpful) => async () => {
    const opinion = { helpful, measures: turn.found.rows.map((row) => row.id) };
    if (along.checked) opinion.question = turn.question;
    const sent = await rate(opinion).then(() => true, () => false);
    if (sent) box.replaceChildren(texts.text("conversation.thanks"));
    say(sent ? texts.text("conversation.thanks") : texts.text("conversation.failed"));
  };
  box.append(element("span", { class: "muted" }, texts.text("conversation.helpful")), button(texts.text("conversation.yes"), send(true), { class: "plain" }), button(texts.text("conversation.no"), send(false), { class: "plain" }),
    element("label", { class: "check" }, along, texts.text("conversation.along")));
  box.hidden = false;
}
