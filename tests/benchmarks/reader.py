"""Fits the reader's weights, and says how often the right sentence comes first.

`python -m tests.benchmarks.reader --sentences omos-sentences.jsonl` fits on the questions of OMoS-QA (split `train`;
Kleinle, Prange, Friedrich 2024, CC BY 4.0) and on the facts of tests/relevance (split `dev`), and measures both, and
what was held back (OMoS `dev`). Without the file only the facts are measured, with the weights as they are;
`--split test` measures those of test.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.text.cleaning import clean
from index.sentences import Sentence, SentenceIndex
from index.store import Index
from index.vectors import FloatArray
from retriever.query import Question
from retriever.reader import FEATURES, WEIGHTS, Reader
from retriever.retriever import Retriever
from tests.benchmarks.questions import load_questions, shipped_encoder, shipped_index

Case = tuple[FloatArray, FloatArray]
"""Features `(n, len(FEATURES))` of the sentences in scope, and 1 for those that answer, `(n,)`."""

_FACTS_COUNT = 5
_STEPS, _RATE, _RIDGE = 2_000, 0.05, 1.0


def facts(retriever: Retriever, split: str) -> Iterator[Case]:
    """Facts of our own set, each within the measure that states it."""
    reader, sentences = Reader(retriever.index, retriever.encoder), retriever.index.sentences
    for fact in load_questions("facts", split):
        rows = sentences.rows_by_owner[fact["measure"]]
        read = retriever.read(Question(fact["text"], language=fact["language"]))
        wanted = clean(fact["answer"])
        right = [wanted in sentences.sentences[row].text for row in rows]
        yield reader.features(read)[rows], np.array(right, dtype=np.float32)


def pages(retriever: Retriever, path: Path, split: str) -> Iterator[Case]:
    """Questions with the sentences of a page, of which people marked those that answer."""
    for line in path.read_text("utf-8").splitlines():
        asked = json.loads(line)
        if asked["split"] == split and asked["answers"]:
            page = _with_sentences(retriever, asked["sentences"])
            read = retriever.read(Question(asked["question"], language=asked["lang"]))
            rows = np.arange(len(asked["sentences"]))
            right = np.isin(rows, asked["answers"]).astype(np.float32)
            yield Reader(page, retriever.encoder).features(read), right


def _with_sentences(retriever: Retriever, texts: Sequence[str]) -> Index:
    """The index with the sentences of another text."""
    own = tuple(Sentence("page", None, "text", "", 0, 1, text) for text in texts)
    terms = [retriever.index.analyser.terms(text) or ["-"] for text in texts]
    page = SentenceIndex.from_sentences(own, retriever.encoder.encode_passages(list(texts)), terms)
    return replace(retriever.index, sentences=page)


def fit(cases: Sequence[Case]) -> FloatArray:
    """Weights `(len(FEATURES),)` that make the sentences that answer likeliest: Adam on a conditional logit."""
    stacked = np.concatenate([features for features, _ in cases])
    spread = stacked.std(axis=0) + 1e-9
    weights = first = second = np.zeros(len(FEATURES))
    for step in range(1, _STEPS + 1):
        slope = _RIDGE * weights
        for features, right in cases:
            scaled = features / spread
            chance = np.exp(scaled @ weights - (scaled @ weights).max())
            chance /= chance.sum()
            own = chance * right
            slope = slope + scaled.T @ (chance - own / own.sum())
        slope = slope / len(cases)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        if np.abs(slope).max() < 1e-4:
            break
    return (weights / spread).astype(np.float32)


def found(cases: Sequence[Case], weights: FloatArray, depth: int) -> float:
    """The share of cases with a right sentence among the first `depth`."""
    hits = [right[np.argsort(-(features @ weights), kind="stable")[:depth]].any() for features, right in cases]
    return float(np.mean(hits))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    retriever = Retriever(shipped_index(), shipped_encoder())
    weights = np.array([WEIGHTS[name] for name in FEATURES], dtype=np.float32)
    own = [case for case in facts(retriever, options.split) if case[1].any()]
    if options.sentences:
        train = list(pages(retriever, options.sentences, "train"))
        held = list(pages(retriever, options.sentences, "dev"))
        weights = fit([*train, *own * _FACTS_COUNT])
        print({name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)})
        print(f"pages, first {found(held, weights, 1):.3f}, first three {found(held, weights, 3):.3f}")
    print(f"facts ({len(own)}), first {found(own, weights, 1):.3f}, first three {found(own, weights, 3):.3f}")


if __name__ == "__main__":
    main()
