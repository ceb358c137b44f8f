"""How alike values are, and how much they look like titles."""

from corpus.parsing.consistency import agreement, form_of, titles_likeness
from corpus.parsing.labels import LabelMatch


def test_values_have_forms() -> None:
    """Those of fields, dates, sums, numbers, names and texts."""
    values = ("info@verein.example", "12.05.2027", "EUR 50", "K-1020", "Tandem", "Wir üben Bewerbungen.")
    assert [form_of(value) for value in values] == ["contact", "date", "cost", "number", "name", "text"]


def test_values_agree_in_the_commonest_form() -> None:
    """Empty ones don't count."""
    assert agreement(["12.05.2027", "", "13.05.2027", "auf Anfrage"]) == 2 / 3
    assert agreement(["", ""]) == 0.0


def test_titles_are_names_that_differ() -> None:
    """A column named as titles is one whatever stands in it; one of people, dates or repeated words is none."""
    assert titles_likeness(["Tandem", "Kompass", "Nordwind"], None) > 0.7
    assert titles_likeness(["Tandem", "Tandem", "Kompass", "Kompass"], None) == 0.0
    assert titles_likeness(["12.05.2027", "13.05.2027"], None) == 0.0
    assert titles_likeness(["Frauen mit Kindern", "Ältere ab 55"], None) == 0.0
    assert titles_likeness(["Tandem", "Kompass"], LabelMatch("provider", 1.0)) == 0.0
    assert titles_likeness(["Frauen mit Kindern", "Ältere ab 55"], LabelMatch("title", 1.0)) == 1.0
