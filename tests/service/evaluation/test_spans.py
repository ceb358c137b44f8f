"""What counts at the level of passages."""

import pytest

from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import Evidence, Judged
from service.evaluation.spans import Unit, Units, grades, ranking
from tests.service.evaluation.fakes import TEXT, FakeSearcher, piece

QUESTION = Judged(
    "q", "x", grades={"m": 2}, documents={"d#4": 1}, evidence=(Evidence("m", "Arbeit finden."), Evidence("m", "Mütter"))
)


def test_quotes_are_found_in_the_source_with_its_markup() -> None:
    """A quote is cleaned text; its span counts in the raw text. A numbered part is a unit of its own."""
    units = Units(FakeSearcher()).of(QUESTION)
    assert [TEXT[unit.start : unit.end] for unit in units[:2]] == ["Arbeit** finden.", "Mütter"]
    assert grades(units) == {units[0].id: 2, units[1].id: 2, "d#4": 1}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Judged("q", "x", grades={"y": 2}), "question q: `judgements` names 'y', which isn't in the index"),
        (Judged("q", "x", borderline=("y",)), "question q: `judgements` names 'y', which isn't in the index"),
        (Judged("q", "x", evidence=(Evidence("m", "Großväter"),)), "`evidence` quotes 'Großväter' of m, where"),
    ],
)  # fmt: skip
def test_judgements_must_fit_the_documents(question: Judged, said: str) -> None:
    """A wrong id or quote would silently count as not found."""
    with pytest.raises(QuestionError) as raised:
        Units(FakeSearcher()).of(question)
    assert said in str(raised.value)


def test_a_unit_stands_where_it_is_first_held() -> None:
    """Half of a span is enough, a repetition is no miss, a borderline measure is left out."""
    units = Units(FakeSearcher()).of(QUESTION)
    work, mothers = (unit.id for unit in units[:2])
    passages = [
        piece("Zielgruppe", id="head"),
        piece("Arbeit** fin"),  # 12 of the 16 characters
        piece("**Arbeit** finden."),
        piece("Müt", id="half"),
        piece("hilft", measure="other"),
        piece("Bewegung", measure=None, section="4. Gesundheit"),
        piece("allen", id="last", measure=None, section="5. Anderes"),
    ]
    assert ranking(passages, units, ["other"]) == ["head", work, mothers, "d#4", "last"]
    assert ranking([piece("Mü", id="less")], units, []) == ["less"]


def test_a_passage_may_hold_several_units() -> None:
    """The one that was asked for comes first."""
    units = (Unit("one", 1, "d", 0, 5), Unit("two", 2, "d", 6, 10), Unit("far", 2, "e", 0, 5))
    assert ranking([piece(TEXT[:20])], units, []) == ["two", "one"]
