"""`/mcp`: what a host gets over HTTP, with the same keys, catalogues, limits and silence as every other route."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.access.key import AccessKey, KeyScope, secret_digest
from service.access.key_file import KeyFile
from service.api.admission import Admission
from service.api.refusals import QuickRefusals
from tests.service.conftest import serving, wait_until
from tests.service.mcp.host import conversation, over_http, size

JUMITA = "jumita-junge-muetter-in-teilzeit"
SECRET = "Zwiebelfisch4711"
MODES = ("auto", "legacy", "2026-07-28")
"""The handshake of 2025 and the requests of 2026, and whichever of them the server knows."""


def call(client: httpx.Client, name: str, arguments: dict[str, Any], **headers: str) -> httpx.Response:
    """A tool called by hand."""
    params = {"name": name, "arguments": arguments}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return client.post("/mcp", json=body, headers={"Accept": "application/json, text/event-stream", **headers})


@pytest.mark.parametrize("mode", MODES)
def test_a_conversation_of_three_turns(client: httpx.Client, mode: str) -> None:
    """The same tools as over stdio; links lead into the page of the service that was called."""
    address = str(client.base_url).rstrip("/")

    async def talk() -> None:
        async with over_http(address, mode=mode) as host:
            assert len((await host.list_tools()).tools) == 4
            first, second, third = await conversation(
                host, "Was gibt es für Alleinerziehende?", "und in Niedersachsen?", "Was kostet JUMITA?"
            )
            assert first["answerable"]
            assert JUMITA in [each["id"] for each in second["measures"]]
            assert (third["citations"][0]["start"], third["citations"][0]["end"]) == (87158, 87207)
            assert third["citations"][0]["link"].startswith(f"{address}/#dokument=handlungsansaetze-")
            found = await host.call_tool("search_measures", {"question": "measures for young people", "limit": 10})
            assert 0 < size(found) <= 6_000
            assert len((await host.list_resources()).resources) == 20
            read = await host.read_resource(f"lotse://measures/{JUMITA}")
            assert read.contents[0].text.startswith("# JUMITA")

    asyncio.run(talk())


def test_it_is_like_every_route(client: httpx.Client) -> None:
    """Its headers, names, methods and media types; nothing is kept between two requests."""
    found = call(client, "list_facets", {})
    assert found.json()["result"]["structuredContent"]["total"] == 36
    assert found.headers["content-type"] == "application/json"
    assert (found.headers["x-frame-options"], found.headers["cache-control"]) == ("DENY", "no-store")
    assert "mcp-session-id" not in found.headers
    assert call(client, "list_facets", {}, Host="evil.example").status_code == 421
    for method in ("GET", "DELETE"):
        refused = client.request(method, "/mcp", headers={"Accept": "text/event-stream"})
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    assert client.post("/mcp", content="{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/mcp", json=[]).status_code == 400
    assert (
        client.post("/mcp", content=b"x" * 1_100_000, headers={"Content-Type": "application/json"}).status_code == 413
    )


def test_a_full_queue(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses it as it refuses a search, also before anything is parsed."""
    with monkeypatch.context() as patched:
        patched.setattr(Admission, "seat", _refuse)
        assert call(client, "list_facets", {}).status_code == 503
    monkeypatch.setattr(Admission, "is_full_for", lambda *_: True)
    refused = QuickRefusals(Admission(1, 1))(
        b"POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", "127.0.0.1"
    )
    assert refused is not None
    assert refused.startswith(b"HTTP/1.1 503 ")


async def _refuse(admission: Admission, _: str) -> None:
    raise admission.refuse()


def test_no_question_is_logged(
    client: httpx.Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is answered, refused, malformed, or the tool fails."""
    caplog.set_level(logging.DEBUG)
    assert call(client, "search_measures", {"question": SECRET}).json()["result"]["isError"] is False
    assert call(client, "search_measures", {"question": "x", SECRET: 1}).json()["result"]["isError"] is True
    assert SECRET not in call(client, "search_measures", {"question": SECRET, "limit": 99}).text
    call(client, SECRET, {"question": SECRET})
    for body in (
        {"jsonrpc": "2.0", "id": 1, "method": SECRET},
        {"jsonrpc": "2.0", "method": "tools/call", "params": SECRET},
    ):
        client.post("/mcp", json=body)
    client.post("/mcp", content=f'{{"{SECRET}', headers={"Content-Type": "application/json"})
    monkeypatch.setattr("retriever.retriever.Retriever.search", _fail)
    failed = call(client, "search_measures", {"question": SECRET}).json()["result"]
    assert (failed["isError"], SECRET in str(failed)) == (True, False)
    said = "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records) + caplog.text
    assert "search_measures failed: ValueError at api/test_mcp.py:" in said
    assert "POST /mcp 200" in said
    assert SECRET not in said


def _fail(_: object, question: Any) -> None:
    raise ValueError(question.text)


@pytest.fixture(scope="module")
def keyed(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service with a key for searching, one for conversing, and one for the administration."""
    keys = tmp_path_factory.mktemp("keys") / "keys.json"
    scopes: tuple[KeyScope, ...] = ("search", "chat", "admin")
    for scope in scopes:
        KeyFile(keys).add(AccessKey(scope, (scope,), datetime.now(UTC), digest=secret_digest(scope)))
    with ExitStack() as stack:
        client = stack.enter_context(serving(built_index, keys=keys))
        wait_until(client, lambda answer: answer.status_code == 200)
        yield client


def test_keys(keyed: httpx.Client) -> None:
    """One is needed, and its scope says which tools there are; the others say so."""
    assert call(keyed, "list_facets", {}).status_code == 401
    assert call(keyed, "list_facets", {}, Authorization="Bearer wrong").status_code == 401
    assert call(keyed, "list_facets", {}, Authorization="Bearer admin").status_code == 403

    async def tools(key: str) -> list[str]:
        async with over_http(str(keyed.base_url).rstrip("/"), key) as host:
            return [tool.name for tool in (await host.list_tools()).tools]

    assert asyncio.run(tools("search")) == ["search_measures", "read_measure", "list_facets"]
    assert asyncio.run(tools("chat")) == ["read_measure", "answer_question", "list_facets"]
    refused = call(keyed, "search_measures", {"question": "JUMITA"}, Authorization="Bearer chat").json()["result"]
    assert refused["isError"] is True
    assert "erlaubt search_measures nicht" in refused["content"][0]["text"]


def test_before_there_is_an_index(tmp_path: Path) -> None:
    """A host gets its tools, and they say what to do."""
    with serving(tmp_path / "none") as client:
        wait_until(client, lambda answer: "no-index" in answer.text)
        found = call(client, "list_facets", {}, **{"Accept-Language": "en"}).json()["result"]
        assert found["isError"] is True
        assert "lotse index" in found["content"][0]["text"]
