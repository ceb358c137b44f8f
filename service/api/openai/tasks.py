"""Background tasks that front ends give a model: titles, tags, follow-up questions, search queries, prompts for images.

Each is a prompt around the chat history that expects JSON. It is answered from the user's questions, without a model.
Source: the task prompts of Open WebUI (`backend/open_webui/config.py`), which other front ends have adopted. They
change with its releases, and their administrators write ones of their own, in any language.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from corpus.text.invisible import visible
from corpus.text.language import guess
from retriever.query import LONGEST_QUESTION
from service.chat.message import Message
from service.texts import Texts

Kind = Literal["title", "tags", "follow_ups", "queries", "prompt", "text", "emoji"]

_HISTORY = ("<chat_history>", "</chat_history>")
_KEY = re.compile(r'\{\s*"(title|tags|follow_ups|queries|prompt|text)"\s*:')
"""What names the task: the key of the JSON that is wanted, in the example of it."""
_HEADED = re.compile(r"\s*#{1,6} ")
_FACE = re.compile(r"\s*Your task is to reflect the speaker's likely facial expression")
"""The one task without a history or JSON."""
_TURN = re.compile(r"^(USER|ASSISTANT|SYSTEM|DEVELOPER|TOOL):(?: |$)", re.MULTILINE)
_SIGNS: Mapping[Kind, re.Pattern[str]] = {
    "follow_ups": re.compile(r"follow[-_ ]?up", re.IGNORECASE),
    "queries": re.compile(r"\bqueries\b|search query", re.IGNORECASE),
    "tags": re.compile(r"\btags\b", re.IGNORECASE),
    "title": re.compile(r"\btitle\b", re.IGNORECASE),
}
"""What a task that wants plain text is told by: it names no key."""
_FIRST_LINES = 400
_LONGEST_TITLE = 60

Suggest = Callable[[Sequence[Message]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Task:
    """A task and the conversation it is about. `json` says whether JSON is expected."""

    kind: Kind
    said: tuple[Message, ...]
    json: bool


def task(prompt: str) -> Task | None:
    """Return the task in a prompt, or None for an ordinary question.

    A task is known by its shape, whatever its words: a history of the conversation, and beside it the JSON that is
    wanted.
    """
    before, opened, rest = prompt.partition(_HISTORY[0])
    history, closed, after = rest.rpartition(_HISTORY[1])
    if not opened or not closed:
        return Task("emoji", (), json=False) if _FACE.match(prompt) else None
    said = tuple(_said(history.strip()))
    if key := _KEY.search(before) or _KEY.search(after):
        return Task(cast("Kind", key[1]), said, json=True)
    head = before[:_FIRST_LINES]
    kind = next((kind for kind, sign in _SIGNS.items() if sign.search(head)), None) if _HEADED.match(head) else None
    return Task(kind, said, json=False) if kind else None


def done(wanted: Task, suggest: Suggest) -> str:
    """Return the answer to a task; `suggest` returns follow-up questions for a conversation."""
    questions = [message.content for message in wanted.said if message.role == "user"]
    language = (guess(questions[0]) if questions else None) or "de"
    match wanted.kind:
        case "title":
            value: object = _title(questions)
        case "tags":
            value = list(Texts.in_language(language).list("chat.suggestions.tags"))
        case "follow_ups":
            value = list(suggest(_until_question(wanted.said))) if questions else []
        case "queries":
            value = questions[-1:]
        case "prompt":
            value = questions[-1] if questions else ""
        case _:
            return json.dumps({"text": ""}) if wanted.json else ""
    return json.dumps({wanted.kind: value}, ensure_ascii=False) if wanted.json else _plain(value)


def _said(history: str) -> list[Message]:
    """The messages of a history in which each turn begins with its role."""
    parts = _TURN.split(history)[1:]
    turns = zip(parts[::2], parts[1::2], strict=True)
    said = ((who, text.strip()) for who, text in turns)
    return [
        Message("user", visible(text)[:LONGEST_QUESTION]) if who == "USER" else Message("assistant", text)
        for who, text in said
        if text and who in ("USER", "ASSISTANT")
    ]


def _until_question(said: Sequence[Message]) -> Sequence[Message]:
    """The conversation up to its last question."""
    last = max(place for place, message in enumerate(said) if message.role == "user")
    return said[: last + 1]


def _title(questions: Sequence[str]) -> str:
    title = " ".join(questions[0].split()) if questions else "Maßnahmenlotse"
    if len(title) <= _LONGEST_TITLE:
        return title.rstrip("?!. ")
    return title[: title.rfind(" ", 1, _LONGEST_TITLE)].rstrip(" ,;:") + " …"


def _plain(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)
