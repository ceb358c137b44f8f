"""Figures of the shipped catalogue: values with bounds, unit, basis, and the words that state them."""

from datetime import date

import pytest

from corpus.figures.figure import Figure, figure_units
from index.store import Index

Value = float | None

STATED: list[tuple[str, str, Value, Value, tuple[str, ...], str]] = [
    ("stabilisierung-und-orientierung", "places", 12, 12, (), "zwölf Teilnehmerplätze"),
    ("stabilisierung-und-orientierung", "budget", 6979.29, 6979.29, ("head",), "6.979,29 EUR"),
    ("landesarbeitsmarktprogramm-baustein", "budget", 4e6, 4e6, ("year",), "4 Mio. Euro pro Jahr"),
    ("netzwerkstelle-myknetz-im-jobcenter", "budget", None, 216_000, (), "weniger als 216.000 Euro"),
    ("jumita-junge-muetter-in-teilzeit", "hours", 25, 25, (), "25 Stunden/Woche"),
    ("jumita-junge-muetter-in-teilzeit", "duration", 11, 11, (), "01.10.2012 – 31.08.2013"),
    ("amiga-arbeitsfoerderung", "staff_ratio", 15, None, (), "mindestens 15 Leistungsberechtigte"),
    ("stabilisierung-und-orientierung", "stay", None, 6, (), "höchstens sechs Monate"),
    ("arbeitserprobung-120-tage-massnahmen", "placement_rate", 33, 33, (), "Quote von 33 %"),
    ("amiga-arbeitsfoerderung", "voluntary", 1, 1, (), "Die Teilnahme ist freiwillig."),
    ("jobschmiede", "part_time", 1, 1, (), "TZ ist möglich"),
]


@pytest.mark.parametrize(("measure", "field", "low", "high", "basis", "words"), STATED)
def test_values_and_the_words_that_state_them(
    index: Index, measure: str, field: str, low: Value, high: Value, basis: tuple[str, ...], words: str
) -> None:
    """An open end is None; sums are told apart by what they are counted by."""
    found = [
        each for each in index.figures.of(measure, field) if (each.low, each.high, each.basis) == (low, high, basis)
    ]
    assert len(found) == 1
    assert words in quoted(index, found[0])


def test_a_start_is_the_day_that_the_source_names(index: Index) -> None:
    """Days are counted as `date.toordinal` counts them."""
    (start,) = index.figures.of("jumita-junge-muetter-in-teilzeit", "start")
    assert date.fromordinal(int(start.low or 0)) == date(2012, 10, 1)


@pytest.mark.parametrize(
    ("measure", "field"),
    [
        ("zielgruppenspezifische-beratung", "places"),
        ("business-zentrum-selbststaendige-bzs", "budget"),
        ("foerderzentrum-plus", "voluntary"),
    ],
)
def test_what_isnt_stated_is_no_figure(index: Index, measure: str, field: str) -> None:
    """A voluntary part of a measure (`dieses freiwillige Angebot`) doesn't make the measure voluntary."""
    assert index.figures.of(measure, field) == ()


def test_every_figure_has_a_known_field_and_a_span_of_its_document(index: Index) -> None:
    """Spans are empty only for what follows from the place in the catalogue."""
    assert len(index.figures.rows) > 250
    for each in index.figures.rows:
        assert each.field in figure_units()
        if each.end > each.start:
            assert quoted(index, each)
        else:
            assert each.field in ("state", "provider", "part_time", "legal")


def quoted(index: Index, figure: Figure) -> str:
    """The words of the document that state a figure."""
    document = index.documents[index.measures[index.measure_places[figure.measure]].document]
    return document.quote(figure.start, figure.end).text
