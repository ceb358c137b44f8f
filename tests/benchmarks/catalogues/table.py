"""The table of the benchmark: a row a catalogue, and their sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.catalogues.asking import Asked
from tests.benchmarks.catalogues.comparison import Comparison

_HEAD = (
    "source", "entries", "recognised", "surplus", "values right", "elsewhere", "missed", "contaminated", "citations",
    "questions right", "false denials", "other entry", "invented",
)  # fmt: skip
_NAME_WIDTH, _WIDTH = 38, 16


@dataclass(frozen=True, slots=True)
class Row:
    """A catalogue of a part with its counts."""

    name: str
    part: str
    shape: str
    compared: Comparison
    asked: Asked

    @classmethod
    def total(cls, rows: Sequence["Row"], name: str = "all") -> "Row":
        """The sum of rows."""
        compared, asked = Comparison(), Asked()
        for row in rows:
            compared.add(row.compared)
            asked.add(row.asked)
        return cls(name, "", "", compared, asked)

    @property
    def faults(self) -> list[str]:
        return [*self.compared.faults, *self.asked.faults]

    def cells(self) -> tuple[str, ...]:
        """The cells of the row, those of questions empty if none were asked."""
        found, asked = self.compared, self.asked
        spans = found.spans + asked.citations
        counts = (
            found.surplus,
            f"{_share(found.right, found.values)} of {found.values}",
            found.elsewhere,
            found.missed,
        )
        answers = (f"{asked.right} of {asked.asked}", asked.false_denials, asked.other_entries, asked.invented)
        return (
            self.name,
            *map(str, (found.entries, found.recognised, *counts, found.contaminated)),
            f"{(spans - found.wrong_spans - asked.wrong_citations) / spans:.3f}" if spans else "–",
            *(map(str, answers) if asked.asked else [""] * len(answers)),
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def plain_rows(rows: Sequence[Row], *, headed: bool) -> Iterator[str]:
    """Rows in columns of fixed width for a terminal."""
    for cells in ([_HEAD] if headed else []) + [row.cells() for row in rows]:
        yield cells[0][:_NAME_WIDTH].ljust(_NAME_WIDTH) + "".join(cell.rjust(_WIDTH) for cell in cells[1:]).rstrip()


def markdown_rows(rows: Sequence[Row]) -> Iterator[str]:
    """The table in Markdown: all rows, and a sum for each part and for all."""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|" + "---|" * len(_HEAD)
    for part in dict.fromkeys(row.part for row in rows):
        own = [row for row in rows if row.part == part]
        for row in (*own, Row.total(own, f"**{part}**")):
            yield f"| {' | '.join(row.cells())} |"
    yield f"| {' | '.join(Row.total(rows, '**all**').cells())} |"
