// The widget's icons, on a grid of 24; words always stand beside them, or name their button.

import { drawn } from "../shared/icon.js";

const PATHS = {
  against: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 0 1 5 1.8L5.8 17A8 8 0 0 1 12 4zm0 16a8 8 0 0 1-5-1.8L18.2 7A8 8 0 0 1 12 20z",
  close: "M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6z",
  limit: "M1 21h22L12 2zm12-3h-2v-2h2zm0-4h-2v-4h2z",
  mark: "M12 2q1 9 10 10-9 1-10 10-1-9-10-10 9-1 10-10z",
  met: "M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4z",
  new: "M19 13v6H5V5h7V3H3v18h18v-8zM18 2l4 4-9 9H9v-4z",
  open: "M19 19H5V5h7V3H3v18h18v-9h-2zM14 3v2h3.6l-9.8 9.8 1.4 1.4L19 6.4V10h2V3z",
  send: "M2 21 23 12 2 3v7l15 2-15 2z",
  unstated: "M5 11h14v2H5z",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name @param {number} [size] */
export function icon(name, size = 18) {
  return drawn(PATHS[name], `icon ${name}`, size);
}
