"""Calibrated scores and answerability."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reference.places import Places
from index.encoders.encoder import Encoder
from index.scored_rows import ScoredRows
from index.store import Index
from retriever.confidence import (
    asks_elsewhere,
    features,
    hit_score,
    missing,
    names_only_known,
    passage_score,
    probability,
    suffices,
)
from retriever.query import Question
from retriever.ranking import ChunkScores, Scores
from retriever.retriever import Retriever
from retriever.understanding import Interpreter, Understanding
from retriever.weights import Weights

MISSING = {
    "Was gibt es in Brandenburg?": [],
    "Jobcenter Dresden": [],
    "Was machen die Jobcenter in Schleswig-Holstein?": ["Schleswig-Holstein"],
    "What are the job centres in Schleswig-Holstein doing?": ["Schleswig-Holstein"],
    "Jobcenter Kiel": ["Kiel"],
    "Jobcenter Göppingen und Dresden": ["Göppingen"],
    "§ 45 SGB III": [],
    "§ 45": [],
    "§ 93 SGB III": ["§ 93 SGB III"],
    "Kiel, § 16k SGB II": ["Kiel", "§ 16k SGB II"],
    "Alleinerziehende": [],
    "Wie hoch ist das Wohngeld?": ["Wohngeld"],
    "how much is housing benefit": ["housing benefit (Wohngeld)"],
    "JUMITA und Wohngeld": [],
    "Bürgergeld": [],
}


@pytest.fixture(scope="module")
def interpreter(index: Index) -> Interpreter:
    """An interpreter over the shipped corpus."""
    return Interpreter(index, Places.shipped(), Weights())


@settings(derandomize=True, max_examples=60)
@given(st.floats(-500, 500))
def test_scores_are_shares(fused: float) -> None:
    """Any fused score maps to a value between 0 and 1."""
    for score in (hit_score(fused), passage_score(fused)):
        assert 0.0 <= score <= 1.0


def test_better_scores_stay_better() -> None:
    """Calibration may change the scale, never the order."""
    fused = [number / 4 for number in range(-20, 80)]
    for scale in (hit_score, passage_score):
        shares = [scale(number) for number in fused]
        assert shares == sorted(shares)
        assert shares[0] < 0.1 < 0.9 < shares[-1]


@pytest.mark.parametrize(("text", "expected"), MISSING.items(), ids=list(MISSING))
def test_what_no_document_names_is_missing(
    interpreter: Interpreter, index: Index, text: str, expected: list[str]
) -> None:
    """Near misses are reported: an office, law or benefit that isn't in the corpus."""
    assert missing(interpreter.read(Question(text)), index) == expected


def silence(index: Index) -> Scores:
    """Scores with nothing near the question."""
    chunks = ScoredRows.whole(np.zeros(len(index.chunks), dtype=np.float32))
    fields = np.zeros(len(index.chunks), dtype=np.uint16)
    return Scores(
        np.zeros(256, dtype=np.float32),
        ScoredRows.same(36),
        ScoredRows.same(5),
        ChunkScores(chunks, np.zeros(1, dtype=np.float32), fields),
        chunks,
        chunks,
    )


def test_every_feature_is_a_finite_number(interpreter: Interpreter, index: Index) -> None:
    """The regression is fitted on these features."""
    found = features(interpreter.read(Question("Kundin sucht Elterngeld")), silence(index), index, 0.5)
    assert (found["bias"], found["absent"], found["nearest"], found["familiarity"]) == (1.0, 1.0, 0.0, 0.5)
    assert all(np.isfinite(value) for value in found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projekte in Kiel", True),
        ("Was machen die Jobcenter in Schleswig-Holstein?", True),
        ("Coaching nach § 16k SGB II", True),
        ("Projekte in Dresden", False),
        ("Projekte aus Kiel", True),
        ("Kunde aus Kiel sucht Arbeit", False),
        ("client from Hamburg needs work", False),
        ("Which 50plus employment pact did Jobcenter Leipzig belong to?", True),
        ("Kundin ist aus Kiel hergezogen, zwei kleine Kinder, gelernte Verkäuferin, will wieder arbeiten", False),
    ],
)
def test_a_place_without_a_document_is_asked_for_or_only_told(
    interpreter: Interpreter, index: Index, text: str, expected: bool
) -> None:
    """In a case description a place is the client's home, but an office is asked for, however long the question."""
    assert asks_elsewhere(interpreter.read(Question(text)), index) is expected


