"""Lists, counts, the most and which of two, each value quoted; and operations on what was shown."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from retriever.retriever import Retriever
from service.chat.assistant import Chat
from service.chat.markdown import markdown
from tests.service.chat.turns import asked

YOUNG = "Was gibt es für Jugendliche?"
JUMITA, PLUS = "jumita-junge-muetter-in-teilzeit", "foerderzentrum-plus"


def test_a_list_is_whole_and_quotes_each_value(chat: Chat) -> None:
    """How many meet it is said first, what was understood and how many say nothing last."""
    answer = asked(chat, "Welche Maßnahmen haben weniger als 20 Plätze?")
    assert (answer.kind, len(answer.measures)) == ("list", 7)
    assert answer.opening == ("7 Maßnahmen erfüllen das:",)
    assert all(item.quotes for item in answer.items)
    assert answer.remarks[:2] == (
        "Als Bedingung verstanden: weniger als 20 Plätze.",
        "Angegeben ist das bei 13 von 36 Maßnahmen. Bei 23 sagt die Quelle nichts; das heißt nicht nein.",
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


WORKED = (
    "Je Platz und Monat am günstigsten ist Förderzentrum Plus: rund 538 € (berechnet: 775.000 € ÷ 60 Plätze ÷ "
    "24 Monate). Danach JUMITA rund 667 € und Jobschmiede rund 837 €."
)


@pytest.mark.parametrize(
    "turns",
    [
        ("Welche ist pro Platz am günstigsten: JUMITA, Förderzentrum Plus oder Jobschmiede?",),
        ("Vergleiche JUMITA, Förderzentrum Plus und Jobschmiede", "Welche davon ist am billigsten je Platz?"),
    ],
)
def test_what_no_source_states_is_worked_out_and_called_so(chat: Chat, turns: tuple[str, ...]) -> None:
    """The cost of a place a month, from cost, places and months, each of which is quoted."""
    answer = asked(chat, *turns)
    assert answer.opening == (WORKED,)
    assert [item.title for item in answer.items][::2] == ["Förderzentrum Plus", "Jobschmiede"]
    assert [quote.text for quote in answer.items[2].quotes] == [
        "• Mittelvolumen: Das jährliche Mittelvolumen bei 20 Teilnehmenden beträgt 200.880 Euro."
    ]


def test_two_questions_in_one_have_an_answer_each(chat: Chat) -> None:
    """In the order in which they are asked, each once."""
    answer = asked(chat, "Was kostet BG-Coaching und wer ist Ansprechpartner?")
    assert [item.label for item in answer.items] == ["Mittelvolumen", "Kontakt"]
    answer = asked(chat, "who is in charge of AmigA and how much does it cost?")
    assert "Antje Kellner" in answer.items[0].quotes[0].text
    assert answer.items[1].quotes[0].text.startswith("Sachkosten 2012 (Honorare): 16.927 €")


def test_what_none_meets_is_said(chat: Chat) -> None:
    """As far as it is stated."""
    answer = asked(chat, "Welche Maßnahmen haben mehr als 5000 Plätze?")
    assert answer.opening == ("Von den Maßnahmen, die dazu etwas angeben, erfüllt das keine.",)


SHOWN: list[tuple[tuple[str, ...], list[str]]] = [
    ((YOUNG, "davon nur die in Teilzeit"), [JUMITA, "jobschmiede"]),
    ((YOUNG, "welche kostet weniger?"), [JUMITA, "jobschmiede"]),
    (("Vergleiche JUMITA und Förderzentrum Plus", "the longer one"), [PLUS, JUMITA]),
    (("Vergleiche BAHN FREI und Förderzentrum Plus", "which of the two has more places?"), [PLUS]),
    (("Welche Maßnahmen gibt es in Bayern?", "wie viele davon haben weniger als 20 Plätze?"), ["bg-coaching"]),
]


@pytest.mark.parametrize(("turns", "measures"), SHOWN, ids=[turns[-1] for turns, _ in SHOWN])
def test_operations_on_what_was_shown(chat: Chat, turns: tuple[str, ...], measures: list[str]) -> None:
    """Only the measures that were shown are asked."""
    answer = asked(chat, *turns)
    assert (answer.kind, [hit.measure.id for hit in answer.measures]) == ("list", measures)


def test_what_was_shown_is_sorted_and_counted_off(chat: Chat) -> None:
    """Those that state nothing stand at the end and say so; the second of the new order can be asked for."""
    answer = asked(chat, YOUNG, "sortiere nach Plätzen")
    assert [hit.measure.id for hit in answer.measures[:2]] == ["jobschmiede", JUMITA]
    assert "Dazu macht die Quelle keine Angabe." in markdown(answer)
    second = asked(chat, YOUNG, "sortiere nach Plätzen", "Was kostet das zweite?")
    assert [hit.measure.id for hit in second.measures] == [JUMITA]


def test_both_and_the_other_one(chat: Chat) -> None:
    """`die beiden` are the first two; the other one is that which wasn't spoken of."""
    both = asked(chat, "Vergleiche Perspektive Einstieg und BG-Coaching", "Wie viele Plätze haben die beiden?")
    assert {hit.measure.id for hit in both.measures} == {"perspektive-einstieg", "bg-coaching"}
    other = asked(chat, "Vergleiche Perspektive Einstieg und BG-Coaching", "and the other one, how many places?")
    assert [hit.measure.id for hit in other.measures] == ["perspektive-einstieg"]


