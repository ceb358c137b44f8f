"""Fits what the likeness of known questions counts, in the reader and for silence: `python -m tests.benchmarks.known`.

The questions of one writer are asked while only those of the other are known, and the other way round. Near misses
(tests/relevance/near_misses.tsv) are questions that a measure doesn't answer, by the same writers; questions about
something else (tests/relevance/off-topic.jsonl, `dev`) are put to measures drawn at random.
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
from tests.benchmarks.questions import RELEVANCE, load_questions, shipped_encoder, shipped_index

_HANDS = (1, 2)
_ASKED = 1200
"""Questions of each writer that are drawn; all would take half an hour."""
_SEED = 3
_KNOWN = FEATURES.index("known")
_FOLDS = 6
_ANSWERED = (0.93, 0.95, 0.97)
_ANSWERS, _NEAR_MISS, _ELSEWHERE = "answers", "near miss", "something else"
_DRAWN = 3
"""Measures to which each question about something else is put."""

Row = tuple[str, dict[str, float], str]
"""A subject, what speaks for an answer, and what kind of question it is."""


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


def elsewhere(retriever: Retriever) -> Iterator[Row]:
    """Yield questions about something else, put to a measure."""
    measures = [measure.id for measure in retriever.index.measures]
    drawn = np.random.default_rng(_SEED)
    for entry in load_questions("off-topic", "dev"):
        read = retriever.read(Question(entry["text"]))
        for subject in drawn.choice(measures, _DRAWN, replace=False):
            yield subject, retriever.silence.features(read, subject), _ELSEWHERE


def report_silence(rows: list[Row]) -> None:
    """Print the weights, and by cross-validation over subjects how much silence is told at what is answered."""
    names = list(SILENCE_WEIGHTS)
    features = np.array([[found[name] for name in names] for _, found, _ in rows])
    kinds = np.array([kind for *_, kind in rows])
    weights = _fitted(features, kinds)
    print({name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    subjects = sorted({subject for subject, *_ in rows})
    drawn = np.random.default_rng(_SEED).permutation(subjects).tolist()
    of_row = np.array([drawn.index(subject) % _FOLDS for subject, *_ in rows])
    scores = np.zeros(len(rows))
    for fold in range(_FOLDS):
        inside = of_row == fold
        scores[inside] = features[inside] @ _fitted(features[~inside], kinds[~inside])
    for share in _ANSWERED:
        threshold = np.quantile(scores[kinds == _ANSWERS], 1 - share)
        told = {kind: round(float((scores[kinds == kind] < threshold).mean()), 3) for kind in (_NEAR_MISS, _ELSEWHERE)}
        print(f"{share:.0%} answered, told as silence: {told}, threshold {threshold:.2f}")


def _fitted(features: FloatArray, kinds: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression; near misses count as much as answers, what is rarer, a third."""
    answers = int((kinds == _ANSWERS).sum())
    near, rare = answers // int((kinds == _NEAR_MISS).sum()), answers // int((kinds == _ELSEWHERE).sum()) // 3
    times = {_ANSWERS: 1, _NEAR_MISS: near, _ELSEWHERE: rare}
    repeated = np.repeat(np.arange(len(kinds)), [times[kind] for kind in kinds])
    return logistic(features[repeated], kinds[repeated] == _ANSWERS)


def main() -> None:
    cases: list[tuple[FloatArray, NDArray[np.bool_]]] = []
    rows: list[Row] = []
    for hand in _HANDS:
        index = knowing(shipped_index(), hand)
        retriever = Retriever(index, shipped_encoder())
        for each in asked(index, hand):
            if each.row is not None:
                cases.append(reading(retriever, each))
            read = retriever.read(Question(each.text))
            kind = _NEAR_MISS if each.row is None else _ANSWERS
            rows.append((each.subject, retriever.silence.features(read, each.subject), kind))
        rows += elsewhere(retriever)
    report_reading(cases)
    report_silence(rows)


if __name__ == "__main__":
    main()
