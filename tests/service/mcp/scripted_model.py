"""A model that follows a script, for hosts that need one: it speaks OpenAI's completions and calls their tools.

To a question it answers with a call of `search_measures` at first and of `answer_question` after that, with the ids
that earlier results named; and what comes back it repeats word for word.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

NAME = "scripted"
_ID = re.compile(r"\bids?: ([a-z0-9-]+)")


@dataclass
class ScriptedModel:
    """Where it is, and which tools it was given and called, in order."""

    url: str
    given: set[str] = field(default_factory=set)
    called: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def next(self, messages: list[dict[str, Any]], tools: list[str]) -> dict[str, Any]:
        """The message that follows others."""
        self.given.update(tools)
        if messages[-1]["role"] == "tool":
            return {"role": "assistant", "content": words(messages[-1])}
        said = [each for each in messages if each["role"] in ("user", "assistant") and words(each)]
        first = sum(each["role"] == "user" for each in said) == 1
        named = [name for name in tools if name.endswith("search_measures" if first else "answer_question")]
        if not named:
            return {"role": "assistant", "content": "Maßnahmen"}
        arguments = _search(said) if first else _follow_up(said)
        self.called.append((named[0], arguments))
        function = {"name": named[0], "arguments": json.dumps(arguments)}
        call = {"index": 0, "id": f"call_{len(self.called)}", "type": "function", "function": function}
        return {"role": "assistant", "content": None, "tool_calls": [call]}


def words(message: dict[str, Any]) -> str:
    """The text of a message, whole or in parts."""
    content = message.get("content") or ""
    text = content if isinstance(content, str) else "\n".join(part.get("text", "") for part in content)
    return text.strip('" \n')


def _search(said: list[dict[str, Any]]) -> dict[str, Any]:
    return {"question": words(said[-1]), "limit": 2}


def _follow_up(said: list[dict[str, Any]]) -> dict[str, Any]:
    told = ({"role": each["role"], "content": words(each)[:500], "measures": _ID.findall(words(each))} for each in said)
    return {"messages": [{**each, "measures": each["measures"][:1]} for each in told]}


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """A server on the loopback interface."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(json.dumps({"object": "list", "data": [{"id": NAME, "object": "model"}]}))

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            tools = [tool["function"]["name"] for tool in request.get("tools") or ()]
            message = model.next(request["messages"], tools)
            ends = "tool_calls" if "tool_calls" in message else "stop"
            whole = {"id": "1", "created": 1, "model": NAME}
            if not request.get("stream"):
                choice = {"index": 0, "message": message, "finish_reason": ends}
                self._send(json.dumps({**whole, "object": "chat.completion", "choices": [choice]}))
                return
            pieces = ({"delta": message, "finish_reason": None}, {"delta": {}, "finish_reason": ends})
            chunk = {**whole, "object": "chat.completion.chunk"}
            lines = [json.dumps({**chunk, "choices": [{"index": 0, **piece}]}) for piece in pieces]
            self._send("".join(f"data: {line}\n\n" for line in (*lines, "[DONE]")), "text/event-stream")

        def _send(self, text: str, kind: str = "application/json") -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model = ScriptedModel(f"http://127.0.0.1:{server.server_port}/v1")
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
