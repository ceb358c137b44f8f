// A conversation that the widget hands over: from the window that opened this one, and from pages that may use the widget only.

import { config } from "./service.js";
import { keep } from "./storage.js";
import { KEY } from "./state.js";
import { to } from "./route.js";

const ASKED = "#uebernahme";
const PATIENCE = 3000; // milliseconds that the other window has to answer

/** Whether this page was opened to take a conversation over. */
export const isHandedOver = () => location.hash === ASKED && window.opener !== null;

/** Take the conversation over and keep it in this tab. The promise becomes whether there was one; nothing stays in the address. */
export async function takeOver() {
  const { opener } = window;
  const turns = await Promise.race([received(opener), new Promise((resolve) => { setTimeout(resolve, PATIENCE, null); })]);
  window.opener = null; // that window has nothing more to do with this one
  history.replaceState(null, "", turns?.length ? to.turn(turns.length) : "#");
  if (!turns?.length) return false;
  keep(KEY, { turns, typed: "", removed: [] });
  return true;
}

/** What the other window answers, once it is known that its page may. @param {Window} opener @returns {Promise<any[] | null>} */
function received(opener) {
  return new Promise((resolve) => {
    addEventListener("message", async function take(event) {
      if (event.source !== opener || event.data?.lotse !== "conversation") return;
      removeEventListener("message", take);
      const { origins } = await config().catch(() => ({ origins: [] }));
      resolve([location.origin, ...origins].includes(event.origin) ? turnsOf(event.data.turns) : null);
    });
    opener.postMessage({ lotse: "ready" }, "*"); // says nothing of anybody
  });
}

/** @param {unknown} text @returns {any[] | null} */
function turnsOf(text) {
  try {
    const turns = JSON.parse(String(text));
    return Array.isArray(turns) ? turns : null;
  } catch {
    return null;
  }
}
