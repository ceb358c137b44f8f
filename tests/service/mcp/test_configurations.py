"""Hosts that are set up as the documentation says, by its own configurations; their model follows a script."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from service.access.key import AccessKey, secret_digest
from service.access.key_file import KeyFile
from tests.docs.markdown import ROOT, blocks
from tests.service.conftest import serving, wait_until
from tests.service.mcp.scripted_model import NAME, ScriptedModel, scripted_model

TOOLS = ROOT / "build" / "clients"
"""Where `make clients` installs programs."""
KEY = "der-schluessel-der-hosts"
JUMITA = "jumita-junge-muetter-in-teilzeit"
QUESTIONS = ("measures for single parents with childcare issues", "what does it cost?", "und wer ist da zuständig?")
ANSWERS = ("1. **JUMITA", "»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]", "Farina Hampel")
"""What each of the three says."""
NAMES = ["search_measures", "read_measure", "answer_question", "list_facets"]
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def service(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that needs a key."""
    keys = tmp_path_factory.mktemp("keys") / "keys.json"
    KeyFile(keys).add(AccessKey("host", ("search", "chat"), datetime.now(UTC), digest=secret_digest(KEY)))
    with serving(built_index, keys=keys) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")


@pytest.fixture
def configured(built_index: Path, tmp_path: Path, service: str) -> dict[str, Any]:
    """The documentation's configurations by their first key and way, for the index and the service of this test."""
    command = tmp_path / "lotse"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m service.cli.main "$@"\n')
    command.chmod(0o755)
    here = {"/opt/lotse/bin/lotse": command, "/var/lib/lotse/index": built_index, "${input:lotse}": KEY}
    here |= {"https://lotse.example/mcp": f"{service}/mcp", "lotse_...": KEY}
    found = {}
    for block in blocks(ROOT / "docs" / "mcp.md"):
        if block.language == "json":
            text = block.text
            for word, actual in here.items():
                text = text.replace(word, str(actual))
            way = "stdio" if "command" in text else "http"
            found[f"{next(key for key in ('mcpServers', 'servers', 'mcp') if key in json.loads(text))} {way}"] = text
    assert sorted(found) == ["mcp http", "mcp stdio", "mcpServers http", "mcpServers stdio", "servers http"]
    return {name: json.loads(text) for name, text in found.items()}


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with scripted_model() as found:
        yield found


@pytest.mark.parametrize("name", ["mcpServers stdio", "mcpServers http", "servers http"])
def test_fastmcp(configured: dict[str, Any], name: str) -> None:
    """Reads the form of Claude Desktop, Cursor and LM Studio; VS Code has the same below another word."""
    fastmcp = pytest.importorskip("fastmcp")
    (servers,) = (value for key, value in configured[name].items() if key in ("mcpServers", "servers"))

    async def talk() -> None:
        async with fastmcp.Client({"mcpServers": servers}) as client:
            assert [tool.name for tool in await client.list_tools()] == NAMES
            found = await client.call_tool("search_measures", {"question": "Was kostet JUMITA?", "limit": 1})
            assert found.structured_content["measures"][0]["quotes"][0]["start"] == 87158
            read = await client.read_resource(f"lotse://measures/{JUMITA}")
            assert read[0].text.startswith("# JUMITA")

    asyncio.run(talk())


