"""The criteria of a question: what it states of a client and a wish."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import overlaps
from corpus.eligibility.limits import Value
from corpus.eligibility.professions import profession_names
from corpus.reference.places import PlaceMention
from retriever.criteria.client import Span, Stated, read_stated
from retriever.criteria.criterion import KIND_OF_FACT, Criterion, Kind
from retriever.criteria.facts import ClientFacts
from retriever.criteria.stated_hours import stated_hours
from retriever.criteria.topics import asked, beginnings, kind_of, may_be_refused, may_be_stated, refused

_PASSING = frozenset(("addiction", "mental", "health", "debts", "housing"))
"""Needs that may be over; who was once in prison may need help for it still."""
_TWICE = frozenset(("migration", "children"))
"""Facts whose words may state a need as well: `zu Hause bei den Kindern`."""
_ASIDE = frozenset(("sex", "wish", "unwanted", "place", "hours"))
_UNIT = re.compile(r"[ -]{0,2}(?:jahr\w*(?: alt\b)?|j\b|y(?:ea)?rs?(?:[ -]olds?)?\b|y/?o\b)|s\b")
_LEADING = re.compile(
    r"(?:(?:hat|haben|mit|macht|im|nur|eine[nmr]?|ist|spricht|has|have|with|an?|is|works?|working|got|speaks)\s)+",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    r"\b(?:\d+|eine[mnrs]?|ein|kleine[mnrs]?|one|two|three|small|little)(?: (?:kleine[mnrs]?|small|little|young))?"
    r" (?:(?:schul|kita|klein)?kind(?:er|ern)?|kleinkind\w*|child|children|kids?|toddlers?|bab(?:y|ies)|sohne?|jungs"
    r"|tochtern?|sons?|daughters?)\b"
    r"|\b(?:an? |her |his )?(?:[1-9]|1[0-3])[- ]years?[- ]old(?: (?:son|daughter|child))?\b"
    r"|\b\d{1,2}-?jahrige[nmr]? (?:kind|sohn|tochter|zwillinge)\b"
    r"|\b(?:her|his|their) (?:kids|children|baby)\b|\bkinder hat (?:sie|er) (?:nicht|keine)\b"
)
_UNCLEAR = re.compile(r"\b(?:kein\w*|ohne|no)\s(?:abschluss|qualifications?)\b")
_WORK = re.compile(r"\b(?:arbeitet|jobbt|works?|working|angestellt)\s(?:in |nur |only )?$")


@dataclass(frozen=True, slots=True)
class Read:
    """The criteria of a question in the order of its words, and the client's facts that they are."""

    criteria: tuple[Criterion, ...]
    client: ClientFacts


def read_criteria(text: str, places: Sequence[PlaceMention] = (), without: Collection[str] = ()) -> Read:
    """Return what `text` states. Criteria whose words are among `without` are left out, and so are their facts."""
    stated = read_stated(text)
    found = [*_facts(stated, text)]
    found += _topics(stated, text, [span for span, each in found if each.kind not in _TWICE])
    found += [((each.start, each.end), _place(each, text)) for each in places]
    found = list(_distinct(found))
    if stated.by_pronoun and all(each.kind in _ASIDE for _, each in found):  # `it` may be a measure
        found = [(span, each) for span, each in found if each.kind != "sex"]
        stated = replace(stated, facts=replace(stated.facts, gender=None))
    kept = [each for _, each in sorted(found, key=lambda pair: pair[0]) if each.words not in without]
    gone = frozenset(each.id for _, each in found) - {each.id for each in kept}
    client = replace(stated.facts, **dict.fromkeys(_facts_of(gone)))
    if client.self_employed is None and any(each.id == "wish.business" for each in kept):
        client = replace(client, self_employed=False)  # who wants to be isn't yet
    return Read(tuple(kept), client)


