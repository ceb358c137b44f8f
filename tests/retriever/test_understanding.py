"""Interpretation of questions."""

import csv
import json
from pathlib import Path

import pytest

from corpus.reference.places import Places
from corpus.text.folding import fold
from index.store import Index
from retriever.query import Question
from retriever.understanding import Interpreter, Understanding
from retriever.weights import Weights

ROOT = Path(__file__).parents[2]
RELEVANCE = ROOT / "tests" / "relevance"


@pytest.fixture(scope="module")
def interpreter(index: Index) -> Interpreter:
    """An interpreter over the shipped corpus."""
    return Interpreter(index, Places.shipped(), Weights())


def said(read: Understanding, kind: str) -> list[tuple[str, str]]:
    """Words and values of one kind of `Understood`."""
    return [(understood.words, understood.value) for understood in read.understood if understood.kind == kind]


LANGUAGES = {
    "measures for single parents with childcare issues": "en",
    "Was kostet BAHN FREI?": "de",
    "What does BAHN FREI cost?": "en",
    "massnamen in Thueringen": "de",
    "": "de",
    "🙂": "de",
    "Kinderbetreuung": "de",
    "sinlge mothers contact Goettingen": "en",
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items(), ids=list(LANGUAGES))
def test_the_language_is_that_of_the_words_meant(interpreter: Interpreter, text: str, language: str) -> None:
    """Misspelt words count as their corrections; the default is German."""
    assert interpreter.read(Question(f"{text} ?")).language == language


def test_a_language_that_is_given_is_taken(interpreter: Interpreter) -> None:
    """The page knows its user's language."""
    assert interpreter.read(Question("Was kostet BAHN FREI?", language="en")).language == "en"


def test_a_mistyped_word_is_corrected_and_said_so(interpreter: Interpreter) -> None:
    """All later steps use the correction."""
    read = interpreter.read(Question("Alleinerziehnde ohne Kinderbetreung"))
    assert [wrong for wrong, _ in said(read, "spelling")] == ["Alleinerziehnde", "Kinderbetreung"]
    assert read.client.single_parent is True
    assert read.terms["kinderbetreu"] == 1.0


def test_no_place_is_taken_for_another_place_or_word(interpreter: Interpreter) -> None:
    """Göppingen isn't a misspelt Göttingen, nor Neuss "neues": all place names count as correctly spelt."""
    names = {name for row in Places.shipped().rows for name in (row.name, row.seat or row.name, *row.aliases)}
    wrong = {
        name: said(read, "spelling") for name in names if said(read := interpreter.read(Question(name)), "spelling")
    }
    assert wrong == {}


@pytest.mark.parametrize("book", ["SGBII", "SGBIII", "SGBV", "SGBVIII", "SGBIX", "SGBXII"])
def test_no_law_is_taken_for_another(interpreter: Interpreter, book: str) -> None:
    """SGBIII isn't a misspelt SGBII, with or without a space."""
    read = interpreter.read(Question(f"Leistung nach § 45 {book}"))
    assert read.paragraphs == (f"§ 45 SGB {book[3:]}",)
    assert said(read, "spelling") == []


def test_corrections_can_be_left_out(index: Index) -> None:
    """Spelling correction can be ablated."""
    read = Interpreter(index, Places.shipped(), Weights(spelling=False)).read(Question("Kinderbetreung"))
    assert (read.text, read.understood) == ("Kinderbetreung", ())


@pytest.mark.parametrize(
    "text",
    [
        "Welche Maßnahmen gibt es für Alleinerziehende mit Problemen bei der Kinderbetreuung?",
        "measures for single parents with childcare issues",
        "Förderung nach § 16e SGB II im Landkreis Würzburg",
        "AmigA, AktivA, JUMITA, IMBUS, MYKnetz, ZAP und INA",
        "Kunde, 27, Schulden, trinkt, steht kurz vor der Räumung",
    ],
)
def test_what_is_spelt_right_is_left_alone(interpreter: Interpreter, text: str) -> None:
    """Names, paragraphs and inflected words aren't corrected."""
    read = interpreter.read(Question(text))
    assert (read.text, said(read, "spelling")) == (text, [])


def test_mistyped_words_are_corrected_and_no_right_one(interpreter: Interpreter) -> None:
    """Of those that were listed before the spelling was written, 60 of 66 are what was meant, and three are wrong."""
    with (RELEVANCE / "words.tsv").open(encoding="utf-8") as file:
        rows = [(row["typed"], row["meant"]) for row in csv.DictReader(file, delimiter="\t")]
    found = {typed: dict(said(interpreter.read(Question(typed)), "spelling")).get(typed, "") for typed, _ in rows}
    right = [fold(found[typed]) == fold(meant) for typed, meant in rows if typed != meant]
    wrong = [typed for typed, meant in rows if typed != meant and found[typed] and fold(found[typed]) != fold(meant)]
    assert (sum(right), len(right), len(wrong)) == (60, 66, 3)
    assert [typed for typed, meant in rows if typed == meant and found[typed]] == []


def test_correct_texts_stay_as_they_are(interpreter: Interpreter) -> None:
    """All bundled documents, line by line, and all questions without typing errors, one infinitive aside."""
    documents = sorted((ROOT / "corpus" / "data" / "texts").glob("*.txt"))
    lines = [line for path in documents for line in path.read_text("utf-8").splitlines()]
    judged = [json.loads(line) for line in (RELEVANCE / "questions.jsonl").read_text("utf-8").splitlines()]
    asked = [entry["text"] for entry in judged if entry["style"] != "typo"]
    assert (len(lines), len(asked)) == (3_016, 274)
    corrected = [
        [correction for text in texts for correction in interpreter.corrections(text)] for texts in (lines, asked)
    ]
    assert [len(each) for each in corrected] == [0, 2]


