"""The 210 practice measures that come with the package, as entries of a catalogue."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tests.benchmarks.catalogues.truth import StatedEntry, StatedValue

_STATED = {
    "Zielgruppe": ("Zielgruppe", "target_group"),
    "Ziel": ("Ziel", "goal"),
    "Inhalt": ("Inhalte", "content"),
    "Rahmen": ("Rahmen", "other:Rahmen"),
    "Ergebnis": ("Ergebnisse", "results"),
}
_FIRST_NAMES = "Anke Birte Carla Doris Esra Fatma Gesa Heike Inga Jana Kaya Lena Mira Nele Olga".split()
_LAST_NAMES = "Abel Brenner Czerny Dorn Ebeling Faber Gruhl Hansen Ilgner Jessen Kowalski Lindner Mertens Nowak".split()
_TOWNS = "Altwerder Birkental Drosselfeld Eschenau Fichtenborn Grünhain Hohenfurt".split()
_STREETS = "Bahnhofstraße Lindenallee Marktplatz Mühlenweg Rathausgasse Schulstraße".split()
_LEGAL = ("§ 45 SGB III", "§ 16f SGB II", "§ 81 SGB III", "§ 16h SGB II", "§ 16k SGB II")
_MONTHS = "Januar Februar März April Mai Juni Juli August".split()


@cache
def practice_entries() -> tuple[StatedEntry, ...]:
    """The entries, without a file. What the measures lack is made up by their number, for each its own."""
    lines = files("corpus").joinpath("data", "practice.jsonl").read_text("utf-8").splitlines()
    measures = [json.loads(line) for line in lines]
    return tuple(
        StatedEntry(measure["title"], "", tuple(_values(number, measure))) for number, measure in enumerate(measures)
    )


def _values(number: int, measure: dict[str, Any]) -> Iterator[StatedValue]:
    first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    last = _LAST_NAMES[number // len(_FIRST_NAMES)]
    town, street = _TOWNS[number % len(_TOWNS)], _STREETS[number % len(_STREETS)]
    euros = f"{250 + 37 * number:,}".replace(",", ".")
    yield StatedValue("Maßnahmenummer", "number", f"M-{1000 + number}")
    for passage in measure["passages"]:
        yield StatedValue(*_STATED[passage["field"]], passage["de"])
    yield StatedValue("Dauer", "duration", f"{3 + number % 16} Monate, {120 + 4 * number} Unterrichtseinheiten")
    yield StatedValue("Beginn", "start", f"{1 + number % 28}. {_MONTHS[number // 28]} 2027")
    yield StatedValue("Kosten", "cost", f"{euros},{number % 100:02} Euro je Person")
    yield StatedValue("Rechtsgrundlage", "legal_basis", _LEGAL[number % len(_LEGAL)])
    yield StatedValue("Standort", "place", f"{town}, {street} {1 + number}")
    yield StatedValue("Träger", "provider", measure["organisation"])
    yield StatedValue("Ansprechpartnerin", "contact", f"Frau {first} {last}")
    yield StatedValue("Telefon", "contact", f"0555 {1000 + 7 * number}-{10 + number % 80}")
    yield StatedValue("E-Mail", "contact", f"{first}.{last}@traeger-{number}.example".lower())
