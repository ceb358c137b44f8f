"""Whether quotes stand in the source."""

from dataclasses import replace

from service.evaluation.spans import Citations
from tests.service.evaluation.fakes import FakeSearcher, piece


def test_a_span_is_right_if_cleaning_it_gives_its_text() -> None:
    """Each span is counted once, with every text that is said to stand there; the wrong one is kept."""
    citations = Citations(FakeSearcher())
    assert citations.share is None
    right = replace(piece("**Arbeit** finden."), text="Arbeit finden.")
    wrong = replace(right, text="Arbeit suchen.")
    citations.check("a", [right, right])
    citations.check("b", [wrong, piece("Mütter")])
    assert (citations.count, citations.share) == (3, 2 / 3)
    assert citations.wrong == [("b", wrong)]
