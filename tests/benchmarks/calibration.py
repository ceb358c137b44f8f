"""Fits the coefficients in retriever/confidence.py on the samples of corpus/data and the dev questions.

`python -m tests.benchmarks.calibration`
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.reference.places import Places
from corpus.reference.practice import samples
from index.familiarity import Familiarity
from index.store import Index
from index.vectors import FloatArray
from retriever import confidence
from retriever.query import Question
from retriever.ranking import Ranker, Scores
from retriever.understanding import Interpreter
from retriever.weights import Weights
from service.evaluation.statistics import auroc
from tests.benchmarks.questions import load_questions, shipped_encoder, shipped_index

_STEPS = 3_000
_RATE = 0.2
_RIDGE = 0.3
_SEED = 1


def logistic(features: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Coefficients of a ridge-regularised logistic regression; the first column is the bias, without penalty."""
    scale = np.maximum(np.abs(features).max(axis=0), 1e-9)
    scaled = features / scale
    weights = np.zeros(features.shape[1])
    penalty = np.r_[0.0, np.full(len(weights) - 1, _RIDGE)]
    for _ in range(_STEPS):
        predicted = 1 / (1 + np.exp(-scaled @ weights))
        weights -= _RATE * (scaled.T @ (predicted - labels) + penalty * weights) / len(labels)
    return weights / scale


def main() -> None:
    """Print the coefficients, and how well they separate the questions."""
    index, encoder = shipped_index(), shipped_encoder()
    interpreter = Interpreter(index, Places.shipped(), Weights())
    ranker = Ranker(index, encoder, Weights())
    own_samples = samples()
    entries = [entry for name in ("questions", "short", "off-topic") for entry in load_questions(name, "dev")]
    texts = [*(sample.text for sample in own_samples), *(entry["text"] for entry in entries)]
    labels = np.array(
        [*(sample.answerable for sample in own_samples), *(entry.get("answerable", False) for entry in entries)]
    )
    familiarity = _familiarity(encoder.encode_questions(texts), labels, len(own_samples))
    queries = [interpreter.read(Question(text)) for text in texts]
    scores = [ranker.score(query) for query in queries]
    rows = [
        confidence.features(query, found, index, familiar)
        for query, found, familiar in zip(queries, scores, familiarity.tolist(), strict=True)
    ]
    features = np.array([list(row.values()) for row in rows])
    undecided = ~np.array([confidence.asks_elsewhere(query, index) for query in queries])
    decided = ~undecided
    print(f"refused for a missing place or paragraph: {np.sum(decided & ~labels)}, wrongly {np.sum(decided & labels)}")
    print(
        "_ANSWERABLE =",
        dict(zip(rows[0], logistic(features[undecided], labels[undecided]).round(2).tolist(), strict=True)),
    )
    _report("all, ten-fold cross-validation", np.where(undecided, _cross_validated(features, labels), -np.inf), labels)
    is_sample = np.arange(len(labels)) < len(own_samples)
    fitted = logistic(features[is_sample & undecided], labels[is_sample & undecided])
    _report(
        "dev, fitted on the samples only",
        np.where(undecided, features @ fitted, -np.inf)[~is_sample],
        labels[~is_sample],
    )
    print("_MEASURE =", _fitted_measure(index, entries, scores[len(own_samples) :]))


def _fitted_measure(index: Index, entries: Sequence[dict[str, Any]], scores: Sequence[Scores]) -> tuple[float, ...]:
    """Coefficients from the fused score of a measure to the probability that it is relevant."""
    fused, relevant = [], []
    for entry, found in zip(entries, scores, strict=True):
        for measure, score in zip(index.measures, found.measures.dense(), strict=True):
            if entry.get("judgements") and measure.id not in entry["borderline"]:
                fused.append([1.0, float(score)])
                relevant.append(measure.id in entry["judgements"])
    return tuple(logistic(np.array(fused), np.array(relevant)).round(2).tolist())


def _report(name: str, scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> None:
    print(f"{name}: AUROC {auroc(scores, labels):.3f}")
    for share in (0.01, 0.03, 0.05, 0.1):
        threshold = float(np.quantile(scores[labels], share))
        refused, probability = np.mean(scores[~labels] < threshold), 1 / (1 + np.exp(-threshold))
        print(
            f"  refusing {share:.0%} of the answerable refuses {refused:.0%} of the others; threshold {probability:.2f}"
        )


def _familiarity(vectors: FloatArray, labels: NDArray[np.bool_], samples: int) -> NDArray[np.float64]:
    """The familiarity of each text: samples by cross-validation, questions by a model of all samples."""
    found = np.zeros(len(labels))
    for fold in (*_folds(samples), np.zeros(samples, dtype=bool)):
        familiarity = Familiarity.fit(vectors[:samples][~fold], labels[:samples][~fold].tolist())
        rows = np.flatnonzero(fold) if fold.any() else np.arange(samples, len(labels))
        found[rows] = [familiarity.score(vector) for vector in vectors[rows]]
    return found


def _cross_validated(features: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The scores of all texts by ten-fold cross-validation."""
    found = np.zeros(len(labels))
    for fold in _folds(len(labels)):
        found[fold] = features[fold] @ logistic(features[~fold], labels[~fold])
    return found


def _folds(count: int) -> Iterator[NDArray[np.bool_]]:
    numbers = np.random.default_rng(_SEED).integers(0, 10, count)
    yield from (numbers == fold for fold in range(10))


if __name__ == "__main__":
    main()
