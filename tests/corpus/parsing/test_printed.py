"""Labels told by how a document prints them."""

from corpus.formats.text_blocks import text_blocks
from corpus.parsing.labels import KNOWN_LABELS
from corpus.parsing.printed import PrintedLabels, opening, printed_labels


def printed(text: str) -> PrintedLabels:
    return printed_labels(text, list(text_blocks(text)), KNOWN_LABELS)


def test_words_before_a_mark_that_come_again_are_labels() -> None:
    """Known or not, in small letters too if they come three times; a value before a dash isn't one."""
    text = "".join(
        f"Kurs {name}\nMittagstisch: {meal}\nwhat -- {what}\nzwei Tage – {name}\n\n"
        for name, meal, what in [("A", "Suppe", "bikes"), ("B", "Brot", "sewing"), ("C", "Reis", "cooking")]
    )
    found = printed(text)
    assert found.opens("Mittagstisch")
    assert found.opens("what")
    assert not found.opens("Kurs A")


def test_words_with_one_value_only_are_no_label() -> None:
    """A note that every entry has is none."""
    assert not printed("Dauer: 1 Tag\nAchtung: bitte anrufen\n\nDauer: 2 Tage\nAchtung: bitte anrufen\n").opens(
        "Achtung"
    )


def test_lines_of_a_look_that_come_again_are_labels() -> None:
    """Titles of the same look differ, and are none."""
    text = "\n\n".join(
        f"**{name}**\n\n**Ort**\n\n{place}\n\n**Mittagstisch**\n\n{meal}"
        for name, place, meal in [("Nordlicht", "Bremen", "Suppe"), ("Südwind", "Ulm", "Brot"), ("Ost", "Jena", "Reis")]
    )
    found = printed(text)
    assert found.fills("Mittagstisch", "bold")
    assert not found.fills("Nordlicht", "bold")
    assert not found.fills("Mittagstisch", "plain")


def test_labels_within_a_line_count() -> None:
    """Behind the end of a value."""
    text = "Dauer: 8 Tage. Verdienst: keine Änderung.\n\nDauer: 5 Tage. Verdienst: gering.\n"
    assert printed(text).opens("Verdienst")


def test_a_label_stands_in_bold_in_brackets_or_before_a_mark() -> None:
    """With the value behind it."""
    for text, lead in (("Ort Bremen", 4), ("[Ort] Bremen", 0), ("Ort -- Bremen", 0), ("Ort: Bremen", 0)):
        found = opening(text, (0, len(text)), lead)
        assert found is not None, text
        assert [text[slice(*span)] for span in found] == ["Ort", "Bremen"]
    assert opening("Ort Bremen", (0, 10), 0) is None
