"""No question is logged, printed or sent anywhere, whatever happens to it."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import NoReturn

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from retriever.query import Question
from retriever.retriever import Retriever
from service.api.middleware import Faults
from service.redaction import fault

SECRET = "Zwiebelfisch4711"


def _raise(_: Retriever, question: Question) -> NoReturn:
    text = question.text
    raise ValueError(f"can't search for {text}")


@pytest.fixture
def everything_said(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> "Said":
    """What loggers and the process say during a test."""
    caplog.set_level(logging.DEBUG)
    return Said(caplog, capfd)


class Said:
    """Records of all loggers, and both output streams."""

    def __init__(self, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
        self._caplog, self._capfd = caplog, capfd

    def records(self, logger: str) -> list[str]:
        """The messages of one logger."""
        return [record.getMessage() for record in self._caplog.records if record.name == logger]

    def __str__(self) -> str:
        records = "".join(f"{record.getMessage()} {record.__dict__}" for record in self._caplog.records)
        return f"{self._caplog.text}{records}{''.join(self._capfd.readouterr())}"


def test_answered_questions(client: httpx.Client, everything_said: Said) -> None:
    """An answered question isn't logged."""
    answer = client.post("/api/search", json={"question": f"Wer hilft bei {SECRET}?", "filters": {"state": SECRET}})
    assert answer.json()["question"] == f"Wer hilft bei {SECRET}?"
    assert SECRET not in str(everything_said)


@pytest.mark.parametrize(
    "body", [f'{{"question": "{SECRET}", "limit": 0}}', f'{{"question": "{SECRET}', f'["{SECRET}"]']
)
def test_refused_questions(client: httpx.Client, everything_said: Said, body: str) -> None:
    """A question that is refused isn't logged."""
    answer = client.post("/api/search", content=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert SECRET not in str(everything_said) + answer.text


def test_failed_questions(client: httpx.Client, everything_said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a search fails, the log says type and place, and the answer only that it failed."""
    monkeypatch.setattr(Retriever, "search", _raise)
    answer = client.post("/api/search", json={"question": SECRET})
    assert (answer.status_code, answer.json()["title"]) == (500, "Interner Fehler")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    said = str(everything_said)
    assert "POST /api/search failed: ValueError at service/test_privacy.py:" in said
    assert SECRET not in said + answer.text
    assert "can't search" not in said


def test_service_goes_on_after_a_failure(client: httpx.Client) -> None:
    """The next question is answered."""
    assert client.post("/api/search", json={"question": "Schulden"}).status_code == 200


def test_fault_without_traceback() -> None:
    """An exception that was never raised is named by its type alone."""
    assert fault(KeyError(SECRET)) == "KeyError"


def test_failure_after_the_start(everything_said: Said) -> None:
    """A response that has begun isn't begun again, and the server isn't told the message."""
    sent: list[Message] = []

    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError(SECRET)

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Faults(half)({"type": "http", "method": "GET", "path": "/", "headers": []}, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert SECRET not in str(everything_said)


def test_requests_are_logged_by_their_route(client: httpx.Client, everything_said: Said) -> None:
    """The service's own record has method, template and status; nothing that a client makes up."""
    client.get(f"/api/measures/{SECRET}")
    client.get(f"/{SECRET}?{SECRET}")
    client.request(SECRET, "/api/facets")
    expected = ["GET /api/measures/{id} 404", "GET - 404", "- /api/facets 405"]
    deadline = monotonic() + 5
    while (said := everything_said.records("service.api.middleware"))[-1:] != expected[-1:] and monotonic() < deadline:
        sleep(0.01)  # a request is recorded once its answer is sent
    assert [record for record in said if "/api/search" not in record] == expected


def test_no_telemetry(
    built_index: Path,
    monkeypatch: pytest.MonkeyPatch,
    everything_said: Said,
    serve: Callable[[Path], httpx.Client],
) -> None:
    """Variables of the environment don't make the framework try to report requests to another host."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    assert serve(built_index).get("/healthz").json() == {"status": "ok"}
    assert "telemetry" not in str(everything_said).lower().replace("test_no_telemetry", "")
