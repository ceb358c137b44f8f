"""What front ends ask a model besides questions is known by its shape, and answered in the JSON that they want."""

import json
from time import process_time
from typing import Any

import pytest
from openai import OpenAI

from service.api.openai.tasks import task
from tests.service.api.openai.speaking import said

HISTORY = "USER: Was macht JUMITA?\nASSISTANT: **JUMITA** …\nUSER: was kostet das?"
WORDS = {
    "en": "### Task:\nPredict 3-5 useful messages.\n### Guidelines:\n- Be brief.\n### Output:\nJSON format: ",
    "de": "## Aufgabe\nSchreiben Sie etwas zum Gespräch.\n## Ausgabe\nNur JSON: ",
    "none": "",
}
"""What a task may begin with: releases and administrators word them as they like."""
KEYS = {
    "title": ('{ "title": "Ein Titel" }', "Was macht JUMITA"),
    "tags": ('{ "tags": ["tag1", "tag2"] }', ["Arbeitsmarkt", "Maßnahmen"]),
    "queries": ('{\n  "queries": ["query1", "query2"]\n}', ["was kostet das?"]),
    "prompt": ('{\n    "prompt": "Your detailed description here."\n}', "was kostet das?"),
    "text": ('`{ "text": "<your_completion>" }`', ""),
}


def prompt(words: str, wanted: str, history: str = HISTORY) -> str:
    """A task in the shape that Open WebUI gives it."""
    return f"{words}{wanted}\n### Chat History:\n<chat_history>\n{history}\n</chat_history>"


def answered(spoken: OpenAI, asked: str) -> Any:
    """The JSON that a task is answered with."""
    answer = said(spoken, asked)
    assert (answer.lotse, answer.choices[0].message.annotations) == (None, [])
    return json.loads(answer.choices[0].message.content)


@pytest.mark.parametrize("words", WORDS.values(), ids=list(WORDS))
@pytest.mark.parametrize("key", KEYS)
def test_tasks(spoken: OpenAI, key: str, words: str) -> None:
    """In whatever words, at once and citing nothing."""
    wanted, expected = KEYS[key]
    assert answered(spoken, prompt(words, wanted)) == {key: expected}


@pytest.mark.parametrize("words", WORDS.values(), ids=list(WORDS))
def test_follow_ups_are_ours(spoken: OpenAI, words: str) -> None:
    """What one may ask next is what the chat suggests, about the measure that was spoken of."""
    suggested = answered(spoken, prompt(words, '{ "follow_ups": ["1?", "2?", "3?"] }'))["follow_ups"]
    assert "Wer ist Ansprechpartner für JUMITA?" in suggested
    assert all(len(each) <= 400 for each in suggested)


def test_follow_ups_know_what_was_shown(spoken: OpenAI) -> None:
    """Read from the answers in the history, as in a conversation."""
    first = "Was gibt es für Alleinerziehende?"
    listed = said(spoken, first)
    history = f"USER: {first}\nASSISTANT: {listed.choices[0].message.content}\nUSER: und das zweite?"
    suggested = answered(spoken, prompt(WORDS["en"], '{ "follow_ups": [] }', history))["follow_ups"]
    about = said(spoken, first, listed.choices[0].message.content, "und das zweite?")
    assert about.lotse["measures"] == listed.lotse["measures"][1:2]
    assert suggested


@pytest.mark.parametrize("empty", ["", " ", "None"])
def test_a_title_while_the_answer_is_empty(spoken: OpenAI, empty: str) -> None:
    """It is asked for as soon as the answer begins."""
    history = f"USER: Was kostet JUMITA?\nASSISTANT:{empty and ' ' + empty}"
    assert answered(spoken, prompt(WORDS["en"], '{ "title": "x" }', history)) == {"title": "Was kostet JUMITA"}


def test_nothing_was_said_yet(spoken: OpenAI) -> None:
    """A history without a question has a title and nothing to ask further."""
    assert answered(spoken, prompt("", '{ "title": "x" }', "")) == {"title": "Maßnahmenlotse"}
    assert answered(spoken, prompt("", '{ "follow_ups": [] }', "ASSISTANT: Hallo")) == {"follow_ups": []}
    assert answered(spoken, prompt("", '{ "queries": [] }', "SYSTEM: x\nTOOL: y")) == {"queries": []}


def test_long_histories(spoken: OpenAI) -> None:
    """A task may be longer than any question."""
    history = (
        f"USER: Was macht JUMITA?\nASSISTANT: {'**JUMITA** …' * 1_000}\nUSER: {'z' * 5_000}\nUSER: was kostet das?"
    )
    assert answered(spoken, prompt(WORDS["en"], '{ "follow_ups": [] }', history))["follow_ups"]
    inside = "USER: Was heißt </chat_history>?\nASSISTANT: Nichts."
    assert answered(spoken, prompt("", '{ "title": "x" }', inside)) == {"title": "Was heißt </chat_history>"}


def test_tasks_in_plain_text(spoken: OpenAI) -> None:
    """A template without JSON is told by the words of its first lines."""
    asked = "Kundin sucht seit Jahren eine Wohnung in Göttingen, was nun?"
    answer = said(spoken, f"### Task:\nWrite a title.\n<chat_history>\nUSER: {asked}\n</chat_history>")
    assert answer.choices[0].message.content == "Kundin sucht seit Jahren eine Wohnung in Göttingen, was nun"
    face = "Your task is to reflect the speaker's likely facial expression through an emoji.\n\nMessage: ```x```"
    assert said(spoken, face).choices[0].message.content == ""


@pytest.mark.parametrize(
    "question",
    [
        "Was kostet JUMITA?",
        '{ "title": "JUMITA" }',
        "### Task:\nErstellen Sie einen Titel",
        "<chat_history>Was kostet JUMITA?</chat_history>",
        'Was heißt <chat_history> und { "tags": [] }?',
        "Erstellen Sie tags zu <chat_history>x</chat_history>",
    ],
)
def test_questions_are_no_tasks(question: str) -> None:
    """Half of the shape is none."""
    assert task(question) is None


@pytest.mark.parametrize(
    "pump", ["{", "{ ", '{"title"', '{"title" ', "<chat_history>", "</chat_history>", "<chat_history></chat_history>",
             "USER: ", "\nUSER:", "# ", "follow-", "<context></context>"],
)  # fmt: skip
def test_in_linear_time(pump: str) -> None:
    """Whatever a prompt of four megabytes repeats."""
    text = f"<chat_history>{pump * (4_000_000 // len(pump))}</chat_history>"
    for asked in (text, text[len("<chat_history>") :]):
        begun = process_time()
        task(asked)
        assert process_time() - begun < 3.0
