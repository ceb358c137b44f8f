"""Fits what the likeness of known questions counts, in the reader and for silence: `python -m tests.benchmarks.known`.

The questions of one writer are asked while only those of the other are known, and the other way round. Near misses
(tests/relevance/near_misses.tsv) are questions that a measure doesn't answer, by the same writers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.reference.known_questions import known_questions
from index.known_questions import KnownQuestions
from index.store import Index
from index.vectors import FloatArray
from retriever.query import Question
from retriever.reader import FEATURES, WEIGHTS
from retriever.retriever import Retriever
from retriever.silence import WEIGHTS as SILENCE_WEIGHTS
from tests.benchmarks.calibration import logistic
from tests.benchmarks.questions import RELEVANCE, shipped_encoder, shipped_index

_HANDS = (1, 2)
_ASKED = 1200
"""Questions of each writer that are drawn; all would take half an hour."""
_SEED = 3
_KNOWN = FEATURES.index("known")
_FOLDS = 6
_ANSWERED = (0.93, 0.95, 0.97)


@dataclass(frozen=True)
class Asked:
    """A question of a `subject`, and the `row` of the sentence that answers, None for a near miss."""

    subject: str
    row: int | None
    text: str


def knowing(index: Index, hand: int) -> Index:
    """Return the index with the known questions of all writers but `hand`."""
    found = KnownQuestions.of_sentences(
        index.sentences.sentences, index.documents, shipped_encoder(), hands=[each for each in _HANDS if each != hand]
    )
    return replace(index, known_questions=found)


def asked(index: Index, hand: int) -> Iterator[Asked]:
    """Yield questions of a writer that are answered, drawn at random, and all near misses."""
    sentences = index.sentences.sentences
    rows = {(each.document, each.start): row for row, each in enumerate(sentences)}
    known = [
        (rows[id, question.place], question.text)
        for id, document in index.documents.items()
        for question in known_questions(document.text)
        if question.hand == hand
    ]
    for place in np.random.default_rng(_SEED).permutation(len(known))[:_ASKED]:
        row, text = known[place]
        yield Asked(sentences[row].measure or sentences[row].document, row, text)
    for line in (RELEVANCE / "near_misses.tsv").read_text("utf-8").splitlines():
        measure, writer, text = line.split("\t")
        if int(writer) == hand:
            yield Asked(measure, None, text)


def reading(retriever: Retriever, each: Asked) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return the features of a subject's sentences, and which of them answer."""
    rows = retriever.index.sentences.rows_by_owner[each.subject]
    read = retriever.read(Question(each.text))
    return retriever.reader.features(read, retriever.reader.title_terms(each.subject))[rows], rows == each.row


def report_reading(cases: list[tuple[FloatArray, NDArray[np.bool_]]]) -> None:
    """Print for several weights of `known` how often the right sentence is first, within three, and its likelihood."""
    for weight in (0.0, 5.0, 7.0, 9.0, 11.0, 13.0):
        weights = np.array([WEIGHTS[name] for name in FEATURES])
        weights[_KNOWN] = weight
        first, three, loss = [], [], []
        for features, right in cases:
            scores = features @ weights
            order = np.argsort(-scores, kind="stable")
            first.append(right[order[0]])
            three.append(right[order[:3]].any())
            chance = np.exp(scores - scores.max())
            loss.append(-np.log(chance[right].sum() / chance.sum() + 1e-9))
        print(f"known {weight:4.1f}: {np.mean(first):.3f} first, {np.mean(three):.3f} three, loss {np.mean(loss):.3f}")


def report_silence(rows: list[tuple[str, dict[str, float], bool]]) -> None:
    """Print the weights, and by cross-validation over subjects how many near misses are told at what is answered."""
    names = list(SILENCE_WEIGHTS)
    features = np.array([[found[name] for name in names] for _, found, _ in rows])
    answered = np.array([right for *_, right in rows])
    weights = logistic(*_balanced(features, answered))
    print({name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    subjects = sorted({subject for subject, *_ in rows})
    folds = dict(
        zip(np.random.default_rng(_SEED).permutation(subjects), np.arange(len(subjects)) % _FOLDS, strict=True)
    )
    of_row = np.array([folds[subject] for subject, *_ in rows])
    scores = np.zeros(len(rows))
    for fold in range(_FOLDS):
        inside = of_row == fold
        scores[inside] = features[inside] @ logistic(*_balanced(features[~inside], answered[~inside]))
    for share in _ANSWERED:
        threshold = np.quantile(scores[answered], 1 - share)
        told = (scores[~answered] < threshold).mean()
        print(f"{share:.0%} answered: {told:.3f} of {(~answered).sum()} near misses told, threshold {threshold:.2f}")


def _balanced(features: FloatArray, answered: NDArray[np.bool_]) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Repeat the near misses until there are as many as questions that are answered."""
    times = int(answered.sum() // max((~answered).sum(), 1))
    repeated = np.repeat(np.arange(len(answered)), np.where(answered, 1, times))
    return features[repeated], answered[repeated]


def main() -> None:
    cases, rows = [], []
    for hand in _HANDS:
        index = knowing(shipped_index(), hand)
        retriever = Retriever(index, shipped_encoder())
        for each in asked(index, hand):
            if each.row is not None:
                cases.append(reading(retriever, each))
            read = retriever.read(Question(each.text))
            rows.append((each.subject, retriever.silence.features(read, each.subject), each.row is not None))
    report_reading(cases)
    report_silence(rows)


if __name__ == "__main__":
    main()
