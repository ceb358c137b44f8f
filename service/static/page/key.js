// The key, where the service needs one: it is asked for once, and kept in the memory of this page alone.

import { element } from "../shared/element.js";
import { alert, button, heading, paragraph } from "./parts.js";
import { preferences } from "./preferences.js";
import { textsOf } from "./texts.js";

const REFUSED = 401;
let key = "";
let asking = null;
const listeners = [];

/** Call `listener` when a key was accepted that hadn't been before. */
export function onKey(listener) {
  listeners.push(listener);
}

/**
 * Do `work`, given the headers that say who asks. If the service needs a key, the person is asked for it, all work that
 * waits for it goes on with it, and it isn't asked for again unless it is refused.
 */
export async function withKey(work) {
  for (let accepted = true; ; ) {
    const used = key;
    try {
      const result = await work(used ? { Authorization: `Bearer ${used}` } : {});
      if (!accepted) for (const listener of listeners) listener();
      return result;
    } catch (error) {
      if (error.status !== REFUSED) throw error;
      if (used === key) {
        asking ??= ask(Boolean(used)).finally(() => { asking = null; });
        key = (await asking) ?? "";
      }
      if (!key) throw error;
      accepted = false;
    }
  }
}

/** Do `work` with the key that is known, if one is; nobody is asked for one. */
export function withKnownKey(work) {
  return work(key ? { Authorization: `Bearer ${key}` } : {});
}

/** What the person types, or null if they'd rather not. */
function ask(refused) {
  const texts = textsOf(preferences.language);
  const input = element("input", { id: "service-key", type: "password", class: "kern-form-input__input", autocomplete: "off", required: true, "aria-describedby": "service-key-hint" });
  const form = element("form", { onsubmit: (event) => {
    event.preventDefault();
    dialog.close(input.value.trim());
  } },
  refused ? alert("danger", texts.text("page.key.refused")) : null,
  element("div", { class: "kern-form-input" }, element("label", { class: "kern-label", for: "service-key" }, texts.text("page.key.label")), element("p", { class: "kern-hint", id: "service-key-hint" }, texts.text("page.key.hint")), input),
  element("p", { class: "actions" }, element("button", { type: "submit", class: "kern-btn kern-btn--primary" }, element("span", { class: "kern-label" }, texts.text("page.key.use"))), button(texts.text("page.key.cancel"), () => dialog.close(""))));
  const dialog = element("dialog", { class: "confirm", "aria-labelledby": "service-key-title" }, heading(2, texts.text("page.key.title"), "small", { id: "service-key-title" }), paragraph(texts.text("page.key.why")), form);
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || null);
    });
  });
}
