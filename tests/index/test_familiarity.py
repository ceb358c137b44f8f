"""What questions to a catalogue sound like."""

import numpy as np
import pytest

from corpus.reference.practice import samples
from index.encoders.encoder import Encoder
from index.familiarity import Familiarity


def test_a_question_like_the_answerable_ones_is_familiar() -> None:
    """By hand: opposite questions are told apart, one across says nothing."""
    apart = np.array([[1, 0], [-1, 0]] * 100, dtype=np.float32)
    familiarity = Familiarity.fit(apart, [True, False] * 100)
    # each kind scores what it does without the sample itself: 1 and 0 on average; half way between lies what is across
    assert familiarity.score(np.array([1, 0], dtype=np.float32)) == pytest.approx(1.0, abs=1e-3)
    assert familiarity.score(np.array([-1, 0], dtype=np.float32)) == pytest.approx(0.0, abs=1e-3)
    assert familiarity.score(np.array([0, 1], dtype=np.float32)) == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("Alleinerziehende ohne Schulabschluss sucht Ausbildung", "Wie streiche ich eine Wand?"),
        ("young adults with no training and many debts", "the capital of Norway"),
        ("Coaching für Langzeitarbeitslose", "Kindergeld beantragen"),
    ],
)
def test_the_samples_tell_the_catalogue_from_the_rest(encoder: Encoder, nearer: str, farther: str) -> None:
    """Questions that are none of the samples."""
    familiarity = Familiarity.from_questions(
        (sample.text for sample in samples() if sample.answerable),
        (sample.text for sample in samples() if not sample.answerable),
        encoder,
    )
    near, far = encoder.encode_questions([nearer, farther])
    assert familiarity.score(near) > 0.5 > familiarity.score(far)
