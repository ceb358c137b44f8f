"""Fits the numbers of retriever/confidence.py on the dev questions: `python -m tests.benchmarks.calibration`."""

import numpy as np
from numpy.typing import NDArray

from corpus.places import Places
from retriever import confidence
from retriever.query import Question
from retriever.ranking import Ranker
from retriever.understanding import Interpreter
from retriever.weights import Weights
from tests.benchmarks import questions

_STEPS = 3_000
_RATE = 0.2
_RIDGE = 0.3


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
    index, weights = questions.index(), Weights()
    interpreter = Interpreter(index, Places.shipped(), weights)
    ranker = Ranker(index, questions.encoder(), weights)
    entries = [entry for name in ("questions", "short", "off-topic") for entry in questions.load(name, "dev")]
    rows, fused, fits = [], [], []
    for entry in entries:
        read = interpreter.read(Question(entry["text"]))
        scores = ranker.score(read)
        rows.append(confidence.features(read, scores, index))
        if entry.get("judgements"):
            for measure, score in zip(index.measures, scores.measures, strict=True):
                if measure.id not in entry["borderline"]:
                    fused.append([1.0, float(score)])
                    fits.append(measure.id in entry["judgements"])
    features = np.array([list(row.values()) for row in rows])
    labels = np.array([entry.get("answerable", False) for entry in entries])
    fitted = logistic(features, labels)
    print("_ANSWERABLE =", dict(zip(rows[0], fitted.round(2).tolist(), strict=True)))
    left_out = np.array([_without(features, labels, place) for place in range(len(labels))])
    print("AUROC, each left out once:", round(_auroc(left_out, labels), 3))
    for share in (0.01, 0.03, 0.05, 0.1):
        threshold = float(np.quantile(left_out[labels], share))
        recognised = np.mean(left_out[~labels] < threshold)
        print(f"refusing {share:.0%} of the real ones recognises {recognised:.0%}; {threshold=:.2f}")
    print("_MEASURE =", tuple(logistic(np.array(fused), np.array(fits)).round(2).tolist()))


def _without(features: NDArray[np.float64], labels: NDArray[np.bool_], place: int) -> float:
    kept = np.arange(len(labels)) != place
    return float(features[place] @ logistic(features[kept], labels[kept]))


def _auroc(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    wins = scores[labels][:, None] - scores[~labels][None, :]
    return float(np.mean((wins > 0) + 0.5 * (wins == 0)))


if __name__ == "__main__":
    main()
