"""Values that questions ask for in words of their own."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from corpus.measure import Measure
from service.chat.values import Wish, labelled_value, value_called


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A measure with a label that names no field, and a long text."""
    (tmp_path / "katalog.md").write_text(
        "## Bewerber Coaching\nZielgruppe: Arbeitssuchende\nFörderung: AVGS\nAbschluss: Zeugnis der Kammer\n"
        "Ziel: Vermittlung in Arbeit\nErgebnisse und Quoten, soweit vorhanden, zur Arbeit: Keine\nPlätze: 8\n"
        "Inhalt: Wir üben. Wir schreiben. Wir suchen. "
        f"{'Jede Woche sprechen wir über das, was gelang. ' * 6}\nKosten: 20 Euro im Monat\n"
        "Kontakt: Frau Berg, 0551 43 21\n",
        encoding="utf-8",
    )
    return Corpus.from_folder(tmp_path)


@pytest.fixture
def measure(corpus: Corpus) -> Measure:
    """The only measure."""
    (found,) = corpus.measures
    return found


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("Wie lässt sich das Bewerber Coaching fördern?", ("fördern",), "financing"),
        ("Was soll beim Bewerber Coaching herauskommen?", ("herauskommen",), "goal"),
        ("Mein Sohn hat wenig Geld – was zahlt er?", ("Sohn", "Geld"), "cost"),
        ("Wen ruft man an wegen Bewerber Coaching?", ("ruft",), "contact"),
        ("Welchen Abschluss gibt es beim Bewerber Coaching?", ("Abschluss",), "other"),
        ("Wie groß ist die Gruppe bei Bewerber Coaching?", ("groß", "Gruppe"), "participants"),
        ("Which people can take part in Bewerber Coaching?", ("people", "part"), "target_group"),
        ("How can I get in touch with Bewerber Coaching?", ("touch",), "contact"),
    ],
)
def test_a_question_calls_a_value_in_its_own_words(
    corpus: Corpus, measure: Measure, text: str, own: tuple[str, ...], expected: str
) -> None:
    """By what it asks for, or by the name of the label."""
    found = value_called(measure, corpus.documents[0], text, own, ("bewerber coaching",))
    assert found is not None
    assert found.field == expected


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Was muss man beim Bewerber Coaching vorher wissen?", ("vorher", "wissen")),
        ("Was kostet die Kinderbetreuung am Nachmittag?", ("Kinderbetreuung", "Nachmittag")),
        ("Gibt es Parkplätze?", ("Parkplätze",)),
        ("Wie viele Leute arbeiten beim Bewerber Coaching?", ("arbeiten",)),
    ],
)
def test_a_question_of_something_else_has_none(
    corpus: Corpus, measure: Measure, text: str, own: tuple[str, ...]
) -> None:
    """What the record lacks, or what is asked of more than its field."""
    assert value_called(measure, corpus.documents[0], text, own, ("bewerber coaching",)) is None


def test_of_a_long_text_the_beginning_is_given(corpus: Corpus, measure: Measure) -> None:
    """Three sentences."""
    (document,) = corpus.documents
    found = value_called(measure, document, "Was wird beim Bewerber Coaching gemacht?", ("gemacht",), ())
    assert found is not None
    assert [document.quote(*span).text for span in found.spans] == ["Wir üben.", "Wir schreiben.", "Wir suchen."]


def test_more_than_one_field_may_say_what_is_asked(tmp_path: Path) -> None:
    """How long something takes is told by its hours, where nothing else is."""
    (tmp_path / "katalog.md").write_text("## Imkern\nZielgruppe: Alle\nUmfang: 14 Termine\n", encoding="utf-8")
    (found,) = Corpus.from_folder(tmp_path).measures
    value = labelled_value(found, [Wish("period", ("period", "hours", "start"))])
    assert value is not None
    assert value.field == "hours"
