"""What a catalogue answers to an inquiry: how each measure stands, in which order, and how many say nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.figures.figure import NAMED, YES, Figure
from index.figure_table import FigureTable
from retriever.conditions.condition import Condition, Inquiry
from retriever.conditions.standing import FigureProof, Standing, figures_of, overall, proof, told_values
from retriever.conditions.unit_cost import UnitCost, unit_cost


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A measure, how it stands to what was asked, and the figures that show it.

    It may be ranked by what is `worked` out from them.
    """

    measure: str
    standing: Standing
    proofs: tuple[FigureProof, ...] = ()
    ranked_by: tuple[Figure, ...] = ()
    worked: UnitCost | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures to be shown, each once: that by which it is ranked first."""
        proved = (figure for each in self.proofs if each.standing != "unstated" for figure in each.figures[:1])
        return tuple(dict.fromkeys((*self.ranked_by, *proved)))


@dataclass(frozen=True, slots=True)
class ConditionTally:
    """How many measures of those in question state anything about a condition, and how many meet it."""

    condition: Condition
    stated: int
    met: int


@dataclass(frozen=True, slots=True)
class Findings:
    """The answer of the table to an inquiry about `total` measures.

    `rows` are those that aren't against it, those that meet it first. `stated` counts those that say enough to tell.
    """

    inquiry: Inquiry
    total: int
    rows: tuple[FigureRow, ...]
    stated: int
    tallies: tuple[ConditionTally, ...] = ()

    @property
    def met(self) -> tuple[FigureRow, ...]:
        return tuple(row for row in self.rows if row.standing == "met")

    @property
    def only_names(self) -> bool:
        """Whether it asks for nothing but what is called so."""
        conditions = self.inquiry.conditions
        named = all(each.unit == NAMED for each in conditions)
        return bool(conditions) and named and not self.inquiry.field

    @property
    def decides(self) -> bool:
        """Whether the table answers by itself, without a search for a topic."""
        return bool(self.inquiry.demand) and not self.inquiry.topical and self.stated > 0


def findings(inquiry: Inquiry, table: FigureTable, measures: Sequence[str]) -> Findings:
    """Return how `measures`, ids in the order of a search, stand to an inquiry; ranked where it asks for the most."""
    if not (inquiry.conditions or inquiry.field):
        return Findings(inquiry, len(measures), (), 0)
    proofs = {id: tuple(proof(table, id, each) for each in inquiry.conditions) for id in measures}
    rows = [FigureRow(id, overall(found), found) for id, found in proofs.items()]
    rows = [row for row in rows if row.standing != "against"]
    if inquiry.field:
        rows = _ranked(rows, inquiry, table)
    elif not inquiry.topical:
        rows = _by_value(rows)
    rows.sort(key=lambda row: row.standing != "met")
    silent = sum(row.standing == "unstated" for row in rows)
    return Findings(
        inquiry, len(measures), tuple(rows), len(measures) - silent, tuple(_tallies(inquiry.conditions, proofs))
    )


def _ranked(rows: Iterable[FigureRow], inquiry: Inquiry, table: FigureTable) -> list[FigureRow]:
    """The rows by what they state in the field that is asked for, those without at the end as not stated."""
    valued = []
    for row in rows:
        found = figures_of(table, row.measure, inquiry.field, inquiry.basis)
        value = told_values(found, most=inquiry.most)
        shown = tuple(each for each in found if value in (each.low, each.high))[:1]
        standing: Standing = "unstated" if value is None else row.standing
        valued.append((value, FigureRow(row.measure, standing, row.proofs, shown)))
    if "head" in inquiry.basis:
        worked = [_worked_out(row, table) for _, row in valued]
        valued = max((worked, valued), key=lambda rows: sum(value is not None for value, _ in rows))
    known = [(value, row) for value, row in valued if value is not None]
    known.sort(key=lambda each: -each[0] if inquiry.most else each[0])
    return [row for _, row in known] + [row for value, row in valued if value is None]


def _worked_out(row: FigureRow, table: FigureTable) -> tuple[float | None, FigureRow]:
    """A row by what a place costs a month, which makes comparable what measures state a head, a year or in all."""
    worked = unit_cost(table, row.measure)
    if worked is None:
        return None, row
    standing = overall(row.proofs)
    return worked.value, FigureRow(row.measure, standing, row.proofs, worked.figures, worked)


def _by_value(rows: list[FigureRow]) -> list[FigureRow]:
    """The rows by the number that the first condition in numbers is about: the most first if it asks for more."""
    numbers = [each.condition for each in rows[0].proofs if each.condition.unit not in (NAMED, YES)] if rows else []
    if not numbers:
        return rows
    most = numbers[0].operator in (">", ">=") and numbers[0].unit != "date"

    def order(row: FigureRow) -> float:
        found = next(each for each in row.proofs if each.condition == numbers[0])
        value = told_values(found.figures[:1], most=most)
        return 0.0 if value is None else -value if most else value

    return sorted(rows, key=order)


def _tallies(conditions: Sequence[Condition], proofs: Mapping[str, Sequence[FigureProof]]) -> Iterable[ConditionTally]:
    for number, condition in enumerate(conditions):
        found = [each[number].standing for each in proofs.values()]
        yield ConditionTally(condition, len(found) - found.count("unstated"), found.count("met"))
