"""What a question asks of the table of figures: conditions, a count, the most or least, or which of two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.blocks import overlaps
from corpus.reference.places import PlaceMention
from index.store import Index
from retriever.conditions.condition import NOTHING_ASKED, Condition, Demand, Inquiry
from retriever.conditions.dated import dated_conditions
from retriever.conditions.named import named_conditions, unapplied_words
from retriever.conditions.numeric import StatedCondition, basis_of, numeric_conditions
from retriever.conditions.superlative import Superlative, superlative
from retriever.conditions.wording import WordedText, rest_of, says, wordings
from retriever.criteria.facts import NOBODY, ClientFacts

_BEFORE_NOUN = re.compile(
    r"\s{1,3}(?:(?:der|of the|of these|of those|of your|all) )?(?:[a-zäöüß]{2,20}(?:e|en|er|al|ary|ent) ){0,2}"
)
_OF_SHOWN = re.compile(
    r"\W*(?:davon|gibt|are there|of (?:those|these|them|the)|von (?:denen|ihnen|diesen))\b", re.IGNORECASE
)
_EITHER = re.compile(r"\b(?:oder|or|und|and|als|than)\b|,", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:davon|von (?:denen|ihnen|diesen|den)|of (?:those|these|them|the (?:two|three|four|five))|die beiden"
    r"|both|the \w{2,12}er one|the ones?)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:vergleich\w{0,4}|gegenüber\w{0,7}|unterschied\w{0,2}|compar(?:e|es|ed|ing|ison)|differences?|versus|vs)\b",
    re.IGNORECASE,
)
_MOST_COMPARED, _SHORTEST_TOPIC = 6, 3
_MOST_CONDITIONS = 20
"""So many are read; what a question says beyond is left to the search."""


def read_inquiry(
    text: str,
    places: Sequence[PlaceMention],
    names: Mapping[str, tuple[int, ...]],
    client: ClientFacts,
    index: Index,
    without: frozenset[str] = frozenset(),
    *,
    of_shown: bool = False,
) -> Inquiry:
    """Return what `text` asks of the figures, nothing if it is about one named measure or about a client.

    `places` and `names` are those found in it. `without` are words of conditions that are to be taken for themselves.
    `of_shown` tells that it is asked of measures that were shown.
    """
    text = WordedText(text)
    named = tuple(dict.fromkeys(place for found in names.values() for place in found))
    best = superlative(text)
    compared = _compared(text, places, names, index) if best else ()
    if not best and _COMPARES.search(text) and (field := _only_field(text)):
        compared = _compared(text, places, names, index)
        best = Superlative(field, True, basis_of(text), "", (0, 0), of_two=True)
    if len(compared) > 1 and best:
        return _asked(best, compared=tuple(index.measures[place].id for place in compared))
    if named:
        return NOTHING_ASKED
    if client != NOBODY:
        return _beside_client(text, best, without)
    shown = of_shown or bool(_SHOWN.search(text))
    about = shown or says("measure", text) or _opens_as_list(text)
    stated = _without_overlaps(text, places) if about else _bare(text, places)
    if not about and not stated:
        return NOTHING_ASKED
    stated = [each for each in stated if text[each.start : each.end] not in without]
    conditions = tuple(each.condition for each in stated if each.condition)
    spans = [(each.start, each.end) for each in stated]
    unapplied = tuple(text[each.start : each.end] for each in stated if each.condition is None)
    unapplied += tuple(text[start:end] for start, end in unapplied_words(text) if not overlaps(start, end, spans))
    count = _count(text)
    if best and (best.words in without or (best.of_two and not shown)):
        best = None
    topical = bool(_topic(text, spans, best, places))
    only_named = all(each.field in ("state", "legal") for each in conditions)
    if best:
        return replace(_asked(best), conditions=conditions, topical=topical, unapplied=unapplied)
    if not conditions or (topical and only_named):
        return Inquiry(unapplied=unapplied)
    return Inquiry(
        "count" if count else "list",
        words=count or "",
        conditions=conditions,
        topical=topical,
        unapplied=unapplied,
    )


def _only_field(text: WordedText) -> str | None:
    """The field of figures that a text names, if it names one alone."""
    named = {each.meaning for each in wordings("field", text)}
    return named.pop() if len(named) == 1 else None


def _beside_client(text: WordedText, best: Superlative | None, without: frozenset[str]) -> Inquiry:
    """What a question about a client asks of measures besides: only what compares their own numbers."""
    if best and not best.of_two and best.words not in without and says("measure", text):
        return replace(_asked(best), topical=True)
    stated = numeric_conditions(text, about_measures=says("measure", text))
    conditions = (each.condition for each in stated if text[each.start : each.end] not in without)
    plain = tuple(each for each in conditions if each and each.operator != "=" and each.field != "cost")
    taken = tuple(text[start:end] for start, end in unapplied_words(text) if text[start:end] not in without)
    return Inquiry("list" if plain else None, conditions=plain, topical=True, unapplied=taken)


def _asked(best: Superlative, compared: tuple[str, ...] = ()) -> Inquiry:
    demand: Demand = "compare" if compared else "most" if best.most else "least"
    return Inquiry(demand, best.field, best.basis, best.most, best.words, compared=compared)


def _without_overlaps(text: WordedText, places: Sequence[PlaceMention]) -> list[StatedCondition]:
    """What a text states, in order; of two that overlap the one that is read first, dates before numbers."""
    found: list[StatedCondition] = []
    readers = (
        named_conditions(text, places),
        dated_conditions(text),
        numeric_conditions(text, about_measures=True),
    )
    for each in (each for reader in readers for each in reader):
        others = [other for other in found if each.start < other.end and other.start < each.end]
        if all((each.start, each.end) == (other.start, other.end) and _is_legal(each, other) for other in others):
            found.append(each)
        if len(found) == _MOST_CONDITIONS:
            break
    return sorted(found, key=lambda each: each.start)


def _is_legal(*stated: StatedCondition) -> bool:
    """Whether all are paragraphs, of which one citation may hold several."""
    return all(each.condition is not None and each.condition.field == "legal" for each in stated)


def _bare(text: WordedText, places: Sequence[PlaceMention]) -> list[StatedCondition]:
    """What a text states that says nothing but conditions in numbers: `at least 20 hours a week`."""
    stated = _without_overlaps(text, places)
    numbers = any(each.condition and each.condition.operator != "is" for each in stated)
    return stated if numbers and not _topic(text, [(each.start, each.end) for each in stated], None, places) else []


def _count(text: WordedText) -> str | None:
    """The words that ask for how many measures, rather than how many of something in a measure."""
    for found in wordings("count", text):
        between = _BEFORE_NOUN.match(text, found.end)
        starts = {found.end + 1, between.end() if between else found.end}
        counted = any(each.start in starts for each in wordings("measure", text))
        if counted or _OF_SHOWN.match(text, found.end):
            return text[found.start : found.end]
    return None


def _opens_as_list(text: WordedText) -> bool:
    first = next(iter(wordings("list", text)), None)
    return first is not None and not text[: first.start].strip(" ,.:!?").split()[3:]


def _topic(
    text: WordedText, spans: Sequence[tuple[int, int]], best: Superlative | None, places: Sequence[PlaceMention]
) -> list[str]:
    """The words that tell what the measures are to be about, besides conditions and what asks for them."""
    taken = [*spans, *([best.span] if best else [])]
    taken += [(each.start, each.end) for each in places if each.is_land]
    for role in (
        "best",
        "than",
        "count",
        "list",
        "measure",
        "field",
        "basis",
        "staff_unit",
        "begin",
        "operator",
        "not",
        "when",
    ):
        taken += [(found.start, found.end) for found in wordings(role, text)]
    taken += [match.span() for match in _SHOWN.finditer(text)]
    return [word for word in rest_of(text, taken) if len(word) >= _SHORTEST_TOPIC]


def _compared(
    text: WordedText, places: Sequence[PlaceMention], names: Mapping[str, tuple[int, ...]], index: Index
) -> tuple[int, ...]:
    """The measures that a comparison names, by name or by place, in the order of the text."""
    found: list[tuple[int, int]] = []
    folded = text.casefold()
    for name, measures in names.items():
        found += [(folded.find(name.split()[0]), place) for place in measures]
    for mention in places:
        here = [
            place
            for place, measure in enumerate(index.measures)
            if not mention.is_land and any(name in (measure.organisation or "") for name in mention.names)
        ]
        if len(here) == 1:
            found.append((mention.start, here[0]))
    ordered = tuple(dict.fromkeys(place for _, place in sorted(found)))
    return ordered[:_MOST_COMPARED] if _EITHER.search(text) else ()


def points_at_shown(text: str) -> bool:
    """Return whether a text speaks of measures that were shown: `davon`, `which of those`, `the longer one`."""
    return _SHOWN.search(text) is not None


def with_conditions(inquiry: Inquiry, conditions: Sequence[Condition]) -> Inquiry:
    """Return the inquiry with further conditions, which must hold as well."""
    return replace(inquiry, conditions=(*inquiry.conditions, *conditions)) if conditions else inquiry
