"""Regular expressions take time that grows with the length of a text, not with its square."""

import re
from collections.abc import Iterator
from itertools import chain
from time import process_time

import pytest

from tests.patterns import Attack, UsedPattern, attacks, stretched, used_patterns

BOUNDED = {
    "corpus/formats/html.py:_DECLARED": 1_024,  # the first bytes of a page, read in a process of its own
}
"""Patterns that meet no longer texts than these."""
TINY, SCREENED = (300, 1_000), 3_000
LONGER = (25_000, 100_000)
MOST_GROWTH = 3.0
"""Twice the text takes twice the time; squared, four times."""
QUICK = 0.002
"""Seconds that don't matter, and that are too short to compare."""
SLOW = 0.02
"""Seconds that no short text may take."""
WORST = 2
"""Strings that each pattern is tried with at full length."""


def seconds(pattern: UsedPattern, text: str, times: int = 1) -> float:
    """Processor time of a pattern on a text, the least of some runs."""
    spent = []
    for _ in range(times):
        start = process_time()
        pattern.run(text)
        spent.append(process_time() - start)
    return min(spent)


def fault(pattern: UsedPattern, attempts: int | None = None) -> tuple[Attack, int] | None:
    """A text on which a pattern takes too long, with its size; the costliest ones are tried at full length."""
    return next(_faults(pattern, attempts), None)


def _faults(pattern: UsedPattern, attempts: int | None) -> Iterator[tuple[Attack, int]]:
    tried = attacks(pattern.pattern, attempts)
    yield from ((each, size) for size in TINY for each in tried if seconds(pattern, stretched(each, size)) > SLOW)
    spent = {attack: seconds(pattern, stretched(attack, SCREENED)) for attack in tried}
    costliest = sorted(tried, key=lambda attack: -spent[attack])
    if pattern.place in BOUNDED:
        most = BOUNDED[pattern.place]
        yield from ((each, most) for each in costliest[:WORST] if seconds(pattern, stretched(each, most)) > SLOW)
        return
    suspects = (attack for attack in costliest if spent[attack] > QUICK / 2)
    longer = ((attack, size) for attack in costliest[:WORST] for size in LONGER)
    for attack, size in chain(((attack, SCREENED) for attack in suspects), longer):
        if _grows(pattern, attack, size):
            yield attack, size


def _grows(pattern: UsedPattern, attack: Attack, size: int) -> bool:
    """Whether the time for a text grows much faster than the text, at each of two steps: one may be memory."""
    texts = [stretched(attack, size // part) for part in (1, 2, 4)]
    for times in (1, 3):
        whole, half, quarter = (seconds(pattern, text, times) for text in texts)
        if whole <= max(QUICK, MOST_GROWTH * half) or half <= MOST_GROWTH * quarter:
            return False
    return True


@pytest.mark.parametrize(
    "attempts", [pytest.param(25, marks=pytest.mark.timed), pytest.param(None, marks=pytest.mark.slow)]
)
def test_patterns_are_linear(attempts: int | None) -> None:
    """All of them, on strings built from their own parts, up to 100,000 characters."""
    slow = {pattern.place: found for pattern in used_patterns() if (found := fault(pattern, attempts))}
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        (r"<user_query>\s*(.*?)\s*</user_query>", "search"),
        (r"\s+([.,;:!?])", "sub"),
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "finditer"),
        (r"\*\*(.+?)(?<!\\)\*\*", "findall"),
        (r"»[^«]*«", "findall"),
        (r"[?.!\s]+$", "sub"),
    ],
)
def test_what_would_be_found(pattern: str, use: str) -> None:
    """Patterns that once froze the service."""
    assert fault(UsedPattern("here", re.compile(pattern, re.DOTALL), frozenset((use,))))


def test_all_are_looked_at() -> None:
    """In modules, in what functions keep, in tables, and in calls."""
    places = {pattern.place: pattern for pattern in used_patterns()}
    assert len(places) > 400
    assert {
        "corpus/parsing/header.py:EMAIL",
        "corpus/text/answer_types.py:_TYPES[hours].holds",
        "service/grounding/counting.py:_COUNT_OF[1]",
        "service/chat/phrases.py:TALK[greeting]",
    } <= places.keys()
    assert places["corpus/parsing/header.py:EMAIL"].uses >= {"finditer", "sub", "findall"}
    assert any(place.startswith("service/grounding/check.py:1") for place in places)
