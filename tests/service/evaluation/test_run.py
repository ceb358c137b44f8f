"""Questions, facts and conversations, asked of the real search."""

from pathlib import Path

import pytest

from service.evaluation.questions import read
from service.evaluation.run import Asked, ask, says
from service.evaluation.searchers import LocalSearcher, Reply
from tests.service.evaluation.fakes import piece


@pytest.fixture(scope="module")
def asked(searcher: LocalSearcher, small: Path) -> Asked:
    """Everything of the small set's split dev."""
    return ask(read(small).of_split("dev"), searcher, lambda _step, _done, _total: None)


def test_measures_are_ranked_without_the_borderline_ones(asked: Asked) -> None:
    """All 36 but one, JUMITA first; in both languages."""
    german, english, near = asked.questions
    assert [len(each.ranked) for each in asked.questions] == [35, 36, 36]
    assert german.ranked[0] == english.ranked[0] == "jumita-junge-muetter-in-teilzeit"
    assert "zielgruppenspezifische-beratung" not in german.ranked
    assert len(german.found.passages) == 100
    assert near.question.answerable is False


def test_a_fact_is_looked_for_in_passages_and_in_the_answer(asked: Asked) -> None:
    """The first passage says what BAHN FREI costs, and so does the answer."""
    (fact,) = asked.facts
    assert (fact.place, fact.answered) == (1, True)


def test_a_follow_up_is_asked_in_its_conversation_and_by_itself(asked: Asked) -> None:
    """`und in Bayern?` narrows to one measure; what it costs is asked of that one."""
    opening, place, cost = asked.turns
    assert (opening.followed, opening.answered) == (None, None)
    assert place.understood == "Was gibt es für Kunden mit psychischen Problemen in Bayern?"
    assert place.followed is not None
    assert place.alone is not None
    assert (place.followed[0], "bg-coaching" in place.alone) == ("bg-coaching", True)
    assert cost.answered is True


def test_every_quote_is_checked(asked: Asked) -> None:
    """Passages, reasons and citations of all answers, and all are right."""
    assert asked.citations is not None
    assert asked.citations.count > 250
    assert (asked.citations.share, asked.citations.wrong) == (1.0, [])


def test_an_answer_says_a_fact_in_its_text_or_in_what_it_cites() -> None:
    """Escapes of Markdown are no part of the words."""
    assert says(Reply("Frau A\\_B, »2.500,- €« [1]", (), (), ""), "A_B")
    assert says(Reply("", (piece("Mütter"),), (), ""), "Mütter")
    assert not says(Reply("", (piece("Mütter"),), (), ""), "Väter")
