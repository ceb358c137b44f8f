"""Conversion of OpenAI-style conversations: which messages count, and which measures earlier answers showed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from corpus.measure import Measure, heading
from corpus.text.invisible import visible
from index.store import Index
from retriever.query import LONGEST_QUESTION
from service.api.openai import schemas
from service.api.openai.markup import bold, unwrapped
from service.api.openai.tasks import task
from service.api.problems import ProblemError
from service.chat.markdown import escaped
from service.chat.message import Message
from service.links import linked_passages
from service.wire.chat import LONGEST_ANSWER

_COUNTED = ("user", "assistant")
_TEXTS = ("text", "input_text", "output_text")
_SOURCE = "- ["
_TITLE_COMPARED = 60
"""Letters of a document's title that a line about a source has at least."""


Place = Callable[[int], tuple[str | int, ...]]
"""Where in the body of a request the content of a message stands, for errors."""


def in_messages(place: int) -> tuple[str | int, ...]:
    """Return where the content of a message stands in a request for a completion."""
    return ("messages", place, "content")


def conversation(
    sent: Sequence[schemas.CompletionMessageModel], index: Index, where: Place = in_messages
) -> list[Message]:
    """Return the user's and our own messages. Raises ProblemError naming an invalid message.

    Only the last question is refused if it is too long; earlier messages are cut.
    """
    found = list(_messages(sent, _Titles(index), where))
    if not found or found[-1].role != "user":
        _refuse(where(len(sent) - 1), "no_question")
    return found


def with_measures(said: Iterable[Message], index: Index) -> list[Message]:
    """Return messages with the measures that answers among them show."""
    titles = _Titles(index)
    return [
        replace(each, measures=tuple(titles.shown(each.content))) if each.role == "assistant" else each for each in said
    ]


def _messages(sent: Sequence[schemas.CompletionMessageModel], titles: "_Titles", where: Place) -> Iterator[Message]:
    counted = [(place, message) for place, message in enumerate(sent) if message.role in _COUNTED]
    for place, message in counted:
        text = _text(message, where(place))
        if message.role == "assistant":
            yield Message("assistant", text[:LONGEST_ANSWER], tuple(titles.shown(text[:LONGEST_ANSWER])))
        elif question := visible(unwrapped(text)).strip():
            last = place == counted[-1][0]
            if last and len(question) > LONGEST_QUESTION and task(question) is None:
                _refuse(where(place), "question_too_long", max_length=LONGEST_QUESTION)
            yield Message("user", question if last else question[:LONGEST_QUESTION])


def _text(message: schemas.CompletionMessageModel, where: Sequence[str | int]) -> str:
    """The text of a message. Images and audio are refused."""
    if not isinstance(message.content, list):
        return message.content or ""
    if message.role == "user" and any(part.type not in _TEXTS for part in message.content):
        _refuse(where, "not_text")
    return "\n".join(part.text for part in message.content if part.type in _TEXTS)


class _Titles:
    """Recognises measures by the titles that stand in our answers, which such clients send back as they were."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def shown(self, answer: str) -> Iterator[str]:
        """The ids of measures whose titles are in bold type in one of our answers, each once."""
        times: dict[str, int] = {}
        found: dict[str, None] = {}
        for title in bold(answer):
            if same := self._by_title.get(title):
                named = self._named(same, answer) if len(same) > 1 else same
                found[named[min(times.get(title, 0), len(named) - 1)].id] = None
                times[title] = times.get(title, 0) + 1
        return iter(found)

    @cached_property
    def _by_title(self) -> Mapping[str, list[Measure]]:
        titles: dict[str, list[Measure]] = {}
        for measure in self._index.measures:
            titles.setdefault(escaped(heading(measure)), []).append(measure)
        return titles

    def _named(self, same: list[Measure], answer: str) -> list[Measure]:
        """Of measures with one title those that are among the sources of an answer, in their order there.

        All of them if the answer names no such source. Links say of which measure a source is, also within a document;
        where a client has taken them off, the documents' titles do.
        """
        linked = list(linked_passages(answer))
        lines = [line for line in answer.splitlines() if line.startswith(_SOURCE)]
        most = len(linked or lines)
        places = {measure.id: _linked(measure, linked) if linked else self._source(measure, lines) for measure in same}
        named = [measure for measure in same if places[measure.id] < most]
        return sorted(named, key=lambda measure: places[measure.id]) or same

    def _source(self, measure: Measure, lines: Sequence[str]) -> int:
        """The first of the lines that names the measure and its document; their number if none does."""
        title = escaped(measure.title[:_TITLE_COMPARED])
        document = escaped(self._index.documents[measure.document].title[:_TITLE_COMPARED])
        naming = (place for place, line in enumerate(lines) if document in line.partition("] ")[2].removeprefix(title))
        return next(naming, len(lines))


def _linked(measure: Measure, linked: Sequence[tuple[str, int]]) -> int:
    """The first of the linked passages that lies in the measure; their number if none does."""
    within = (
        place
        for place, (document, start) in enumerate(linked)
        if document == measure.document and measure.start <= start < measure.end
    )
    return next(within, len(linked))


def _refuse(where: Sequence[str | int], kind: str, **context: object) -> None:
    error = {"type": kind, "loc": ("body", *where), "ctx": context}
    raise ProblemError("invalid", errors=[error])
