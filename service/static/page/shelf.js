// Measures that a person has set aside: collected ones, with notes, and those chosen for a comparison; in this tab alone.

import { keep, kept } from "./storage.js";

const KEY = "lotse-shelf";
export const MOST_COMPARED = 4;

const listeners = new Set();
/** @type {Record<string, string[]>} */
const lists = { collected: ids("collected"), compared: ids("compared") };
/** @type {Record<string, string>} */
const notes = kept(KEY)?.notes ?? {};

function ids(list) {
  const found = kept(KEY)?.[list];
  return Array.isArray(found) ? found.filter((id) => typeof id === "string") : [];
}

function changed() {
  keep(KEY, { ...lists, notes });
  for (const listener of listeners) listener();
}

export const shelf = {
  /** The ids of a list, `collected` or `compared`, in order. */
  ids: (list) => [...lists[list]],

  has: (list, id) => lists[list].includes(id),

  /** Put an id on a list or take it off; false if a comparison is full. */
  toggle(list, id) {
    if (lists[list].includes(id)) lists[list] = lists[list].filter((each) => each !== id);
    else if (list === "compared" && lists[list].length === MOST_COMPARED) return false;
    else lists[list] = [...lists[list], id];
    changed();
    return true;
  },

  /** Move a collected measure one place up. */
  up(id) {
    const place = lists.collected.indexOf(id);
    if (place < 1) return;
    lists.collected.splice(place - 1, 2, id, lists.collected[place - 1]);
    changed();
  },

  /** Empty a list. */
  clear(list) {
    lists[list] = [];
    changed();
  },

  /** The note on a measure. */
  note: (id) => notes[id] ?? "",

  /** Note something on a measure; no view is drawn anew. */
  write(id, text) {
    notes[id] = text;
    keep(KEY, { ...lists, notes });
  },

  /** Call `listener` after each change of a list. */
  watch: (listener) => listeners.add(listener),
};
