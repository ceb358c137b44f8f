"""Citations of an answer: annotations at its numbers, and links that open exactly the passages."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from openai import OpenAI

from retriever.retriever import Retriever
from service.api.openai.citing import cited_text, numbered_through
from service.chat.assistant import Chat
from service.chat.message import Message
from service.chat.reply import Reply
from service.links import PageLinks
from tests.service.api.openai.speaking import MODEL, said

QUESTIONS = (
    "measures for single parents with childcare issues",
    "Was kostet JUMITA?",
    "Vergleiche JUMITA und BAHN FREI",
)


def annotations(answer: Any) -> list[dict[str, Any]]:
    """The citations of a whole answer."""
    return [each.url_citation.model_dump() for each in answer.choices[0].message.annotations]


def opened(client: httpx.Client, url: str) -> str:
    """What the page marks when a link is opened."""
    page, _, fragment = url.partition("/#")
    assert page == str(client.base_url).rstrip("/")
    named = {name: value for name, (value,) in parse_qs(fragment).items()}
    span = {"start": named["start"], "end": named["end"]}
    return str(client.get(f"/api/documents/{named['dokument']}", params=span).json()["quote"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_annotations_are_the_numbers_in_the_text(spoken: OpenAI, client: httpx.Client, question: str) -> None:
    """Each `[n]` of the answer's body is one, in the order of their numbers, and opens what was quoted there."""
    answer = said(spoken, question)
    text, cited = answer.choices[0].message.content, answer.lotse["citations"]
    numbers = [int(text[each["start_index"] : each["end_index"]].strip("[]")) for each in annotations(answer)]
    assert list(dict.fromkeys(numbers)) == [each["number"] for each in cited] == list(range(1, len(cited) + 1))
    body = re.split(r"\n\n\*\*(?:Quellen|Sources)\*\*", text)[0]
    assert sorted(numbers) == sorted(map(int, re.findall(r"(?<!\\)\[(\d+)\]", body)))
    for number, each in zip(numbers, annotations(answer), strict=True):
        passage = cited[number - 1]["passage"]
        assert opened(client, each["url"]) == passage["text"]
        assert each["title"].startswith(passage["citation"])
    assert len({each["title"] for each in annotations(answer)}) == len({each["url"] for each in annotations(answer)})


def test_sources_are_links(spoken: OpenAI) -> None:
    """Where a front end shows no annotations, the list below the answer opens the same passages."""
    answer = said(spoken, QUESTIONS[0])
    text = answer.choices[0].message.content
    listed = re.findall(r"^- \[(\d+)\] \[(.+)\]\((\S+)\)$", text, re.MULTILINE)
    assert [int(number) for number, _, _ in listed] == [each["number"] for each in answer.lotse["citations"]]
    assert {url for *_, url in listed} == {each["url"] for each in annotations(answer)}


def test_a_stream_has_the_same(spoken: OpenAI) -> None:
    """In `delta.annotations` of one chunk, behind the text whose indexes they have."""
    chunks = list(said(spoken, QUESTIONS[0], stream=True))
    found = [each for chunk in chunks for each in getattr(chunk.choices[0].delta, "annotations", None) or ()]
    whole = said(spoken, QUESTIONS[0])
    assert [each["url_citation"] for each in found] == annotations(whole)
    assert {each["type"] for each in found} == {"url_citation"}
    (place,) = [number for number, chunk in enumerate(chunks) if getattr(chunk.choices[0].delta, "annotations", None)]
    assert not any(chunk.choices[0].delta.content for chunk in chunks[place:])


def test_the_clients_own_stream(spoken: OpenAI) -> None:
    """Its helper puts the chunks together to the same message, with the annotations where its types have them."""
    asked = [{"role": "user", "content": QUESTIONS[1]}]
    with spoken.chat.completions.stream(model=MODEL, messages=asked) as stream:  # type: ignore[arg-type]
        final = stream.until_done().get_final_completion()
    whole = said(spoken, QUESTIONS[1]).choices[0].message
    assert final.choices[0].message.content == whole.content
    assert [each.url_citation for each in final.choices[0].message.annotations or ()] == [
        each.url_citation for each in whole.annotations
    ]


def test_chips_of_open_webui(spoken: OpenAI) -> None:
    """An event for each source, in their order and before the annotations: title, address and quote."""
    chunks = list(said(spoken, QUESTIONS[1], stream=True))
    (event,) = [chunk.event for chunk in chunks if getattr(chunk, "event", None)]
    whole = said(spoken, QUESTIONS[1])
    (cited,) = annotations(whole)
    assert event == {
        "type": "source",
        "data": {
            "source": {"name": cited["title"], "url": cited["url"]},
            "document": [whole.lotse["citations"][0]["passage"]["text"]],
            "metadata": [
                {"source": cited["url"], "name": cited["title"], "external": True, "source_url": cited["url"]}
            ],
        },
    }


def test_what_cites_nothing(spoken: OpenAI) -> None:
    """Has no annotations, no events and no list."""
    answer = said(spoken, "Hallo!")
    assert (annotations(answer), "**Quellen**" in answer.choices[0].message.content) == ([], False)
    chunks = list(said(spoken, "Hallo!", stream=True))
    assert not any(getattr(chunk, "event", None) for chunk in chunks)


def test_links_lead_where_the_service_was_asked(client: httpx.Client) -> None:
    """By the name and the path that a proxy says; `LOTSE_PUBLIC_URL` is in the tests of twins."""
    body = {"model": "massnahmenlotse", "messages": [{"role": "user", "content": QUESTIONS[1]}]}
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/lotse", "Host": "localhost"}
    answer = client.post("/v1/chat/completions", json=body, headers=proxied).json()
    (cited,) = answer["choices"][0]["message"]["annotations"]
    assert urlsplit(cited["url_citation"]["url"])[:3] == ("https", "localhost", "/lotse/")


def test_numbers_without_gaps(retriever: Retriever) -> None:
    """A model that cites the second and the fifth of five passages: front ends count sources through."""
    answer = Chat(retriever).reply([Message("user", QUESTIONS[0])])
    text = r"Teilzeit [2]. Kinder [5][2]. Siehe \[2\] und [7]."
    reply = numbered_through(Reply(answer, text, "model", (answer.citations[1], answer.citations[4])))
    assert reply.text == r"Teilzeit [1]. Kinder [2][1]. Siehe \[2\] und [7]."
    cited = cited_text(reply, PageLinks("http://lotse"))
    assert [(cited.text[mark.start : mark.end], mark.source.number) for mark in cited.marks] == [
        ("[1]", 1),
        ("[1]", 1),
        ("[2]", 2),
    ]
    assert cited.sources[1].quote == answer.citations[4].passage.text
    whole = Reply.extract(answer)
    assert numbered_through(whole) is whole


def test_a_source_that_only_the_list_names(retriever: Retriever) -> None:
    """Is marked there, so that no front end misses one."""
    answer = Chat(retriever).reply([Message("user", QUESTIONS[0])])
    cited = cited_text(Reply(answer, "Nur das [1].", "extract", answer.citations[:2]), PageLinks("http://lotse"))
    first, second = cited.marks
    assert (first.start, cited.text[second.start : second.end + 2]) == (8, "[2] [")
