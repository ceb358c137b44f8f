"""What kind of answer questions ask for, and which kinds sentences hold."""

import pytest

from corpus.text.answer_types import (
    AnswerType,
    asked_types,
    asks_for_fact,
    held_types,
    is_yes_no,
    strict_types,
    type_bits,
)

ASKED: dict[str, tuple[AnswerType, ...]] = {
    "Was kostet ein Platz?": ("amount",),
    "How much does it cost?": ("amount",),
    "Wie lange dauert das?": ("duration",),
    "Wann ging es los?": ("date",),
    "Wie viele haben abgebrochen?": ("number",),
    "Wie viele Teilnehmer haben abgebrochen?": ("number", "people"),
    "and wieviel plätze sind das": ("number", "people"),
    "Wie viele Fallmanager arbeiten dort?": ("number", "staff"),
    "how many advisers work there?": ("number", "staff"),
    "Wie oft trifft man sich?": ("frequency",),
    "Wer leitet das?": ("who",),
    "Wie hoch ist die Abbruchquote?": ("share",),
    "Under which phone number?": ("phone",),
    "Warum war das so?": ("reason",),
    "Auf welcher Rechtsgrundlage?": ("legal",),
    "Schulden und Sucht": (),
}
HELD = {
    "Die Kosten betragen 270.000 €.": "amount",
    "Die Laufzeit beträgt 15 Monate.": "duration",
    "innerhalb eines 12-Wochen-Zeitraumes": "duration",
    "ein dreistündiger Workshop": "duration",
    "Beginn war am 01.06.2012.": "date",
    "Die Sozialmediziner sind alle 14 Tage da.": "frequency",
    "unzureichende Mitwirkung 73 (31%)": "number",
    "etwa ein Drittel der Fälle": "number",
    "Teilnehmerzahl: ca. 216 Ärzte": "people",
    "Pro Durchgang standen 12 (freie) Plätze bereit.": "people",
    "U25 Team (4 Arbeitsvermittler, 1 Fallmanager)": "staff",
    "two full-time advisers": "staff",
    "Betreuer: 1 auf 30": "staff",
    "eine zweijährige Umschulung": "duration",
    "Der Betreuungsschlüssel ist 1:5.": "ratio",
    "Telefon: 0551/525-746": "phone",
    "hampel@example.org": "email",
    "§ 16f SGB II": "legal",
}
NOT_HELD = {
    "§ 16 SGB II": "number",
    "Beginn 01.06.2012": "number",
    "Der Träger übernimmt die Beratung.": "amount",
    "Es gibt eine Beratung.": "number",
    "1.300 Euro je Teilnehmer monatlich": "people",
    "14 Tage beim Träger. Das Fallmanagement entscheidet danach im Einzelfall.": "staff",
    "Ansprache der 25 bis 35 jährigen": "duration",
}


@pytest.mark.parametrize(("question", "expected"), ASKED.items(), ids=list(ASKED))
def test_what_a_question_asks_for(question: str, expected: tuple[AnswerType, ...]) -> None:
    """German and English, none where any sentence may answer."""
    assert asked_types(question) == expected


@pytest.mark.parametrize(("sentence", "name"), HELD.items(), ids=list(HELD))
def test_what_a_sentence_holds(sentence: str, name: AnswerType) -> None:
    """In the ways in which catalogues write it."""
    assert held_types(sentence) & type_bits([name])[0]


@pytest.mark.parametrize(("sentence", "name"), NOT_HELD.items(), ids=list(NOT_HELD))
def test_what_a_sentence_does_not_hold(sentence: str, name: AnswerType) -> None:
    """Paragraphs and dates are no counts."""
    assert not held_types(sentence) & type_bits([name])[0]


def test_the_telling_kind_is_asked_strictly() -> None:
    """A number of hours is no number of anything."""
    assert strict_types("Wie viele Stunden pro Woche?") == ("hours",)
    assert strict_types("Wie viele haben abgebrochen?") == ("number",)


def test_who_and_why_can_be_said_without_a_form() -> None:
    """Only kinds with a form of their own are missing where no sentence holds one."""
    assert strict_types("Wer zahlt das, warum und wie viel Geld?") == ("amount",)


@pytest.mark.parametrize("question", ["Ist das freiwillig?", "does the EU pay for it?", "Gibt es einen Fahrdienst?"])
def test_questions_for_yes_or_no(question: str) -> None:
    """They ask for a fact, too."""
    assert is_yes_no(question)
    assert asks_for_fact(question)


def test_keywords_ask_for_no_fact() -> None:
    """They describe what measures are looked for."""
    assert not asks_for_fact("Alleinerziehende in Teilzeit")
