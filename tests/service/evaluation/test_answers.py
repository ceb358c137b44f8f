"""Answers judged by words, measures and what they refuse, on cases with known outcomes and on the real search."""

from pathlib import Path
from typing import Any

import pytest

from service.evaluation.answer_figures import answer_figures
from service.evaluation.answer_set import JudgedConversation, JudgedTurn
from service.evaluation.answer_text import cited_numbers, opening_words, plain_text, says_silent
from service.evaluation.answers import LISTS, AnswerOutcome, MeasureNames, judge_answer
from service.evaluation.figures import compute_figures
from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import QuestionSet, read_question_set
from service.evaluation.run import RunOutcome, run_questions
from service.evaluation.searchers import ChatOutcome, LocalSearcher, MeasureSpan, QuotedSpan
from service.evaluation.tables import Sheet, sheets
from tests.service.evaluation.conftest import JUMITA, Write

NAMES = MeasureNames(
    {
        "bg": MeasureSpan("d", 0, 1, "BG-Coaching Jobcenter Landkreis München Bayern"),
        "mb": MeasureSpan("d", 1, 2, "Coachingmaßnahme Jobcenter Mainz-Bingen Rheinland-Pfalz"),
        "ina": MeasureSpan("d", 2, 3, "INA! – Integration nachhalten Bundesagentur für Arbeit"),
    }
)
SILENT = "Dazu macht die Quelle keine Angabe. Am nächsten kommt:"


def quote(text: str, measure: str | None = "bg") -> QuotedSpan:
    """A quote with these words."""
    return QuotedSpan("d", 0, len(text), text, measure=measure)


def judged(turn: JudgedTurn, reply: ChatOutcome, kind: str = "fact", id: str = "c") -> AnswerOutcome:
    """The outcome of one question."""
    return judge_answer(JudgedConversation(id, (turn,), kind), 1, reply, NAMES)


def answering(*quotes: str, text: str = "", answerable: bool = True, measures: tuple[str, ...] = ()) -> ChatOutcome:
    """An answer with these quotes."""
    spans = tuple(map(quote, quotes))
    return ChatOutcome(text, spans, measures, "", answerable, spans)


def expecting(*expected: str, **more: Any) -> JudgedTurn:
    """A turn with expected texts."""
    return JudgedTurn("?", tuple(tuple(each.split("|")) for each in expected), **more)


def test_quotes_are_read_in_the_order_of_the_text() -> None:
    """Numbers once each; brackets of the source are escaped."""
    assert cited_numbers("»a \\[9\\]« [2] »b« [1][3] »c« [2]") == (2, 1, 3)
    assert plain_text("1. **A\\_B**: »x« [1]\n2. »y \\[9\\]« [2]") == "**A_B**: »x« \n»y [9]« "


def test_opening_words_come_before_any_quote() -> None:
    """An answer that begins with a quote or a table has none."""
    assert opening_words("4 Maßnahmen passen:\n\n1. **A**: »x« [1]") == "4 Maßnahmen passen:"
    assert opening_words("»x« [1]\n\n**A**") == ""
    assert opening_words("| a | b |\n| --- | --- |") == ""


@pytest.mark.parametrize(("text", "silent"), [(SILENT, True), ("The source doesn't say.", True), ("Nichts.", False)])
def test_silence_is_told_in_every_language(text: str, silent: bool) -> None:
    """By the catalogue's text."""
    assert says_silent(f"{text} »x« [1]") is silent


@pytest.mark.parametrize(
    ("expected", "first", "two", "whole"),
    [
        (("25 stunden",), True, True, True),
        (("zwölf",), False, True, True),
        (("25 Stunden", "zwölf"), False, True, True),
        (("ende",), False, False, True),
        (("vier", "ende"), False, False, True),
        (("nie|zwölf",), False, True, True),
        (("5 Stunden",), False, False, False),
        (("10",), False, False, False),
        (("4",), False, False, False),
        (("vier maßnahmen",), False, True, True),
    ],
)
def test_each_expected_text_is_looked_for(expected: tuple[str, ...], first: bool, two: bool, whole: bool) -> None:
    """Without regard to case and white space; digits are those of whole numbers, and no citation is one."""
    reply = answering("25\n Stunden 2010", "zwölf", "Ende", text="Vier Maßnahmen:\n\n4. »25 Stunden« [4]")
    found = judged(expecting(*expected), reply)
    assert (found.first, found.two, found.whole) == (first, two, whole)
    assert (found.answered, found.recognised, found.named) == (True, None, None)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("BG-Coaching 15", {"bg"}),
        ("coaching", {"bg"}),
        ("Mainz-Bingen", {"mb"}),
        ("INA!", {"ina"}),
        ("12 zu", set()),
        ("Coaching Mainz", set()),
    ],
)
def test_measures_are_found_by_their_words(name: str, ids: set[str]) -> None:
    """Every word of three letters must be one; numbers and shorter words don't count."""
    assert NAMES.matching(name) == ids


