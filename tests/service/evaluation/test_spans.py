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
    """Quotes are cleaned text, spans refer to the raw text. A numbered part has an id of its own."""
    spans = SpanLocator(FakeSearcher()).locate(QUESTION)
    assert [TEXT[span.start : span.end] for span in spans[:2]] == ["Arbeit** finden.", "Mütter"]
    assert span_grades(spans) == {spans[0].id: 2, spans[1].id: 2, "d#4": 1}


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
    """A wrong id or quote would otherwise count as not found."""
    with pytest.raises(QuestionError) as raised:
        SpanLocator(FakeSearcher()).locate(question)
    assert said in str(raised.value)


def test_a_span_has_the_rank_of_the_first_passage_that_contains_it() -> None:
    """Half of a span is enough; repetitions and borderline measures are left out."""
    spans = SpanLocator(FakeSearcher()).locate(QUESTION)
    work, mothers = (span.id for span in spans[:2])
    passages = [
        span("Zielgruppe", id="head"),
        span("Arbeit** fin"),  # 12 of the 16 characters
        span("**Arbeit** finden."),
        span("Müt", id="half"),
        span("hilft", measure="other"),
        span("Bewegung", measure=None, section="4. Gesundheit"),
        span("allen", id="last", measure=None, section="5. Anderes"),
    ]
    assert rank_spans(passages, spans, ["other"]) == ["head", work, mothers, "d#4", "last"]
    assert rank_spans([span("Mü", id="less")], spans, []) == ["less"]


def test_a_passage_may_contain_several_spans() -> None:
    """The more relevant one comes first."""
    spans = (RelevantSpan("one", 1, "d", 0, 5), RelevantSpan("two", 2, "d", 6, 10), RelevantSpan("far", 2, "e", 0, 5))
    assert rank_spans([span(TEXT[:20])], spans, []) == ["two", "one"]


def test_a_quoted_span_is_correct_if_cleaning_it_gives_its_text() -> None:
    """Each pair of span and text is counted once; the wrong one is collected."""
    citations = CitationCheck(FakeSearcher())
    assert citations.share is None
    right = replace(span("**Arbeit** finden."), text="Arbeit finden.")
    wrong = replace(right, text="Arbeit suchen.")
    citations.check("a", [right, right])
    citations.check("b", [wrong, span("Mütter")])
    assert (citations.count, citations.share) == (3, 2 / 3)
    assert citations.wrong == [("b", wrong)]
