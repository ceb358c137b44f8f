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
    const opinion = { helpful, measures: turn.answer.measures.map((hit) => hit.measure.id) };
    if (along.checked) opinion.question = turn.question;
    const sent = await rate(opinion).then(() => true, () => false);
    if (sent) box.replaceChildren(texts.text("conversation.thanks"));
    say(sent ? texts.text("conversation.thanks") : texts.text("conversation.failed"));
  };
  box.append(element("span", { class: "kern-label kern-label--small" }, texts.text("conversation.helpful")), button(texts.text("conversation.yes"), send(true), { kind: "tertiary" }), button(texts.text("conversation.no"), send(false), { kind: "tertiary" }),
    element("label", { class: "kern-body kern-body--small" }, along, texts.text("conversation.along")));
  box.hidden = false;
}
