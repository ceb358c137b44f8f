"""The conversation with a model behind it, good and bad, over HTTP."""

import itertools
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from service.model.settings import ModelSettings
from tests.service.model import servers
from tests.service.model.servers import HEAD, Handler, ModelServer, serving_model

QUESTION = {"messages": [{"role": "user", "content": "Was kostet JUMITA?"}]}
LIMITS = {"first_seconds": 0.6, "idle_seconds": 0.4, "total_seconds": 1.5, "answer_bytes": 20_000}
TRUE = "JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate [1]."

Talk = Callable[..., tuple[httpx.Client, ModelServer]]


@pytest.fixture
def talk(serve: Callable[..., httpx.Client], built_index: Path, until: Callable[..., Any]) -> Iterator[Talk]:
    """A service whose model is a server with this handler."""
    running = []

    def start(handler: Handler, **limits: float) -> tuple[httpx.Client, ModelServer]:
        context = serving_model(handler)
        server = context.__enter__()
        running.append(context)
        client = serve(built_index, llm=ModelSettings(url=server.url, model="m", **{**LIMITS, **limits}))
        until(client, lambda answer: answer.status_code == 200)
        return client, server

    yield start
    for context in running:
        context.__exit__(None, None, None)


def test_what_holds_is_shown(talk: Talk) -> None:
    """A supported sentence is the answer, with its citation; what isn't supported is left out and said to be."""
    client, server = talk(servers.says(f"{TRUE} Es gibt einen Dienstwagen dazu [1]. "))
    answer = client.post("/api/chat", json=QUESTION).json()
    assert (answer["answered_by"], answer["grounded"]) == ("model", True)
    assert answer["answer"].startswith("JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate. [1]")
    assert "Dienstwagen" not in answer["answer"]
    assert answer["notes"] == ["Ein Satz des Sprachmodells war nicht belegt und fehlt."]
    assert [cited["number"] for cited in answer["citations"]] == [1]
    assert b"117.335,04" in server.asked[0]


