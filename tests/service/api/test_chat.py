"""POST /api/chat, against a live server."""

import json
from typing import Any

import httpx
import pytest

from service.wire.chat import BODY_LIMIT

JUMITA = "jumita-junge-muetter-in-teilzeit"
FIRST = {"role": "user", "content": "measures for single parents with childcare issues"}
ANSWER = (
    "kind language standalone_question rewritten answerable citations measures index understood criteria "
    "expanded facets rows missing asks_back conditions unapplied inquiry degraded answer answered_by grounded "
    "suggestions notes"
).split()


def said(client: httpx.Client, *messages: dict[str, Any], **more: Any) -> httpx.Response:
    """The answer to a conversation."""
    return client.post("/api/chat", json={"messages": messages, **more})


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a stream."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_shape_of_an_answer(client: httpx.Client) -> None:
    """Design's contract, with what was understood besides."""
    answer = said(client, FIRST).json()
    assert sorted(answer) == sorted(ANSWER)
    assert (answer["answered_by"], answer["grounded"], answer["answerable"]) == ("extract", True, True)
    assert answer["measures"][0]["measure"]["id"] == JUMITA
    assert answer["citations"][0]["number"] == 1
    assert answer["citations"][0]["passage"]["measure"] == JUMITA


def test_a_follow_up_with_what_was_shown(client: httpx.Client) -> None:
    """The client sends the ids back; the answer says how it was understood."""
    shown = {"role": "assistant", "content": "...", "measures": [JUMITA]}
    answer = said(client, FIRST, shown, {"role": "user", "content": "what does it cost?"}).json()
    assert answer["standalone_question"] == "JUMITA: what does it cost?"
    assert answer["rewritten"] is True
    assert answer["answer"].startswith("»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]")
    undone = said(client, FIRST, shown, {"role": "user", "content": "what does it cost?", "as_typed": True}).json()
    assert (undone["standalone_question"], undone["rewritten"]) == ("what does it cost?", False)


def test_a_stream_gives_the_same(client: httpx.Client) -> None:
    """Passages first, then tokens that together are the answer, then the answer whole."""
    found = events(said(client, FIRST, stream=True).text)
    names = [name for name, _ in found]
    assert (names[0], names[-1], set(names[1:-1])) == ("passages", "answer", {"token"})
    assert "".join(data["text"] for name, data in found if name == "token") == found[-1][1]["answer"]
    assert found[-1][1] == said(client, FIRST).json()
    assert found[0][1]["passages"][0]["text"]
    told = {key: value for key, value in found[0][1].items() if key not in ("passages", "written")}
    assert told == {key: value for key, value in found[-1][1].items() if key in found[0][1]}


