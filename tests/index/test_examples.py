"""Examples that complete a question."""

from pathlib import Path

import numpy as np
import pytest

from corpus.reference import practice
from index.encoders.encoder import Encoder
from index.examples import Examples
from index.vectors import FlatIndex


def by_hand() -> Examples:
    """Two questions along the first two axes, answered along the last two."""
    axes = np.eye(4, dtype=np.float32)
    return Examples(FlatIndex.from_vectors(axes[:2]), axes[2:])


def test_a_question_is_completed_by_what_answers_the_nearest() -> None:
    """0.8 and 0.6 from the examples, so their answers weigh 0.64 and 0.36; then all has length 1 again."""
    vector = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    total = np.array([0.8, 0.6, 0.5 * 0.64, 0.5 * 0.36])
    assert by_hand().completed(vector, 0.5) == pytest.approx(total / np.linalg.norm(total), abs=1e-6)


@pytest.mark.parametrize(
    ("vector", "weight"), [([0.8, 0.6, 0.0, 0.0], 0.0), ([0.0, 0.0, 1.0, 0.0], 0.8), ([0.0] * 4, 0.8)]
)
def test_without_weight_or_neighbour_it_stays(vector: list[float], weight: float) -> None:
    """So that the part can be measured and left out, and what is like nothing isn't moved."""
    given = np.array(vector, dtype=np.float32)
    assert by_hand().completed(given, weight).tolist() == given.tolist()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """Questions and passages, in their order."""
    by_hand().save(tmp_path)
    found = Examples.load(tmp_path)
    assert found.questions.vectors().tolist() == np.eye(4)[:2].tolist()
    assert found.passages.tolist() == np.eye(4)[2:].tolist()


def test_the_practice_catalogue_pairs_each_question_with_its_passage(encoder: Encoder) -> None:
    """2,100 questions; a passage that answers several stands at each of them."""
    pairs = list(practice.examples())
    found = Examples.from_practice(encoder)
    assert (len(pairs), len(found.questions), found.passages.shape) == (2_100, 2_100, (2_100, 256))
    assert found.passages[1_234] == pytest.approx(encoder.encode_passages([pairs[1_234].passage])[0], abs=1e-6)
    assert found.questions.vectors()[1_234] == pytest.approx(
        encoder.encode_questions([pairs[1_234].question])[0], abs=1e-6
    )
