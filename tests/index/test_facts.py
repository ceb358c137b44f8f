"""Facts in an index: how like a question is to those for each fact, and which measures state it."""

from pathlib import Path

import numpy as np
import pytest

from corpus.reference.facts import fact_questions
from index.encoders.encoder import Encoder
from index.facts import PARTLY, SILENT, STATED, Facts
from index.known_questions import KnownQuestions
from index.store import Index


def by_hand() -> Facts:
    """Two questions for the first fact, one for the second, which the only measure doesn't state."""
    asked = KnownQuestions(
        ("Wie viele Plätze?", "Gibt es Plätze?", "Wie viele Plätze pro Kopf?"),
        np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32),
        np.array([0, 0, 1]),
    )
    return Facts(asked, np.array([[STATED, SILENT]], dtype=np.int8))


def test_the_likest_question_of_each_fact_counts() -> None:
    """Of its own kind, or of any."""
    vector = np.array([0, 1], dtype=np.float32)
    assert by_hand().asked.likest(vector) == pytest.approx([1, 0.8], abs=1e-6)
    assert by_hand().asked.likest(vector, "count") == pytest.approx([0, 0.8], abs=1e-6)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    by_hand().save(tmp_path)
    found = Facts.load(tmp_path)
    assert found.asked.texts == by_hand().asked.texts
    assert found.asked.vectors.tolist() == by_hand().asked.vectors.tolist()
    assert found.asked.kinds.tolist() == by_hand().asked.kinds.tolist()
    assert found.asked.rows.tolist() == [0, 0, 1]
    assert found.standing.tolist() == [[STATED, SILENT]]


def test_the_shipped_measures_stand_to_each_fact(index: Index) -> None:
    """As their sources read: JUMITA tells its hours, and nothing of a waiting list."""
    names = sorted({"weekly_hours", "waiting_time"})
    assert index.facts.standing.shape == (36, 106)
    assert set(np.unique(index.facts.standing).tolist()) == {SILENT, PARTLY, STATED}
    numbers = dict(zip(names, np.searchsorted(_facts(), names).tolist(), strict=True))
    jumita = index.facts.standing[index.measure_places["jumita-junge-muetter-in-teilzeit"]]
    assert (jumita[numbers["weekly_hours"]], jumita[numbers["waiting_time"]]) == (STATED, SILENT)


def test_other_measures_have_none(encoder: Encoder) -> None:
    """Then nothing is like anything."""
    none = Facts.of_measures((), {}, encoder)
    assert none.asked.texts == ()
    assert none.asked.likest(np.ones(encoder.dimension, dtype=np.float32)).tolist() == []


def test_vectors_are_taken_over(index: Index, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next generation embeds no question again."""
    monkeypatch.setattr(encoder, "encode_questions", None)
    found = Facts.of_measures(index.measures, index.documents, encoder, index.facts)
    assert found.standing.tolist() == index.facts.standing.tolist()


def _facts() -> list[str]:
    return sorted({fact for fact, _ in fact_questions()})
