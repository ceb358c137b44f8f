"""What front ends ask of a model for themselves: a title, tags, questions to ask on, words to search for.

Such a request is a prompt around a chat's history, and wants JSON. It is answered from what was asked, by no model.
Source: the task prompts of Open WebUI (`backend/open_webui/config.py`), which other front ends took over.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.text.language import told
from service.chat.message import Message
from service.texts import Texts

Kind = Literal["title", "tags", "follow_ups", "queries", "text", "emoji"]

_BEGINS = re.compile(
    r"\s*(?:#{1,3} Task:|Your task is to reflect the speaker's likely facial expression)", re.IGNORECASE
)
_HISTORY = re.compile(r"<chat_history>\s*(.*?)\s*</chat_history>", re.DOTALL)
_TURN = re.compile(r"^(USER|ASSISTANT): ", re.MULTILINE)
_SIGNS: Mapping[Kind, re.Pattern[str]] = {
    "follow_ups": re.compile(r"follow[-_ ]?up", re.IGNORECASE),
    "queries": re.compile(r"\bqueries\b|search query", re.IGNORECASE),
    "tags": re.compile(r"\btags\b", re.IGNORECASE),
    "title": re.compile(r"\btitle\b", re.IGNORECASE),
    "text": re.compile(r"autocomplet", re.IGNORECASE),
    "emoji": re.compile(r"emoji", re.IGNORECASE),
}
_FIRST_LINES = 400
_LONGEST_TITLE = 60

Suggest = Callable[[Sequence[Message]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Task:
    """What is wanted of a chat, and what was said in it. Its `json` tells whether the answer is to be JSON."""

    kind: Kind
    said: tuple[Message, ...]
    json: bool


def task(prompt: str) -> Task | None:
    """The task that a prompt sets, None if it is a question like any other."""
    if not _BEGINS.match(prompt):
        return None
    head = prompt[:_FIRST_LINES]
    kind = next((kind for kind, sign in _SIGNS.items() if sign.search(head)), None)
    history = _HISTORY.search(prompt)
    if kind is None or not (history or kind in ("text", "emoji")):
        return None
    return Task(kind, tuple(_said(history[1])) if history else (), "json" in prompt.lower())


def done(wanted: Task, suggest: Suggest) -> str:
    """The answer to a task; `suggest` says what may be asked next in a conversation."""
    questions = [message.content for message in wanted.said if message.role == "user"]
    language = (told(questions[0]) if questions else None) or "de"
    match wanted.kind:
        case "title":
            value: object = _title(questions)
        case "tags":
            value = list(Texts.in_language(language).list("chat.suggestions.tags"))
        case "follow_ups":
            value = list(suggest(_until_question(wanted.said))) if questions else []
        case "queries":
            value = questions[-1:]
        case _:
            return json.dumps({"text": ""}) if wanted.json else ""
    return json.dumps({wanted.kind: value}, ensure_ascii=False) if wanted.json else _plain(value)


def _said(history: str) -> list[Message]:
    """Messages of a history whose lines begin with who speaks."""
    parts = _TURN.split(history)[1:]
    turns = zip(parts[::2], parts[1::2], strict=True)
    return [Message("user" if who == "USER" else "assistant", text.strip()) for who, text in turns if text.strip()]


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
