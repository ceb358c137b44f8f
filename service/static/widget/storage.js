// The conversation in the tab's own storage, if the page asks for it with the attribute `session`.

import { kept, revived } from "./conversation.js";

const nameOf = (/** @type {HTMLElement} */ host) => `lotse-chat:${host.getAttribute("session") || host.id}`;

/** @param {HTMLElement} host @param {import("./conversation.js").Turn[]} turns */
export function store(host, turns) {
  if (!host.hasAttribute("session")) return;
  try {
    sessionStorage.setItem(nameOf(host), JSON.stringify(kept(turns)));
  } catch {
    host.removeAttribute("session"); // full or forbidden: the conversation goes on in memory
  }
}

/** @param {HTMLElement} host */
export function restored(host) {
  if (!host.hasAttribute("session")) return [];
  try {
    return revived(sessionStorage.getItem(nameOf(host)));
  } catch {
    return []; // forbidden
  }
}
