"""The reader: the sentence that answers comes first, and silence is noticed."""

import numpy as np
import pytest

from index.store import Index
from retriever.query import Question
from retriever.reader import FEATURES, WEIGHTS
from retriever.retriever import Retriever

BAHN_FREI, HARZ = "bahn-frei-in-100-tagen-zum-ziel", "betreuung-der-erwerbsfaehigen"
JUMITA = "jumita-junge-muetter-in-teilzeit"
ANSWERS = {
    "Wie viele Hausbesuche gibt es höchstens pro Teilnehmer?": (BAHN_FREI, "max. 1 bis 2 pro TN"),
    "What happens to days that somebody misses?": (BAHN_FREI, "an die Laufzeit der Maßnahme angehängt"),
    "Wie viele Kunden betreut ein Fallmanager?": (HARZ, "230"),
    "Wie viele Stunden pro Woche?": (JUMITA, "25 Stunden/Woche"),
}


@pytest.mark.parametrize(("question", "answer"), ANSWERS.items(), ids=list(ANSWERS))
def test_the_sentence_that_answers_is_among_the_first(
    retriever: Retriever, question: str, answer: tuple[str, str]
) -> None:
    """Within its measure, of which the question says nothing."""
    measure, words = answer
    best = retriever.reader.best(retriever.read(Question(question)), measure, 2)
    assert any(words in each.sentence.text for each in best)
    assert best[0].score >= best[1].score
    assert {each.sentence.measure for each in best} == {measure}


def test_names_of_measures_and_places_are_no_part_of_what_is_asked(retriever: Retriever) -> None:
    """Else every sentence with the name would answer."""
    read = retriever.read(Question("Wie viele Stunden pro Woche hat JUMITA in Göttingen?"))
    assert read.asking == "Wie viele Stunden pro Woche hat in ?"
    assert "jumita" not in read.asking_terms


def test_features_have_their_columns(retriever: Retriever, index: Index) -> None:
    """One a feature, one row a sentence; shares are from 0 to 1."""
    features = retriever.reader.features(retriever.read(Question("Was kostet das?")))
    assert features.shape == (len(index.sentences.sentences), len(FEATURES))
    assert set(FEATURES) == set(WEIGHTS)
    assert features[:, FEATURES.index("typed")].max() == 1.0
    assert np.isin(features[:, FEATURES.index("short")], (0, 1)).all()


def test_the_best_subject_answers_best(retriever: Retriever) -> None:
    """By what its sentences say; favouring another one may outweigh that."""
    read = retriever.read(Question("Wie viele Hausbesuche gibt es bei BAHN FREI?"))
    assert retriever.subjects(read)[0].id == BAHN_FREI
    assert retriever.subjects(read, {JUMITA: 100.0})[0].id == JUMITA
    scores = [subject.score for subject in retriever.subjects(read)]
    assert scores == sorted(scores, reverse=True)


def test_a_document_can_be_the_subject(retriever: Retriever) -> None:
    """Reports have no measures, but sentences."""
    read = retriever.read(Question("Wann endet das Programm Perspektive 50plus in der Region Aachen/Duisburg?"))
    assert retriever.subjects(read)[0].id == "perspektive-50plus-aachen-2015"
