"""Every text of a request is read once."""

from collections import Counter

import pytest

from retriever import understanding
from retriever.query import Question
from retriever.retriever import Retriever
from service.chat.assistant import Chat
from service.chat.message import Message
from service.chat.readings import Readings

TURNS = (
    "Was gibt es für junge Mütter ohne Ausbildung?",
    "was kostet das?",
    "und in Bayern?",
    "wer ist zuständig?",
    "vergleiche die beiden",
    "weitere?",
    "und für Alleinerziehende?",
    "wie lange dauert das zweite?",
    "nein, ich meinte Schulden",
    "was kostet das?",
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each text was read for its fields, which every reading does."""
    counted: Counter[str] = Counter()
    original = understanding.field_intents

    def counting(text: str) -> tuple[understanding.FieldIntent, ...]:
        counted[text] += 1
        return original(text)

    monkeypatch.setattr(understanding, "field_intents", counting)
    return counted


def test_the_tenth_turn_reads_each_text_once(retriever: Retriever, read: Counter[str]) -> None:
    """Ten messages and what the last of them means by itself: once each, whatever is made of them."""
    chat = Chat(retriever)
    messages: list[Message] = []
    for turn in TURNS:
        messages.append(Message("user", turn))
        read.clear()
        answer = chat.reply(messages)
        assert set(read.values()) == {1}
        assert answer.question in read
        messages.append(Message("assistant", "", tuple(hit.measure.id for hit in answer.measures)))
    assert len(read) <= 2 * len(TURNS)


def test_a_first_question_is_read_once(retriever: Retriever, read: Counter[str]) -> None:
    """Resolving it, searching for it and composing the answer share one reading."""
    Chat(retriever).reply([Message("user", TURNS[0])])
    assert read == {TURNS[0]: 1}


def test_readings_are_told_apart_by_language(retriever: Retriever) -> None:
    """The same words may name other concepts in another language."""
    asked: list[Question] = []

    def remember(question: Question) -> understanding.Understanding:
        asked.append(question)
        return retriever.read(question)

    readings = Readings(remember)
    for language in ("de", "en", "de"):
        assert readings.of("Hilfe", language).language == language  # type: ignore[arg-type]
    assert [question.language for question in asked] == ["de", "en"]