def test_a_stream_shows_checked_sentences_only(talk: Talk) -> None:
    """Passages first, then what holds, then the whole answer."""
    client, _ = talk(servers.says(f"Ruf an unter 0551 999999 [1]. {TRUE}"))
    text = client.post("/api/chat", json={**QUESTION, "stream": True}).text
    names = [line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")]
    assert names == ["passages", "token", "answer"]
    assert "999999" not in text
    assert json.loads(text.strip().splitlines()[-1].removeprefix("data: "))["answered_by"] == "model"


@pytest.mark.parametrize(
    "said",
    [
        "JUMITA kostet 99.000 € [1].",
        "<script>alert(1)</script> [1]",
        "[Hier klicken](https://evil.example) [1].",
        "It costs 117,335.04 € for 11 months and 16 participants [1].",
        "Darauf enthalten die Auszüge keine Antwort.",
        "qwertz asdfgh yxcvbn " * 20,
    ],
)
def test_what_does_not_hold_is_answered_by_quotes(talk: Talk, said: str) -> None:
    """And that is said."""
    client, _ = talk(servers.says(said))
    answer = client.post("/api/chat", json=QUESTION).json()
    assert answer["answered_by"] == "extract"
    assert answer["answer"].startswith("»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]")
    assert answer["notes"][0].startswith("Was das Sprachmodell schrieb, ist nicht ausreichend belegt.")


FAULTS: dict[str, tuple[Handler, str]] = {
    "empty": (servers.says(""), "es hat nichts geantwortet"),
    "401": (servers.status("401 Unauthorized"), "es hat die Anfrage abgelehnt, HTTP 401"),
    "429": (servers.status("429 Too Many Requests"), "es hat die Anfrage abgelehnt, HTTP 429"),
    "500 with a page of HTML": (servers.status("500 Oops", body=b"<h1>Oops</h1>"), "abgelehnt, HTTP 500"),
    "redirect": (servers.status("302 Found", "Location: http://evil.example/"), "es verweist an eine andere Adresse"),
    "no JSON": (servers.sends(HEAD, b"data: {nonsense\n\n"), "seine Antwort war nicht lesbar"),
    "another JSON": (servers.sends(HEAD, b'data: {"choices": 7}\n\n'), "seine Antwort war nicht lesbar"),
    "invalid UTF-8": (servers.sends(HEAD, b"data: \xff\xfe\xfd\n\n"), "seine Antwort war nicht lesbar"),
    "reset": (servers.resets, "die Verbindung ist abgerissen"),
    "no first token": (servers.drips(None, 0.1), "es hat nicht rechtzeitig begonnen"),
    "one byte at a time": (servers.drips(itertools.repeat(b":"), 0.1), "es hat nicht rechtzeitig begonnen"),
    "stops in the middle": (servers.drips(iter([servers.chunk("JUMITA ")]), 0.1), "mitten in der Antwort aufgehört"),
    "never ends": (servers.drips(itertools.repeat(servers.chunk("JUMITA ")), 0.05), "es hat zu lange gebraucht"),
    "a line without end": (servers.drips(itertools.repeat(b"x" * 4_096), 0.0), "es hat zu viel gesendet"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_no_passages(talk: Talk, name: str) -> None:
    """The passages come before the model is asked, the quotes within its limits, the reason by name."""
    handler, reason = FAULTS[name]
    client, _ = talk(handler)
    before = monotonic()
    answer = client.post("/api/chat", json=QUESTION).json()
    assert monotonic() - before < 4.0
    assert answer["answered_by"] == "extract"
    assert reason in answer["notes"][0]
    assert answer["answer"].startswith("»117.335,04 €")
    with client.stream("POST", "/api/chat", json={**QUESTION, "stream": True}) as stream:
        assert next(stream.iter_lines()) == "event: passages"


def test_nobody_there(serve: Callable[..., httpx.Client], built_index: Path, until: Callable[..., Any]) -> None:
    """Three refused connections are tried, then the model is left alone; every answer is quotes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    client = serve(built_index, llm=ModelSettings(url=url, model="m", **LIMITS))
    until(client, lambda answer: answer.status_code == 200)
    told = [client.post("/api/chat", json=QUESTION).json()["notes"][0] for _ in range(4)]
    assert all("es ist nicht erreichbar" in note for note in told[:3])
    assert "wird für kurze Zeit nicht gefragt" in told[3]


def test_a_client_that_leaves_ends_the_writing(talk: Talk) -> None:
    """The model's connection is closed long before the limit, streaming or not."""
    client, server = talk(servers.drips(itertools.repeat(servers.chunk("JUMITA ")), 0.02), total_seconds=60.0)
    with client.stream("POST", "/api/chat", json={**QUESTION, "stream": True}) as stream:
        lines = stream.iter_lines()  # dropping it would close the stream
        assert next(lines) == "event: passages"
        assert server.reached.wait(10.0)
    assert server.gone.wait(10.0)
    server.gone.clear()
    with pytest.raises(httpx.ReadTimeout):
        client.post("/api/chat", json=QUESTION, timeout=2.0)
    assert server.gone.wait(10.0)


def test_tables_and_talk_need_no_model(talk: Talk) -> None:
    """The model isn't asked for what it could only spoil."""
    client, server = talk(servers.says("Hallo!"))
    for content in ("Hallo", "Vergleiche JUMITA und AmigA", "Wie hoch ist das Kindergeld in Hamburg?"):
        answer = client.post("/api/chat", json={"messages": [{"role": "user", "content": content}]}).json()
        assert (answer["answered_by"], answer["notes"]) == ("extract", [])
    assert server.asked == []


def test_a_model_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is said before anything starts, not by every answer."""
    monkeypatch.setattr("service.model.settings.find_spec", lambda _: None)
    assert ModelSettings().url is None
    with pytest.raises(ValueError, match="needs the extra `llm`"):
        ModelSettings(url="http://127.0.0.1:1/v1", model="m")


def test_settings_that_cannot_be_meant() -> None:
    """A URL needs a model, and http."""
    with pytest.raises(ValueError, match="go together"):
        ModelSettings(url="http://127.0.0.1:1/v1")
    with pytest.raises(ValueError, match="http or https"):
        ModelSettings(url="ftp://127.0.0.1/v1", model="m")
