"""The keyword index as a question set."""

from collections.abc import Mapping

import pytest

from corpus.collection import Corpus
from service.evaluation.json_lines import QuestionError
from service.evaluation.keywords import keyword_questions
from service.evaluation.questions import JudgedQuestion


@pytest.fixture(scope="module")
def found() -> Mapping[str, JudgedQuestion]:
    """The questions of the shipped catalogue by keyword."""
    return {question.text: question for question in keyword_questions(Corpus.shipped())}


def test_each_keyword_asks_for_the_measures_on_its_pages(found: Mapping[str, JudgedQuestion]) -> None:
    """Page 31 belongs to BAHN FREI, 47 and 58 to JUMITA and Hagen, 24 to Teilzeit aktiv."""
    assert len(found) == 129
    assert found["Hausbesuch"].grades == {"bahn-frei-in-100-tagen-zum-ziel": 1}
    assert found["Geringfügig Beschäftigte"].grades == {"teilzeit-aktiv": 1}
    assert set(found["Praktika"].grades) == {
        "teilzeit-aktiv",  # 24, 25, 26
        "jumita-junge-muetter-in-teilzeit",  # 47
        "arbeitserprobung-120-tage-massnahmen",  # 69, 71
    }


def test_measures_of_uncertain_pages_are_borderline(found: Mapping[str, JudgedQuestion]) -> None:
    """Page 62 is within a page of the estimated start of MyKnetz, whose page isn't printed; page 64 is certain."""
    both = {"individuelle-diagnose-orientierungs", "netzwerkstelle-myknetz-im-jobcenter"}
    assert both.isdisjoint(found["Netzwerkarbeit"].grades)
    assert both <= set(found["Netzwerkarbeit"].borderline)
    assert "netzwerkstelle-myknetz-im-jobcenter" in found["Vertrauensverhältnis"].grades


def test_keywords_of_the_general_part_are_left_out(found: Mapping[str, JudgedQuestion]) -> None:
    """Personalschlüssel is on page 3, before the first measure."""
    assert "Personalschlüssel" not in found
    assert {question.split for question in found.values()} == {""}


def test_a_corpus_without_keyword_index_is_refused() -> None:
    """An error, rather than an empty evaluation."""
    with pytest.raises(QuestionError, match="no document has a keyword index"):
        keyword_questions(Corpus(()))
