"""Fields told by the shape of values."""

import pytest

from corpus.parsing.labels import LabelMatch
from corpus.parsing.shapes import shape_of, shaped_match


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("participants", "Menschen, die lange ohne Arbeit sind", "target_group"),
        ("participants", "max. 12", "participants"),
        ("implementation", "Bildungswerk Nord gGmbH", "provider"),
        ("implementation", "in kleinen Gruppen, online", "implementation"),
        ("period", "ab 12.5.2026", "start"),
        ("period", "April bis Oktober 2026", "period"),
        ("period", "01.03.2026–31.08.2026", "period"),
        ("start", "dienstags und donnerstags", "hours"),
        ("start", "Mittwoch, 18.02., 9 Uhr", "start"),
        ("start", "first Tuesday of every month", "start"),
        ("hours", "6 Monate", "period"),
        ("hours", "weekdays, 9 am to 1 pm, 18 weeks", "hours"),
    ],
)
def test_values_tell_fields_that_labels_confuse(field: str, value: str, expected: str) -> None:
    """Unless another label names the other field."""
    match = shaped_match(LabelMatch(field, 1.0), value, (), None)
    assert match is not None
    assert match.field == expected
    assert shaped_match(
        LabelMatch(field, 1.0), value, ("target_group", "provider", "start", "hours", "period"), None
    ) == (LabelMatch(field, 1.0))


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("info@verein.example", "contact"),
        ("Frau Berg, 0381 800 44", "contact"),
        ("www.verein.example", "link"),
        ("§ 45 SGB III", "legal_basis"),
        ("bis zu 12 Monate", "period"),
        ("up to six weeks", "period"),
        ("kostenfrei", "cost"),
        ("AVGS oder Bildungsgutschein", "financing"),
        ("Lange Straße 88, 26655 Westerstede", "place"),
        ("ein Zertifikat", None),
    ],
)
def test_an_unknown_label_is_told_by_what_its_values_are(value: str, shape: str | None) -> None:
    """Nothing but an address, a paragraph, a length of time."""
    assert shape_of(value) == shape
