"""What a question asks of figures: conditions, and what to do with the measures that meet them."""

from dataclasses import dataclass
from typing import Literal

Operator = Literal["<", "<=", "=", ">=", ">", "between", "is"]
Demand = Literal["list", "count", "least", "most", "compare", "sort", "sum"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a field of figures, see `figure_units`.

    `value` is a number in the field's unit, dates as `date.toordinal` counts them, or a name; `upper` is the other end
    of `between`. One of those that share a `group` is enough. `words` are those of the question that say it.
    """

    field: str
    operator: Operator
    value: float | str
    upper: float | None = None
    unit: str = ""
    basis: tuple[str, ...] = ()
    negated: bool = False
    words: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a question asks of the table of figures.

    `field` and `basis` are those of a superlative or comparison, `most` its direction, `compared` the measures that it
    names. `topical` says that the question is about something besides, which only a search finds. `unapplied` are words
    that put a condition that no figure can meet. Without a demand, conditions only narrow.
    """

    demand: Demand | None = None
    field: str = ""
    basis: tuple[str, ...] = ()
    most: bool = False
    words: str = ""
    conditions: tuple[Condition, ...] = ()
    compared: tuple[str, ...] = ()
    topical: bool = False
    unapplied: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks anything of the table."""
        return bool(self.demand or self.conditions or self.unapplied)


NOTHING_ASKED = Inquiry()
"""What is asked of figures by a question that isn't about them."""