def _distinct(found: Sequence[tuple[Span, Criterion]]) -> Iterator[tuple[Span, Criterion]]:
    """Every criterion once, without those that others say as well."""
    spans: dict[str, Span] = {}
    for span, each in found:
        spans.setdefault(each.id, span)
    said_by = {"children": "single_parent", "migration": "need.language"}
    for span, each in found:
        other = spans.get(said_by.get(each.id, ""))
        implied = each.id == "children" and other and span == spans.get("sex")  # an `alleinerziehender Vater`
        if spans[each.id] == span and not implied and not (other and other[0] < span[1] and span[0] < other[1]):
            yield span, each


def _facts_of(gone: frozenset[str]) -> Iterator[str]:
    """The facts that rest on criteria."""
    for fact, kind in KIND_OF_FACT.items():
        if kind in gone:
            yield fact
    if "age" in gone:
        yield "age"
    if "unemployment" in gone:
        yield "employed"
    if not gone.isdisjoint(("need.health", "need.mental")):
        yield "healthy"


def _facts(stated: Stated, text: str) -> Iterator[tuple[Span, Criterion]]:
    """The facts that words of their own state; ill health is a need, and being skilled may follow from a trade."""
    folded = stated.text.text
    out, paid, _ = stated.lasting
    for fact, kind in KIND_OF_FACT.items():
        value: Value | None = getattr(stated.facts, fact)
        span = stated.spans.get(fact)
        if span is None or value is None or (fact == "healthy" and value is False):
            continue
        if kind == "profession" and value not in profession_names():
            continue
        if out and kind == "employment" and value is False:
            continue
        span = _whole(fact, span, folded)
        unclear = kind == "qualification" and bool(_UNCLEAR.search(folded, *span))
        yield stated.text.span(*span), Criterion(kind, kind, value, _words(stated, span, text, kind), unclear)
    for kind, each in (("unemployment", out), ("benefit", paid)):
        if each:
            span = _whole("", (each.start, each.end), folded)
            yield stated.text.span(*span), Criterion(kind, kind, each.months, _words(stated, span, text))


def _whole(fact: str, span: Span, text: str) -> Span:
    """The words of a fact with those that belong to them: the unit of an age, the number of children."""
    start, end = span
    if fact == "ages" and (unit := _UNIT.match(text, end)):
        return start, unit.end()
    if fact == "parent" and (counted := _CHILDREN.search(text)):
        return counted.span()
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _topics(stated: Stated, text: str, taken: Sequence[Span]) -> Iterator[tuple[Span, Criterion]]:
    """The needs and wishes, and what isn't wanted; no two of them in the same words."""
    used = list(taken)
    begin = beginnings(stated.text.text)
    for topic in may_be_refused(begin):
        for found in refused(topic, stated.text, text):
            span = stated.text.span(*found)
            if not overlaps(*span, used):
                used.append(span)
                yield span, Criterion(f"unwanted.{topic}", "unwanted", topic, _words(stated, found, text))
                break
    for topic in may_be_stated(begin):
        for found in asked(topic, stated.present if topic in _PASSING else stated.text, text):
            span = stated.text.span(*found)
            beside = 1 if topic == "health" else 0
            if any(span[0] < end + beside and start - beside < span[1] for start, end in used):
                continue
            kind = kind_of(topic)
            if kind == "hours" and _WORK.search(stated.text.text, 0, found[0]):
                continue
            used.append(span)
            id = "hours" if kind == "hours" else f"{kind}.{topic}"
            yield span, Criterion(id, kind, topic, _words(stated, found, text))
            break
    if (hours := stated_hours(stated.text.text)) and not overlaps(*stated.text.span(*hours.span), used):
        yield stated.text.span(*hours.span), Criterion("hours", "hours", hours.topic, _words(stated, hours.span, text))


def _words(stated: Stated, span: Span, text: str, kind: Kind = "need") -> str:
    """The words of a criterion as they were typed, without verbs and articles before them."""
    start, end = stated.text.span(*span)
    words = text[start:end].strip(" ,;:(")
    leading = None if kind == "children" else _LEADING.match(words)
    return words[leading.end() :] if leading else words


def _place(mention: PlaceMention, text: str) -> Criterion:
    words = text[mention.start : mention.end]
    return Criterion("place", "place", mention.names[0], words, names=mention.names, state=mention.state)