def test_shown_and_quoted_measures_are_named() -> None:
    """A list has precision and recall as well."""
    turn = JudgedTurn("?", measures=("BG-Coaching", "INA"))
    assert judged(turn, answering("x")).named == 0.5
    found = judged(turn, answering("x", measures=("mb", "ina")), LISTS)
    assert (found.shown, found.named, found.recall) == (("mb", "ina", "bg"), 1.0, 1.0)
    assert found.precision == pytest.approx(2 / 3)
    nothing = judged(turn, ChatOutcome("", (), (), ""), LISTS)
    assert (nothing.precision, nothing.recall) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("turn", "reply", "recognised"),
    [
        (JudgedTurn("?", answerable=False), answering("x"), False),
        (JudgedTurn("?", answerable=False), answering("x", answerable=False), True),
        (JudgedTurn("?", answerable=False), answering("x", text=SILENT), True),
        (expecting("keine Angaben", answerable=False), answering("Mittelvolumen: Keine Angaben"), True),
        (expecting("keine Angaben", answerable=False), answering("x", "y", "Keine Angaben"), False),
    ],
)
def test_what_has_no_answer_must_be_recognised(turn: JudgedTurn, reply: ChatOutcome, recognised: bool) -> None:
    """By refusing, by saying that the source doesn't say, or by quoting that it says so."""
    found = judged(turn, reply)
    assert found.recognised is recognised
    assert (found.first, found.named, found.answered) == (None, None, None)


def test_a_refusal_does_not_answer() -> None:
    """Of an answerable question."""
    assert judged(JudgedTurn("?"), answering("x", answerable=False)).answered is False
    assert judged(JudgedTurn("?"), answering("x", text=SILENT)).answered is False


def test_figures_are_means_by_group() -> None:
    """Over the turns that they apply to; a single conversation has no interval."""
    one = judged(expecting("a"), answering("a"), "fact", "1")
    other = judged(expecting("b"), answering("a"), "list", "2")
    refused = judged(JudgedTurn("?", answerable=False), answering(answerable=False), "list", "3")
    groups = {(group.kind, group.name): group.values for group in answer_figures([one, other, refused]).groups}
    assert list(groups) == [("all", "all"), ("kind", "fact"), ("kind", "list")]
    everything = groups["all", "all"]
    assert list(everything) == ["first", "two", "whole", "answered", "recognised"]
    assert (everything["first"].mean, everything["first"].count) == (0.5, 2)
    assert (everything["first"].low, everything["first"].high) == (0.0, 1.0)
    assert (everything["recognised"].mean, everything["recognised"].low) == (1.0, None)
    assert groups["kind", "fact"]["two"].mean == 1.0


@pytest.fixture(scope="module")
def outcome(searcher: LocalSearcher, small: Path) -> RunOutcome:
    """The outcome of the small set's conversations with known answers."""
    answers = read_question_set(small).answers
    return run_questions(QuestionSet((), answers=answers), searcher, lambda _step, _done, _total: None)


def test_a_conversation_is_held_as_by_a_client(outcome: RunOutcome) -> None:
    """The follow-up is understood to ask about the measure shown, which answers in the first quote."""
    need, costs, cake = outcome.answers
    assert (need.id, need.named, need.first, need.answered) == ("w#1", 1.0, None, True)
    assert (costs.id, costs.shown, costs.first, costs.two, costs.whole) == ("w#2", (JUMITA,), True, True, True)
    assert (cake.recognised, cake.answered) == (True, None)
    assert outcome.citations is not None
    assert outcome.citations.share == 1.0


def test_tables_have_the_words_and_the_rest(outcome: RunOutcome) -> None:
    """Groups without expected words have no row among the first."""
    words, rest = (sheet for sheet in sheets(compute_figures(outcome), "en") if sheet.id.startswith("answers"))
    assert words.head == ("questions", "n", "first quote", "first two quotes", "answer")
    assert [row[:2] for row in words.rows] == [("all", "1"), ("follow-ups", "1")]
    assert shown(rest)["unanswerable recognised"] == ("1", 1.0)
    assert shown(rest)["answerable answered: first questions"] == ("1", 1.0)


def shown(sheet: Sheet) -> dict[Any, Any]:
    """Count and mean by name."""
    return {name: (count, value.mean) for name, count, value in sheet.rows if not isinstance(value, str)}


def test_names_must_be_those_of_the_index(searcher: LocalSearcher, write: Write, tmp_path: Path) -> None:
    """They are refused before the first question."""
    folder = write(
        tmp_path / "own", {"answers.jsonl": [{"id": "1", "turns": [{"user": "x", "measures": ["Gibt es nicht"]}]}]}
    )
    with pytest.raises(QuestionError, match="conversation 1, turn 1: `measures` names 'Gibt es nicht', which isn't"):
        run_questions(read_question_set(folder), searcher, lambda *_: None)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        ([], "answers.jsonl, line 1: `turns` is empty"),
        ([{"text": "x"}], "answers.jsonl, line 1: `turns` 1: unknown field `text`; known fields: user, expect,"),
        ([{"user": "x"}, {"expect": []}], "answers.jsonl, line 1: `turns` 2: `user` is missing"),
        ([{"user": "x", "expect": "a"}], '`turns` 1: `expect` must be a list of texts, not "a"'),
        ([{"user": "x", "expect": ["a|"]}], "`turns` 1: `expect` has an empty alternative"),
        ([{"user": "x", "answerable": 1}], "`turns` 1: `answerable` must be true or false, not 1"),
    ],
)
def test_an_invalid_turn_is_refused(write: Write, tmp_path: Path, turns: list[dict[str, Any]], said: str) -> None:
    """The error names file, line and field."""
    with pytest.raises(QuestionError) as raised:
        read_question_set(write(tmp_path / "own", {"answers.jsonl": [{"id": "1", "turns": turns}]}))
    assert said in str(raised.value)
