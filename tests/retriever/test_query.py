"""Valid and invalid questions."""

import pytest

from retriever.query import FILTER_KEYS, LONGEST_QUESTION, MOST_RESULTS, TRUE_ONLY, WHERE, Question


def test_a_question_has_ten_results_and_no_filters_unless_told() -> None:
    """The defaults match the contract."""
    question = Question("Alleinerziehende")
    assert (question.limit, dict(question.filters), question.language) == (10, {}, None)


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0"])
def test_an_empty_question_is_refused(text: str) -> None:
    """White space alone is an empty question."""
    with pytest.raises(ValueError, match="the question is empty"):
        Question(text)


def test_the_longest_question_is_taken_and_one_character_more_is_not() -> None:
    """The limit is 4,000 characters; the message states the length and the limit."""
    assert len(Question("a" * LONGEST_QUESTION).text) == 4_000
    with pytest.raises(ValueError, match="the question has 4001 characters; the limit is 4000"):
        Question("a" * (LONGEST_QUESTION + 1))


def test_half_a_character_is_refused() -> None:
    """A lone surrogate, e.g. from a broken terminal, is rejected before it reaches the encoder."""
    with pytest.raises(ValueError, match="the question contains a broken character"):
        Question("Kinder \ud83d betreuung")


def test_a_whole_emoji_is_taken() -> None:
    """Characters outside the basic plane aren't surrogates."""
    assert Question("👩‍👧 Alleinerziehende").text == "👩‍👧 Alleinerziehende"


@pytest.mark.parametrize("limit", [-1, 0, MOST_RESULTS + 1])
def test_a_limit_out_of_range_is_refused_by_its_value(limit: int) -> None:
    """The limit must be from 1 to 100."""
    with pytest.raises(ValueError, match=f"limit must be 1 to 100, not {limit}"):
        Question("x", limit=limit)


def test_an_unknown_filter_is_refused_and_the_known_ones_are_listed() -> None:
    """The message for a mistyped key lists the valid keys."""
    with pytest.raises(ValueError, match="unknown filter 'bundesland'") as error:
        Question("x", filters={"bundesland": ("Bayern",)})
    assert str(error.value).endswith(
        "use one of state, kind, target_group, topic, legal, organisation, part_time, has_contact, document, "
        "catalogue, where"
    )


@pytest.mark.parametrize("count", [0, 51])
def test_a_filter_needs_one_to_fifty_values(count: int) -> None:
    """An empty list would match nothing, and thousands of values are not a filter."""
    with pytest.raises(ValueError, match=f"filter 'state' needs 1 to 50 values, not {count}"):
        Question("x", filters={"state": ("Bayern",) * count})


@pytest.mark.parametrize("key", FILTER_KEYS)
def test_every_known_filter_is_taken(key: str) -> None:
    """Every known key accepts one value and fifty values."""
    value = "true" if key in TRUE_ONLY else "places>=5" if key == WHERE else "y"
    for count in (1, 50):
        assert len(Question("x", filters={key: (value,) * count}).filters[key]) == count


@pytest.mark.parametrize("key", TRUE_ONLY)
def test_what_the_source_does_not_say_is_no_filter(key: str) -> None:
    """Catalogues state that part-time is possible, never that it isn't."""
    with pytest.raises(ValueError, match=f"filter '{key}' only takes 'true'"):
        Question("x", filters={key: ("false",)})


def test_a_text_is_no_list_of_values() -> None:
    """A string would be iterated letter by letter."""
    with pytest.raises(ValueError, match="filter 'state' needs a sequence of values, not the string 'Bayern'"):
        Question("x", filters={"state": "Bayern"})  # type: ignore[dict-item]


def test_a_refused_question_is_not_repeated() -> None:
    """Exception messages may be logged, so they don't repeat the question."""
    with pytest.raises(ValueError, match=r"^the question contains a broken character \(a lone surrogate\)$"):
        Question("geheim \ud800")
