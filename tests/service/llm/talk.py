"""A service whose model can be exchanged while it runs."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
from fastapi import FastAPI

from service.app import create_app
from service.llm.breaker import Breaker
from service.llm.client import ModelClient
from service.llm.writer import Writer
from service.settings import ModelSettings, Settings
from tests.service.conftest import running, wait_until
from tests.service.llm import servers
from tests.service.llm.faults import LIMITS
from tests.service.llm.servers import Handler, ModelServer, serving_model

QUESTION: dict[str, Any] = {"messages": [{"role": "user", "content": "Was kostet JUMITA?"}]}


class Always(Breaker):
    """A breaker that never opens, so that each call reaches the model."""

    def allows(self) -> bool:
        return True


class Talk:
    """A client of the service, the server that is its model, and what that is held to."""

    def __init__(self, app: FastAPI, client: httpx.Client, server: ModelServer) -> None:
        self.client = client
        self.server = server
        self._app = app
        self._loops: list[asyncio.AbstractEventLoop] = []
        app.add_api_route("/loop", self._remember_loop)
        client.get("/loop")

    async def _remember_loop(self) -> None:
        self._loops.append(asyncio.get_running_loop())

    def reset(self) -> None:
        """No model, and a server that nobody has asked."""
        if writer := self._app.state.writer:
            asyncio.run_coroutine_threadsafe(writer.close(), self._loops[0]).result()
        self._app.state.writer = None
        self.server.handler = servers.says("")
        self.server.asked.clear()
        self.server.gone.clear()
        self.server.reached.clear()

    def model(
        self,
        handler: Handler,
        breaker: Breaker | None = None,
        url: str | None = None,
        name: str = "m",
        **limits: float,
    ) -> None:
        """From now on the model answers so; what was wrong with the last one is forgotten."""
        self.reset()
        self.server.handler = handler
        settings = ModelSettings(url=url or self.server.url, model=name, **{**LIMITS, **limits})
        self._app.state.writer = Writer(ModelClient(settings, breaker), settings)

    def answer(self, question: dict[str, Any] = QUESTION) -> dict[str, Any]:
        """The answer to a question."""
        found: dict[str, Any] = self.client.post("/api/chat", json=question).raise_for_status().json()
        return found

    def times(self, question: dict[str, Any] = QUESTION) -> tuple[float, float, str]:
        """Seconds until the passages and until the answer of a stream, and the stream."""
        started = perf_counter()
        passages, lines = 0.0, []
        with self.client.stream("POST", "/api/chat", json={**question, "stream": True}) as stream:
            for line in stream.iter_lines():
                if line == "event: passages":
                    passages = perf_counter() - started
                lines.append(line)
        return passages, perf_counter() - started, "\n".join(lines)


@contextmanager
def talking(root: Path) -> Iterator[Talk]:
    """A service over the index in `root` for as long as the block runs."""
    settings = Settings(index=root)
    app = create_app(settings)
    with running(app, settings) as client, serving_model(servers.says("")) as server:
        wait_until(client, lambda answer: answer.status_code == 200)
        talk = Talk(app, client, server)
        yield talk
        talk.reset()
