"""How measures stand to conditions: met, against, or not stated, each with the figure that proves it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.figures.figure import Figure
from corpus.text.folding import fold
from index.figure_table import FigureTable
from retriever.conditions.condition import Condition

Standing = Literal["met", "unstated", "against"]
_OTHER_FIELDS = {"duration": ("duration", "stay"), "cost": ("cost", "budget")}
"""Where a measure that states nothing in a field may state it."""
_OF_A_YEAR = "year"


@dataclass(frozen=True, slots=True)
class FigureProof:
    """How one measure stands to one condition, and the figures that say so."""

    condition: Condition
    standing: Standing
    figures: tuple[Figure, ...] = ()


def figures_of(table: FigureTable, measure: str, field: str, basis: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Return what a measure states in a field, counted by `basis`; a total may be that of a year."""
    for name in _OTHER_FIELDS.get(field, (field,)):
        found = tuple(each for each in table.of(measure, name) if _counted_alike(each, basis))
        if found:
            return found
    return ()


def proof(table: FigureTable, measure: str, condition: Condition) -> FigureProof:
    """Return how a measure stands to a condition. What it doesn't state is neither met nor against it."""
    found = figures_of(table, measure, condition.field, condition.basis)
    if condition.unit in _MONEY:
        found = tuple(each for each in found if each.unit == condition.unit)
    if not found:
        return FigureProof(condition, "unstated")
    told = [(each, _holds(each, condition)) for each in found]
    holding = tuple(each for each, holds in told if holds is True)
    if condition.field == "legal" and not holding and condition.negated:
        return FigureProof(condition, "met")
    if condition.negated:
        return FigureProof(condition, "against", holding) if holding else FigureProof(condition, "met", found)
    if holding:
        return FigureProof(condition, "met", holding)
    return FigureProof(condition, "unstated" if any(holds is None for _, holds in told) else "against", found)


def overall(proofs: Sequence[FigureProof]) -> Standing:
    """Return how a measure stands to all conditions; of those in one group the best counts."""
    groups: dict[int, list[Standing]] = {}
    for number, each in enumerate(proofs):
        key = each.condition.group if each.condition.group and not each.condition.negated else -1 - number
        groups.setdefault(key, []).append(each.standing)
    best = [min(found, key=_ORDER.index) for found in groups.values()]
    return max(best, key=_ORDER.index, default="met")


_ORDER: tuple[Standing, ...] = ("met", "unstated", "against")
_MONEY = frozenset(("EUR", "CHF", "USD", "GBP"))


def _counted_alike(figure: Figure, basis: Sequence[str]) -> bool:
    own = set(figure.basis)
    return own == set(basis) or (not basis and own == {_OF_A_YEAR})


def _holds(figure: Figure, condition: Condition) -> bool | None:
    """Whether a figure meets a condition, its negation apart; None if its bounds leave it open."""
    if isinstance(condition.value, str):
        return _named_alike(figure.text, condition.value)
    if condition.field == "age":
        return _overlaps(figure, condition)
    low, high = figure.low, figure.high
    match condition.operator:
        case "<" | "<=":
            return _all_or_none((low, high), condition.value, below=True, inclusive=condition.operator == "<=")
        case ">" | ">=":
            return _all_or_none((low, high), condition.value, below=False, inclusive=condition.operator == ">=")
        case "between":
            upper = condition.value if condition.upper is None else condition.upper
            inside = (
                _all_or_none((low, high), condition.value, below=False, inclusive=True),
                _all_or_none((low, high), upper, below=True, inclusive=True),
            )
            return None if None in inside and False not in inside else all(inside)
        case _:
            return _equals(low, high, condition.value)


def _all_or_none(
    bounds: tuple[float | None, float | None], value: float, *, below: bool, inclusive: bool
) -> bool | None:
    """Whether all that a figure may be lies below (or above) a value; None if only some of it does."""

    def holds(number: float) -> bool:
        return (number == value and inclusive) or (number < value if below else number > value)

    low, high = bounds
    nearest, farthest = (low, high) if below else (high, low)
    if farthest is not None and holds(farthest):
        return True
    if nearest is not None and not holds(nearest):
        return False
    return None


def _equals(low: float | None, high: float | None, value: float) -> bool | None:
    if low == high:
        return low == value
    inside = (low is None or low <= value) and (high is None or value <= high)
    return None if inside else False


def _overlaps(figure: Figure, condition: Condition) -> bool:
    """Whether a range of ages is open to some that a condition tells of."""
    assert not isinstance(condition.value, str)
    low = -1.0 if figure.low is None else figure.low
    high = 999.0 if figure.high is None else figure.high
    match condition.operator:
        case "<":
            return low < condition.value
        case "<=":
            return low <= condition.value
        case ">":
            return high > condition.value
        case ">=":
            return high >= condition.value
        case _:
            return low <= (condition.upper or condition.value) and condition.value <= high


def _named_alike(own: str, wanted: str) -> bool:
    """Whether a name is the wanted one; a paragraph without a law is that of any."""
    return fold(own) == fold(wanted) or fold(own).startswith(f"{fold(wanted)} ")


def told_values(figures: Iterable[Figure], *, most: bool) -> float | None:
    """Return the highest number (or lowest) that figures state, None if they state none."""
    numbers = [number for each in figures for number in (each.low, each.high) if number is not None]
    return (max(numbers) if most else min(numbers)) if numbers else None
