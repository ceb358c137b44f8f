"""Conversion of OpenAI-style conversations: which messages count, and which measures earlier answers showed."""

import re
from collections.abc import Iterator, Sequence

from corpus.measure import Measure, heading
from index.store import Index
from retriever.query import LONGEST_QUESTION
from service.api.openai import schemas
from service.api.problems import ProblemError
from service.chat.markdown import escaped
from service.chat.message import Message

_BOLD = re.compile(r"\*\*(.+?)(?<!\\)\*\*")
# Front ends wrap the question in results from their own files (Open WebUI, RAG_TEMPLATE).
_WRAPPED = re.compile(r"<user_query>\s*(.*?)\s*</user_query>", re.DOTALL)


def conversation(sent: Sequence[schemas.CompletionMessageModel], index: Index) -> list[Message]:
    """Return the user's and our own messages. Raises ProblemError naming an invalid message."""
    titles = {escaped(heading(measure)): measure for measure in index.measures}
    found = list(_messages(sent, titles))
    if not found or found[-1].role != "user":
        _refuse(len(sent) - 1, "no_question")
    return found


def _messages(sent: Sequence[schemas.CompletionMessageModel], titles: dict[str, Measure]) -> Iterator[Message]:
    for place, message in enumerate(sent):
        text = _text(message, place)
        if message.role == "user" and text.strip():
            question = wrapped[1] if (wrapped := _WRAPPED.search(text)) else text
            if len(question) > LONGEST_QUESTION:
                _refuse(place, "question_too_long", max_length=LONGEST_QUESTION)
            yield Message("user", question)
        elif message.role == "assistant":
            yield Message("assistant", text, tuple(_shown(text, titles)))


def _text(message: schemas.CompletionMessageModel, place: int) -> str:
    """The text of a message. Images and audio are refused."""
    if not isinstance(message.content, list):
        return message.content or ""
    if message.role == "user" and any(part.type != "text" for part in message.content):
        _refuse(place, "not_text")
    return "\n".join(part.text for part in message.content if part.type == "text")


def _shown(answer: str, titles: dict[str, Measure]) -> Iterator[str]:
    """The ids of measures whose titles are headings in one of our answers."""
    found = (titles[title].id for title in _BOLD.findall(answer) if title in titles)
    return iter(dict.fromkeys(found))


def _refuse(place: int, kind: str, **context: object) -> None:
    error = {"type": kind, "loc": ("body", "messages", place, "content"), "ctx": context}
    raise ProblemError("invalid", errors=[error])
