"""Lists, counts, the most and which of two, each value quoted."""

from service.chat.assistant import Chat
from tests.service.chat.turns import asked


def test_a_list_is_whole_and_quotes_each_value(chat: Chat) -> None:
    """How many meet it is said first, what was understood and how many say nothing last."""
    answer = asked(chat, "Welche Maßnahmen haben weniger als 20 Plätze?")
    assert (answer.kind, len(answer.measures)) == ("list", 7)
    assert answer.opening == ("7 Maßnahmen erfüllen das:",)
    assert all(item.quotes for item in answer.items)
    assert answer.remarks[:2] == (
        "Als Bedingung verstanden: weniger als 20 Plätze.",
        "Eine Angabe dazu haben 13 von 36 Maßnahmen. Bei 23 sagt die Quelle nichts; das heißt nicht nein.",
    )


def test_a_count_has_its_list_behind_it(chat: Chat) -> None:
    """Four in Bavaria."""
    answer = asked(chat, "Wie viele Maßnahmen kommen aus Bayern?")
    assert answer.opening == ("4 Maßnahmen erfüllen das:",)
    assert {hit.measure.state for hit in answer.measures} == {"Bayern"}


def test_the_most_comes_first(chat: Chat) -> None:
    """With the two next to it."""
    answer = asked(chat, "Which measure has the largest annual budget?")
    assert answer.items[0].quotes[0].text == "Das Land hat insgesamt ca. 4 Mio. Euro pro Jahr eingeplant."
    assert len(answer.items) == 3


def test_which_of_two_says_of_which_the_source_says_nothing(chat: Chat) -> None:
    """It isn't counted as less."""
    answer = asked(chat, "Was hat mehr Plätze, BAHN FREI oder Förderzentrum Plus?")
    assert answer.opening == (
        "Höchster Wert (Plätze): Förderzentrum Plus.",
        "Dazu macht die Quelle keine Angabe: BAHN FREI.",
    )


def test_what_none_meets_is_said(chat: Chat) -> None:
    """As far as it is stated."""
    answer = asked(chat, "Welche Maßnahmen haben mehr als 5000 Plätze?")
    assert answer.opening == ("Von den Maßnahmen, die dazu etwas angeben, erfüllt das keine.",)
