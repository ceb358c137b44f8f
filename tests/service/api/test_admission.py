"""Under too much load some requests are answered soon, and all others refused at once."""

import asyncio
import itertools
import json
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from retriever.query import Question
from retriever.result import SearchResult
from retriever.retriever import Retriever
from service.api.admission import Admission
from service.api.problems import ProblemError
from service.api.refusals import QuickRefusals
from service.app import create_app
from service.settings import Settings
from tests.pace import allowed
from tests.service.llm import servers
from tests.service.llm.talk import QUESTION, talking

Serve = Callable[..., httpx.Client]
Until = Callable[..., httpx.Response]
SEARCH = {"question": "Wer hilft bei Schulden?"}
COMPLETION = {"model": "massnahmenlotse", "messages": [{"role": "user", "content": "Wer hilft bei Schulden?"}]}


def run(task: Any) -> Any:
    return asyncio.run(task)


def test_seats_go_in_order() -> None:
    """To whoever has waited longest; one that gives up is passed over."""

    async def queue() -> list[str]:
        admission = Admission(seats=1, queue=10, patience=5.0)
        first = await admission.seat("a")
        served: list[str] = []

        async def wait(name: str) -> None:
            seat = await admission.seat(name)
            served.append(name)
            seat.leave()
            seat.leave()  # counts once

        waiting = {name: asyncio.create_task(wait(name)) for name in "bcd"}
        await asyncio.sleep(0)
        waiting["c"].cancel()
        first.leave()
        await asyncio.gather(*waiting.values(), return_exceptions=True)
        last = await admission.seat("e")  # all were given back
        last.leave()
        return served

    assert run(queue()) == ["b", "d"]


def test_who_waits_too_long_is_refused() -> None:
    """So is who comes when the queue is full; then it says that it is overloaded, for a while."""

    async def queue() -> list[float]:
        admission = Admission(seats=1, queue=2, patience=0.1)
        assert not admission.overloaded
        seat = await admission.seat("a")
        began, ended = monotonic(), []
        waiting = [asyncio.create_task(admission.seat(name)) for name in "bc"]
        await asyncio.sleep(0)
        with pytest.raises(ProblemError, match="overloaded"):
            await admission.seat("d")
        ended.append(monotonic() - began)
        assert admission.overloaded
        for each in waiting:
            with pytest.raises(ProblemError, match="overloaded"):
                await each
            ended.append(monotonic() - began)
        seat.leave()
        (await admission.seat("a")).leave()
        return ended

    full, *late = run(queue())
    assert full < 0.05
    assert all(0.1 <= each < 1.0 for each in late)


def test_one_address_gets_half_of_the_queue() -> None:
    """Somebody else still gets a place in it."""

    async def queue() -> int:
        admission = Admission(seats=1, queue=10, patience=0.2)
        await admission.seat("loud")
        crowd = [asyncio.create_task(admission.seat("loud")) for _ in range(50)]
        quiet = asyncio.create_task(admission.seat("quiet"))
        await asyncio.sleep(0.01)
        assert not quiet.done()
        await asyncio.gather(*crowd, quiet, return_exceptions=True)
        return sum(not each.done() for each in crowd)

    assert run(queue()) == 0


def test_nobody_waits_in_vain() -> None:
    """Where requests take a quarter of the patience, two may wait; quick ones may fill the queue again."""

    async def queue() -> list[int]:
        admission = Admission(seats=1, queue=8, patience=0.4)
        counts = []
        for worked in (0.11, 0.0):
            for _ in range(60):
                admission._free -= 1
                admission.leave(worked, shared=False)
            seat = await admission.seat("a")
            crowd = [asyncio.create_task(admission.seat(name)) for name in "bbccddeeffgg"]
            await asyncio.sleep(0)
            counts.append(sum(not each.done() for each in crowd))
            for each in crowd:
                each.cancel()
            await asyncio.gather(*crowd, return_exceptions=True)
            seat.leave()
        return counts

    assert run(queue()) == [2, 8]


