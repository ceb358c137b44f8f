"""The engine picks up new generations, refuses damaged ones, and never takes away what serves."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NoReturn

import httpx
import pytest
from fastapi import FastAPI

import service
from index.encoders.encoder import Encoder, EncoderError
from index.encoders.load import load_encoder
from index.files import unsealed
from index.generations import Generations
from index.manifest import NAME, Manifest, hashes
from retriever.query import Question
from service.app import create_app
from service.engine import RETRY_SECONDS, Engine, State
from service.settings import Settings

Until = Callable[[httpx.Client, Callable[[httpx.Response], bool]], httpx.Response]
Copy = Callable[[Path, str], Path]
Serve = Callable[[Path], httpx.Client]

NEWER = "20990101T000000-00000001"
ADVICE = "Bitte führen Sie `lotse index` aus; der Dienst lädt den Index dann von selbst."


def _damage(generation: Path) -> str:
    """Change a file of a generation; what is said about it."""
    with (generation / "chunks.json").open("a") as file:
        file.write(" ")
    return f"{generation.name}/chunks.json doesn't match its hash in the manifest"


def _rewrite_manifest(generation: Path) -> None:
    manifest = unsealed((generation / NAME).read_bytes())
    Manifest(**(manifest | {"files": hashes(generation)})).save(generation)


def _generation(engine: Engine) -> str | None:
    retriever = engine.state.retriever
    return retriever.index.generation if retriever else None


def _facets(app: FastAPI) -> httpx.Response:
    """What a service that isn't started answers."""

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://lotse") as client:
            return await client.get("/api/facets")

    return asyncio.run(ask())


def test_before_the_first_load(tmp_path: Path) -> None:
    """A service that has just started asks for a little patience."""
    answer = _facets(create_app(Settings(index=tmp_path)))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["type"] == "urn:massnahmenlotse:problem:loading"


def test_no_index_then_one(tmp_path: Path, built_index: Path, serve: Serve, until: Until) -> None:
    """Without an index the service says what to do, and takes the index as soon as there is one."""
    root = tmp_path / "new-index"
    client = serve(root)
    problem = until(client, lambda answer: answer.json()["type"].endswith(":no-index")).json()
    assert (problem["status"], problem["title"], problem["detail"]) == (503, "Kein Index", ADVICE)
    assert problem["degraded"] == ["no index in new-index. Run `lotse index` to build one."]
    for path in ("/api/measures", "/api/measures/x", "/api/facets", "/api/documents/x"):
        assert client.get(path).json()["type"] == "urn:massnahmenlotse:problem:no-index"
    assert client.post("/api/search", json={"question": "Schulden"}).status_code == 503
    assert client.get("/healthz").status_code == 200
    current = Generations(built_index).current()
    assert current
    root.mkdir()
    (root / "generations").symlink_to(built_index / "generations")
    Generations(root).point_to(current)
    assert until(client, lambda answer: answer.status_code == 200).json()["index"]["generation"] == current


def test_only_a_damaged_generation(own_root: Path, serve: Serve, until: Until) -> None:
    """A damaged generation that is the only one is refused by name, without telling where it lies."""
    current = Generations(own_root).current()
    assert current
    reason = _damage(Generations(own_root).path(current))
    answer = until(serve(own_root), lambda answer: answer.json()["type"].endswith(":no-index"))
    assert answer.json()["degraded"] == [f"{reason}. Run `lotse index` to build one."]
    assert str(own_root.parent) not in answer.text


def test_new_generation_under_load(own_root: Path, copy_generation: Copy, serve: Serve, until: Until) -> None:
    """While 200 searches run at once, a new generation is taken and none of them fails."""
    client = serve(own_root)
    old = until(client, lambda answer: answer.status_code == 200).json()["index"]["generation"]
    copy_generation(own_root, NEWER)

    async def ask(client: httpx.AsyncClient, number: int) -> str:
        body = {"question": f"Hilfe bei Schulden {number}", "limit": 3}
        while (answer := await client.post("/api/search", json=body)).status_code == 503:  # refused, to come again
            await asyncio.sleep(0.1)
        assert (answer.status_code, len(answer.json()["measures"])) == (200, 3)
        return str(answer.json()["index"]["generation"])

    async def ask_many() -> list[str]:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=0)  # the server ends idle ones
        async with httpx.AsyncClient(base_url=client.base_url, limits=limits, timeout=60) as many:
            assert await ask(many, 0) == old
            Generations(own_root).point_to(NEWER)
            return await asyncio.gather(*(ask(many, number) for number in range(200)))

    generations = asyncio.run(ask_many())
    assert len(generations) == 200
    assert set(generations) <= {old, NEWER}
    until(client, lambda answer: answer.status_code == 200 and answer.json()["index"]["generation"] == NEWER)
    assert client.get("/readyz").json()["degraded"] == []


def test_damaged_generation_under_load(own_root: Path, copy_generation: Copy, serve: Serve, until: Until) -> None:
    """A damaged new generation is named, the old one goes on, and the next good one is taken."""
    client = serve(own_root)
    old = until(client, lambda answer: answer.status_code == 200).json()["index"]["generation"]
    reason = _damage(copy_generation(own_root, NEWER))
    Generations(own_root).point_to(NEWER)
    ready = until(client, lambda answer: answer.json()["degraded"] != []).json()
    assert (ready["index"]["generation"], ready["degraded"]) == (old, [reason])
    answer = client.post("/api/search", json={"question": "Schulden"}).json()
    assert (answer["index"]["generation"], answer["degraded"]) == (old, [reason])
    Generations(own_root).point_to(old)
    assert until(client, lambda answer: answer.json()["degraded"] == []).json()["index"]["generation"] == old


