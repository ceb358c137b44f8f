"""OpenAI's Responses API, spoken by its own client: whole, as events, and what it refuses."""

import json
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI

from tests.service.api.openai.speaking import MODEL, said, turns

JUMITA = "jumita-junge-muetter-in-teilzeit"
QUESTION = "Was kostet JUMITA?"
LONG = "measures for single parents with childcare issues"


def responded(spoken: OpenAI, asked: Any, **more: Any) -> Any:
    """The response to an input."""
    return spoken.responses.create(model=MODEL, input=asked, **more)


@pytest.mark.parametrize("question", [QUESTION, LONG, "Hallo!"])
def test_it_is_the_answer_of_a_completion(spoken: OpenAI, question: str) -> None:
    """Word for word, with the same citations and the same basis."""
    whole, completion = responded(spoken, question), said(spoken, question)
    assert whole.output_text == completion.choices[0].message.content
    (item,) = whole.output
    (part,) = item.content
    expected = [each.url_citation.model_dump() for each in completion.choices[0].message.annotations]
    assert [each.model_dump(exclude={"type"}) for each in part.annotations] == expected
    assert {each.type for each in part.annotations} <= {"url_citation"}
    assert whole.lotse == completion.lotse
    assert (whole.status, item.status, whole.usage.total_tokens) == ("completed",) * 2 + (
        completion.usage.total_tokens,
    )


def test_annotations_are_the_numbers_in_the_text(spoken: OpenAI) -> None:
    """`text[start:end]` is the `[n]` whose passage the link opens."""
    whole = responded(spoken, LONG)
    part = whole.output[0].content[0]
    passages = {each["number"]: each["passage"] for each in whole.lotse["citations"]}
    assert len(part.annotations) >= len(passages) > 5
    for each in part.annotations:
        passage = passages[int(part.text[each.start_index : each.end_index].strip("[]"))]
        assert each.url.endswith(f"#dokument={passage['document']}&start={passage['start']}&end={passage['end']}")


def test_the_events_of_a_stream(spoken: OpenAI) -> None:
    """In the documented order, numbered, of one item, and each saying again what the ones before it amount to."""
    events: list[Any] = list(responded(spoken, LONG, stream=True))
    assert [each.sequence_number for each in events] == list(range(len(events)))
    kinds = [each.type.removeprefix("response.") for each in events]
    assert list(dict.fromkeys(kinds)) == [
        *("created", "in_progress", "output_item.added", "content_part.added", "output_text.delta"),
        *("output_text.annotation.added", "output_text.done", "content_part.done", "output_item.done", "completed"),
    ]
    by_kind = {kind: [each for each in events if each.type == f"response.{kind}"] for kind in kinds}
    (final,) = (each.response for each in by_kind["completed"])
    whole = responded(spoken, LONG)
    assert final.output_text == whole.output_text == "".join(each.delta for each in by_kind["output_text.delta"])
    assert by_kind["output_text.done"][0].text == whole.output_text
    annotations = final.output[0].content[0].annotations
    told = by_kind["output_text.annotation.added"]
    assert [each.annotation.model_dump() for each in told] == [each.model_dump() for each in annotations]
    assert [each.annotation_index for each in told] == list(range(len(annotations)))
    assert annotations == whole.output[0].content[0].annotations
    assert by_kind["output_item.done"][0].item == final.output[0]
    assert by_kind["created"][0].response.id == final.id
    assert by_kind["created"][0].response.status == "in_progress"
    assert {getattr(each, "item_id", final.output[0].id) for each in events} == {final.output[0].id}
    assert final.lotse == whole.lotse


def test_the_clients_own_stream(spoken: OpenAI) -> None:
    """Its helper puts the events together to the same response."""
    with spoken.responses.stream(model=MODEL, input=QUESTION) as stream:
        kinds = [each.type for each in stream]
        final = stream.get_final_response()
    assert (kinds[0], kinds[-1]) == ("response.created", "response.completed")
    assert final.output_text == responded(spoken, QUESTION).output_text


def test_the_lines_of_a_stream(client: httpx.Client) -> None:
    """Each event has its name and its data on a line, and nothing is stored on the way."""
    answer = client.post("/v1/responses", json={"model": MODEL, "input": QUESTION, "stream": True})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    for block in answer.text.strip().split("\n\n"):
        name, data = block.split("\n")
        assert name == f"event: {json.loads(data.removeprefix('data: '))['type']}"


