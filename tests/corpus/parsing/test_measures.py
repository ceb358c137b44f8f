"""Measures of other people's catalogues: fields, contacts and what stands outside, read from real files."""

from pathlib import Path

from corpus.collection import Corpus
from corpus.measure import Contact, Measure

ROOT = Path(__file__).parents[3]
MARKDOWN = """# Unsere Angebote

Ein Vorwort, das zu keiner Maßnahme gehört.

## Sprungbrett

Jobcenter Dresden

Zielgruppe: Junge Eltern
Dauer: 6 Monate
**Rechtsgrundlage:** § 45 SGB III

## Atempause

### Zielgruppe

Pflegende Angehörige

### Inhalte

Beratung
"""
README = """## Vormittags starten
Zielgruppe: Alleinerziehende mit Kindern bis sechs Jahren
Dauer: 16 Wochen, 15 Stunden pro Woche
Rechtsgrundlage: § 45 SGB III
Ansprechpartner: Frau Muster, Jobcenter Musterstadt
"""


def read(folder: Path, text: str, name: str = "a.md") -> Corpus:
    (folder / name).write_text(text, "utf-8")
    return Corpus.from_folder(folder)


def fields(measure: Measure) -> list[tuple[str, str]]:
    return [(section.field, section.text) for section in measure.sections]


def test_headings_with_labels_below_are_measures(tmp_path: Path) -> None:
    """Somebody's own Markdown: a heading with two labelled fields is a measure, the rest is text."""
    read_corpus = read(tmp_path, MARKDOWN)
    assert [(m.title, m.organisation, m.state, m.legal, m.figures.months) for m in read_corpus.measures] == [
        ("Sprungbrett", "Jobcenter Dresden", "Sachsen", ("§ 45 SGB III",), 6),
        ("Atempause", None, None, (), None),
    ]
    assert [fields(measure) for measure in read_corpus.measures] == [
        [
            ("target_group", "Junge Eltern"),
            ("period", "6 Monate"),
            ("legal_basis", "§ 45 SGB III"),
            ("text", "Jobcenter Dresden"),
        ],
        [("target_group", "Pflegende Angehörige"), ("description", "Beratung")],
    ]
    (section,) = read_corpus.parsed[0].sections
    assert (section.label, section.text) == ("Unsere Angebote", "Ein Vorwort, das zu keiner Maßnahme gehört.")


def test_the_example_of_the_readme_is_read_as_it_says(tmp_path: Path) -> None:
    """The office behind the person is the organisation."""
    (measure,) = read(tmp_path, README).measures
    assert fields(measure) == [
        ("target_group", "Alleinerziehende mit Kindern bis sechs Jahren"),
        ("period", "16 Wochen, 15 Stunden pro Woche"),
        ("legal_basis", "§ 45 SGB III"),
    ]
    assert measure.organisation == "Jobcenter Musterstadt"
    assert measure.contacts == (Contact("Muster", salutation="Frau"),)
    assert measure.contact is not None
    assert measure.contact.text == "Frau Muster, Jobcenter Musterstadt"
    assert measure.end == measure.contact.end


def test_the_example_stands_in_the_readme() -> None:
    """Word for word."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "".join(f"    {line}\n" for line in README.splitlines()) in readme


def test_text_behind_a_contact_is_no_part_of_it(tmp_path: Path) -> None:
    """Numbers in either order are the person's, the next paragraph is the entry's text."""
    text = (
        "# Start\n\nDauer: 6 Monate\n\nInhalt: Beratung\n\nAnsprechpartnerin:\n\nHerr Max Muster, Leitung\n"
        "Telefon: 0551 4001\nE-Mail: m@example.org\n\nWir treffen uns montags.\n"
    )
    (measure,) = read(tmp_path, text).measures
    assert fields(measure) == [
        ("period", "6 Monate"),
        ("description", "Beratung"),
        ("text", "Wir treffen uns montags."),
    ]
    assert measure.contacts == (Contact("Max Muster", "Leitung", "Herr", "m@example.org", "0551 4001"),)
