"""Other people's programs, which the build installs: the OpenAI Agents SDK, LangChain, and Open WebUI's prompts."""

import ast
import asyncio
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import AsyncOpenAI, OpenAI, UnprocessableEntityError

from tests.docs.markdown import ROOT, blocks
from tests.service.api.openai.speaking import said

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

FIRST, SECOND = "Was gibt es für Alleinerziehende?", "Wer ist beim zweiten zuständig?"
EXAMPLES = next(block.text for block in blocks(ROOT / "docs" / "openai.md") if block.language == "text")
"""How the documentation makes the models of these programs."""


def documented(client: httpx.Client, name: str, **known: Any) -> Any:
    """What a line of the documentation makes, for this service."""
    (line,) = (line for line in EXAMPLES.splitlines() if line.startswith(name))
    return eval(line.replace("http://127.0.0.1:8000", str(client.base_url).rstrip("/")), known)  # noqa: S307


def shown_second(spoken: OpenAI) -> str:
    """What both questions are answered with."""
    first = said(spoken, FIRST).choices[0].message.content
    return str(said(spoken, FIRST, first, SECOND).choices[0].message.content)


def test_the_agents_sdk(client: httpx.Client, spoken: OpenAI) -> None:
    """Its default model, with instructions and a tool: a run, a second turn and a streamed run, with citations."""
    agents = pytest.importorskip("agents")
    agents.set_tracing_disabled(True)
    known = {"AsyncOpenAI": AsyncOpenAI, "OpenAIResponsesModel": agents.OpenAIResponsesModel}
    model = documented(client, "OpenAIResponsesModel", **known)

    @agents.function_tool
    def weather(city: str) -> str:
        """Return the weather."""
        raise AssertionError(city)

    agent = agents.Agent(name="Lotse", instructions="Antworte auf Latein.", model=model, tools=[weather])

    async def talk() -> tuple[Any, Any, Any, list[str]]:
        first = await agents.Runner.run(agent, FIRST)
        second = await agents.Runner.run(agent, [*first.to_input_list(), {"role": "user", "content": SECOND}])
        streamed = agents.Runner.run_streamed(agent, FIRST)
        texts = [each.data.delta async for each in streamed.stream_events() if _is_text(each)]
        return first, second, streamed, texts

    first, second, streamed, texts = asyncio.run(talk())
    assert first.final_output == said(spoken, FIRST).choices[0].message.content == "".join(texts)
    assert second.final_output == shown_second(spoken)
    assert streamed.final_output == first.final_output
    for run in (first, streamed):
        (part,) = run.new_items[0].raw_item.content
        assert [part.text[each.start_index : each.end_index] for each in part.annotations][:2] == ["[1]", "[2]"]


def _is_text(event: Any) -> bool:
    return event.type == "raw_response_event" and event.data.type == "response.output_text.delta"


@pytest.mark.parametrize("responses", [True, False])
def test_langchain(client: httpx.Client, spoken: OpenAI, responses: bool) -> None:
    """A question, a second turn and a stream over both APIs; structured output is refused in words."""
    langchain = pytest.importorskip("langchain_openai")
    made = documented(client, "ChatOpenAI", ChatOpenAI=langchain.ChatOpenAI)
    model = made if responses else made.model_copy(update={"use_responses_api": False})
    first = model.invoke(FIRST)
    assert first.text == said(spoken, FIRST).choices[0].message.content
    assert model.invoke([("user", FIRST), first, ("user", SECOND)]).text == shown_second(spoken)
    whole = None
    for chunk in model.stream(FIRST):
        whole = chunk if whole is None else whole + chunk
    assert whole is not None
    assert whole.text == first.text
    if responses:
        for message in (first, whole):
            (block,) = (each for each in message.content if each["type"] == "text")
            cited = [block["text"][each["start_index"] : each["end_index"]] for each in block["annotations"]]
            assert cited[:2] == ["[1]", "[2]"]
            assert all("#dokument=" in each["url"] for each in block["annotations"])
    schema = {"title": "x", "type": "object", "properties": {"a": {"type": "string"}}}
    with pytest.raises(UnprocessableEntityError, match="format"):
        model.with_structured_output(schema).invoke(FIRST)


@pytest.fixture(scope="module")
def prompt_of() -> Callable[..., str]:
    """Fills the prompts of the installed release of Open WebUI as it does; nothing of it is run."""
    if (found := find_spec("open_webui")) is None or found.origin is None:
        pytest.skip("needs open-webui, whose source is read")
    tree = ast.parse(Path(found.origin).with_name("config.py").read_text("utf-8"))
    assigned = (each for each in tree.body if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant))
    texts = {ast.unparse(each.targets[0]): each.value.value for each in assigned}  # type: ignore[attr-defined]

    def filled(name: str, *messages: str, **values: str) -> str:
        text = str(texts[f"DEFAULT_{name}"])
        told = "\n".join(f"{('USER', 'ASSISTANT')[place % 2]}: {each}" for place, each in enumerate(messages))
        for count in range(1, 9):
            text = text.replace(f"{{{{MESSAGES:END:{count}}}}}", told)
        for key, value in values.items():
            text = text.replace(f"{{{{{key}}}}}", value)
        return text

    return filled


ASKED = "Was kostet JUMITA?"


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("TITLE", "title", "Was kostet JUMITA"),
        ("TAGS", "tags", ["Arbeitsmarkt", "Maßnahmen"]),
        ("QUERY", "queries", [ASKED]),
        ("IMAGE_PROMPT", "prompt", ASKED),
        ("AUTOCOMPLETE", "text", ""),
    ],
)
@pytest.mark.parametrize("answer", ["", "»117.335,04 €« [1]"])
def test_prompts_of_open_webui(
    spoken: OpenAI, prompt_of: Callable[..., str], name: str, key: str, expected: object, answer: str
) -> None:
    """As its newest release has them, also while the answer is empty."""
    prompt = prompt_of(f"{name}_GENERATION_PROMPT_TEMPLATE", ASKED, answer, TYPE="General", PROMPT="Was ko")
    found = said(spoken, prompt)
    assert json.loads(found.choices[0].message.content) == {key: expected}
    assert found.lotse is None


def test_follow_ups_of_open_webui(spoken: OpenAI, prompt_of: Callable[..., str]) -> None:
    """Its prompt begins with "Predict" since 0.12."""
    answer = said(spoken, ASKED).choices[0].message.content
    prompt = prompt_of("FOLLOW_UP_GENERATION_PROMPT_TEMPLATE", ASKED, answer)
    suggested = json.loads(said(spoken, prompt).choices[0].message.content)["follow_ups"]
    assert "Wer ist Ansprechpartner für JUMITA?" in suggested


def test_files_in_open_webui(spoken: OpenAI, prompt_of: Callable[..., str]) -> None:
    """The question stands behind what it found in files of its own."""
    wrapped = prompt_of("RAG_TEMPLATE", CONTEXT='<source id="1" name="x">BAHN FREI</source>')
    assert said(spoken, f"{wrapped}\n{ASKED}").lotse["standalone_question"] == ASKED
    face = prompt_of("EMOJI_GENERATION_PROMPT_TEMPLATE", prompt="Hurra!")
    assert said(spoken, face).choices[0].message.content == ""