def test_after_a_choice_of_what_was_shown_more_are_those_of_the_same_question(chat: Chat) -> None:
    """The conversation's subject stays."""
    more = asked(chat, YOUNG, "davon nur die in Teilzeit", "noch mehr")
    assert more.question == YOUNG
    assert {hit.measure.id for hit in more.measures}.isdisjoint((JUMITA, "jobschmiede"))


FREE = """# Kurse

## Malkurs

- **Kosten:** kostenlos
- **Zielgruppe:** Erwachsene

## Schweißkurs

- **Kosten:** 480 €
- **Zielgruppe:** Erwachsene
"""


def test_what_is_free_costs_least(tmp_path: Path, encoder: Encoder) -> None:
    """Nothing is a sum like any other."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "kurse.md").write_text(FREE, "utf-8")
    index = build_index(Corpus.from_folder(tmp_path / "documents"), encoder, tmp_path / "index")
    answer = asked(Chat(Retriever(index, encoder)), "Welche Maßnahme kostet am wenigsten?")
    assert answer.opening == ("Niedrigster Wert (Kosten): Malkurs.",)
    assert [quoted.text for quoted in answer.items[0].quotes] == ["kostenlos"]


def test_a_list_by_what_measures_have_quotes_the_proofs(chat: Chat) -> None:
    """All of them, and how many say nothing of it."""
    answer = asked(chat, "Bei welchen gibts nen Bildungsgutschein?")
    assert answer.opening == ("2 Maßnahmen erfüllen das:",)
    assert all("Bildungsgutschein" in item.quotes[0].text for item in answer.items)
    assert answer.remarks[:2] == (
        "Als Bedingung verstanden: Bildungsgutschein.",
        "Bei 34 weiteren Maßnahmen steht davon nichts; das heißt nicht nein.",
    )


def test_what_nothing_says_is_not_denied(chat: Chat) -> None:
    """Three in Lower Saxony mention no internship, which is no proof."""
    answer = asked(chat, "Welche Maßnahmen in Niedersachsen sind ohne Praktikum?")
    assert answer.opening[0].startswith("Bei 3 Maßnahmen sagt die Quelle davon nichts")


def test_what_was_shown_is_narrowed_by_what_it_has(chat: Chat) -> None:
    """Home visits, of those in Hesse."""
    answer = asked(chat, "Welche Maßnahmen sind in Hessen?", "davon nur die mit Hausbesuchen")
    assert {hit.measure.state for hit in answer.measures} == {"Hessen"}
    assert len(answer.measures) == 3


def test_what_was_shown_is_summed(chat: Chat) -> None:
    """With both values below."""
    answer = asked(chat, "Förderzentrum Plus und Perspektive Einstieg", "wie viele Plätze haben die zusammen?")
    assert answer.opening == ("Zusammen (Plätze): 120.",)
    assert len(answer.items) == 2


def test_two_that_are_compared_in_a_field_state_it_first(chat: Chat) -> None:
    """Hours a week, rather than everything side by side."""
    answer = asked(chat, "Compare the weekly hours of JUMITA and the AQTIV-Center")
    quoted = " ".join(quote.text for item in answer.items for quote in item.quotes)
    assert answer.kind == "list"
    assert "25 Stunden" in quoted
    assert "40 Wochenstunden" in quoted
