"""What one could ask next: each of them gives an answer."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.measure import short_name
from index.store import Index
from retriever.intent import ASKED_FIELDS
from retriever.result import MeasureHit, SearchResult
from service.chat.answer import Kind
from service.chat.message import Resolved
from service.chat.values import Wish, stated_value, wishes
from service.texts import Texts

MOST = 4
_OF_A_MEASURE = {
    "cost": "cost", "contact": "contact", "duration": "period", "legal": "legal_basis", "target": "target_group",
}  # fmt: skip
"""Questions about one measure, by their texts, and what each of them asks for."""


def suggestions(
    resolved: Resolved, result: SearchResult, kind: Kind, hits: Sequence[MeasureHit], index: Index, texts: Texts
) -> tuple[str, ...]:
    """At most four questions that can be sent as they stand."""
    if alike := _renamed(resolved, result):
        return alike[:MOST]
    if not hits:
        return texts.list("chat.suggestions.examples")[:MOST]
    found = dict.fromkeys(_proposed(resolved, result, kind, hits, index, texts))
    return tuple(found)[:MOST]


def _renamed(resolved: Resolved, result: SearchResult) -> tuple[str, ...]:
    """The same question about measures that are called like the name in it that no title bears."""
    near = ((unborne.name, short_name(measure)) for unborne in result.unborne for measure in unborne.nearest)
    return tuple(dict.fromkeys(resolved.text.replace(name, title) for name, title in near if name in resolved.text))


def _proposed(
    resolved: Resolved, result: SearchResult, kind: Kind, hits: Sequence[MeasureHit], index: Index, texts: Texts
) -> Iterator[str]:
    read = (resolved.asked, resolved.wished) if resolved.asked else (resolved.text, result.wished)
    asked = {wish.name for wish in wishes(*read)}
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
    for each, wanted in _OF_A_MEASURE.items():
        question = texts.text(f"chat.suggestions.of_measure.{each}", measure=name)
        if wanted not in asked and stated_value(hit.measure, document, [Wish(wanted, ASKED_FIELDS[wanted])], question):
            yield question


def _state(hits: Sequence[MeasureHit], resolved: Resolved) -> str | None:
    """The Land in which most of what was found lies, if there are several and the question names none of them."""
    states = Counter(hit.measure.state for hit in hits if hit.measure.state)
    named = any(state in resolved.text for state in states)
    return states.most_common(1)[0][0] if len(states) > 1 and not named else None