def test_silence_answers_nothing(interpreter: Interpreter, index: Index, encoder: Encoder) -> None:
    """If nothing is near, no answer is claimed."""
    read: Understanding = interpreter.read(Question("?!"))
    sure = probability(read, silence(index), index)
    assert suffices(sure) is False


ANSWERED = [
    "measures for single parents with childcare issues",
    "Welche Maßnahmen gibt es für Alleinerziehende mit Problemen bei der Kinderbetreuung?",
    "Was kostet BAHN FREI?",
    "What does BAHN FREI cost?",
    "Wer ist Ansprechpartner für JUMITA?",
    "Wie lange dauert Aktivierung vor Ort?",
    "§ 45 SGB III Maßnahmen",
    "Was gibt es in Brandenburg?",
    "Jobcenter Dresden",
    "massnamen in Thueringen",
    "Bürgergeld-Empfänger ohne Ausbildung",
    "Kunde aus Kiel sucht Arbeit",
    "Sprachkurs",
    "Alkohol",
]

REFUSED = [
    "Was machen die Jobcenter in Schleswig-Holstein?",
    "What are the job centres in Schleswig-Holstein doing?",
    "Wie hoch ist der Gründungszuschuss nach § 93 SGB III?",
    "Ganzheitliche Betreuung nach § 16k SGB II - was haben wir dazu?",
    "Wie beantrage ich Elterngeld?",
    "Wie hoch ist das Wohngeld für drei Personen?",
    "How do I apply for child benefit?",
    "Was kostet ein neuer Personalausweis?",
    "What will the weather be like on Sunday?",
]


@pytest.mark.parametrize("text", ANSWERED)
def test_what_the_corpus_holds_is_answered(retriever: Retriever, text: str) -> None:
    """Real questions are answered."""
    assert retriever.search(Question(text)).answerable is True


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Was gibt es in Bayern?", True),
        ("Maßnahmen im Landkreis Würzburg", True),
        ("§ 16e SGB II", True),
        ("Was gibt es in Kiel?", False),
        ("Bayern und Kiel", False),
        ("Wetter in Bayern", False),
        ("Maßnahmen", False),
    ],
)
def test_nothing_but_places_and_paragraphs_of_the_corpus_is_answered(
    interpreter: Interpreter, index: Index, text: str, sure: bool
) -> None:
    """Whatever the scores: the documents name all of them, and nothing else is asked."""
    assert names_only_known(interpreter.read(Question(text)), index) is sure


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_corpus_lacks_is_said_and_the_nearest_shown(retriever: Retriever, text: str) -> None:
    """An unknown office, paragraph, benefit or subject is reported, and the nearest measures are still returned."""
    result = retriever.search(Question(text))
    assert result.answerable is False
    assert len(result.measures) == 10


@pytest.mark.parametrize("text", ["🙂🙂", "?!", "der die das", "hallo"])
def test_what_asks_for_nothing_finds_nothing(retriever: Retriever, text: str) -> None:
    """Without a word to search for, nothing is returned."""
    result = retriever.search(Question(text))
    assert (result.answerable, result.measures, result.passages) == (False, (), ())


def test_whoever_asks_for_any_measure_gets_some(retriever: Retriever) -> None:
    """Generic words for measures aren't search terms, but they do ask for measures."""
    result = retriever.search(Question("Welche Maßnahmen gibt es?"))
    assert len(result.measures) == 10
