"""Reads what a question for a list wants its measures to have: concepts, groups of clients, words of its own."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import overlaps
from corpus.reference.places import PlaceMention
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set
from index.expansion import Mention
from retriever.conditions.condition import Inquiry
from retriever.conditions.named import named_conditions
from retriever.conditions.wording import WordedText, rest_of, says, wordings
from retriever.criteria.criterion import Criterion
from retriever.criteria.reading import Read
from retriever.features.feature import NO_FEATURES, Feature, FeatureRequest
from retriever.intent import FieldIntent

_ROLES = ("count", "list", "measure", "basis", "begin", "operator", "not", "when")
_MOST_FEATURES = 6
Span = tuple[int, int]
_SHORTEST = 3
_EITHER = re.compile(r"\b(?:oder|or|bzw\.?|beziehungsweise)(?!\w)|(?<!\w)/(?!\w)", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:und|and|sowie|aber|but|die|that|which)\b|,", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:davon|von (?:denen|ihnen|diesen)|of (?:those|these|them)|(?:nur|only|just) (?:die|the|those))\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:ma(?:ß|ss)nahmen|projekte|programme|angebote|(?:handlungs)?ansätze|kurse|hilfen|measures|projects|programmes"
    r"|programs|offers|schemes|courses|approaches|ones)\b",
    re.IGNORECASE,
)
_ASKED_OF_ALL = re.compile(
    r"^\W*(?:(?:und|and)\s)?(?:(?:bei|in|mit|für|with|in|at|for)\s)?(?:(?P<which>welche[nr]?|which)|wo|where|alles?|everything"
    r"|(?:zeig|show|list|liste|nenn)\w*\s(?:mir\s|me\s)?(?:alles?|all|everything))\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:welche[rns]?|which|what|eine[rn]?|an?)\s(?:ma(?:ß|ss)nahme|projekt|angebot|measure|project|programme)\b",
    re.IGNORECASE,
)
_ONE_CLIENT = re.compile(
    r"\b(?:kunde|kundin|klient(?:in)?|client|customer|mann|frau|man|woman|er|he|she|mein(?:e[nrm]?)?|my|ich|i)\b",
    re.IGNORECASE,
)
_NOT_OF_MEASURES = frozenset(("sex", "place", "hours"))
"""Criteria that say nothing of what a measure has: its place and hours are conditions in figures."""
_GROUPS = frozenset(("zielgruppe", "migration"))
"""Topics of the thesaurus whose concepts are groups of people."""
_SERVICES = frozenset(("application",))
"""Needs that name what is offered: only words that name the same offer prove it."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """`text[start:end]` tells of a feature."""

    start: int
    end: int
    feature: Feature
    of_people: bool = False


def read_features(
    text: str,
    mentioned: Sequence[Mention],
    described: Read,
    places: Sequence[PlaceMention],
    inquiry: Inquiry,
    wished: Sequence[FieldIntent] = (),
    without: Collection[str] = (),
) -> FeatureRequest:
    """Return what `text` wants the measures of a list to have, nothing if it asks for no list or for one of a client.

    `mentioned`, `described`, `places`, `inquiry` and `wished` are what was read from it; `without` are words to be
    taken for themselves.
    """
    worded = WordedText(text)
    towns = not all(each.is_land for each in places)
    if not asks_for_list(worded) or inquiry.field or towns or _of_one_client(text, described.criteria):
        return NO_FEATURES
    named = list(named_conditions(worded, places))
    spans: list[Span] = [*_spans_of(text, [each.words for each in inquiry.conditions])]
    spans += [(each.start, each.end) for each in named]
    units = [each for each in _units(text, mentioned, described.criteria, spans) if each.feature.words not in without]
    spans += [*((each.start, each.end) for each in units), *((each.start, each.end) for each in places)]
    spans += [(found.start, found.end) for role in _ROLES for found in wordings(role, worded)]
    spans += [match.span() for match in _SHOWN.finditer(text)]
    spans += [match.span() for match in WORD.finditer(text) if fold(match.group()) in _carriers()]
    spans += [(found.start, found.end) for found in wordings("field", worded)]
    nouns = list(_nouns(text, spans))
    spans += [(each.start, each.end) for each in nouns]
    unread = [word for word in rest_of(text, spans) if len(word) >= _SHORTEST]
    if len(unread) > (0 if _SHOWN.search(text) else len(units)) or not 0 < len(units) + len(nouns) <= _MOST_FEATURES:
        return NO_FEATURES
    units = sorted([*units, *nouns], key=lambda each: each.start)
    conditions = tuple(each.condition for each in named if each.condition)
    fields = {each.words: each.name for each in wished}
    units = [replace(each, feature=replace(each.feature, field=fields.get(each.feature.words, ""))) for each in units]
    return FeatureRequest(
        tuple(_related(worded, units)), conditions, described.criteria, described.client, tuple(unread)
    )


def asks_for_list(text: WordedText) -> bool:
    """Return whether a text asks for all measures of a kind, rather than for the one that fits or for help."""
    if _SHOWN.search(text):
        return True
    plural = _PLURAL.search(text)
    if _ONE.search(text) and not plural:
        return False
    if asked := _ASKED_OF_ALL.search(text):
        return asked["which"] is None or _asks_which(text, asked.end())
    return plural is not None and (says("list", text) or says("count", text))


def _asks_which(text: WordedText, end: int) -> bool:
    """Whether `which` before `text[end:]` asks for measures, rather than for the noun that follows."""
    word = WORD.search(text, end)
    if word is None:
        return False
    known = fold(word.group()) in _carriers() or not rest_of(text[end : word.end()], ())
    return known or any(found.start == word.start() for found in wordings("measure", text, end))


def _of_one_client(text: str, criteria: Sequence[Criterion]) -> bool:
    """Whether a text tells of one person: by such a word, or an age that is no range."""
    if _ONE_CLIENT.search(text):
        return True
    ages = (each.value for each in criteria if each.kind == "age")
    return any(isinstance(each, tuple) and each[0] == each[1] for each in ages)


def _units(
    text: str, mentioned: Sequence[Mention], criteria: Sequence[Criterion], taken: Sequence[Span]
) -> Iterator[_Unit]:
    """What a text names, in order: criteria and concepts; of both in the same words what tells more."""
    words = [match.span() for match in WORD.finditer(text)]
    found: dict[Span, _Unit] = {}
    for criterion in criteria:
        start = text.find(criterion.words)
        span = (start, start + len(criterion.words))
        if start >= 0 and criterion.kind not in _NOT_OF_MEASURES and not overlaps(*span, taken):
            found[span] = _Unit(*span, Feature(criterion.words, criterion=criterion.id), of_people=True)
    named: dict[Span, list[Mention]] = {}
    for mention in mentioned:
        span = words[mention.start][0], words[mention.end - 1][1]
        if mention.entry.expands and not overlaps(*span, taken):
            named.setdefault(span, []).append(mention)
    for span, mentions in named.items():
        concepts = tuple(each.entry.name for each in mentions)
        inside = [each for each in found.values() if overlaps(each.start, each.end, [span])]
        kept = [each.feature.criterion for each in inside if _tells_more(each.feature.criterion, mentions)]
        wide = (min((span[0], *(each.start for each in inside))), max((span[1], *(each.end for each in inside))))
        for each in inside:
            found.pop((each.start, each.end), None)
        if len(kept) > 1:
            continue
        if kept and not _is_need(kept[0]):
            concepts = ()
        of_people = bool(kept) or any(each.entry.topic in _GROUPS for each in mentions)
        found[wide] = _Unit(*wide, Feature(text[slice(*wide)], concepts, kept[0] if kept else None), of_people)
    yield from sorted(found.values(), key=lambda each: each.start)


def _tells_more(criterion: str | None, mentions: Sequence[Mention]) -> bool:
    """Whether a criterion is needed besides the concepts that its words name.

    It is for who somebody is, unless the thesaurus has that group, and for needs, unless they name the very offer.
    """
    assert criterion is not None
    if criterion.startswith("wish.") or criterion.removeprefix("need.") in _SERVICES:
        return False
    return _is_need(criterion) or criterion == "age" or not any(each.entry.topic in _GROUPS for each in mentions)


def _is_need(criterion: str | None) -> bool:
    return criterion is not None and criterion.startswith("need.")


def _nouns(text: str, taken: Sequence[Span]) -> Iterator[_Unit]:
    """Nouns that no concept names, within the text: measures may say them as they are."""
    for match in WORD.finditer(text):
        if match.start() and match.group()[0].isupper() and not overlaps(*match.span(), taken):
            yield _Unit(*match.span(), Feature(match.group()))


def _related(text: WordedText, units: Sequence[_Unit]) -> Iterator[Feature]:
    """The features of units, with what stands between them: not, or, or nothing that parts them."""
    group, last = 0, -1
    denied = people = False
    for each in units:
        between = text[last : each.start] if last >= 0 else ""
        either = last >= 0 and _EITHER.search(between) is not None
        not_before = _not_before(text, max(last, 0), each.start)
        negated = not_before is not None or (either and denied)
        group = group if either else group + 1
        apart = either or negated or denied or people or each.of_people or _BOTH.search(between)
        joined = last >= 0 and not apart
        told = text[each.start if not_before is None else not_before : each.end]
        yield replace(each.feature, told=told, negated=negated, group=group, joined=joined)
        last, denied, people = each.end, negated, each.of_people


def _not_before(text: WordedText, start: int, end: int) -> int | None:
    """Where `not` stands before a feature, with nothing telling between them."""
    found = wordings("not", text, start, end)
    return found[-1].start if found and not rest_of(text[found[-1].end : end], ()) else None


def _spans_of(text: str, phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        start = text.find(phrase)
        if phrase and start >= 0:
            yield start, start + len(phrase)


def _carriers() -> frozenset[str]:
    return frozenset(map(fold, word_set("list_carriers.txt"))) | stop_words()
