"""What one could ask next: each of them gives an answer."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.measure import short_name
from index.store import Index
from retriever.result import MeasureHit
from service.chat.answer import Kind
from service.chat.message import Resolved
from service.chat.values import value, wishes
from service.texts import Texts

MOST = 4
_OF_A_MEASURE = ("cost", "contact", "duration", "legal", "target")


def suggestions(
    resolved: Resolved, kind: Kind, hits: Sequence[MeasureHit], index: Index, texts: Texts
) -> tuple[str, ...]:
    """At most four questions that can be sent as they stand."""
    if not hits:
        return texts.list("chat.suggestions.examples")[:MOST]
    found = dict.fromkeys(_proposed(resolved, kind, hits, index, texts))
    return tuple(found)[:MOST]


def _proposed(resolved: Resolved, kind: Kind, hits: Sequence[MeasureHit], index: Index, texts: Texts) -> Iterator[str]:
    asked = {wish.name for wish in wishes(resolved.asked or resolved.text)}
    if kind == "measures" and len(hits) > 1:
        yield texts.text("chat.suggestions.compare")
    for hit in hits[:1]:
        yield from _fields(hit, asked, index, texts)
    if kind == "measures" and len(hits) > 1 and (state := _state(hits, resolved)):
        yield texts.text("chat.suggestions.state", state=state)
    if kind == "measures" and resolved.task in ("search", "more"):
        yield texts.text("chat.suggestions.more")


def _fields(hit: MeasureHit, asked: set[str], index: Index, texts: Texts) -> Iterator[str]:
    """Questions for fields that the record states and that weren't just asked for."""
    name = short_name(hit.measure)
    document = index.documents[hit.measure.document]
    for each in _OF_A_MEASURE:
        question = texts.text(f"chat.suggestions.of_measure.{each}", measure=name)
        wanted = wishes(question)
        if wanted and not {wish.name for wish in wanted} & asked and value(hit.measure, document, wanted[:1], question):
            yield question


def _state(hits: Sequence[MeasureHit], resolved: Resolved) -> str | None:
    """The Land in which most of what was found lies, if there are several and the question names none of them."""
    states = Counter(hit.measure.state for hit in hits if hit.measure.state)
    named = any(state in resolved.text for state in states)
    return states.most_common(1)[0][0] if len(states) > 1 and not named else None