@pytest.mark.parametrize("way", ["stdio", "http"])
def test_the_agents_sdk(configured: dict[str, Any], model: ScriptedModel, way: str) -> None:
    """Three turns, each with a call that the model wants and the host makes."""
    agents = pytest.importorskip("agents")
    openai = pytest.importorskip("openai")
    from agents.mcp import MCPServerStdio, MCPServerStreamableHttp

    agents.set_tracing_disabled(True)
    (server,) = configured[f"mcpServers {way}"]["mcpServers"].values()
    kind = MCPServerStdio if way == "stdio" else MCPServerStreamableHttp

    async def talk() -> list[str]:
        spoken = openai.AsyncOpenAI(base_url=model.url, api_key="any")
        scripted = agents.OpenAIChatCompletionsModel(NAME, spoken)
        told: list[str] = []
        async with kind(params=server, client_session_timeout_seconds=30) as lotse, spoken:
            agent = agents.Agent(name="Beratung", model=scripted, mcp_servers=[lotse])
            said: list[Any] = []
            for question in QUESTIONS:
                run = await agents.Runner.run(agent, [*said, {"role": "user", "content": question}])
                said = run.to_input_list()
                told.append(run.final_output)
        return told

    _are_answers(asyncio.run(talk()), model)


def _are_answers(told: list[str], model: ScriptedModel) -> None:
    """The host made the calls that the model wanted, and the model had what they brought."""
    assert [name.rpartition("massnahmenlotse_")[2] for name, _ in model.called] == [
        *("search_measures", "answer_question", "answer_question"),
    ]
    assert [answer in each for answer, each in zip(ANSWERS, told, strict=True)] == [True] * 3, told


@pytest.mark.parametrize("way", ["stdio", "http"])
def test_opencode(configured: dict[str, Any], model: ScriptedModel, tmp_path: Path, way: str) -> None:
    """A host in the terminal, with a model of one's own: three turns."""
    program = TOOLS / "node_modules" / ".bin" / "opencode"
    if not program.exists():
        pytest.skip("needs `make clients`")
    options = {"baseURL": model.url, "apiKey": "any"}
    provider = {"npm": "@ai-sdk/openai-compatible", "options": options, "models": {NAME: {}}}
    chosen = {"model": f"{NAME}/{NAME}", "small_model": f"{NAME}/{NAME}", "enabled_providers": [NAME]}
    chosen |= {"provider": {NAME: provider}}
    (tmp_path / "opencode.json").write_text(json.dumps({**configured[f"mcp {way}"], **chosen}))
    alone = {"HOME": str(tmp_path), "OPENCODE_DISABLE_MODELS_FETCH": "1", "OPENCODE_DISABLE_AUTOUPDATE": "1"}
    environment = {**os.environ, **alone, "PWD": str(tmp_path)}  # where it looks for its configuration

    def ran(*arguments: str) -> str:
        command = [program, *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=180
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    told = [ran("run", *(["--continue"] if turn else []), question) for turn, question in enumerate(QUESTIONS)]
    _are_answers(told, model)
    assert {f"massnahmenlotse_{name}" for name in NAMES} <= model.given


def test_mcpo(configured: dict[str, Any], tmp_path: Path) -> None:
    """Open WebUI's bridge makes routes of the tools, described in OpenAPI."""
    program = TOOLS / "bin" / "mcpo"
    if not program.exists():
        pytest.skip("needs `make clients`")
    config = tmp_path / "config.json"
    config.write_text(json.dumps(configured["mcpServers stdio"]))
    with started(program, "--config", config) as client:
        paths = client.get("/massnahmenlotse/openapi.json").json()["paths"]
        assert list(paths) == [f"/{name}" for name in NAMES]
        assert paths["/search_measures"]["post"]["summary"] == "Search Measures"
        found = client.post("/massnahmenlotse/search_measures", json={"question": "Was kostet JUMITA?", "limit": 1})
        assert "»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« (Mittelvolumen, ab S. 47" in found.json()


@contextmanager
def started(program: Path, *options: str | Path) -> Iterator[httpx.Client]:
    """A server on a free port, ready to answer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    address = ("--host", "127.0.0.1", "--port", port)
    running = subprocess.Popen([program, *options, *address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    began = monotonic()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        try:
            while True:
                assert running.poll() is None
                assert monotonic() - began < 120
                try:
                    if client.get("/massnahmenlotse/openapi.json").is_success:
                        break
                except httpx.TransportError:
                    sleep(0.2)
            yield client
        finally:
            running.terminate()
            running.wait()
