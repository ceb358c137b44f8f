// The conversation handed over to the page in another tab: from window to window, never in an address.

/** @typedef {import("./conversation.js").Turn} Turn */

const PATIENCE = 60_000; // milliseconds that the page may take to ask for it

/**
 * Open the page at `address` and give it the turns once it asks for them; only the service's own origin gets them.
 * @param {URL} address
 * @param {Turn[]} turns
 * @returns {boolean} whether a tab could be opened
 */
export function handOver(address, turns) {
  const page = window.open(address.href, "_blank");
  if (!page) return false;
  const give = (/** @type {MessageEvent} */ event) => {
    if (event.source !== page || event.origin !== address.origin || event.data?.lotse !== "ready") return;
    stop();
    page.postMessage({ lotse: "conversation", turns: JSON.stringify(turns) }, address.origin);
  };
  const stop = () => removeEventListener("message", give);
  addEventListener("message", give);
  setTimeout(stop, PATIENCE);
  return true;
}
