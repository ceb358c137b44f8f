// Asking the service: an answer that comes in pieces, and what can go wrong with it.

/** What is said when an answer is there. */
export function finished({ measures, citations }, texts) {
  return texts.text("conversation.done", {
    measures: texts.text("common.count.measures", { count: measures.length }),
    sources: texts.text("common.count.sources", { count: citations.length }),
  });
}

/** What to say of an error: the service's own words, or ours where it couldn't be reached or broke off. */
export function explained(error, texts) {
  const ours = `conversation.problems.${error.problem?.type}`;
  return error.message || texts.text(texts.has(ours) ? ours : "conversation.failed");
}

/** What the service says is wrong (RFC 9457); `status` 0: it couldn't be reached, or the answer broke off. */
export class ChatProblem extends Error {
  constructor(problem, status = 0) {
    super(problem.detail ?? problem.title ?? "");
    this.name = "ChatProblem";
    this.problem = problem;
    this.status = status;
  }
}

/**
 * Ask the chat at `endpoint` (the address of /api/chat). `onEvent(name, data)` gets passages and tokens as they come;
 * the promise becomes the whole answer, or fails with a ChatProblem, or with an AbortError once `signal` is aborted. `who`
 * are headers that say who asks.
 * @param {URL} endpoint
 * @param {any} body
 * @param {{onEvent?: (name: string, data: any) => void, signal?: AbortSignal, who?: Record<string, string>}} options
 */
export async function streamChat(endpoint, body, { onEvent = () => {}, signal, who = {} } = {}) {
  const headers = { ...who, "Content-Type": "application/json", Accept: "text/event-stream, application/json" };
  if (body.language) headers["Accept-Language"] = body.language;
  try {
    const response = await fetch(endpoint, {
      method: "POST", headers, body: JSON.stringify({ ...body, stream: true }), signal, credentials: "same-origin", referrerPolicy: "no-referrer",
    });
    if (!response.ok) throw new ChatProblem(await response.json().catch(() => ({})), response.status);
    for await (const [name, data] of serverEvents(response.body)) {
      if (name === "problem") throw new ChatProblem(data, data.status);
      onEvent(name, data);
      if (name === "answer") return data;
    }
    throw new ChatProblem({ type: "broken" });
  } catch (error) {
    if (error instanceof ChatProblem || error.name === "AbortError") throw error;
    throw new ChatProblem({ type: error instanceof SyntaxError ? "broken" : "network" });
  }
}

/** Server-sent events of a body, however its bytes are cut (WHATWG HTML, 9.2). */
async function* serverEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let name = "message";
  let data = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (data.length) yield [name, JSON.parse(data.join("\n"))];
          name = "message";
          data = [];
          continue;
        }
        const [, field, text] = /^([^:]*):? ?(.*)$/s.exec(line);
        if (field === "event") name = text;
        else if (field === "data") data.push(text);
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
