"""Towns in the place field of a catalogue."""

import pytest

from corpus.reference.localities import localities, locality
from tests.pace import allowed, best


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Musterstadt", "Musterstadt"),
        ("Musterstadt, Bahnhofstraße 12", "Musterstadt"),
        ("Bahnhofstraße 12, 12345 Musterstadt", "Musterstadt"),
        ("Bahnhofstr. 12 · D-12345 Bad Musterau, Raum 3", "Bad Musterau"),
        ("A-8010 Graz", "Graz"),
        ("Rue de la Gare 5, CH-1003 Lausanne", "Lausanne"),
        ("Ort: Musterau am See (Gewerbepark)", "Musterau am See"),
        ("Am Markt 3, 99999 Neudorf", "Neudorf"),
        ("Haus der Bildung, Am Markt, Neudorf", "Neudorf"),
        ("10 Station Road, Newtown", "Newtown"),
        ("online", None),
        ("bundesweit", None),
        ("nach Absprache", None),
        ("Präsenz in Musterstadt", None),
        ("Verschiedene Standorte", None),
        ("Bildungszentrum Nord", None),
        ("Gasteiner Straße 5", None),
        ("Telefon 0316 555 12", None),
        ("Musterstadt und Neudorf", None),
        ("", None),
    ],
)
def test_the_town_of_an_address(text: str, town: str | None) -> None:
    """With postal code and street or without; a building, a street and `online` are no town."""
    assert locality(text) == town


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Musterstadt, Neudorf und Altdorf", ["Musterstadt", "Neudorf", "Altdorf"]),
        ("VHS, 12345 Neudorf; Hauptstr. 1, 54321 Altdorf; 12345 Neudorf", ["Neudorf", "Altdorf"]),
        ("online oder Neudorf/Altdorf", ["Neudorf", "Altdorf"]),
    ],
)
def test_several_towns(text: str, towns: list[str]) -> None:
    """Each once, in order."""
    assert localities(text) == towns


@pytest.mark.timed
@pytest.mark.parametrize("part", ["(", "12345 ", "a, ", "A ", "1234", "- ", "A-", "( ", " \n", " "])
def test_hostile_fields_take_linear_time(part: str) -> None:
    """Quadratic time would take minutes for so long a value."""
    text = f"Ort {part * (200_000 // len(part))} a"
    assert best(lambda: localities(text), times=1) < allowed(1)
