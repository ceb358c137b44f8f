"""Sentences by somebody who hadn't read the check, against the passages that they cite."""

from collections import Counter

import pytest

from index.encoders.encoder import Encoder
from retriever.retriever import Retriever
from service.grounding.check import Grounding
from tests.service.grounding.sentences import Fresh, fresh


def held(retriever: Retriever, encoder: Encoder, name: str = "fresh.txt") -> list[Fresh]:
    """The sentences of a file that would be shown."""
    return [
        each
        for each in fresh(retriever, name)
        if not Grounding(retriever.index, encoder, each.passages, each.language).check(each.sentence).objection
    ]


def test_written(retriever: Retriever) -> None:
    """100 faithful ones and 200 others, half of them in English, of 21 measures."""
    written = list(fresh(retriever))
    assert Counter((each.kind == "faithful", each.language) for each in written) == {
        (True, "de"): 50,
        (True, "en"): 50,
        (False, "de"): 100,
        (False, "en"): 100,
    }
    assert len({each.passages[1].measure for each in written}) == 21


def test_what_is_shown(retriever: Retriever, encoder: Encoder) -> None:
    """At least 95 faithful ones, and none of the others."""
    shown = Counter(each.kind for each in held(retriever, encoder))
    assert shown.pop("faithful") >= 95
    assert not shown


@pytest.mark.parametrize(
    ("name", "faithful", "wrong", "passing", "shown"),
    [("hard.txt", 100, 200, 80, 23), ("held_out.txt", 37, 116, 25, 26)],
)
def test_hard_ones(
    retriever: Retriever, encoder: Encoder, name: str, faithful: int, wrong: int, passing: int, shown: int
) -> None:
    """Free paraphrases, and true words put together wrongly, of all 36 measures: no more are shown, no fewer pass."""
    written = Counter(each.kind == "faithful" for each in fresh(retriever, name))
    assert (written[True], written[False]) == (faithful, wrong)
    found = Counter(each.kind for each in held(retriever, encoder, name))
    assert found.pop("faithful") >= passing
    assert found.total() <= shown
    assert {"contact", "markup", "number", "obeyed", "uncited", "measure"}.isdisjoint(found)
