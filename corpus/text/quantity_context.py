"""What stands around a number and its unit: bounds (`bis zu`, `or more`), and what it is counted by (`pro Monat`)."""

from collections.abc import Sequence
from typing import Literal

from corpus.text.numerals import spelled_number
from corpus.text.quantity_words import Token, meaning, meaning_before, without_about

Bound = Literal["upper", "lower"]
TIMES = frozenset(("month", "week", "day", "hour", "year"))

_REACH = 6
_FURTHER_REACH = 10
_SENTENCE_ENDS = frozenset(".;!?•")


def bound_of(found: Sequence[Token], first: int, last: int) -> Bound | None:
    """Whether the quantity in `found[first:last]` is called a most or a least, before it or behind."""
    return _bound_before(found, first) or _bound_behind(found, last)


def bases_behind(found: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """What a quantity that ends before `at` is counted by, as in `pro Monat und Teilnehmer`, and where that ends."""
    bases: list[str] = []
    while at < len(found):
        start = at + 1 if found[at].folded == "(" and at + 1 < len(found) else at
        if adverb := meaning("adverb", found, start):
            basis, end = adverb.value, start + adverb.words
            if end < len(found) and found[end].kind == "number":
                break
        else:
            basis, end = _counted_by(found, start)
            if not basis and bases and found[start].folded in ("und", "and"):
                basis, end = _noun(found, start + 1)
        if not basis:
            break
        bases.append(basis)
        at = end
    return tuple(bases), at


def bases_before(found: Sequence[Token], first: int, since: int) -> tuple[str, ...]:
    """What the quantity at `first` is counted by according to the words before it, back to `since` or the sentence."""
    start = without_about(found, first)
    bases = ["each"] if start > since and meaning_before("each", found, start) else []
    for at in range(first - 1, max(since, first - _FURTHER_REACH) - 1, -1):
        if found[at].folded in _SENTENCE_ENDS:
            break
        basis = adverb.value if (adverb := meaning("adverb", found, at)) else _counted_by(found, at)[0]
        if basis:
            bases.append(basis)
    return tuple(bases)


def _counted_by(found: Sequence[Token], at: int) -> tuple[str, int]:
    """The basis that `pro Monat`, `/ Monat` or `im Monat` names at `at`, and where it ends; empty without one."""
    slash = found[at].folded == "/"
    start = at + 1 if slash else at
    if per := meaning("per", found, start):
        start += per.words
        basis, end = _noun(found, start)
        named = start < len(found) and found[start].kind == "word" and found[start].folded != "nach"
        return (basis, end) if basis or not named else ("other", start + 1)
    if slash:
        return _noun(found, start)
    if within := meaning("within", found, at):
        basis, end = _noun(found, at + within.words)
        dated = end < len(found) and found[end].kind == "number"
        return (basis, end) if basis in TIMES and not dated else ("", at)
    return "", at


def _noun(found: Sequence[Token], at: int) -> tuple[str, int]:
    noun = meaning("basis", found, at)
    return (noun.value, at + noun.words) if noun else ("", at)


def _bound_before(found: Sequence[Token], first: int) -> Bound | None:
    start = without_about(found, first)
    if meaning_before("lasting", found, start):
        return None
    for end in range(start, max(0, start - _REACH), -1):
        upper, lower = meaning_before("upper", found, end), meaning_before("lower", found, end)
        if upper and (end == start or upper.value == "far") and not (lower and lower.words > upper.words):
            return "upper"
        if lower and (end == start or lower.value == "far"):
            return "lower"
        before = found[end - 1]
        if before.kind != "word" or (spelled_number(before.folded) or 0) > 1:
            return None
    return None


def _bound_behind(found: Sequence[Token], last: int) -> Bound | None:
    start = last + 1 if last < len(found) and found[last].folded in ("(", ",") else last
    upper, lower = meaning("upper_after", found, start), meaning("lower_after", found, start)
    behind = upper or lower
    if behind is None:
        return None
    end = start + behind.words
    if end < len(found) and (found[end].kind == "number" or spelled_number(found[end].folded) is not None):
        return None
    return "upper" if upper else "lower"
