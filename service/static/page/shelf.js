// Measures that a person has set aside: collected ones, and those chosen for a comparison. Ids alone, in this tab.

const KEY = "lotse-collection";
export const MOST_COMPARED = 4;

const listeners = new Set();
const lists = { collected: restored(), compared: [] };

function restored() {
  try {
    const ids = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return []; // nothing kept, or keeping is forbidden
  }
}

function changed() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(lists.collected));
  } catch {
    // full or forbidden: the list lives in memory
  }
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

  /** Call `listener` after each change. */
  watch: (listener) => listeners.add(listener),
};
