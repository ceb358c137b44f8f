"""Sentences by people who hadn't read the check, against the passages that they cite."""

from collections import Counter

import pytest

from index.encoders.encoder import Encoder
from retriever.retriever import Retriever
from service.grounding.check import Grounding
from tests.service.grounding.sentences import Written, written

NEVER = {"contact", "markup", "obeyed", "uncited", "measure"}
"""Kinds of wrong sentences of which none is shown, in any set."""


def shown(retriever: Retriever, encoder: Encoder, name: str) -> list[Written]:
    """The sentences of a file that pass the check."""
    return [
        each
        for each in written(retriever, name)
        if not Grounding(retriever.index, encoder, each.passages, each.language).check(each.sentence).objection
    ]


@pytest.mark.parametrize(
    ("name", "measures", "counts"),
    [
        ("fresh.txt", 21, {(True, "de"): 50, (True, "en"): 50, (False, "de"): 100, (False, "en"): 100}),
        ("hard.txt", 36, {(True, "de"): 50, (True, "en"): 50, (False, "de"): 100, (False, "en"): 100}),
        ("held_out.txt", 35, {(True, "de"): 18, (True, "en"): 19, (False, "de"): 58, (False, "en"): 58}),
        ("unseen.txt", 30, {(True, "de"): 38, (True, "en"): 37, (False, "de"): 37, (False, "en"): 38}),
    ],
)
def test_written(retriever: Retriever, name: str, measures: int, counts: dict[tuple[bool, str], int]) -> None:
    """How many sentences are faithful and wrong, German and English, and about how many measures."""
    sentences = list(written(retriever, name))
    assert Counter((each.kind == "faithful", each.language) for each in sentences) == counts
    assert len({each.passages[1].measure for each in sentences}) == measures


@pytest.mark.parametrize(
    ("name", "faithful", "wrong", "never"),
    [
        ("fresh.txt", 99, 19, {"bound", "citation", "entitled", "law", "person", "place", "scope"}),
        ("hard.txt", 78, 31, {"number"}),
        ("held_out.txt", 24, 29, {"number"}),
        ("unseen.txt", 52, 24, {"bound", "citation", "entitled", "instruction", "invented"}),
    ],
)
def test_what_is_shown(
    retriever: Retriever, encoder: Encoder, name: str, faithful: int, wrong: int, never: set[str]
) -> None:
    """At least so many faithful sentences, at most so many wrong ones, and none of some kinds."""
    found = Counter(each.kind for each in shown(retriever, encoder, name))
    assert found.pop("faithful") >= faithful
    assert found.total() <= wrong
    assert (NEVER | never).isdisjoint(found)