PLACES = {
    "Was gibt es in Brandenburg?": [("Brandenburg", "Brandenburg")],
    "What is there in Brandenburg?": [("Brandenburg", "Brandenburg")],
    "massnamen in Thueringen": [("Thueringen", "Thüringen")],
    "measures in Thuringia": [("Thuringia", "Thüringen")],
    "Jobcenter Dresden": [("Dresden", "Dresden")],
    "abH in NRW": [("NRW", "Nordrhein-Westfalen")],
    "Aachen und Duisburg": [("Aachen", "Städteregion Aachen"), ("Duisburg", "Duisburg")],
    "Kinderbetreuung": [],
}


@pytest.mark.parametrize(("text", "expected"), PLACES.items(), ids=list(PLACES))
def test_places_are_understood(interpreter: Interpreter, text: str, expected: list[tuple[str, str]]) -> None:
    """Places are reported with the question's words."""
    assert said(interpreter.read(Question(text)), "place") == expected


@pytest.mark.parametrize("text", ["Single mothers in the canton of Zurich", "Kinderbetreuung im Bezirk Leoben"])
def test_what_a_place_is_is_no_unknown_word(interpreter: Interpreter, text: str) -> None:
    """Beside its name, "canton" and "Bezirk" say nothing that the corpus could lack."""
    read = interpreter.read(Question(text))
    assert (len(read.places), read.coverage.unknown) == (1, 0.0)


def test_words_of_a_place_do_not_search_chunks(interpreter: Interpreter) -> None:
    """A place selects measures; a chunk that repeats its name isn't more relevant to the rest of the question."""
    read = interpreter.read(Question("Alleinerziehende in Bayern"))
    assert "bay" in read.terms
    assert "bay" not in read.local
    assert "alleinerzieh" in read.local


def test_paragraphs_are_understood(interpreter: Interpreter) -> None:
    """Paragraphs are normalised, including English spellings."""
    for text in ("§ 45 SGB III Maßnahmen", "measures under section 45 SGB III", "§45 SGBIII"):
        read = interpreter.read(Question(text))
        assert (read.paragraphs, said(read, "legal")) == (("§ 45 SGB III",), [("§ 45 SGB III", "§ 45 SGB III")])


def test_a_measure_is_understood_by_its_name(interpreter: Interpreter, index: Index) -> None:
    """A name is reported with the full title and the measure's position."""
    read = interpreter.read(Question("Was kostet bahn frei?"))
    assert said(read, "measure") == [("bahn frei", "BAHN FREI! In 100 Tagen zum Ziel!")]
    assert read.names == {"bahn frei": (index.measure_places["bahn-frei-in-100-tagen-zum-ziel"],)}


def test_the_field_wished_for_does_not_choose_the_measure(interpreter: Interpreter) -> None:
    """If a measure or place is named, "kostet" asks for its field, not for measures that mention costs."""
    named = interpreter.read(Question("Was kostet JUMITA?"))
    assert named.fields == ("budget", "resources", "financing")
    assert ("kost" in named.local, "kost" in named.subject) == (True, False)
    unnamed = interpreter.read(Question("Was kostet die Betreuung?"))
    assert "kost" in unnamed.subject


def test_the_name_of_a_measure_proves_nothing_about_it(interpreter: Interpreter) -> None:
    """Reasons are selected by the other words of the question."""
    read = interpreter.read(Question("Wie lange dauert AktivA?"))
    assert ("aktiva" in read.terms, "aktiva" in read.telling, "dauert" in read.telling) == (True, False, True)


def test_parts_of_a_compound_weigh_less_than_the_whole(index: Index) -> None:
    """Kinderbetreuung is searched in full, and at half weight as Kinder and Betreuung."""
    plain = Interpreter(index, Places.shipped(), Weights(thesaurus=0.0))
    assert plain.read(Question("Kinderbetreuung")).terms == {"kinderbetreu": 1.0, "kind": 0.5, "betreu": 0.5}


def test_the_thesaurus_leads_from_english_to_german(interpreter: Interpreter) -> None:
    """Added labels are reported with the words they expand."""
    read = interpreter.read(Question("measures for single parents with childcare issues"))
    shown = {expanded.term: expanded.labels for expanded in read.expanded}
    assert "Alleinerziehende" in shown["single parents"]
    assert "Kinderbetreuung" in shown["childcare issues"]
    assert 0 < read.terms["alleinerzieh"] < 1


def test_the_thesaurus_can_be_left_out(index: Index) -> None:
    """Without the thesaurus, only the question's own terms are searched."""
    read = Interpreter(index, Places.shipped(), Weights(thesaurus=0.0)).read(Question("single parents"))
    assert (read.expanded, read.terms) == ((), {"singl": 1.0, "parent": 1.0})


def test_known_and_unknown_words_are_counted_apart(interpreter: Interpreter) -> None:
    """Among the meaningful words, absent concepts and unknown words have separate shares."""
    known = interpreter.read(Question("Alleinerziehende Kinderbetreuung")).coverage
    assert (known.absent, known.unknown) == (0.0, 0.0)
    nonsense = interpreter.read(Question("Qwxyz Alleinerziehende")).coverage
    assert (nonsense.absent, nonsense.unknown) == (0.0, 0.5)


@pytest.mark.parametrize("text", ["?!", "🙂🙂", "der die das", "...", "-", "\x00"])
def test_a_question_without_a_telling_word_says_nothing(interpreter: Interpreter, text: str) -> None:
    """Such a question has no terms, names, places or uncovered words."""
    read = interpreter.read(Question(text))
    assert (read.terms, read.understood, read.coverage.unknown) == ({}, (), 0.0)
