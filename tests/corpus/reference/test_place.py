"""The table of places."""

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.reference.place import DISTRICT_KINDS, Place, state_names
from corpus.reference.places import Places
from corpus.reference.spellings import spellings

HEADER = "name\tkind\tstate\tseat\taliases"

# Districts, then towns of their own, in each Land at the end of 2024.
COUNTS = {
    "Baden-Württemberg": (35, 9),
    "Bayern": (71, 25),
    "Berlin": (0, 1),
    "Brandenburg": (14, 4),
    "Bremen": (0, 2),
    "Hamburg": (0, 1),
    "Hessen": (21, 5),
    "Mecklenburg-Vorpommern": (6, 2),
    "Niedersachsen": (37, 8),
    "Nordrhein-Westfalen": (31, 22),
    "Rheinland-Pfalz": (24, 12),
    "Saarland": (6, 0),
    "Sachsen": (10, 3),
    "Sachsen-Anhalt": (11, 3),
    "Schleswig-Holstein": (11, 4),
    "Thüringen": (17, 5),
}


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.shipped()


def test_every_land_has_its_districts_and_towns(places: Places) -> None:
    """All 294 districts and 106 independent towns, Land by Land."""
    german = [row for row in places.rows if row.state in state_names("de")]
    districts = Counter(row.state for row in german if row.kind in DISTRICT_KINDS)
    towns = Counter(row.state for row in german if row.kind == "Stadt")
    assert {state: (districts[state], towns[state]) for state in state_names("de")} == COUNTS
    assert (districts.total(), towns.total()) == (294, 106)


def test_austria_has_its_districts_and_towns(places: Places) -> None:
    """All 79 districts and 15 towns with a statute of their own, Land by Land."""
    districts = Counter(row.state for row in places.rows if row.kind == "Bezirk")
    towns = Counter(row.state for row in places.rows if row.kind == "Stadt")
    assert {state: (districts[state], towns[state]) for state in state_names("at")} == {
        "Burgenland": (7, 2),
        "Kärnten": (8, 2),
        "Niederösterreich": (20, 4),
        "Oberösterreich": (15, 3),
        "Salzburg": (5, 1),
        "Steiermark": (12, 1),
        "Tirol": (8, 1),
        "Vorarlberg": (4, 0),
        "Wien": (0, 1),
    }


def test_every_seat_of_a_canton_is_a_town_in_it(places: Places) -> None:
    """Twenty-six cantons, each with its capital among its towns."""
    cantons = {row.name: row.seat for row in places.rows if row.kind == "Kanton"}
    towns = {(row.state, row.name) for row in places.rows if row.kind == "Gemeinde"}
    assert sorted(cantons) == sorted(state_names("ch"))
    assert len(cantons) == 26
    assert [canton for canton, seat in cantons.items() if (canton, seat) not in towns] == []


def test_no_place_abroad_takes_the_name_of_a_german_one(places: Places) -> None:
    """Neunkirchen is in Saarland, Baden in Baden-Württemberg: the others carry their Land in brackets."""
    german, abroad = (
        spellings(row for row in places.rows if (row.state in state_names("de")) is inside) for inside in (True, False)
    )
    found = [{spelling.words for each in table.values() for spelling in each} for table in (german, abroad)]
    assert found[0] & found[1] == set()


def test_kinds_are_counted(places: Places) -> None:
    """Districts are called Kreis in two Länder, and have a name of their own in three places."""
    assert Counter(row.kind for row in places.rows if row.state in state_names("de")) == {
        "Land": 16,
        "Landkreis": 250,
        "Kreis": 41,
        "Region": 1,
        "Städteregion": 1,
        "Regionalverband": 1,
        "Stadt": 106,
        "Gemeinde": 138,
    }
    assert {row.state for row in places.rows if row.kind == "Kreis"} == {
        "Nordrhein-Westfalen",
        "Schleswig-Holstein",
    }


def test_table_is_read_from_a_file(tmp_path: Path) -> None:
    """A custom table is read like the shipped one."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\nWaldkreis\tLandkreis\tHessen\tWalddorf\tWald|WK\n", encoding="utf-8")
    own = Places.from_tsv(path)
    assert own.rows == (Place("Waldkreis", "Landkreis", "Hessen", "Walddorf", ("Wald", "WK")),)
    assert own.state_of("Jobcenter Walddorf") == "Hessen"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Jena\tStadt\tThüringen\t", "own.tsv:2: 4 fields instead of 5"),
        ("\tStadt\tThüringen\t\t", "own.tsv:2: name: ''"),
        ("Jena\tDorf\tThüringen\t\t", "own.tsv:2: kind: 'Dorf'"),
        ("Jena\tStadt\tThuringia\t\t", "own.tsv:2: state: 'Thuringia'"),
        ("Jena\tLand\tThüringen\tJena\t", "own.tsv:2: state: 'Thüringen'"),
        ("Greiz\tLandkreis\tThüringen\t\t", "own.tsv:2: seat: ''"),
        ("Jena\tStadt\tThüringen\tJena\t", "own.tsv:2: seat: 'Jena'"),
        ("Jena\tStadt\tThüringen\t\tJ|", "own.tsv:2: aliases: 'J|'"),
        ("Jena\tStadt\tThüringen\t\t\nJena\tStadt\tThüringen\t\t", "own.tsv:3: name: 'Jena'"),
    ],
)
def test_bad_row_is_refused_by_file_line_and_field(tmp_path: Path, rows: str, message: str) -> None:
    """The error says where to look."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        Places.from_tsv(path)


def test_wrong_header_is_refused(tmp_path: Path) -> None:
    """The columns of a table aren't guessed."""
    path = tmp_path / "own.tsv"
    path.write_text("name\tstate\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.tsv:1: header: 'name\\tstate'"):
        Places.from_tsv(path)
