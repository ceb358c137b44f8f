"""Relevant spans as the level of passages, and the check of quoted spans."""

from dataclasses import replace

import pytest

from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import JudgedQuestion, JudgedQuote
from service.evaluation.spans import CitationCheck, RelevantSpan, SpanLocator, rank_spans, span_grades
from tests.service.evaluation.fakes import TEXT, FakeSearcher, span

QUESTION = JudgedQuestion(
    "q",
    "x",
    grades={"m": 2},
    documents={"d#4": 1},
    evidence=(JudgedQuote("m", "Arbeit finden."), JudgedQuote("m", "Mütter")),
)


def test_quotes_are_found_in_the_source_with_its_markup() -> None:
    """A quote is cleaned text; its span counts in the raw text. A numbered part is a unit of its own."""
    units = SpanLocator(FakeSearcher()).locate(QUESTION)
    assert [TEXT[unit.start : unit.end] for unit in units[:2]] == ["Arbeit** finden.", "Mütter"]
    assert span_grades(units) == {units[0].id: 2, units[1].id: 2, "d#4": 1}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (JudgedQuestion("q", "x", grades={"y": 2}), "question q: `judgements` names 'y', which isn't in the index"),
        (JudgedQuestion("q", "x", borderline=("y",)), "question q: `judgements` names 'y', which isn't in the index"),
        (
            JudgedQuestion("q", "x", evidence=(JudgedQuote("m", "Großväter"),)),
            "question q: `evidence` quotes 'Großväter', not found in m",
        ),
    ],
)  # fmt: skip
def test_judgements_must_fit_the_documents(question: JudgedQuestion, said: str) -> None:
    """A wrong id or quote would silently count as not found."""
    with pytest.raises(QuestionError) as raised:
        SpanLocator(FakeSearcher()).locate(question)
    assert said in str(raised.value)


def test_a_unit_stands_where_it_is_first_held() -> None:
    """Half of a span is enough, a repetition is no miss, a borderline measure is left out."""
    units = SpanLocator(FakeSearcher()).locate(QUESTION)
    work, mothers = (unit.id for unit in units[:2])
    passages = [
        span("Zielgruppe", id="head"),
        span("Arbeit** fin"),  # 12 of the 16 characters
        span("**Arbeit** finden."),
        span("Müt", id="half"),
        span("hilft", measure="other"),
        span("Bewegung", measure=None, section="4. Gesundheit"),
        span("allen", id="last", measure=None, section="5. Anderes"),
    ]
    assert rank_spans(passages, units, ["other"]) == ["head", work, mothers, "d#4", "last"]
    assert rank_spans([span("Mü", id="less")], units, []) == ["less"]


def test_a_passage_may_hold_several_units() -> None:
    """The one that was asked for comes first."""
    units = (RelevantSpan("one", 1, "d", 0, 5), RelevantSpan("two", 2, "d", 6, 10), RelevantSpan("far", 2, "e", 0, 5))
    assert rank_spans([span(TEXT[:20])], units, []) == ["two", "one"]


def test_a_span_is_right_if_cleaning_it_gives_its_text() -> None:
    """Each span is counted once, with every text that is said to stand there; the wrong one is kept."""
    citations = CitationCheck(FakeSearcher())
    assert citations.share is None
    right = replace(span("**Arbeit** finden."), text="Arbeit finden.")
    wrong = replace(right, text="Arbeit suchen.")
    citations.check("a", [right, right])
    citations.check("b", [wrong, span("Mütter")])
    assert (citations.count, citations.share) == (3, 2 / 3)
    assert citations.wrong == [("b", wrong)]