def test_searches_under_way(own_root: Path, copy_generation: Copy) -> None:
    """Who holds a state goes on with it when a new generation has come."""
    engine = Engine(own_root)
    engine.refresh()
    before = engine.state
    copy_generation(own_root, NEWER)
    Generations(own_root).point_to(NEWER)
    engine.refresh()
    assert _generation(engine) == NEWER
    assert before.retriever
    assert before.retriever.search(Question("Schulden")).generation != NEWER


def test_nothing_new(own_root: Path) -> None:
    """As long as the pointer says the same, nothing is loaded."""
    engine = Engine(own_root)
    engine.refresh()
    before = engine.state
    engine.refresh()
    assert engine.state is before


def test_nothing_good_on_disk(own_root: Path, copy_generation: Copy, caplog: pytest.LogCaptureFixture) -> None:
    """When no generation on disk is good any more, the one in memory serves, and the log names the damage."""
    engine = Engine(own_root)
    engine.refresh()
    old = _generation(engine)
    assert old
    reasons = [_damage(copy_generation(own_root, NEWER)), _damage(Generations(own_root).path(old))]
    Generations(own_root).point_to(NEWER)
    with caplog.at_level(logging.WARNING):
        engine.refresh()
    assert _generation(engine) == old
    assert engine.state.degraded == (f"{'; '.join(reasons)}. Run `lotse index` to build one.",)
    assert reasons[0] in caplog.text


def test_unreadable_generation(own_root: Path, copy_generation: Copy) -> None:
    """A generation that matches its manifest but can't be read doesn't replace the one that serves."""
    engine = Engine(own_root)
    engine.refresh()
    old = _generation(engine)
    generation = copy_generation(own_root, NEWER)
    (generation / "chunks.json").write_text('[{"id": "nothing else"}]', "utf-8")
    _rewrite_manifest(generation)
    Generations(own_root).point_to(NEWER)
    engine.refresh()
    assert _generation(engine) == old
    assert len(engine.state.degraded) == 1


def test_generation_that_cannot_answer(own_root: Path, copy_generation: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A generation in which a search fails doesn't replace the one that serves."""
    engine = Engine(own_root)
    engine.refresh()
    old = _generation(engine)
    copy_generation(own_root, NEWER)
    Generations(own_root).point_to(NEWER)
    monkeypatch.setattr("service.engine.Retriever.search", lambda *_: [][0])
    engine.refresh()
    assert _generation(engine) == old
    (reason,) = engine.state.degraded
    assert reason.startswith("the index can't be used: IndexError at service/test_engine.py:")


def test_unusable_model(built_index: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """An encoder that can't be used is the reason why nothing serves; where it lies is for the log alone."""

    def refuse(model: str) -> NoReturn:
        raise EncoderError(f"{model} cannot be read")

    monkeypatch.setattr("service.engine.load_encoder", refuse)
    app = create_app(Settings(index=built_index, model="/srv/models/own"))
    with caplog.at_level(logging.ERROR):
        app.state.engine.refresh()
    assert app.state.engine.state == State(None, ("the encoder can't be loaded; see the log",), "no-encoder")
    assert caplog.messages == ["/srv/models/own cannot be read"]
    answer = _facets(app)
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:massnahmenlotse:problem:no-encoder")
    assert answer.json()["detail"].startswith("Das Modell für die Suche kann nicht geladen werden")
    assert "/srv" not in answer.text
    assert "lotse index" not in answer.text


@pytest.mark.parametrize("failure", [EncoderError("a file is locked"), MemoryError()])
def test_a_failure_that_passes(built_index: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    """What failed is tried again after a while, not at every look, and serves as soon as it works."""
    now = 1_000.0
    failures = [failure, failure]

    def load(model: str | None) -> Encoder:
        if failures:
            raise failures.pop()
        return load_encoder(model)

    monkeypatch.setattr("service.engine.load_encoder", load)
    monkeypatch.setattr("service.engine.monotonic", lambda: now)
    engine = Engine(built_index)
    engine.refresh()
    engine.refresh()
    assert (len(failures), _generation(engine)) == (1, None)
    now += RETRY_SECONDS
    engine.refresh()
    assert (len(failures), _generation(engine)) == (0, None)
    now += RETRY_SECONDS
    engine.refresh()
    assert _generation(engine) == Generations(built_index).current()
    assert engine.state.degraded == ()


def test_serving_process(built_index: Path) -> None:
    """A process that has answered a question has no torch in it, and takes less than 300 MB."""
    script = """
        import pathlib, socket, sys, threading
        import httpx
        from service.app import create_app
        from service.app import create_server
        from service.settings import Settings

        settings = Settings(index=sys.argv[1], check_seconds=0.05)
        server = create_server(create_app(settings), settings)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            thread = threading.Thread(target=server.run, args=([listening],))
            thread.start()
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            while (answer := httpx.post(f"{address}/api/search", json={"question": "Schulden"})).status_code == 503:
                pass
            server.should_exit = True
            thread.join()
        heavy = {"torch", "sentence_transformers", "transformers"} & sys.modules.keys()
        status = pathlib.Path("/proc/self/status").read_text().split()
        print(answer.status_code, sorted(heavy), int(status[status.index("VmHWM:") + 1]) // 1024)
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(script), str(built_index)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(service.__path__[0]).parent,
        check=True,
    )
    status, heavy, megabytes = done.stdout.split()
    assert (status, heavy) == ("200", "[]")
    assert int(megabytes) < 300
