"""BM25 over lists of terms: exact scores, and what is saved is what is loaded."""

import subprocess
import sys
from math import log
from pathlib import Path

import bm25s
import numpy as np
import pytest

from index.lexical import BM25Index

TEXTS = [["kind", "betreu", "kind"], ["kind", "arbeit"], ["arbeit", "zeit", "geld", "amt"], []]
K1, B = 1.2, 0.6


@pytest.fixture
def index() -> BM25Index:
    return BM25Index.from_terms(TEXTS, k1=K1, b=B)


def bm25(frequency: int, length: int, found_in: int) -> float:
    """Lucene's BM25 for texts of `TEXTS`."""
    average = sum(map(len, TEXTS)) / len(TEXTS)
    idf = log(1 + (len(TEXTS) - found_in + 0.5) / (found_in + 0.5))
    return idf * frequency / (frequency + K1 * (1 - B + B * length / average))


def test_scores_are_bm25(index: BM25Index) -> None:
    """Term frequency, length and rarity count as the formula says; texts without the term get zero."""
    expected = [bm25(2, 3, 2), bm25(1, 2, 2), 0.0, 0.0]
    assert index.scores({"kind": 1.0}).tolist() == pytest.approx(expected, rel=1e-5)


def test_weights_scale_and_terms_add_up(index: BM25Index) -> None:
    """A question's score is the weighted sum over its terms; an unknown one adds nothing."""
    together = index.scores({"kind": 0.5, "arbeit": 2.0, "unbekannt": 9.0})
    assert together == pytest.approx(0.5 * index.scores({"kind": 1.0}) + 2 * index.scores({"arbeit": 1.0}))
    assert index.scores({}).tolist() == [0.0] * 4


def test_frequency_and_rarity_of_a_term(index: BM25Index) -> None:
    """How many texts have it; a term of no text tells nothing."""
    assert [index.frequency(term) for term in ("kind", "geld", "unbekannt")] == [2, 1, 0]
    assert index.idf("geld") == pytest.approx(log(1 + 3.5 / 1.5))
    assert index.idf("geld") > index.idf("kind") > index.idf("unbekannt") == 0.0


def test_terms_together_in_one_text(index: BM25Index) -> None:
    """All of them in the same text."""
    assert index.together(["kind", "betreu"])
    assert not index.together(["betreu", "arbeit"])
    assert not index.together(["kind", "unbekannt"])
    assert not index.together([])


def test_membership_and_length(index: BM25Index) -> None:
    """Texts count also if they are empty; no term is made up."""
    assert len(index) == 4
    assert "kind" in index
    assert "unbekannt" not in index


def test_saved_and_loaded_again_it_is_the_same(index: BM25Index, tmp_path: Path) -> None:
    """Scores, sizes and terms; the files hold no pickle."""
    index.save(tmp_path / "words")
    loaded = BM25Index.load(tmp_path / "words")
    weights = {"kind": 1.0, "arbeit": 0.3, "geld": 2.0}
    assert np.array_equal(loaded.scores(weights), index.scores(weights))
    assert (len(loaded), loaded.frequency("kind"), "geld" in loaded) == (4, 2, True)
    for path in (tmp_path / "words").rglob("*.npy"):
        assert np.load(path, allow_pickle=False).dtype != object


def test_texts_without_any_term_are_refused() -> None:
    """There is nothing to index."""
    with pytest.raises(ValueError, match="there are no words"):
        BM25Index.from_terms([[], []], k1=K1, b=B)


def test_files_that_bm25s_wrote_are_read(tmp_path: Path, index: BM25Index) -> None:
    """Generations of earlier versions were saved by bm25s itself and are still good."""
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    model.index(TEXTS, show_progress=False)
    model.save(tmp_path, show_progress=False)
    loaded = BM25Index.load(tmp_path)
    assert len(loaded) == 4
    assert loaded.scores({"kind": 1.0}).tolist() == index.scores({"kind": 1.0}).tolist()


def test_an_index_is_read_without_what_only_building_needs() -> None:
    """bm25s imports SciPy, a third of a second at every start."""
    program = "import sys, index.store; print({'bm25s', 'scipy', 'tqdm'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
