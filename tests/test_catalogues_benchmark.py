"""The benchmark on other people's catalogues: what it counts, and what is reached on the cases."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from service.evaluation.searchers import ChatOutcome, QuotedSpan
from tests.benchmarks.catalogues.asking import DENIED, INVENTED, OTHER_ENTRY, RIGHT, WITHOUT, Asked, judge
from tests.benchmarks.catalogues.comparison import Comparison, compare
from tests.benchmarks.catalogues.drawn.__main__ import read_drawn
from tests.benchmarks.catalogues.drawn.drawing import draw_catalogue
from tests.benchmarks.catalogues.formats import write_catalogue
from tests.benchmarks.catalogues.practice import practice_entries
from tests.benchmarks.catalogues.sources import PARTS, Source, list_sources
from tests.benchmarks.catalogues.table import Row, markdown_rows
from tests.benchmarks.catalogues.truth import CatalogueQuestion, StatedEntry, StatedValue, Truth

TITLES = {"a": "Neustart Büro", "b": "Rücken stark"}
CATALOGUE = """# Katalog

## Neustart Büro
Zielgruppe: Menschen mit Erfahrung im Büro
Dauer: 6 Monate
Kosten: Bildungsgutschein

## Rücken stark
Zielgruppe: Menschen ab 50 Jahren
Dauer: 5 Monate, Beginn im Herbst
Kosten: kostenfrei

## Werkstatt
Zielgruppe: Jugendliche ohne Abschluss
Dauer: 9 Monate
Kosten: keine
"""


def entry(title: str, **values: str) -> StatedEntry:
    return StatedEntry(title, "katalog.md", tuple(StatedValue(field, field, text) for field, text in values.items()))


def compared(folder: Path, *entries: StatedEntry) -> Comparison:
    (folder / "katalog.md").write_text(CATALOGUE, "utf-8")
    return compare(Corpus.from_folder(folder), Truth("", entries))


def reply(*quotes: tuple[str, str], text: str = "", answerable: bool = True) -> ChatOutcome:
    """An answer with quotes, each of a measure."""
    spans = tuple(QuotedSpan("", 0, 0, quoted, measure=measure) for measure, quoted in quotes)
    return ChatOutcome(text, spans, (), "", answerable, spans)


@pytest.mark.parametrize("source", list_sources(("cases",)), ids=lambda source: source.name)
def test_every_entry_of_a_case_is_recognised(source: Source) -> None:
    """By one measure each, with no value of another entry, and spans that give the text."""
    with source.opened() as (folder, truth):
        found = compare(Corpus.from_folder(folder), truth)
    assert (found.recognised, found.surplus, found.contaminated, found.wrong_spans) == (found.entries, 0, 0, 0)


def test_values_are_right_in_their_field_only(tmp_path: Path) -> None:
    """Elsewhere in the measure, or nowhere, they aren't; nor is part of a number or of a word."""
    found = compared(tmp_path, entry("Neustart Büro", duration="6 Monate", place="Bildungsgutschein", cost="gutschein"))
    assert (found.right, found.elsewhere, found.missed) == (1, 1, 1)


def test_a_value_of_another_entry_is_counted(tmp_path: Path) -> None:
    """A measure that holds what only another entry states, as if their fields had run together."""
    found = compared(tmp_path, entry("Rücken stark", duration="5 Monate"), entry("Werkstatt", start="Beginn im Herbst"))
    assert (found.contaminated, found.missed) == (1, 1)
    assert "Rücken stark: holds 'beginn im herbst' of Werkstatt" in found.faults


def test_an_entry_without_a_measure_misses_all_its_values(tmp_path: Path) -> None:
    """And measures that are no entry are surplus."""
    found = compared(tmp_path, entry("Schuldenfrei", cost="kostenfrei", duration="5 Monate\n6 Monate"))
    assert (found.entries, found.recognised, found.surplus, found.missed) == (1, 0, 3, 2)


