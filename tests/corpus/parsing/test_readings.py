"""The reading of a document that fits best."""

from pathlib import Path

from corpus.collection import Corpus


def titles(folder: Path, name: str, text: str) -> list[str]:
    (folder / name).write_text(text, "utf-8")
    return [measure.title for measure in Corpus.from_folder(folder).measures]


def test_a_mail_with_several_entries_is_no_entry(tmp_path: Path) -> None:
    """Though it has a subject: their labels come again."""
    head = "From: a@b.example\nSubject: Kurse\nContent-Type: text/plain; charset=utf-8\n\n"
    entries = "".join(
        f"{title}\nZielgruppe: {group}\nDauer: {length}\n\n"
        for title, group, length in [
            ("Tandem", "Frauen", "1 Tag"),
            ("Kompass", "alle", "2 Tage"),
            ("Nord", "U25", "3 Tage"),
        ]
    )
    assert titles(tmp_path, "rundmail.eml", head + entries) == ["Tandem", "Kompass", "Nord"]


def test_titles_are_the_numbered_lines_of_one_depth(tmp_path: Path) -> None:
    """Not the number of the part above them."""
    text = "2. Maßnahmen im Einzelnen\n\n" + "\n".join(
        f"2.{number} {title}\nZielsetzung: {goal}\nVerweildauer: {number} Monate\n"
        for number, title, goal in [(1, "Aktivierung", "Struktur"), (2, "Eignung", "Klarheit"), (3, "Sprache", "B2")]
    )
    assert titles(tmp_path, "anlage.txt", text) == ["Aktivierung", "Eignung", "Sprache"]


def test_a_title_may_hold_a_colon(tmp_path: Path) -> None:
    """Where the titles of the others stand."""
    text = "\n".join(
        f"{title}\nZielgruppe: {group}\nOrt: {place}\n"
        for title, group, place in [
            ("Coaching 50plus", "Ältere", "Ulm"),
            ("Pflegehilfe: der Einstieg", "alle", "Jena"),
            ("Tandem", "Frauen", "Bremen"),
        ]
    )
    assert titles(tmp_path, "liste.txt", text) == ["Coaching 50plus", "Pflegehilfe: der Einstieg", "Tandem"]


def test_a_row_heads_the_form_below_it(tmp_path: Path) -> None:
    """A number beside a name, above labels that come again."""
    rows = "".join(
        f"<tr><td>K {number}</td><td>{title}</td></tr><tr><td>Zielgruppe</td><td>{group}</td></tr>"
        f"<tr><td>Dauer</td><td>{number} Tage</td></tr><tr><td>Ort</td><td>{place}</td></tr>"
        for number, title, group, place in [(17, "Kochmütze auf!", "alle", "Ulm"), (18, "Rund ums Haus", "U25", "Jena")]
    )
    assert titles(tmp_path, "kurse.html", f"<table>{rows}</table>") == ["Kochmütze auf!", "Rund ums Haus"]
