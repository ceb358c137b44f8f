"""A script that acts as a host: it starts or calls the server by the SDK's own client, and reads what comes back."""

import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

ROOT = Path(__file__).parents[3]


def over_stdio(index: Path, log: Any = sys.stderr, *options: str) -> AbstractAsyncContextManager[Client]:
    """A host that starts `lotse mcp`."""
    command = ["-m", "service.cli.main", "mcp", "--index", str(index), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = StdioServerParameters(command=sys.executable, args=command, env=environment)
    return Client(stdio_client(started, errlog=log), cache=None)


@asynccontextmanager
async def over_http(address: str, key: str = "", mode: str = "auto") -> AsyncIterator[Client]:
    """A host that calls a running service."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=30) as http,
        Client(streamable_http_client(f"{address}/mcp", http_client=http), mode=mode, cache=None) as client,
    ):
        yield client


async def conversation(client: Client, *questions: str) -> list[dict[str, Any]]:
    """The answers to questions, each sent with all that was said before, as a host does it for its model."""
    said: list[dict[str, Any]] = []
    answers = []
    for question in questions:
        said.append({"role": "user", "content": question})
        result = await client.call_tool("answer_question", {"messages": said})
        assert not result.is_error, result.content
        found = result.structured_content
        answers.append(found)
        said.append(
            {"role": "assistant", "content": found["answer"], "measures": [each["id"] for each in found["measures"]]}
        )
    return answers


def size(result: Any) -> int:
    """The bytes of the longer of a result's two forms."""
    (content,) = result.content
    return max(len(content.text.encode()), len(json.dumps(result.structured_content, ensure_ascii=False).encode()))
