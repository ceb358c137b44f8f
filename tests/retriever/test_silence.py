"""Silence: what a measure doesn't say is noticed, and what it says in other words isn't denied."""

from dataclasses import replace

import numpy as np
import pytest

from index.known_questions import KnownQuestions
from index.store import Index
from retriever.query import Question
from retriever.retriever import Retriever
from retriever.silence import WEIGHTS

PRIMUS, JUMITA = "primus-ii-langzeitbezug-durch-intensive", "jumita-junge-muetter-in-teilzeit"


def unknowing(retriever: Retriever) -> Retriever:
    """A retriever as over a catalogue of which no questions are known."""
    none = KnownQuestions((), np.zeros((0, retriever.encoder.dimension), dtype=np.float32), np.zeros(0, dtype=np.int64))
    return Retriever(replace(retriever.index, known_questions=none), retriever.encoder)


def test_a_value_that_no_sentence_holds_is_silence(retriever: Retriever) -> None:
    """Primus II prints "Keine Angaben" for its costs; JUMITA names an amount. With known questions and without."""
    for each in (retriever, unknowing(retriever)):
        read = each.read(Question("Wie viel Euro kostet das insgesamt?"))
        assert each.silence.is_silent(read, PRIMUS)
        assert not each.silence.is_silent(read, JUMITA)


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("wie viele std die woche sind das denn", False),
        ("is there childcare", False),
        ("Ist das auch online möglich?", True),
        ("Is there a waiting list?", True),
    ],
)
def test_what_is_known_of_others_is_no_answer_of_this_one(retriever: Retriever, question: str, silent: bool) -> None:
    """JUMITA states hours and child care, nothing of places online or of waiting."""
    assert retriever.silence.is_silent(retriever.read(Question(question)), JUMITA) is silent


def test_features_have_their_weights(retriever: Retriever, index: Index) -> None:
    """One each; likenesses are cosines."""
    found = retriever.silence.features(retriever.read(Question("Wie viele Stunden pro Woche?")), JUMITA)
    assert set(found) == set(WEIGHTS)
    assert found["same"] == found["valued"] > 0.9
    assert (found["measured"], found["count"], found["which"]) == (1, 1, 0)
    assert index.known_questions.texts
