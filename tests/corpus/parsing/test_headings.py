"""Structure of texts that don't use the form."""

from corpus.document import Document
from corpus.parsing.headings import general_sections, headings

TEXT = """Vorspann, mit Komma

# Erster Teil

Worte unter dem ersten.

1. Numerierte Überschrift

Worte unter der zweiten.

## Dritter ##tens
Worte direkt darunter.

Kein Titel, weil er ein Komma hat

1.
"""


def test_headings_and_their_levels() -> None:
    """Markdown's levels count; numbered and short lines standing alone are level 7."""
    found = [(heading.level, heading.title, heading.marked) for heading in headings(TEXT, 0, len(TEXT))]
    assert found == [
        (1, "Erster Teil", True),
        (7, "1. Numerierte Überschrift", False),
        (2, "Dritter ##tens", True),
    ]


def test_headings_lie_in_the_span_that_is_asked_for() -> None:
    """Headings before and behind are left."""
    start = TEXT.index("1. Num")
    assert [heading.start for heading in headings(TEXT, start, TEXT.index("## Dritter"))] == [start]


def test_sections_go_from_heading_to_heading() -> None:
    """Text before the first heading is under the document's title; headings without text have no section."""
    document = Document("a", "Mein Bericht", None, None, "de", "report", TEXT + "\n# Ende\n\n")
    sections = general_sections(document, 0, len(document.text))
    assert [(section.label, section.text) for section in sections] == [
        ("Mein Bericht", "Vorspann, mit Komma"),
        ("Erster Teil", "Worte unter dem ersten."),
        ("1. Numerierte Überschrift", "Worte unter der zweiten."),
        ("Dritter ##tens", "Worte direkt darunter. Kein Titel, weil er ein Komma hat 1."),
    ]
    assert all(document.quote(*section.spans[0]).text == section.text for section in sections)


def sections(text: str) -> list[tuple[str, str, str]]:
    """Field, label and text of the sections of a document called D."""
    document = Document("d", "D", None, None, "de", "report", text)
    return [(part.field, part.label, part.text) for part in general_sections(document, 0, len(text))]


def test_a_line_with_nothing_below_it_is_text() -> None:
    """A telephone number standing alone, and a short line at the end or before a marked heading."""
    text = "# Beratung\n\nWir helfen.\n\nTelefon: 0551 4001234\n\n# Ort\n\nRathaus Zimmer acht\n\nHaus B\n\n"
    assert sections(text) == [
        ("text", "Beratung", "Wir helfen. Telefon: 0551 4001234"),
        ("text", "Rathaus Zimmer acht", "Haus B"),
    ]


def test_letterhead_and_signature_are_told_apart() -> None:
    """Only at the edges, of a few words, without number or marked heading; a document of one line is text."""
    body = "Wir helfen allen Menschen hier.\n\n"
    found = sections(f"KREIS X\n\nAmt\n\n# Haus\n\nJa.\n\n# Hof\n\n{body}In Vertretung\n\n(Y)\n")
    assert [field for field, _, _ in found] == ["letterhead", "text", "text", "letterhead"]
    assert sections("Telefon: 0551 4001234\n") == [("text", "D", "Telefon: 0551 4001234")]
