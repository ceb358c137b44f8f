"""`lotse mcp` and a host that starts it: the SDK's own client."""

import asyncio
from pathlib import Path
from time import perf_counter

import pytest
from mcp.shared.exceptions import MCPError

from tests.pace import allowed
from tests.service.mcp.host import conversation, over_stdio, size

JUMITA = "jumita-junge-muetter-in-teilzeit"
FIRST_CALL = 2.0
"""Seconds from the start of the process to the answer to the first call."""


def test_a_conversation_of_three_turns(built_index: Path, tmp_path: Path) -> None:
    """With tools, resources, refusals, and follow-ups that are understood; and nothing of it is logged."""

    async def talk() -> None:
        with (tmp_path / "log").open("w") as log:
            async with over_stdio(built_index, log, "--address", "https://lotse.example/") as client:
                tools = {tool.name: tool for tool in (await client.list_tools()).tools}
                assert list(tools) == ["search_measures", "read_measure", "answer_question", "list_facets"]
                assert tools["search_measures"].title == "Search measures / Maßnahmen suchen"
                assert tools["search_measures"].annotations.read_only_hint is True
                assert client.server_info.name == "massnahmenlotse"

                first, second, third = await conversation(
                    client, "measures for single parents with childcare issues", "what does it cost?",
                    "und wer ist da zuständig?",
                )  # fmt: skip
                assert first["measures"][0]["id"] == JUMITA
                assert first["measures"][0]["link"] == f"https://lotse.example/#massnahme={JUMITA}"
                assert second["answer"].startswith("»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]")
                assert (second["citations"][0]["start"], second["citations"][0]["end"]) == (87158, 87207)
                assert "Farina Hampel" in third["answer"]
                assert [each["id"] for each in third["measures"]] == [JUMITA]

                wrong = await client.call_tool("read_measure", {"id": "Zwiebelfisch4711"})
                assert wrong.is_error
                assert wrong.content[0].text.startswith("Es gibt keine Maßnahme 'Zwiebelfisch4711'.")
                found = await client.call_tool("search_measures", {"question": "Zwiebelfisch4711 bei Schulden"})
                assert size(found) <= 6_000
                assert (await client.call_tool("search_measures", {"question": "x", "Zwiebelfisch4711": 1})).is_error
                templates = (await client.list_resource_templates()).resource_templates
                assert templates[0].uri_template == "lotse://measures/{id}"
                read = await client.read_resource(f"lotse://measures/{JUMITA}")
                assert read.contents[0].text.startswith("# JUMITA")
                with pytest.raises(MCPError, match="gibt es nichts"):
                    await client.read_resource("lotse://Zwiebelfisch4711")

    asyncio.run(talk())
    assert (tmp_path / "log").read_text("utf-8") == ""


def test_without_an_index(tmp_path: Path) -> None:
    """The tools are there and say what to do; as soon as there is an index, they answer."""

    async def talk() -> str:
        with (tmp_path / "log").open("w") as log:
            async with over_stdio(tmp_path / "none", log) as client:
                found = await client.call_tool("list_facets", {})
                assert found.is_error
                return str(found.content[0].text)

    assert "lotse index" in asyncio.run(talk())


@pytest.mark.timed
def test_the_first_call(built_index: Path) -> None:
    """Is answered within two seconds of the start of the process."""

    async def first() -> float:
        began = perf_counter()
        async with over_stdio(built_index) as client:
            found = await client.call_tool("search_measures", {"question": "Was gibt es für Alleinerziehende?"})
            took = perf_counter() - began
            assert found.structured_content["measures"]
            return took

    took = min(asyncio.run(first()) for _ in range(3))
    assert took < allowed(FIRST_CALL), f"{took:.2f} s"
