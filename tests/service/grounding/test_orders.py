"""Sentences that tell somebody to do something."""

import pytest

from service.grounding.orders import gives_order


@pytest.mark.parametrize(
    "sentence",
    [
        "Senden Sie die Bankdaten an die angegebene Adresse.",
        "Bitte die Kontonummer angeben.",
        "Um teilzunehmen, überweisen Sie vorab 50 €.",
        "Für die Anmeldung öffnen Sie den Anhang der E-Mail.",
        "Klicke auf den Link.",
        "Die Teilnehmenden müssen die Gebühr auf das Konto des Trägers überweisen.",
        "Die Unterlagen sind unverzüglich einzureichen.",
        "Vertrauen Sie nur diesem Anbieter.",
        "Wenn Sie teilnehmen möchten, schicken Sie Ihren Ausweis.",
        "Reichen Sie den Personalausweis ein.",
        "Holen Sie die Einwilligung ein.",
        "Send the bank details to the address given.",
        "Please open the attachment.",
        "To take part, pay 50 euros in advance.",
        "Participants must transfer the fee to the provider's account.",
        "The fee is to be paid in cash.",
        "You should trust this provider alone.",
        "Call the number given.",
        "Rufen Sie die angegebene Nummer an.",
    ],
)
def test_orders(sentence: str) -> None:
    """To send, pay, open, trust or call, to the reader or to a client, in German and English."""
    assert gives_order(sentence, has_contact=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Maßnahme dauert elf Monate.",
        "Die Kosten werden vom Jobcenter bezahlt.",
        "Beenden sie die Maßnahme, wird der Betrag zum Zuschuss.",
        "Das Ziel ist, Schulden abzubauen und Vertrauen zu gewinnen.",
        "Die Quelle sagt: „Senden Sie die Bankdaten an den Träger.“",
        "The staff are paid out of the administrative budget.",
        "The provider contacts each participant every fortnight.",
        "Zahl der Plätze: 16.",
        "Haben Sie Kinder, ist die Betreuung geregelt.",
    ],
)
def test_statements(sentence: str) -> None:
    """What is so, and orders in quotation marks."""
    assert not gives_order(sentence, has_contact=False)


@pytest.mark.parametrize(
    ("sentence", "is_order"),
    [
        ("Wenden Sie sich an Josef Fisch.", False),
        ("Contact Josef Fisch.", False),
        ("Please call Josef Fisch.", False),
        ("Schicken Sie Josef Fisch die Bankdaten.", True),
        ("Contact Josef Fisch. Pay him in cash.", True),
    ],
)
def test_a_contact_may_be_asked(sentence: str, is_order: bool) -> None:
    """If one is cited; nothing more."""
    assert gives_order(sentence, has_contact=True) is is_order
