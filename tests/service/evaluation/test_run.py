"""Questions, facts and conversations, run against the real search."""

from pathlib import Path

import pytest

from service.evaluation.questions import read_question_set
from service.evaluation.run import RunOutcome, run_questions, states_fact
from service.evaluation.searchers import ChatOutcome, LocalSearcher
from tests.service.evaluation.fakes import span


@pytest.fixture(scope="module")
def outcome(searcher: LocalSearcher, small: Path) -> RunOutcome:
    """The outcome of the small set's split dev."""
    return run_questions(read_question_set(small).of_split("dev"), searcher, lambda _step, _done, _total: None)


def test_measures_are_ranked_without_the_borderline_ones(outcome: RunOutcome) -> None:
    """35 of 36 measures, JUMITA first, in both languages."""
    german, english, near = outcome.questions
    assert [len(each.ranking) for each in outcome.questions] == [35, 36, 36]
    assert german.ranking[0] == english.ranking[0] == "jumita-junge-muetter-in-teilzeit"
    assert "zielgruppenspezifische-beratung" not in german.ranking
    assert len(german.result.passages) == 100
    assert near.question.answerable is False


def test_a_fact_is_looked_for_in_passages_and_in_the_answer(outcome: RunOutcome) -> None:
    """The first passage states what BAHN FREI costs, and so does the answer."""
    (fact,) = outcome.facts
    assert (fact.rank, fact.in_answer) == (1, True)


def test_a_follow_up_is_run_in_its_conversation_and_standalone(outcome: RunOutcome) -> None:
    """`und in Bayern?` narrows to one measure, and the question for the costs refers to it."""
    opening, place, cost = outcome.turns
    assert (opening.followed, opening.in_answer) == (None, None)
    assert place.understood == "Was gibt es für Kunden mit psychischen Problemen in Bayern?"
    assert place.followed is not None
    assert place.alone is not None
    assert (place.followed[0], "bg-coaching" in place.alone) == ("bg-coaching", True)
    assert cost.in_answer is True


def test_every_quote_is_checked(outcome: RunOutcome) -> None:
    """Passages, evidence and citations of all answers, all of them correct."""
    assert outcome.citations is not None
    assert outcome.citations.count > 250
    assert (outcome.citations.share, outcome.citations.wrong) == (1.0, [])


def test_an_answer_states_a_fact_in_its_text_or_its_citations() -> None:
    """Markdown escapes are ignored."""
    assert states_fact(ChatOutcome("Frau A\\_B, »2.500,- €« [1]", (), (), ""), "A_B")
    assert states_fact(ChatOutcome("", (span("Mütter"),), (), ""), "Mütter")
    assert not states_fact(ChatOutcome("", (span("Mütter"),), (), ""), "Väter")
