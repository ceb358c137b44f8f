// Where the service is, and why it doesn't answer: it is away, this page isn't one of those that may ask, or a key is missing.

import { ChatProblem, explained } from "../shared/chat.js";

const BASE = new URL(import.meta.url.includes("/static/") ? "../../" : ".", import.meta.url);
const REFUSED = [401, 403];

/** The service as one widget reaches it. */
export class Reach {
  #host;
  /** @type {Promise<any> | null} */
  #config = null;

  /** @param {HTMLElement} host whose attribute `endpoint` names the service, unless it is where the script lies */
  constructor(host) {
    this.#host = host;
  }

  /** The address of a path of the service. @param {string} path */
  address(path) {
    const base = new URL(this.#host.getAttribute("endpoint") || BASE, document.baseURI);
    if (!/^https?:$/.test(base.protocol)) throw new ChatProblem({ type: "network" });
    if (!base.pathname.endsWith("/")) base.pathname += "/";
    return new URL(path, base);
  }

  /** What can be read from a path of the service. @param {string} path */
  async load(path) {
    const response = await fetch(this.address(path), { referrerPolicy: "no-referrer" });
    if (!response.ok) throw new ChatProblem(await response.json().catch(() => ({})), response.status);
    return response.json();
  }

  /** What the operator set, asked for until it is known. @returns {Promise<any>} */
  settings() {
    this.#config ??= this.load("api/config").catch((error) => {
      this.#config = null;
      throw error;
    });
    return this.#config;
  }

  /** What to say of an error. @param {any} error @param {import("../shared/texts.js").Texts} texts @returns {Promise<string>} */
  async reason(error, texts) {
    const { origin } = location;
    if (REFUSED.includes(error.status)) return texts.text("widget.needs_key", { origin });
    const silent = error instanceof TypeError || error.problem?.type === "network";
    if (silent && (await this.#isKept())) return texts.text("widget.not_allowed", { origin });
    return explained(error instanceof ChatProblem ? error : new ChatProblem({ type: "network" }), texts);
  }

  /** Whether the service is there, but keeps what it says from this page: every page may read the script. */
  async #isKept() {
    const script = this.address("widget.js");
    return script.origin !== location.origin && fetch(script, { method: "HEAD", cache: "no-store", referrerPolicy: "no-referrer" }).then((response) => response.ok, () => false);
  }
}
