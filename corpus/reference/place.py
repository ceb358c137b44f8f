"""Places of Germany, Austria and Switzerland as the shipped tables list them: Länder, cantons, districts, towns."""

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus.text.lexicon import word_list

STATE_KINDS = ("Land", "Kanton")
DISTRICT_KINDS = ("Landkreis", "Kreis", "Region", "Städteregion", "Regionalverband", "Bezirk")
KINDS = (*STATE_KINDS, *DISTRICT_KINDS, "Stadt", "Gemeinde")
LOCALITY = "Ort"
"""The kind of a place of which a catalogue gives nothing but the name; its Land is empty."""

_COLUMNS = ("name", "kind", "state", "seat", "aliases")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Place:
    """A Land or canton, a district, a town of its own (`Stadt`) or one within a district or canton (`Gemeinde`).

    `state` is the Land or canton it lies in, `seat` where a Land, canton or district is governed from, None for towns.
    """

    name: str
    kind: str
    state: str
    seat: str | None
    aliases: tuple[str, ...]


_TABLES = ("places.tsv", "places.at.tsv", "places.ch.tsv")


def state_names(*countries: str) -> tuple[str, ...]:
    """The Länder and cantons by name: those of `countries` (`de`, `at`, `ch`), or all 51."""
    lists = {"de": "states.de.txt", "at": "states.at.txt", "ch": "states.ch.txt"}
    return tuple(name for country in countries or lists for name in word_list(lists[country]))


def shipped_places() -> tuple[Place, ...]:
    """Read the shipped tables: districts as of 2024, abolished German ones as aliases."""
    tables = (files("corpus") / "data" / name for name in _TABLES)
    return tuple(place for table in tables for place in _places(table.read_text("utf-8"), table.name))


def read_places(path: Path) -> tuple[Place, ...]:
    """Read a table with the columns of the shipped one.

    Raises ValueError naming file, line and field of the first bad row.
    """
    return _places(path.read_text("utf-8"), path.name)


def _places(table: str, source: str) -> tuple[Place, ...]:
    lines = table.splitlines()
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise ValueError(f"{source}:1: header: {lines[0] if lines else ''!r} is not {' '.join(_COLUMNS)!r}")
    places: dict[tuple[str, str, str], Place] = {}
    for number, line in enumerate(lines[1:], start=2):
        place = _place(line, f"{source}:{number}")
        key = (place.name, place.kind, place.state)
        if key in places:
            raise ValueError(f"{source}:{number}: name: {place.name!r} is listed twice")
        places[key] = place
    return tuple(places.values())


def _place(line: str, where: str) -> Place:
    values = line.split("\t")
    if len(values) != len(_COLUMNS):
        raise ValueError(f"{where}: {len(values)} fields instead of {len(_COLUMNS)}: {line!r}")
    name, kind, state, seat, aliases = values
    spellings = aliases.split("|") if aliases else []
    checks = {
        "name": (_LETTER.search(name) is not None, name),
        "kind": (kind in KINDS, kind),
        "state": (state in state_names() and (kind not in STATE_KINDS or state == name), state),
        "seat": (bool(seat) == (kind not in ("Stadt", "Gemeinde")), seat),
        "aliases": (all(_LETTER.search(alias) for alias in spellings), aliases),
    }
    for field, (good, value) in checks.items():
        if not good:
            raise ValueError(f"{where}: {field}: {value!r} is not valid for {name!r}")
    return Place(name, kind, state, seat or None, tuple(spellings))
