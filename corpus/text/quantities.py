"""Quantities that a text states: numbers with their unit, bounds, and what they are counted by."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.text.quantity_context import bases_before, bases_behind, bound_of
from corpus.text.quantity_terms import DURATIONS, Term, Terms
from corpus.text.quantity_words import Meaning, meaning, meaning_before

_MONTHS = {"year": 12, "month": 1}
_COMMA = Meaning("comma", "any", 1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` states at least `low` and at most `high` of a unit; without both, how much isn't plain.

    `unit` is one of `DURATIONS`, hour, weekly_hour, place, person or one of `CURRENCIES`, and empty for a number
    that counts nothing named. `basis` says by what it is counted: month, head, run, year, ..., `other`, or `each`.
    """

    low: float | None
    high: float | None
    unit: str
    basis: tuple[str, ...]
    start: int
    end: int

    @property
    def value(self) -> float | None:
        """The number if it is exactly one."""
        return self.low if self.low == self.high else None


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of `text`, German or English, in order.

    Dates, times, telephone numbers and years are none; a part of a number, or one among several, is never taken for it.
    """
    terms = Terms(text)
    at = since = 0
    while at < len(terms.tokens):
        term = terms.at(at, since)
        found = term and (_two(terms, term, since) or _one(terms, term, at, since))
        if found:
            yield found[0]
            at = since = found[1]
        else:
            at = term.last if term else at + 1


def _one(terms: Terms, term: Term, at: int, since: int) -> tuple[Quantity, int] | None:
    """The quantity of one number, None if it counts something that isn't known."""
    counted = terms.is_bare(term.last) or bases_behind(terms.tokens, term.last)[0]
    if not term.unit and (terms.is_numbered(at) or not counted):
        return None
    value = term.value if terms.stands_alone(at) else None
    bound = bound_of(terms.tokens, term.first, term.last)
    low, high = (None if bound == "upper" else value), (None if bound == "lower" else value)
    return _quantity(terms, (term.first, term.last), term.unit, low, high, since)


def _two(terms: Terms, first: Term, since: int) -> tuple[Quantity, int] | None:
    """The quantity of two numbers: a range, a choice, or years and months; None if `first` stands alone."""
    found, at = terms.tokens, first.last
    if at + 1 < len(found) and found[at].folded == "-" and meaning("range", found, at + 1):
        at += 1  # 6- bis 12-monatig
    span, choice = meaning("range", found, at), meaning("choice", found, at)
    comma = _COMMA if at < len(found) and found[at].folded == "," else None
    link = span or choice or comma
    second = terms.at_or_behind_unit(at + (link.words if link else 0)) if link or first.unit in DURATIONS else None
    if second is None:
        return None
    if first.unit in DURATIONS and second.unit in DURATIONS and (not span or first.unit != second.unit):
        return _span_of_months(terms, first, second, since) if span else _compound(terms, first, second)
    if link in (None, _COMMA) or not _share_a_unit(terms, first, second):
        return None
    if choice and meaning_before("between", found, first.first):
        span = choice
    elif choice and first.unit:
        return None  # 6 Monate oder 12 Monate: each is a quantity
    low, high = _ends(_scaled_alike(first, second), second.value) if span else (None, None)
    return _quantity(terms, (first.first, second.last), second.unit or first.unit, low, high, since)


def _share_a_unit(terms: Terms, first: Term, second: Term) -> bool:
    """Whether one unit counts both numbers: `12 bis 15 Plätze`, `€10–12`, `6 Monate bis 9 Monate`; or none does."""
    if first.unit and second.unit:
        return first.unit == second.unit
    if first.unit:
        return first.leading and terms.is_bare(second.last)
    return bool(second.unit) or terms.is_bare(second.last)


def _scaled_alike(first: Term, second: Term) -> float | None:
    """The first number in the scale of the second, if it takes it to be the less: `1-2 Mio.`, `500.000 bis 1 Mio.`."""
    low, high = first.value, second.value
    if low is None or high is None or first.factor > 1 or low >= high / second.factor:
        return low
    return low * second.factor


def _ends(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The ends of a range if they are plain and in order."""
    return (low, high) if low is not None and high is not None and low < high else (None, None)


def _span_of_months(terms: Terms, first: Term, second: Term, since: int) -> tuple[Quantity, int]:
    """`6 Monate bis ein Jahr`; with weeks and days it isn't plain."""
    ends = (
        None if term.value is None or term.unit not in _MONTHS else term.value * _MONTHS[term.unit]
        for term in (first, second)
    )
    return _quantity(terms, (first.first, second.last), "month", *_ends(*ends), since)


def _compound(terms: Terms, first: Term, second: Term) -> tuple[Quantity, int] | None:
    """`1 Jahr und 6 Monate`; with weeks and days, or something that only the second lasts, it isn't plain."""
    counted, _ = bases_behind(terms.tokens, second.last)
    bounded = bound_of(terms.tokens, first.first, first.last)
    if counted or bounded or DURATIONS.index(first.unit) >= DURATIONS.index(second.unit):
        return None  # 6 Monate, 4 Tage pro Woche; ab 25 Jahren, 4 Monate
    months = None
    if first.value and second.value and second.unit == "month" and terms.is_bare(second.last):
        months = first.value * _MONTHS[first.unit] + second.value
    return _quantity(terms, (first.first, second.last), "month" if months else first.unit, months, months, first.first)


def _quantity(
    terms: Terms, span: tuple[int, int], unit: str, low: float | None, high: float | None, since: int
) -> tuple[Quantity, int]:
    """The quantity in the tokens of `span` with all that it is counted by, and where that ends."""
    first, last = span
    behind, end = bases_behind(terms.tokens, last)
    before = bases_before(terms.tokens, first, since)
    if unit in DURATIONS:  # wöchentliche Treffen, 6 Monate
        before = tuple(basis for basis in before if basis == "each")
    return Quantity(low, high, unit, (*before, *behind), terms.tokens[first].start, terms.tokens[last - 1].end), end
