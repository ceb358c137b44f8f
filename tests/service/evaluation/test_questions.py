"""Reading question sets, and the errors of invalid ones."""

from pathlib import Path

import pytest

from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import is_question_set, read_question_set

RELEVANCE = Path(__file__).parents[2] / "relevance"


def test_the_projects_set_is_complete() -> None:
    """All files, and the split of each entry."""
    found = read_question_set(RELEVANCE)
    parts = (found.questions, found.facts, found.conversations, found.off_topic, found.answers)
    assert [len(part) for part in parts] == [310, 69, 16, 92, 463]
    dev, test = found.of_split("dev"), found.of_split("test")
    assert (len(dev.ranked), len(test.ranked)) == (111, 110)
    assert len(dev.questions) + len(test.questions) == 310
    assert (len(dev.answers), len(test.answers)) == (192, 271)
    assert found.of_split("all") is found


def test_the_everyday_needs_are_complete() -> None:
    """Each measure that fits fully is proved by a quote, and every kind is in both halves."""
    found = read_question_set(RELEVANCE / "everyday.jsonl")
    assert [len(found.of_split(split).ranked) for split in ("dev", "test")] == [41, 39]
    for question in found.questions:
        assert {quote.measure for quote in question.evidence} == {
            id for id, grade in question.grades.items() if grade == 2
        }
    styles = [{question.style for question in found.of_split(split).questions} for split in ("dev", "test")]
    assert styles == [{"colloquial", "keyword", "typo"}] * 2


def test_the_needs_are_complete() -> None:
    """The two judges agree on every grade; where one said partly and the other not at all, it is borderline."""
    found = read_question_set(RELEVANCE / "needs.jsonl")
    assert [len(found.of_split(split).ranked) for split in ("dev", "test")] == [50, 50]
    for question in found.questions:
        assert {id for id, grade in question.grades.items() if grade == 2} == {
            quote.measure for quote in question.evidence
        }


def test_an_entry_without_a_split_belongs_to_every_split(tmp_path: Path) -> None:
    """A user's file needs only id, text and judgements; `answerable` follows from these."""
    path = tmp_path / "own.jsonl"
    path.write_text('\ufeff{"id": "1", "text": "x", "judgements": {"m": 1}}\n\n{"id": "2", "text": "y"}\n', "utf-8")
    found = read_question_set(path)
    assert found.of_split("dev").questions == found.of_split("test").questions == found.questions
    assert [question.answerable for question in found.questions] == [True, False]
    assert not is_question_set(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "1", "text": "x"', "questions.jsonl, line 2: not valid JSON"),
        ("[]", "questions.jsonl, line 2: must be a JSON object, not []"),
        ('{"text": "x"}', "questions.jsonl, line 2: `id` is missing"),
        ('{"id": "1"}', "questions.jsonl, line 2: `text` is missing"),
        ('{"id": "1", "text": " "}', "questions.jsonl, line 2: `text` must be non-empty text, not \" \""),
        ('{"id": "1", "text": "x", "judgments": {}}', "line 2: unknown field `judgments`; known fields: id,"),
        ('{"id": "1", "text": "x", "judgements": {"m": "2"}}', "`judgements` has \"2\" for 'm'; grades are"),
        ('{"id": "1", "text": "x", "judgements": ["m"]}', '`judgements` must be an object of grades, not ["m"]'),
        ('{"id": "1", "text": "x", "split": "train"}', "`split` must be dev or test, not 'train'"),
        ('{"id": "1", "text": "x", "language": "fr"}', "`language` must be de or en, not 'fr'"),
        ('{"id": "1", "text": "x", "evidence": [{"measure": "m"}]}', "line 2: `evidence` 1: `quote` is missing"),
        ('{"id": "1 2", "text": "x"}', "`id` must not contain white space: '1 2'"),
        ('{"id": "0", "text": "x"}', "questions.jsonl: duplicate `id` '0'"),
        ('{"id": "1", "text": "%s"}' % ("x" * 4001), "`text` has 4001 characters; the limit is 4000"),
        ('{"id": "1", "text": "x", "answerable": "no"}', '`answerable` must be true or false, not "no"'),
        ('{"id": "1", "text": "x", "borderline": "m"}', '`borderline` must be a list of texts, not "m"'),
    ],
)  # fmt: skip
def test_an_invalid_line_is_refused(tmp_path: Path, line: str, said: str) -> None:
    """The error names file, line, field and the value."""
    (tmp_path / "questions.jsonl").write_text(f'{{"id": "0", "text": "first"}}\n{line}\n', "utf-8")
    with pytest.raises(QuestionError) as raised:
        read_question_set(tmp_path)
    assert said in str(raised.value)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    """The error names the offset of the invalid byte."""
    (tmp_path / "facts.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(QuestionError, match=r"facts\.jsonl: not UTF-8 text \(byte 8\)"):
        read_question_set(tmp_path)


def test_a_conversation_needs_turns(tmp_path: Path) -> None:
    """Errors name the number of the turn."""
    path = tmp_path / "conversations.jsonl"
    path.write_text('{"id": "1", "turns": []}', "utf-8")
    with pytest.raises(QuestionError, match="line 1: `turns` is empty"):
        read_question_set(tmp_path)
    path.write_text('{"id": "1", "turns": [{"text": "x"}, {"txt": "y"}]}', "utf-8")
    with pytest.raises(QuestionError, match="line 1: `turns` 2: unknown field `txt`"):
        read_question_set(tmp_path)
