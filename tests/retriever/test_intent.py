"""The fields that questions ask for."""

import pytest

from retriever.intent import FieldIntent, field_intents

ASKED = {
    "Was kostet BAHN FREI?": ["cost"],
    "What does BAHN FREI cost?": ["cost"],
    "How much does it cost per head?": ["cost"],
    "Wer ist Ansprechpartner für JUMITA?": ["contact"],
    "Wen kann ich anrufen?": ["contact"],
    "Who is in charge of AmigA?": ["contact"],
    "E-Mail der Koordinatorin": ["contact"],
    "Wie lange dauert Aktivierung vor Ort?": ["period"],
    "Laufzeit Neustart": ["period"],
    "Wann beginnt der nächste Kurs?": ["start"],
    "When does the course start?": ["start"],
    "How long does it take?": ["period"],
    "Auf welcher Rechtsgrundlage läuft das?": ["legal_basis"],
    "Nach welchem Paragraphen wird das bezahlt?": ["legal_basis", "financing"],
    "What is the legal basis of Duale Ausbildung plus?": ["legal_basis"],
    "Wer zahlt das?": ["financing"],
    "How is it funded?": ["financing"],
    "Für wen ist AktivA?": ["target_group"],
    "Wird das ausgeschrieben oder inhouse gemacht?": ["implementation"],
    "Welche Ergebnisse gab es bei Neustart?": ["results"],
    "In welchen Orten läuft Teilzeit aktiv?": ["sites"],
    "Wie viele Plätze gibt es?": ["places"],
    "Was hat JUMITA gekostet?": ["cost"],
    "What does the state spend on it?": ["budget"],
    "Welche Voraussetzungen gibt es?": ["requirements"],
    "Wie meldet man sich an?": ["application"],
    "Wer ist der Träger?": ["provider"],
    "Wie viele Stunden pro Woche sind das?": ["hours"],
    "What is the deadline?": ["valid_until"],
    "Is there a website?": ["link"],
    "Wie oft trifft man sich?": ["period"],
    "Wie viele Vermittler hat ZAP?": ["staff"],
    "How many staff look after them?": ["staff"],
    "And how many advisers work there?": ["staff"],
    "Wie viele arbeiten danach?": ["results"],
}

NOT_ASKED = {
    "Kunde ist dauerhaft krank": "period",
    "Teilnehmer fehlt dauernd": "period",
    "Wer wohnt am Wannsee?": "period",
    "Who goes along when they have to see the authorities?": "period",
    "Is there a coaching programme for unemployed lawyers?": "legal_basis",
    "By how much did the number fall?": "cost",
    "kostbare Zeit": "cost",
    "Wer macht Zielgruppenspezifische Beratung?": "target_group",
    "client, 27, owes money everywhere": "cost",
    "Man, 38, no contact with us for two years": "contact",
    "Kunde hat keinen Kontakt zur Familie": "contact",
    "measures for single parents with childcare issues": "contact",
    "Alleinerziehende mit Kinderbetreuungsproblemen": "contact",
}


@pytest.mark.parametrize(("question", "expected"), ASKED.items(), ids=list(ASKED))
def test_a_field_is_recognised(question: str, expected: list[str]) -> None:
    """German and English wordings lead to the same fields."""
    assert [intent.name for intent in field_intents(question)] == expected


@pytest.mark.parametrize(("question", "field"), NOT_ASKED.items(), ids=list(NOT_ASKED))
def test_a_word_that_only_looks_alike_asks_for_nothing(question: str, field: str) -> None:
    """Lookalikes don't count: lawyers aren't laws, and "permanent" doesn't ask for a duration."""
    assert field not in [intent.name for intent in field_intents(question)]


def test_the_words_that_say_so_are_reported_as_they_stand() -> None:
    """The matched words are shown to the user, so they are verbatim."""
    assert field_intents("Was KOSTET das, und wie lange geht es?") == (
        FieldIntent("cost", ("cost", "budget", "resources", "financing"), "KOSTET"),
        FieldIntent("period", ("period", "hours", "start"), "wie lange"),
    )


def test_the_field_that_answers_best_comes_first() -> None:
    """Financing is looked up under its own label, then under legal basis, resources and budget."""
    assert field_intents("Wer zahlt das?")[0].fields == ("financing", "legal_basis", "resources", "budget")
