"""Hosts that others wrote: the MCP Inspector on the command line, and LangChain's adapters, on an SDK of 2025."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.access.key import AccessKey, secret_digest
from service.access.key_file import KeyFile
from tests.service.conftest import serving, wait_until

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[3]
TOOLS = ROOT / "build" / "clients"
"""Where `make clients` installs them."""
INSPECTOR = TOOLS / "node_modules" / ".bin" / "mcp-inspector"
JUMITA = "jumita-junge-muetter-in-teilzeit"
KEY = "der-schluessel-der-agenten"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not INSPECTOR.exists(), reason="needs `make clients`")]


@pytest.fixture(scope="module")
def keyed(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service that needs a key."""
    keys = tmp_path_factory.mktemp("keys") / "keys.json"
    KeyFile(keys).add(AccessKey("agent", ("search", "chat"), datetime.now(UTC), digest=secret_digest(KEY)))
    with serving(built_index, keys=keys) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield client


def inspected(*arguments: str) -> dict[str, Any]:
    done = subprocess.run([INSPECTOR, "--cli", *arguments], capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_inspector_over_stdio(built_index: Path) -> None:
    """It lists the tools, and calls one with a list as argument."""
    path = f"PYTHONPATH={ROOT}"
    server = (sys.executable, "-m", "service.cli.main", "mcp", f"--index={built_index}")
    tools = inspected("-e", path, *server, "--method", "tools/list")["tools"]
    assert [tool["name"] for tool in tools] == ["search_measures", "read_measure", "answer_question", "list_facets"]
    wanted = ("--tool-name", "read_measure", "--tool-arg", f"id={JUMITA}", "--tool-arg", 'fields=["budget"]')
    read = inspected("-e", path, *server, "--method", "tools/call", *wanted)["structuredContent"]
    assert read["fields"][0]["spans"] == [[87158, 87207]]


def test_inspector_over_http(client: httpx.Client) -> None:
    """The same from a running service."""
    address = f"{str(client.base_url).rstrip('/')}/mcp"
    wanted = ("--tool-name", "search_measures", "--tool-arg", "question=Was kostet JUMITA?", "--tool-arg", "limit=1")
    found = inspected(address, "--transport", "http", "--method", "tools/call", *wanted)
    quote = found["structuredContent"]["measures"][0]["quotes"][0]
    assert (quote["start"], quote["end"]) == (87158, 87207)
    assert "117.335,04 €" in found["content"][0]["text"]
    listed = inspected(address, "--transport", "http", "--method", "resources/list")["resources"]
    assert listed[0]["uri"] == "lotse://documents/handlungsansaetze-langzeitleistungsbezug-2013"


def test_langchain(keyed: httpx.Client) -> None:
    """Its tools search with a condition, and follow a conversation up."""
    program = (TOOLS / "bin" / "python", HERE / "langchain_program.py", str(keyed.base_url).rstrip("/"), KEY)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(program, env=environment, capture_output=True, encoding="utf-8", timeout=120)
    assert (done.returncode, done.stdout[:11]) == (0, "understood "), done.stderr
