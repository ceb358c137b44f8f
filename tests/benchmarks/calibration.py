"""Fits the numbers of retriever/confidence.py on the samples of corpus/data and the dev questions.

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
from tests.benchmarks import questions

_STEPS = 3_000
_RATE = 0.2
_RIDGE = 0.3
_SEED = 1


def logistic(features: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Coefficients of a ridge-regularised logistic regression; the first column is the bias and isn't shrunk."""
    scale = np.maximum(np.abs(features).max(axis=0), 1e-9)
    scaled = features / scale
    weights = np.zeros(features.shape[1])
    shrunk = np.r_[0.0, np.full(len(weights) - 1, _RIDGE)]
    for _ in range(_STEPS):
        predicted = 1 / (1 + np.exp(-scaled @ weights))
        weights -= _RATE * (scaled.T @ (predicted - labels) + shrunk * weights) / len(labels)
    return weights / scale


def main() -> None:
    index, encoder = questions.index(), questions.encoder()
    interpreter = Interpreter(index, Places.shipped(), Weights())
    ranker = Ranker(index, encoder, Weights())
    known = samples()
    entries = [entry for name in ("questions", "short", "off-topic") for entry in questions.load(name, "dev")]
    texts = [*(sample.text for sample in known), *(entry["text"] for entry in entries)]
    labels = np.array(
        [*(sample.answerable for sample in known), *(entry.get("answerable", False) for entry in entries)]
    )
    familiarity = _familiarity(encoder.encode_questions(texts), labels, len(known))
    read = [interpreter.read(Question(text)) for text in texts]
    scores = [ranker.score(question) for question in read]
    rows = [
        confidence.features(*each, familiar) for *each, familiar in zip(read, scores, familiarity.tolist(), strict=True)
    ]
    features = np.array([list(row.values()) for row in rows])
    told = ~np.array([confidence.asks_elsewhere(question, index) for question in read])
    print(f"told by a missing place or paragraph: {np.sum(~told & ~labels)}, wrongly {np.sum(~told & labels)}")
    print("_ANSWERABLE =", dict(zip(rows[0], logistic(features[told], labels[told]).round(2).tolist(), strict=True)))
    _report("all, each in a tenth left out", np.where(told, _left_out(features, labels), -np.inf), labels)
    own = np.arange(len(labels)) < len(known)
    fitted = logistic(features[own & told], labels[own & told])
    _report("dev, fitted on the samples alone", np.where(told, features @ fitted, -np.inf)[~own], labels[~own])
    print("_MEASURE =", _fitted_measure(index, entries, scores[len(known) :]))


def _fitted_measure(index: Index, entries: Sequence[dict[str, Any]], scores: Sequence[Scores]) -> tuple[float, ...]:
    """From the fused score of a measure to the share that fits."""
    fused, fits = [], []
    for entry, found in zip(entries, scores, strict=True):
        for measure, score in zip(index.measures, found.measures, strict=True):
            if entry.get("judgements") and measure.id not in entry["borderline"]:
                fused.append([1.0, float(score)])
                fits.append(measure.id in entry["judgements"])
    return tuple(logistic(np.array(fused), np.array(fits)).round(2).tolist())


def _report(name: str, scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> None:
    print(f"{name}: AUROC {auroc(scores, labels):.3f}")
    for share in (0.01, 0.03, 0.05, 0.1):
        threshold = float(np.quantile(scores[labels], share))
        recognised, probability = np.mean(scores[~labels] < threshold), 1 / (1 + np.exp(-threshold))
        print(f"  refusing {share:.0%} of the real ones recognises {recognised:.0%}; threshold {probability:.2f}")


def _familiarity(vectors: FloatArray, labels: NDArray[np.bool_], samples: int) -> NDArray[np.float64]:
    """Of each sample learned from the tenths that it isn't in, of the others learned from all samples."""
    found = np.zeros(len(labels))
    for tested in (*_tenths(samples), np.zeros(samples, dtype=bool)):
        familiarity = Familiarity.fit(vectors[:samples][~tested], labels[:samples][~tested].tolist())
        rows = np.flatnonzero(tested) if tested.any() else np.arange(samples, len(labels))
        found[rows] = [familiarity.score(vector) for vector in vectors[rows]]
    return found


def _left_out(features: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Scores of each question by coefficients fitted on the tenths that it isn't in."""
    found = np.zeros(len(labels))
    for tenth in _tenths(len(labels)):
        found[tenth] = features[tenth] @ logistic(features[~tenth], labels[~tenth])
    return found


def _tenths(count: int) -> Iterator[NDArray[np.bool_]]:
    numbers = np.random.default_rng(_SEED).integers(0, 10, count)
    yield from (numbers == tenth for tenth in range(10))


if __name__ == "__main__":
    main()
