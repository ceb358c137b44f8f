"""A conversation as other programs send it, as ours: whose words count, and which measures earlier answers showed."""

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
# What a front end found in files of its own; the question stands in it (Open WebUI, RAG_TEMPLATE).
_WRAPPED = re.compile(r"<user_query>\s*(.*?)\s*</user_query>", re.DOTALL)


def conversation(sent: Sequence[schemas.CompletionMessageModel], index: Index) -> list[Message]:
    """What was said by the person and by us. Raises ProblemError naming the message that can't be taken."""
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
    """The words of a message; pictures and sounds can't be searched for."""
    if not isinstance(message.content, list):
        return message.content or ""
    if message.role == "user" and any(part.type != "text" for part in message.content):
        _refuse(place, "not_text")
    return "\n".join(part.text for part in message.content if part.type == "text")


def _shown(answer: str, titles: dict[str, Measure]) -> Iterator[str]:
    """The ids of the measures whose titles head what an answer of ours says."""
    found = (titles[title].id for title in _BOLD.findall(answer) if title in titles)
    return iter(dict.fromkeys(found))


def _refuse(place: int, kind: str, **context: object) -> None:
    error = {"type": kind, "loc": ("body", "messages", place, "content"), "ctx": context}
    raise ProblemError("invalid", errors=[error])
