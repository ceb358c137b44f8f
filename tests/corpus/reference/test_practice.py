"""The practice catalogue and the sample questions."""

import json
from pathlib import Path

from corpus.reference.practice import samples

RELEVANCE = Path(__file__).parents[2] / "relevance"


def test_each_stands_once_and_both_kinds_are_there() -> None:
    """A third and more of each, so that neither outweighs the other."""
    found = samples()
    answerable = [sample.text for sample in found if sample.answerable]
    assert (len(found), len(answerable)) == (777, 293)
    assert len({sample.text.casefold() for sample in found}) == len(found)


def test_no_question_of_the_evaluation_is_among_them() -> None:
    """What the retriever learns from is not what it is measured on."""
    asked = {
        json.loads(line)["text"].casefold().strip(" ?.!")
        for name in ("questions", "facts", "short", "off-topic", "everyday")
        for line in (RELEVANCE / f"{name}.jsonl").read_text("utf-8").splitlines()
    }
    assert asked.isdisjoint(sample.text.casefold().strip(" ?.!") for sample in samples())