def test_one_that_takes_long_lets_another_in() -> None:
    """One at most, so that there are never more than two at a seat; once it is over, all is as before."""

    async def queue() -> list[bool]:
        admission = Admission(seats=1, queue=8, patience=2.0)
        long = await admission.seat("a")
        second = await admission.seat("b")  # after a quarter of a second
        third = asyncio.create_task(admission.seat("c"))
        await asyncio.sleep(0.4)
        beside = [third.done()]
        long.leave()
        await asyncio.sleep(0.01)
        beside.append(third.done())
        second.leave()
        (await third).leave()
        return [*beside, admission._free == 1]

    assert run(queue()) == [False, False, True]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches that take a while."""
    search = Retriever.search

    def slowly(retriever: Retriever, question: Question, *more: Any) -> SearchResult:
        sleep(0.3)
        return search(retriever, question, *more)

    monkeypatch.setattr(Retriever, "search", slowly)


@pytest.mark.usefixtures("slow")
def test_too_many_requests(built_index: Path, serve: Serve, until: Until) -> None:
    """Some are answered, the rest gets 503 with a time to come back; health is answered, readiness says overloaded."""
    client = serve(built_index, queue=2)
    until(client, lambda answer: answer.status_code == 200)
    with ThreadPoolExecutor(30) as pool:
        asked = [pool.submit(client.post, "/api/search", json=SEARCH) for _ in range(20)]
        asked += [pool.submit(client.post, "/v1/chat/completions", json=COMPLETION) for _ in range(10)]
        sleep(0.2)
        began = monotonic()
        assert client.get("/healthz").status_code == 200
        assert monotonic() - began < 1.0
        ready = client.get("/readyz", headers={"Accept-Language": "en"})
        answers = [each.result() for each in asked]
    assert (ready.status_code, ready.json()["title"]) == (503, "Overloaded")
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {200, 503}
    refused = [answer for answer in answers if answer.status_code == 503]
    assert {answer.headers["retry-after"] for answer in refused} == {"2"}
    assert refused[0].json()["type"] == "urn:massnahmenlotse:problem:overloaded"
    assert refused[-1].json()["error"]["code"] == "overloaded"
    until(client, lambda answer: answer.status_code == 200)
    assert client.post("/api/search", json=SEARCH).status_code == 200


@pytest.mark.usefixtures("slow")
def test_the_administration_needs_no_seat(built_index: Path, serve: Serve, until: Until) -> None:
    """Whoever has its key can act while everybody else is refused."""
    client = serve(built_index, queue=1, admin_key="sehr-geheimer-schluessel")
    until(client, lambda answer: answer.status_code == 200)
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(client.post, "/api/search", json=SEARCH) for _ in range(20)]
        sleep(0.2)
        state = client.get("/api/admin", headers={"Authorization": "Bearer sehr-geheimer-schluessel"})
        refused = sum(each.result().status_code == 503 for each in asked)
    assert (state.status_code, refused > 0) == (200, True)


def test_a_body_that_never_ends_takes_no_seat(built_index: Path, serve: Serve, until: Until) -> None:
    """Fifty of them keep nobody waiting."""
    client = serve(built_index)
    until(client, lambda answer: answer.status_code == 200)
    address = (client.base_url.host, client.base_url.port or 80)
    silent = [socket.create_connection(address) for _ in range(50)]
    for each in silent:
        each.sendall(
            b"POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b'Content-Length: 500\r\n\r\n{"question": '
        )
    assert client.post("/api/search", json=SEARCH).status_code == 200
    for each in silent:
        each.close()


@pytest.mark.timed
def test_waiting_for_a_model_takes_no_seat(built_index: Path) -> None:
    """Answers that a model takes its time for keep no search waiting; more than it may write at once are quotes."""
    with talking(built_index) as talk, ThreadPoolExecutor(12) as pool:
        talk.model(
            servers.drips(itertools.repeat(servers.chunk("JUMITA ")), 0.1), total_seconds=allowed(4.0), answers=6
        )
        asked = []
        for path, body in [("/api/chat", QUESTION)] * 8 + [("/v1/chat/completions", _completion())] * 4:
            asked.append(pool.submit(talk.client.post, path, json=body))
            sleep(allowed(0.1))
        began = monotonic()
        assert talk.client.post("/api/search", json=SEARCH).status_code == 200
        assert monotonic() - began < allowed(1.0)
        answers = [each.result() for each in asked]
    assert {answer.status_code for answer in answers} == {200}
    notes = [_said(answer.json()) for answer in answers]
    assert sum("so viele andere Antworten" in note for note in notes) == 6
    assert sum("zu lange gebraucht" in note for note in notes) == 6


def _completion() -> dict[str, Any]:
    return {"model": "massnahmenlotse", **QUESTION}


def _said(answer: dict[str, Any]) -> str:
    return str(answer["notes"][0] if "notes" in answer else answer["lotse"]["notes"][0])


def test_too_many_bytes_at_once(built_index: Path, serve: Serve, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies are held while they arrive; there is a limit to all of them together."""
    monkeypatch.setattr("service.api.admission._MOST_HELD", 10_000)
    client = serve(built_index)
    until(client, lambda answer: answer.status_code == 200)
    large = client.post("/api/search", content=b" " * 20_000, headers={"Content-Type": "application/json"})
    assert (large.status_code, large.json()["type"]) == (503, "urn:massnahmenlotse:problem:overloaded")
    for _ in range(5):
        assert (
            client.post("/api/search", content=b" " * 5_000, headers={"Content-Type": "application/json"}).status_code
            == 400
        )