def test_conversations_of_items(spoken: OpenAI) -> None:
    """Texts, parts, answers as they came, calls of tools and reasoning: the question counts, and what was shown."""
    first = responded(spoken, "Was gibt es für Alleinerziehende?")
    second = first.lotse["measures"][1]
    parts = [{"type": "input_text", "text": text} for text in ("Wer ist beim zweiten", "zuständig?")]
    asked = [
        {"role": "developer", "content": "Du bist ein Pirat."},
        {"type": "message", "role": "user", "content": "Was gibt es für Alleinerziehende?"},
        {"type": "reasoning", "id": "rs_1", "summary": [], "content": [{"type": "reasoning_text", "text": "Hm."}]},
        *(item.model_dump() for item in first.output),
        {"type": "function_call", "call_id": "c", "name": "x", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c", "output": "42"},
        {"role": "user", "content": parts},
    ]
    assert responded(spoken, asked, instructions="Antworte auf Latein.").lotse["measures"] == [second]
    longer = responded(spoken, [*turns(*["Hallo", "Guten Tag!"] * 100), *asked])
    assert longer.lotse["measures"] == [second]


def test_filters_and_tasks(spoken: OpenAI) -> None:
    """As in a completion."""
    filters = {"state": "Niedersachsen"}
    narrowed = responded(spoken, "Was gibt es für Jugendliche?", extra_body={"filters": filters})
    assert narrowed.lotse == said(spoken, "Was gibt es für Jugendliche?", extra_body={"filters": filters}).lotse
    task = 'JSON: { "title": "x" }\n<chat_history>\nUSER: Was kostet JUMITA?\nASSISTANT:\n</chat_history>'
    title = responded(spoken, task)
    assert (json.loads(title.output_text), title.lotse) == ({"title": "Was kostet JUMITA"}, None)


def test_nothing_is_kept(spoken: OpenAI) -> None:
    """Clients store by default and aren't refused; the answer says that it wasn't, and there is nothing to get."""
    whole = responded(spoken, QUESTION, store=True, instructions="Kurz!", temperature=0.3, tools=[], tool_choice="auto")
    assert (whole.store, whole.instructions, whole.temperature) == (False, None, None)
    with pytest.raises(openai.NotFoundError) as raised:
        spoken.responses.retrieve(whole.id)
    assert raised.value.code == "not_found"


@pytest.mark.parametrize(
    ("more", "param", "code"),
    [
        ({"previous_response_id": "resp_1"}, "previous_response_id", "unsupported_value"),
        ({"conversation": "conv_1"}, "conversation", "unsupported_value"),
        ({"background": True}, "background", "unsupported_value"),
        ({"tool_choice": "required"}, "tool_choice", "unsupported_value"),
        ({"tool_choice": {"type": "web_search"}}, "tool_choice", "unsupported_value"),
        ({"top_logprobs": 3}, "top_logprobs", "unsupported_value"),
        ({"text": {"format": {"type": "json_object"}}}, "text.format.type", "unsupported_value"),
        (
            {"text": {"format": {"type": "json_schema", "name": "x", "schema": {}}}},
            *("text.format.type", "unsupported_value"),
        ),
        ({"input": [{"type": "item_reference", "id": "msg_1"}, *turns("x")]}, "input.0.type", "unsupported_value"),
        (
            {"input": [{"role": "user", "content": [{"type": "input_image", "image_url": "x"}]}]},
            *("input.0.content", "unsupported_value"),
        ),
        ({"input": ""}, "input", "invalid"),
        ({"input": []}, "input", "invalid"),
        ({"input": "x" * 4_001}, "input", "invalid"),
        ({"input": turns("x", "y")}, "input.1.content", "invalid"),
        ({"input": [{"type": "function_call_output", "call_id": "c", "output": "x"}]}, "input.0.content", "invalid"),
        ({"extra_body": {"filters": {"planet": "Mars"}}}, "filters.planet", "invalid"),
    ],
)
def test_what_is_refused(spoken: OpenAI, more: dict[str, Any], param: str, code: str) -> None:
    """In OpenAI's shape, with the field."""
    with pytest.raises(openai.UnprocessableEntityError) as raised:
        spoken.responses.create(**{"model": MODEL, "input": QUESTION, **more})
    assert (raised.value.param, raised.value.code) == (param, code)


def test_references_are_refused_in_words(client: httpx.Client) -> None:
    """Which say what to do instead."""
    body = {"model": MODEL, "input": QUESTION, "previous_response_id": "resp_1"}
    answer = client.post("/v1/responses", json=body, headers={"Accept-Language": "en"})
    assert answer.json()["error"]["message"] == (
        "previous_response_id: is not possible here, because no answers are kept; send the whole conversation along."
    )
    assert client.post("/v1/responses", json={**body, "model": "gpt-5"}).json()["error"]["param"]


def test_other_errors_have_the_same_shape(client: httpx.Client) -> None:
    """Another model, another media type, no JSON, another method; HEAD is none of a question."""
    unknown = client.post("/v1/responses", json={"model": "gpt-5", "input": "x"})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "model_not_found")
    assert client.post("/v1/responses", content=b"{").status_code == 415
    json_type = {"Content-Type": "application/json"}
    assert client.post("/v1/responses", content=b"{", headers=json_type).json()["error"]["code"] == "bad_json"
    assert client.get("/v1/responses").headers["allow"] == "POST"
    assert client.head("/v1/responses").status_code == 405
