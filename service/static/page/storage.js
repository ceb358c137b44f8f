// What this tab keeps: in sessionStorage, and in memory alone where that is full or forbidden.

let forbidden = false;
const listeners = [];

/** What was kept under `key`, or null. */
export function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null; // unreadable, or forbidden: `keep` says so
  }
}

/** Keep a value. The first time that it can't be kept, listeners are told. */
export function keep(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    if (forbidden) return;
    forbidden = true; // full or forbidden: it lives in memory
    for (const listener of listeners) listener();
  }
}

/** Whether this tab keeps nothing. */
export const isForbidden = () => forbidden;

/** Call `listener` once if nothing can be kept. */
export const onForbidden = (listener) => listeners.push(listener);