HEADS = "Host: 127.0.0.1\r\nContent-Type: application/json\r\nAccept-Language: en\r\n"
FULL = QuickRefusals(Admission(seats=0, queue=0))


def request(line: str, heads: str = HEADS, body: bytes = b"{}") -> bytes:
    """A request as it comes from the network."""
    return f"{line} HTTP/1.1\r\n{heads}Content-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize("path", ["/api/search", "/v1/chat/completions", "/api/measures/a%20b"])
def test_a_quick_refusal_is_the_usual_one(tmp_path: Path, path: str) -> None:
    """Header for header and word for word."""
    app = create_app(Settings(index=tmp_path, queue=1))
    app.state.admission._free, app.state.admission._queue = 0, 0
    usual = TestClient(app, base_url="http://localhost").get(path, headers={"Accept-Language": "en"})
    head, _, body = (FULL(request(f"GET {path}"), "127.0.0.1") or b"").decode().partition("\r\n\r\n")
    line, *headers = head.split("\r\n")
    assert (usual.status_code, line) == (503, "HTTP/1.1 503 Service Unavailable")
    found, problem = dict(header.split(": ", 1) for header in headers), json.loads(body)
    assert found | {"x-request-id": "any"} == dict(usual.headers) | {"x-request-id": "any"}
    assert problem == usual.json() | ({"request": found["x-request-id"]} if "request" in problem else {})
    assert usual.headers["retry-after"] == "2"


@pytest.mark.parametrize(
    "data",
    [
        request("GET /healthz"),
        request("POST /api/search", f"{HEADS}Content-Length: 2\r\n"),
        request("POST /api/search", f"{HEADS}Content-Length : 0\r\n"),
        request("POST /api/search", f"{HEADS}Transfer-Encoding : chunked\r\n"),
        request("POST /api/search", f"{HEADS}X-Long: a\r\n\tb\r\n"),
        request("GET /readyz"),
        request("GET /"),
        request("PUT /api/admin/documents/x"),
        request("GET /api/admin"),
        request("POST /api/admin/rebuild"),
        request("POST /api/search")[:-1],
        request("POST /api/search") + b"GET",
        request("POST /api/search").split(b"\r\n\r\n")[0],
        request("POST /api/search", HEADS + "Connection: close\r\n"),
        request("POST /api/search", HEADS + "Transfer-Encoding: chunked\r\n"),
        request("POST /api/search", HEADS + "Origin: https://intranet.example\r\n"),
        b"GET /api/facets HTTP/1.0\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"",
    ],
)
def test_what_goes_the_usual_way(data: bytes) -> None:
    """Health, pages, uploads, and all that isn't one whole request on a connection that goes on."""
    assert FULL(data, "127.0.0.1") is None


def test_nothing_is_refused_while_there_is_room() -> None:
    """Nor does it say so."""
    admission = Admission(seats=0, queue=1)
    assert QuickRefusals(admission)(request("POST /api/search"), "127.0.0.1") is None
    assert not admission.overloaded


def test_refusals_on_one_connection(
    built_index: Path, serve: Serve, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes on: once there is room again, it is answered."""
    client = serve(built_index)
    until(client, lambda answer: answer.status_code == 200)
    with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as connection:
        monkeypatch.setattr(Admission, "is_full_for", lambda *_: True)
        for _ in range(3):
            connection.sendall(request("POST /api/search"))
            assert connection.recv(65_536).startswith(b"HTTP/1.1 503 ")
        monkeypatch.undo()
        connection.sendall(request("POST /api/search", body=json.dumps(SEARCH).encode()))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 OK")
