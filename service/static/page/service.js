// What the page asks of the service besides the conversation.

import { ChatProblem } from "../shared/chat.js";
import { withKey, withKnownKey } from "./key.js";
import { preferences } from "./preferences.js";

const BASE = new URL("../../", import.meta.url); // this file and the one with all of them lie in the same folder
const known = new Map();
const AGAIN = 2; // times that a busy service is asked again
const BUSY = 503;
const NAMED = 50; // measures that one request may name
const SUGGESTED = 2000; // measures whose names are suggested: a larger catalogue would take too long to load

/** The address of a path of the service, wherever it is mounted. */
export function address(path) {
  return new URL(path, BASE);
}

const call = (path, options = {}, identified = withKey) => identified((who) => sent(path, { ...options, headers: { ...who, ...options.headers } }));

async function sent(path, options, left = AGAIN) {
  let response;
  try {
    response = await fetch(address(path), { referrerPolicy: "no-referrer", ...options, headers: { "Accept-Language": preferences.language, ...options.headers } });
  } catch {
    throw new ChatProblem({ type: "network" });
  }
  const wait = Number(response.headers.get("Retry-After"));
  if (response.status === BUSY && wait && left && !options.body) {
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    return sent(path, options, left - 1);
  }
  if (!response.ok) throw new ChatProblem(await response.json().catch(() => ({})), response.status);
  return response;
}

async function read(path, identified = withKey) {
  return (await call(path, {}, identified)).json();
}

/** The same, asked once: what one generation of the index says doesn't change while the page is open. */
function once(path, identified = withKey) {
  if (!known.has(path)) {
    known.set(path, read(path, identified).catch((error) => {
      known.delete(path);
      throw error;
    }));
  }
  return known.get(path);
}

/** Forget what an older generation of the index said. */
export function forget() {
  known.clear();
}

/** Counts by facet, and the documents. Nobody is asked for a key: it is there to look around. */
export const facets = () => once("api/facets", withKnownKey);
/** Measures as rows from the one at `offset` on, as many as the service gives at a time, and how many there are in all. */
export const rows = (offset = 0, identified = withKey) => once(`api/rows?offset=${offset}`, identified);
/** The rows of the measures that `ids` name; what isn't there is missing. */
export async function rowsOf(ids) {
  const parts = Array.from({ length: Math.ceil(ids.length / NAMED) }, (_, part) => ids.slice(part * NAMED, (part + 1) * NAMED));
  const found = await Promise.all(parts.map((part) => once(`api/rows?${part.map((id) => `id=${encodeURIComponent(id)}`).join("&")}`)));
  return found.flatMap(({ rows: each }) => each);
}
/** The first of all rows for suggestions, for which nobody is asked for a key. */
export async function knownRows() {
  const found = [];
  for (let total = 1; found.length < Math.min(total, SUGGESTED);) {
    const next = await rows(found.length, withKnownKey);
    if (!next.rows.length) break;
    total = next.total;
    found.push(...next.rows);
  }
  return found;
}
export const config = () => once("api/config", withKnownKey);
export const ready = () => read("readyz", withKnownKey);
export const measure = (id) => once(`api/measures/${encodeURIComponent(id)}`);
export const wholeDocument = (id) => once(`api/documents/${encodeURIComponent(id)}`);
export const excerpt = (id, start, end, context) => once(`api/documents/${encodeURIComponent(id)}?start=${start}&end=${end}&context=${context}`);

/** What is asked for, or null if it isn't there, or no longer. */
export const orGone = (asked) => asked.catch((error) => (error.status === 404 ? null : Promise.reject(error)));

/** Title, publisher and date of a document, without its text. */
export const about = (id) => excerpt(id, 0, 1, 0);

/** The collected measures as a file of `format`: its name and its bytes. */
export async function exported(measures, format) {
  const response = await call("api/export", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ measures, format, language: preferences.language }),
  });
  const [, plain, encoded] = /filename(?:="([^"]+)"|\*=UTF-8''([^;]+))/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  const name = plain ?? (encoded ? decodeURIComponent(encoded) : `export.${format}`);
  return { name, content: await response.blob() };
}

/** Tell whether an answer helped. */
export async function rate(opinion) {
  await call("api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(opinion) });
}
