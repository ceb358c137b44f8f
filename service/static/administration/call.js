// Requests of the administration. The key is kept in memory alone and goes into the header of each request.

import { ChatProblem } from "../shared/chat.js";

const BASE = new URL("../../api/admin", import.meta.url);

/**
 * What the service answers; see service/api/admin_schemas.py.
 * @typedef {{id: string, title: string}} Named
 * @typedef {{documents_now: number, documents_then: number, measures_now: number, measures_then: number, gone: number, new: number, changed: number,
 *   gone_measures: Named[], new_measures: Named[], changed_measures: Named[], halves: boolean}} Change
 * @typedef {{name: string, current: boolean, serving: boolean, waiting: boolean, built_at: string | null, documents: number | null, measures: number | null, problem: string | null}} Generation
 * @typedef {{status: "idle" | "running" | "done" | "waiting" | "failed", step: string | null, done: number, total: number, generation: string | null,
 *   problems: [string, string][], failure: string | null, change: Change | null}} Rebuild
 * @typedef {{id: string, title: string, file: string | null, own: boolean, measures: number}} Indexed
 * @typedef {{own: boolean, bundled: boolean, files: string[], documents: Indexed[], generations: Generation[], rebuild: Rebuild, degraded: string[]}} State
 * @typedef {{code: string, values: Record<string, string | number>}} Notice
 * @typedef {{id: string, title: string, date: string | null, measures: number, sections: number, unread: number, gaps: {first_line: number, last_line: number, begins: string}[],
 *   silent: {measure: string, title: string, missing: string[]}[], notices: Notice[]}} Read
 * @typedef {{documents: Read[], broken: {file: string, reason: string}[], passed_over: string[], change: Change | null}} Check
 * @typedef {{text: string | null, proposal: string | null, problem: string | null}} Mapping
 * @typedef {{id: string, title: string | null, helpful: number, unhelpful: number}} Rated
 * @typedef {{day: string, helpful: boolean, measures: string[], question: string | null}} Opinion
 * @typedef {{total: number, helpful: number, unread: number, measures: Rated[], opinions: Opinion[]}} Opinions
 * @typedef {import("../shared/texts.js").Texts} Texts
 */

export class Caller {
  #key;
  #texts;

  /**
   * @param {string} key
   * @param {() => Texts} texts
   */
  constructor(key, texts) {
    this.#key = key;
    this.#texts = texts;
  }

  /**
   * Ask for a path below /api/admin. Fails with a ChatProblem whose message is for people.
   * @param {string} path
   * @param {RequestInit} [options]
   * @returns {Promise<any>}
   */
  async send(path, options = {}) {
    const headers = { Authorization: `Bearer ${this.#key}`, "Accept-Language": this.#texts().language, ...options.headers };
    let response;
    try {
      response = await fetch(`${BASE}${path}`, { ...options, headers, referrerPolicy: "no-referrer" });
    } catch {
      throw new ChatProblem({ detail: this.#texts().text("page.network") });
    }
    if (!response.ok) throw new ChatProblem(await response.json().catch(() => ({ detail: this.#texts().text("conversation.failed") })), response.status);
    return response.status === 204 ? null : response.json();
  }

  /** @param {string} path @returns {Promise<any>} */
  post(path) {
    return this.send(path, { method: "POST" });
  }

  /** @param {string} path */
  remove(path) {
    return this.send(path, { method: "DELETE" });
  }

  /** @param {string} path @param {Blob | string} body */
  put(path, body) {
    return this.send(path, { method: "PUT", body, headers: { "Content-Type": "application/octet-stream" } });
  }
}
