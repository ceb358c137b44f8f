"""Criteria that questions state, in the words that state them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reference.places import Places
from retriever.criteria.facts import NOBODY
from retriever.criteria.reading import read_criteria
from tests.pace import allowed, best

STATED = {
    "Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit": {
        "sex": "Kundin",
        "age": "24",
        "children": "zwei Kinder",
        "qualification": "kein Abschluss",
        "wish.training": "Ausbildung",
        "hours": "Teilzeit",
    },
    "Kunde, 52, langzeitarbeitslos seit 6 Jahren, Rückenprobleme, kein Führerschein": {
        "sex": "Kunde",
        "age": "52",
        "unemployment": "langzeitarbeitslos seit 6 Jahren",
        "need.health": "Rückenprobleme",
        "need.licence": "kein Führerschein",
    },
    "23 Jahre, arbeitslos, bezieht Arbeitslosengeld I, will eine Umschulung machen": {
        "age": "23 Jahre",
        "employment": "arbeitslos",
        "law": "Arbeitslosengeld I",
        "wish.retraining": "Umschulung",
    },
    "28, ALG II, zwei Kinder": {"age": "28", "law": "ALG II", "children": "zwei Kinder"},
    "alleinerziehender Vater, 29": {"single_parent": "alleinerziehender", "sex": "Vater", "age": "29"},
    "refugee, 37, wants German lessons": {"migration": "refugee", "age": "37", "need.language": "German lessons"},
    "selbständiger Kunde, verschuldet, in Osnabrück": {
        "self_employment": "selbständiger",
        "need.debts": "verschuldet",
        "place": "Osnabrück",
    },
    "Privatinsolvenz läuft, ohne Pkw, Knie kaputt, lieber was mit den Händen": {
        "need.debts": "Privatinsolvenz",
        "need.licence": "ohne Pkw",
        "need.health": "Knie kaputt",
        "wish.manual": "den Händen",
    },
    "Er bezieht ALG I, ist 29, aus Syrien, hat zwei Schulkinder (8 und 11)": {
        "sex": "Er",
        "law": "ALG I",
        "age": "29",
        "migration": "aus Syrien",
        "children": "zwei Schulkinder",
    },
    "dad with a four-year-old, off sick, wants to be a lorry driver, not in an office": {
        "sex": "dad",
        "children": "a four-year-old",
        "need.health": "off sick",
        "wish.driver": "lorry driver",
        "unwanted.office": "not in an office",
    },
    "Ihr Mann trinkt, sie pflegt ihre Mutter, früher selbst Drogen, jetzt clean": {
        "sex": "sie",
        "need.care": "pflegt ihre Mutter",
    },
    "will kein Praktikum, keine Gruppe": {
        "unwanted.internship": "will kein Praktikum",
        "unwanted.group": "keine Gruppe",
    },
    "arbeitsloser Ingenieur": {"employment": "arbeitsloser", "profession": "Ingenieur"},
}

NOTHING = [
    "Welche Maßnahmen gibt es nach § 16e SGB II?",
    "§ 45 SGB III Maßnahmen",
    "Wie lange dauert BAHN FREI?",
    "Kurse, nicht für Jugendliche",
    "Wie viele Stunden die Woche sind das?",
    "Wie lange dauert sie, und wann beginnt er?",
    "Wer ist der Ansprechpartner?",
    "",
]


@pytest.mark.parametrize(("question", "expected"), STATED.items())
def test_what_is_stated_in_its_own_words(question: str, expected: dict[str, str]) -> None:
    """Each criterion has the words as they were typed."""
    read = read_criteria(question, tuple(Places.shipped().find(question)))
    assert {each.id: each.words for each in read.criteria} == expected
    assert all(each.words in question for each in read.criteria)


@pytest.mark.parametrize("question", NOTHING)
def test_a_question_about_nobody_states_nothing(question: str) -> None:
    """A law, a name or a length of time is no criterion, nor is whom a measure isn't wanted for."""
    assert read_criteria(question).criteria == ()


def test_a_criterion_is_taken_back() -> None:
    """Its facts go with it, and nothing else."""
    question = "Kundin, 34, Schulden"
    whole, rest = read_criteria(question), read_criteria(question, without=["34"])
    assert [each.id for each in rest.criteria] == ["sex", "need.debts"]
    assert (whole.client.ages, rest.client.ages, rest.client.age) == ((34, 34), None, None)
    assert read_criteria(question, without=["Kundin", "34", "Schulden"]).client == NOBODY


def test_words_with_two_readings_are_unclear() -> None:
    """`kein Abschluss` may be said of school or of training; `keine Ausbildung` can't."""
    assert [each.unclear for each in read_criteria("kein Abschluss").criteria] == [True]
    assert [each.unclear for each in read_criteria("keine Ausbildung").criteria] == [False]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Without an error, each criterion once."""
    ids = [each.id for each in read_criteria(text).criteria]
    assert len(ids) == len(set(ids))


@pytest.mark.timed
def test_reading_is_quick() -> None:
    """In the best of several runs, a question takes less than two milliseconds, even on a slow machine."""
    assert best(lambda: [read_criteria(question) for question in STATED]) / len(STATED) < allowed(0.002)
