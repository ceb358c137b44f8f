"""Other readings of a document, each with another kind of line as titles, and how well their entries fit."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from corpus.blocks import Span
from corpus.parsing.labels import Labels, normal_label
from corpus.parsing.outline import Region, as_pair, is_imprint
from corpus.parsing.record import Record
from corpus.parsing.segments import SEVERAL, may_be_title
from corpus.parsing.titles import bare_title
from corpus.parsing.tokens import Border, Entry, Labelled, Title, Token, Unlabelled

_FEWEST = 2
_NUMBER = re.compile(r"(?:#{1,6} )?(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?\s{1,3}(?=[^\W\d_])")
_LOWEST = 9
_MOST_OF_NUMBER = 24  # characters between the beginning of a line and the title
_REPEATED, _UNTITLED, _NAMESAKE, _STRAY = 2.0, 2.0, 1.0, 0.6
_SHARED = 0.34


def consistency(text: str, records: Sequence[Record]) -> float:
    """How well entries fit together: each label once, and a title that no other has.

    Labels that are known or that several entries have count for the reading; an entry, a label that comes again, one
    that nothing speaks for and a missing or repeated title against it: entries are neither joined nor torn apart.
    """
    titles = Counter(text[slice(*record.title)] for record in records if record.title)
    labels = [[(normal_label(text[slice(*value.label)]), value.match) for value in record.values] for record in records]
    entries = Counter(label for pairs in labels for label in {label for label, _ in pairs})
    total = 0.0
    for record, pairs in zip(records, labels, strict=True):
        once = {label for label, match in pairs if match or entries[label] > 1}
        again = Counter(label for label, match in pairs if not (match and match.field in SEVERAL))
        stray = sum(entries[label] == 1 and match is None for label, match in pairs)
        total += len(once) - 1 - _STRAY * stray - _REPEATED * sum(count - 1 for count in again.values())
        total -= _UNTITLED if record.title is None else _NAMESAKE * (titles[text[slice(*record.title)]] > 1)
    return total


def readings(text: str, tokens: Sequence[Token], labels: Labels) -> Iterator[list[Region]]:
    """Yield a reading for each kind of line that may be a title, if it heads labels at least twice."""
    if any(isinstance(token, Entry) for token in tokens):
        return
    places: dict[str, list[int]] = defaultdict(list)
    printed = Counter(normal_label(text[slice(*token.label)]) for token in tokens if isinstance(token, Labelled))
    for place, token in enumerate(tokens):
        for kind in _kinds(text, tokens, place):
            places[kind].append(place)
        if (
            isinstance(token, Labelled)
            and printed[normal_label(text[slice(*token.label)])] == 1
            and _is_head(text, token)
        ):
            places["row"].append(place)
    for found in places.values():
        starts = _alike(text, tokens, found)
        if len(starts) >= _FEWEST:
            yield list(_regions(text, tokens, starts, labels))


def _alike(text: str, tokens: Sequence[Token], places: Sequence[int]) -> list[int]:
    """The places below which at least two labels stand, some of them below others, too: an imprint has its own."""
    ends = [*places[1:], len(tokens)]
    below = {
        place: {normal_label(text[slice(*_label(token))]) for token in tokens[place + 1 : end] if _labels([token])}
        for place, end in zip(places, ends, strict=True)
    }
    counts = Counter(label for labels in below.values() for label in labels)
    return [
        place
        for place, labels in below.items()
        if len(labels) >= _FEWEST and sum(counts[label] > 1 for label in labels) >= _SHARED * len(labels)
    ]


def _label(token: Token) -> Span:
    return token.label if isinstance(token, Labelled) else (token.start, token.end)


def _labels(tokens: Sequence[Token]) -> int:
    return sum(isinstance(token, Labelled) or (isinstance(token, Title) and token.printed) for token in tokens)


def _kinds(text: str, tokens: Sequence[Token], place: int) -> Iterator[str]:
    """The kinds of title that a token may be."""
    token = tokens[place]
    begins = text.rfind("\n", max(0, token.start - _MOST_OF_NUMBER), token.start) + 1 if place else 0
    number = _NUMBER.match(text, begins or token.start)
    if isinstance(token, Title):
        if _heads(text, token):
            yield f"heading {token.level}"
            if number:
                yield f"numbered {number[1].count('.')}"
    elif isinstance(token, Labelled) and token.field == "title" and token.value:
        yield "labelled"
    elif isinstance(token, Labelled):
        if token.loose and may_be_title(text, token) and _labels(tokens[place + 1 : place + 2]):
            yield from ("line", "first", "bold")  # Pflegehilfe: der Einstieg
    elif isinstance(token, Unlabelled) and not token.cells and may_be_title(text, token):
        if token.banner or (token.bold and token.alone):
            yield "bold"
        if number:
            yield f"numbered {number[1].count('.')}"
        before = tokens[place - 1] if place else None
        is_value = (isinstance(before, Labelled) and before.value is None) or (
            isinstance(before, Title) and before.printed
        )
        if not is_value and _labels(tokens[place + 1 : place + 2]):
            yield "line"
            if not token.continues:
                yield "first"


def _is_head(text: str, row: Labelled) -> bool:
    """Whether a row of a form may be its head: `K 17` beside the name."""
    is_told = row.match is not None or row.printed or row.loose
    return not is_told and row.value is not None and may_be_title(text, Unlabelled(*row.value))


def _heads(text: str, title: Title) -> bool:
    """Whether a heading may be an entry's title."""
    return not title.printed and may_be_title(text, title) and not is_imprint(text[title.start : title.end])


def _regions(text: str, tokens: Sequence[Token], starts: Sequence[int], labels: Labels) -> Iterator[Region]:
    """The entries that begin at `starts`; a heading that is no part of one ends it, and heads what follows."""
    yield from _outside(tokens[: starts[0]], ())
    above: tuple[Title, ...] = tuple(token for token in tokens[: starts[0]] if isinstance(token, Title))[-1:]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        first = tokens[start]
        is_value = isinstance(first, Labelled) and not first.loose
        span = first.value if isinstance(first, Labelled) and first.value and is_value else (first.start, first.end)
        title = first if isinstance(first, Title) else Title(*bare_title(text, span, labels), _LOWEST)
        inside = tokens[start + 1 : end]
        tail = _end(text, title, inside)
        yield Region((*above, title), tuple(map(as_pair, inside[:tail])), entry=True, certain=True)
        if tail < len(inside):
            above = tuple(token for token in inside[tail:] if isinstance(token, Title))[-1:]
            yield from _outside(inside[tail:], ())


def _end(text: str, title: Title, inside: Sequence[Token]) -> int:
    """Where an entry ends: at a heading that speaks of the whole, is as high as its title, or stands above no label."""
    last = max((place for place, token in enumerate(inside) if _labels([token])), default=-1)
    for place, token in enumerate(inside):
        if isinstance(token, Title) and not token.printed:
            is_high = token.level <= title.level < _LOWEST
            if place > last or is_high or is_imprint(text[token.start : token.end]):
                return place
    return len(inside)


def _outside(tokens: Sequence[Token], above: tuple[Title, ...]) -> Iterator[Region]:
    """What stands outside of entries, heading by heading."""
    held: list[Token] = []
    for token in tokens:
        if isinstance(token, Title):
            if held or above:
                yield Region(above, tuple(held), entry=False)
            above, held = (token,), []
        elif not isinstance(token, Border):
            held.append(token)
    if held or above:
        yield Region(above, tuple(held), entry=False)