@pytest.mark.parametrize(
    ("expected", "answer", "verdict"),
    [
        ("6 Monate", reply(("a", "Dauer: 6 Monate")), RIGHT),
        ("6 Monate", reply(("a", "16 Monate")), WITHOUT),
        ("6 Monate", reply(("b", "5 Monate"), ("a", "6 Monate")), OTHER_ENTRY),
        ("6 Monate", reply(("a", "6 Monate"), text="Dazu macht die Quelle keine Angabe. »6 Monate« [1]"), DENIED),
        ("6 Monate", reply(("a", "6 Monate"), answerable=False), DENIED),
        ("6 Monate", reply(), DENIED),
        (None, reply(("a", "6 Monate"), text="The source doesn't say."), RIGHT),
        (None, reply(("a", "6 Monate")), INVENTED),
        (None, reply(("b", "6 Monate")), OTHER_ENTRY),
    ],
)
def test_answers_are_judged(expected: str | None, answer: ChatOutcome, verdict: str) -> None:
    """By what is quoted of which entry, and by whether the answer says that there is nothing."""
    assert judge(CatalogueQuestion("", "Neustart Büro", expected), answer, TITLES) == verdict


def test_the_split_is_fixed() -> None:
    """Every catalogue is in one of the two; the cases are in dev."""
    dev, test = ({source.name for source in list_sources(PARTS, (split,))} for split in ("dev", "test"))
    assert (len(dev), len(test), dev & test) == (56, 20, set())
    assert {source.name for source in list_sources(("cases",))} <= dev


@pytest.mark.parametrize("source", list_sources(("shapes", "real"), ("dev", "test")), ids=lambda source: source.name)
def test_truths_name_files_and_entries_that_exist(source: Source) -> None:
    """Every entry's file is there, no two entries of a file state the same, and questions are about entries."""
    with source.opened() as (folder, truth):
        assert all((folder / each.file).is_file() for each in truth.entries)
        assert len(set(truth.entries)) == len(truth.entries)
        assert {question.entry for question in truth.questions} <= {each.title for each in truth.entries}


def test_practice_measures_have_values_of_their_own() -> None:
    """So that a value of another measure is noticed."""
    entries = practice_entries()
    for label in ("Maßnahmenummer", "Dauer", "Beginn", "Kosten", "Standort", "Ansprechpartnerin", "Telefon", "E-Mail"):
        texts = {value.text for each in entries for value in each.values if value.label == label}
        assert len(texts) == len(entries) == 210


def test_a_written_catalogue_is_read_back(tmp_path: Path) -> None:
    """All values of a few measures, from a table."""
    truth = write_catalogue("CSV", practice_entries()[:5], tmp_path)
    found = compare(Corpus.from_folder(tmp_path), truth)
    assert (found.recognised, found.right, found.surplus, found.contaminated) == (5, found.values, 0, 0)


def test_the_table_sums_up() -> None:
    """A row a catalogue, a sum a part, and one of all."""
    rows = [
        Row(name, part, "", Comparison(entries=2, recognised=2, right=3, missed=1), Asked(asked=2, right=1))
        for name, part in (("first", "cases"), ("second", "real"))
    ]
    lines = list(markdown_rows(rows))
    assert len(lines) == 2 + 2 * 2 + 1
    assert lines[-1] == "| **all** | 4 | 4 | 0 | 75.0 % of 8 | 0 | 2 | 0 | – | 2 of 4 | 0 | 0 | 0 |"


@pytest.mark.parametrize("split", ["dev", "test"])
def test_a_catalogue_drawn_by_lot_is_always_the_same(split: str, tmp_path: Path) -> None:
    """Its number says all; no label of the other split stands in it."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    assert draw_catalogue(2, split, first) == draw_catalogue(2, split, second)
    assert [path.read_bytes() for path in first.iterdir()] == [path.read_bytes() for path in second.iterdir()]


@pytest.mark.parametrize("seed", [0, 9, 17, 25, 34, 36, 62])
def test_drawn_catalogues_are_read(seed: int) -> None:
    """JSON without titles, sheets by row and by column, labels on lines of their own, mail: each was once misread."""
    shape, found = read_drawn(seed, "dev")
    assert (found.recognised, found.surplus, found.contaminated, found.wrong_spans) == (found.entries, 0, 0, 0), shape