def test_filters_and_limit(client: httpx.Client) -> None:
    """Both narrow what is shown."""
    answer = said(client, {"role": "user", "content": "Alleinerziehende"}, filters={"state": "Bayern"}, limit=1).json()
    assert [hit["measure"]["state"] for hit in answer["measures"]] == ["Bayern"]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"messages": []}, "messages", "braucht mindestens einen Wert"),
        (
            {"messages": [{"role": "assistant", "content": "Hallo"}]},
            "messages",
            "muss mit einer Frage der Nutzerin enden",
        ),
        ({"messages": [{"role": "user", "content": "x" * 4001}]}, "messages.0", "darf höchstens 4.000 Zeichen haben"),
        (
            {"messages": [{"role": "robot", "content": "x"}]},
            "messages.0.role",
            "muss eines davon sein: 'user', 'assistant'",
        ),
        ({"messages": [FIRST], "limit": 0}, "limit", "muss mindestens 1 sein"),
        ({"messages": [FIRST], "temperature": 1}, "temperature", "ist nicht bekannt"),
    ],
)
def test_refused(client: httpx.Client, body: dict[str, Any], field: str, message: str) -> None:
    """What doesn't fit is named with its place, and not repeated."""
    answer = client.post("/api/chat", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": message}]


def test_a_long_conversation_fits(client: httpx.Client) -> None:
    """A hundred messages and more than the 64 KiB of other requests."""
    before = [FIRST, {"role": "assistant", "content": "x" * 3_000, "measures": [JUMITA]}] * 49
    answer = said(client, *before, {"role": "user", "content": "was kostet das?"})
    assert answer.json()["citations"][0]["passage"]["measure"] == JUMITA
    too_much = client.post("/api/chat", content=b"x" * (BODY_LIMIT + 1), headers={"Content-Type": "application/json"})
    assert too_much.status_code == 413


@pytest.mark.parametrize("turns", [50, 51, 250])
def test_a_conversation_never_ends(client: httpx.Client, turns: int) -> None:
    """Of a longer one the last messages count; what can't be taken back is no mistake, however long it was."""
    before = [FIRST, {"role": "assistant", "content": "x" * 3_000, "measures": [JUMITA]}] * turns
    before[-2] = {"role": "user", "content": "x" * 4_001}
    before[-1] = {"role": "assistant", "content": "x" * 40_001, "measures": [JUMITA]}
    before[0] = {"role": "nobody", "content": 7} if turns > 50 else FIRST
    answer = said(client, *before, {"role": "user", "content": "was kostet JUMITA?"})
    assert answer.json()["citations"][0]["passage"]["measure"] == JUMITA
    last = said(client, *before, {"role": "user", "content": "x" * 4_001})
    assert last.json()["errors"] == [{"field": "messages.99", "message": "darf höchstens 4.000 Zeichen haben"}]


INVISIBLE = "\u00ad \u200b \u200c \u200d \u200e \u200f \u2060 \ufeff".split()


@pytest.mark.parametrize("unseen", INVISIBLE)
def test_invisible_characters(client: httpx.Client, unseen: str) -> None:
    """Are passed over in questions, in follow-ups, in filters and in words that are to be taken literally."""
    question = f"Was kos{unseen}tet JU{unseen}MITA{unseen}?"
    answer = said(client, {"role": "user", "content": question}).json()
    assert answer["answer"].startswith("»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]")
    assert (answer["standalone_question"], answer["rewritten"]) == ("Was kostet JUMITA?", False)
    shown = {"role": "assistant", "content": "...", "measures": [JUMITA]}
    follow_up = said(client, FIRST, shown, {"role": "user", "content": f"was kos{unseen}tet das{unseen}?"}).json()
    assert follow_up["citations"][0]["passage"]["measure"] == JUMITA
    searched = client.post("/api/search", json={"question": question, "limit": 1}).json()
    assert (searched["question"], searched["measures"][0]["measure"]["id"]) == (question, JUMITA)
    body = {"question": "Alleinerziehende", "filters": {"state": f"Bay{unseen}ern"}, "limit": 3}
    assert {hit["measure"]["state"] for hit in client.post("/api/search", json=body).json()["measures"]} == {"Bayern"}
    listed = client.get("/api/measures", params={"state": f"{unseen}Bayern"}).json()
    assert listed["total"] == client.get("/api/measures?state=Bayern").json()["total"] > 0


def test_nothing_but_invisible_characters(client: httpx.Client) -> None:
    """Is no question, and no value of a filter."""
    for body in ({"question": "".join(INVISIBLE)}, {"question": "x", "filters": {"state": "\u200b"}}):
        answer = client.post("/api/search", json=body)
        assert [error["message"] for error in answer.json()["errors"]] == ["ist leer"]
    assert said(client, {"role": "user", "content": "\u00ad\u200b"}).status_code == 422


FIGURES = {"places": 16.0, "duration": 11.0, "hours": 25.0, "budget": 117335.04}
CASE = {"role": "user", "content": "Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit"}


def test_rows_in_place_of_measures(client: httpx.Client) -> None:
    """What a list shows, also of measures beside the answer's whose sources speak to half of what was stated."""
    answer = said(client, CASE).json()
    listed = said(client, CASE, rows=True).json()
    assert answer["rows"] is None
    assert (listed["measures"], listed["answer"]) == ([], answer["answer"])
    own = [row["id"] for row in listed["rows"] if not row["beside"]]
    beside = [row for row in listed["rows"] if row["beside"]]
    assert own == [hit["measure"]["id"] for hit in answer["measures"]]
    assert {"foerderzentrum-plus", "jobschmiede"} <= {row["id"] for row in beside}
    for row in beside:
        verdicts = [each["verdict"] for each in row["criteria"] if each["id"] != "sex"]
        assert 2 * sum(verdict != "unstated" for verdict in verdicts) >= len(verdicts)
        assert {"met", "limit"} & set(verdicts)
    first = listed["rows"][0]
    assert (first["name"], first["group"]) == ("JUMITA", "best")
    assert first["target"]["quote"] == "Junge Mütter bis 30 Jahre im SGB II-Bezug"
    assert {each["field"]: each["low"] for each in first["figures"]} == FIGURES
    assert first["values"]["state"] == ["Niedersachsen"]


def test_rows_come_once_in_a_stream(client: httpx.Client) -> None:
    """With the first event; passages, which lists don't show, don't come at all."""
    found = events(said(client, CASE, rows=True, stream=True).text)
    assert found[0][1]["rows"] == said(client, CASE, rows=True).json()["rows"]
    assert (found[0][1]["passages"], found[0][1]["written"], found[-1][1]["rows"]) == ([], False, None)


def test_quotes_of_rows_are_spans(client: httpx.Client) -> None:
    """Those of target groups, criteria and reasons are what stands at their place in the document."""
    for row in said(client, CASE, rows=True).json()["rows"]:
        quotes = [*row["why"], *(each for each in row["criteria"] if each["quote"]), *filter(None, [row["target"]])]
        for each in quotes[:4]:
            span = {"start": each["start"], "end": each["end"], "context": 0}
            assert client.get(f"/api/documents/{row['document']}", params=span).json()["quote"] == each["quote"]


def test_a_question_back_and_what_is_missing(client: httpx.Client) -> None:
    """A question that names no measure asks back; a place that no document holds is named."""
    back = said(client, {"role": "user", "content": "Wie lange dauert es?"}).json()
    near = said(client, {"role": "user", "content": "Welche Maßnahmen gibt es für Berufskraftfahrer in Bremen?"}).json()
    assert (back["asks_back"], near["asks_back"], near["missing"]) == (True, False, ["Bremen"])
