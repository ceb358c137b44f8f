"""The keyword index as questions."""

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
    """As the catalogue prints them: page 31 is BAHN FREI's, 47 and 58 are JUMITA's and Hagen's, 24 Teilzeit aktiv's."""
    assert len(found) == 129
    assert found["Hausbesuch"].grades == {"bahn-frei-in-100-tagen-zum-ziel": 1}
    assert found["Geringfügig Beschäftigte"].grades == {"teilzeit-aktiv": 1}
    assert set(found["Praktika"].grades) == {
        "teilzeit-aktiv",  # 24, 25, 26
        "jumita-junge-muetter-in-teilzeit",  # 47
        "arbeitserprobung-120-tage-massnahmen",  # 69, 71
    }


def test_pages_whose_measure_is_not_certain_are_borderline(found: Mapping[str, JudgedQuestion]) -> None:
    """Page 62 lies within a page of where MyKnetz must begin, which is printed nowhere; page 64 is its own."""
    both = {"individuelle-diagnose-orientierungs", "netzwerkstelle-myknetz-im-jobcenter"}
    assert both.isdisjoint(found["Netzwerkarbeit"].grades)
    assert both <= set(found["Netzwerkarbeit"].borderline)
    assert "netzwerkstelle-myknetz-im-jobcenter" in found["Vertrauensverhältnis"].grades


def test_keywords_of_the_general_part_ask_for_nothing(found: Mapping[str, JudgedQuestion]) -> None:
    """Personalschlüssel stands on page 3, before the first measure."""
    assert "Personalschlüssel" not in found
    assert {question.split for question in found.values()} == {""}


def test_a_corpus_without_keyword_index_has_no_such_questions() -> None:
    """It is said, not measured as nothing."""
    with pytest.raises(QuestionError, match="no document has a keyword index"):
        keyword_questions(Corpus(()))
