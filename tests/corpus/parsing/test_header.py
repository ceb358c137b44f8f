"""The header of a form: title, kind, organisation and persons, however they are set."""

import pytest

from corpus.measure import Contact
from corpus.parsing.header import Header, is_office, read_header
from corpus.reference.places import Places


def header(text: str) -> Header:
    return read_header(text, 0, len(text), Places.shipped())


def test_a_title_over_several_lines_ends_at_the_person() -> None:
    """Lines and list items of the title are folded, the organisation gives the Land."""
    read = header(
        "**Bezeichnung des Handlungsansatzes:** Beratung -\nTeil eins\n\n**Ansprechpartner:**\n\n"
        "Herr Max Muster, Leitung\n\nJobcenter Landkreis\nHarz\n\n"
        "**E-Mail:** m@example.org\n**Telefon:** 0391 / 12 – 3\n"
    )
    assert (read.title, read.kind) == ("Beratung - Teil eins", "Handlungsansatz")
    assert (read.organisation, read.state) == ("Jobcenter Landkreis Harz", "Sachsen-Anhalt")
    assert read.contacts == (Contact("Max Muster", "Leitung", "Herr", "m@example.org", "0391 / 12 – 3"),)


def test_two_persons_have_their_own_addresses_and_numbers() -> None:
    """They stand in the same order."""
    read = header(
        "**Name/Bezeichnung der Maßnahme:** X\n**Ansprechpartner:** Anna A\n\nBernd B\n\nJobcenter Dresden\n"
        "**Email:** a@example.org\nb@example.org\n**Telefon:** 1\n2\n"
    )
    assert read.contacts == (
        Contact("Anna A", email="a@example.org", phone="1"),
        Contact("Bernd B", email="b@example.org", phone="2"),
    )


def test_a_land_alone_is_no_organisation() -> None:
    """It is the state; nobody is named."""
    read = header("**Bezeichnung des Projekts:** X\n**Ansprechpartner:**\nNordrhein-Westfalen\n")
    assert (read.kind, read.organisation, read.state, read.contacts) == ("Projekt", None, "Nordrhein-Westfalen", ())


def test_a_header_without_person_is_a_title() -> None:
    """What isn't there is None."""
    read = header("Bezeichnung der Maßnahme: Nur ein Titel\n")
    assert read == Header("Nur ein Titel", "Maßnahme", None, None, (), None)


def test_a_text_without_title_is_refused() -> None:
    """The error shows what stands there instead."""
    with pytest.raises(ValueError, match="no title label in 'Kein Formular'"):
        header("Kein Formular")


@pytest.mark.parametrize(
    ("line", "body"), [("Jobcenter Jena", True), ("Bayern", True), ("Anna Amt", False), ("Stadtrat", False)]
)
def test_what_an_office_is_called(line: str, body: bool) -> None:
    """Offices begin with what they are; a Land counts as one."""
    assert is_office(line) is body
