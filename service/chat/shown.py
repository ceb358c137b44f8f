"""Operations on the measures that were shown last: `davon nur die in Teilzeit`, `the cheaper one`, `die beiden`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.text.language import Language
from index.store import Index
from retriever.conditions.condition import Inquiry
from retriever.conditions.numeric import basis_of
from retriever.conditions.reading import points_at_shown, read_inquiry
from retriever.conditions.wording import WordedText, says, wordings
from retriever.understanding import Understanding
from service.chat import phrases, reference
from service.chat.message import Resolved
from service.chat.thread import Thread

_ONLY_THOSE = re.compile(
    r"\b(?:nur|only|just)\s(?:die(?:jenigen)?\s(?:in|mit|ab|bis|unter|über|aus|nach)|the ones|those)\b", re.IGNORECASE
)
_SORT = re.compile(
    r"\b(?:sortier\w{0,5}|ordne\w{0,3}|sort(?:ed)?|order(?:ed)?)\b.{0,30}?\b(?:nach|by)\b", re.IGNORECASE
)
_UPWARDS = re.compile(r"\b(?:aufsteigend|ascending|kleinste|niedrigste|smallest|lowest)\b", re.IGNORECASE)
_DOWNWARDS = re.compile(r"\b(?:absteigend|descending|größte|höchste|largest|highest)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|welche[rsmn]?)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:zusammen(?:gerechnet|genommen)?|insgesamt|gemeinsam|together|altogether|combined|in total|all in all)\b",
    re.IGNORECASE,
)
_SUMMED = frozenset(("places", "participants", "budget", "cost"))
_LEAST_FIRST = frozenset(("cost", "budget", "duration", "stay", "start", "end", "staff_ratio"))
_MOST_NAMED, _TWO = 3, 2
Naming = Callable[[str, Sequence[str]], str]


def on_shown(
    text: str,
    language: Language,
    read: Understanding,
    thread: Thread,
    index: Index,
    naming: Naming,
    *,
    lists: bool = False,
) -> Resolved | None:
    """Return what a message does with the measures that were shown, None if it does nothing with them.

    `naming` puts the measures in front of what is asked of them. `lists` tells whether any measure has the features
    that the message asks for.
    """
    ids = tuple(id for id in thread.shown if id in index.measure_places)
    if read.names or len(ids) < _TWO:
        return None
    both = phrases.BOTH.search(text) is not None
    chosen = ids[:_TWO] if both else ids
    if sorting := _sorting(text):
        return _listed(text, language, chosen, sorting, thread, naming)
    if summed := _sum(text):
        return _listed(text, language, chosen, summed, thread, naming)
    inquiry = read_inquiry(_without_ordinals(text), read.places, {}, read.client, index, of_shown=True)
    if lists and not inquiry.field and _points(text):
        return replace(_listed(text, language, chosen, inquiry, thread, naming), features=read.features)
    if _asks_of_shown(text, read, inquiry):
        if inquiry.field:
            inquiry = replace(inquiry, compared=chosen, demand="compare" if len(chosen) == _TWO else inquiry.demand)
        return _listed(text, language, chosen, inquiry, thread, naming)
    if both and (read.wished or reference.asks_for_field(read)):
        whole = naming(text, chosen)
        return Resolved("about", whole, language, asked=text, wished=read.wished, about=chosen)
    return None


def _without_ordinals(text: str) -> str:
    """A message, as long, without words that pick one of a list: the first one's cost is no least value."""
    if _WHICH.search(text):
        return text
    for _, pattern in phrases.ORDINALS:
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _asks_of_shown(text: str, read: Understanding, inquiry: Inquiry) -> bool:
    """Whether an inquiry is meant of what was shown: it points there, or is too short to stand by itself."""
    if not inquiry.demand:
        return False
    if _points(text):
        return True
    alone = says("measure", WordedText(text)) or inquiry.topical or (read.inquiry.demand and not inquiry.field)
    return not alone and bool(inquiry.field or any(each.unit not in ("name", "yes") for each in inquiry.conditions))


def _points(text: str) -> bool:
    return points_at_shown(text) or bool(phrases.AMONG.search(text) or _ONLY_THOSE.search(text))


def _sum(text: str) -> Inquiry | None:
    """The field of which a message wants the sum: `wie viele Plätze haben die zusammen?`."""
    worded = WordedText(text)
    named = wordings("field", worded)
    together = _TOGETHER.search(text)
    if not (named and together and says("count", worded)) or named[0].meaning not in _SUMMED:
        return None
    return Inquiry("sum", named[0].meaning, basis_of(worded), most=True, words=together.group())


def _listed(
    text: str, language: Language, chosen: tuple[str, ...], inquiry: Inquiry, thread: Thread, naming: Naming
) -> Resolved:
    whole = naming(text, chosen) if len(chosen) <= _MOST_NAMED else f"{thread.subject}: {text}"
    return Resolved("list", whole, language, about=chosen, inquiry=replace(inquiry, topical=False))


def _sorting(text: str) -> Inquiry | None:
    """By which field a message wants measures sorted, and in which direction."""
    match = _SORT.search(text)
    named = wordings("field", WordedText(text), match.end()) if match else ()
    field = named[0].meaning if named else None
    if match is None or field is None:
        return None
    least = field in _LEAST_FIRST
    most = not _UPWARDS.search(text) and (bool(_DOWNWARDS.search(text)) or not least)
    return Inquiry("sort", field, most=most, words=match.group())
