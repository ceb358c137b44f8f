"""JSON and JSONL: one record an object, whatever the entries stand in."""

import json
from typing import Any

import pytest

from corpus.formats.content import Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.shown import Shown, shown

NORD = {"nummer": "17", "titel": "Nordlicht", "dauer": "6 Monate"}
SUED = {"titel": "Südstern", "dauer": "3 Monate", "ort": "Kiel"}
ENTRIES: list[Shown] = [
    ("record",),
    ("heading", 2, "Nordlicht"),
    ("pair", "nummer", "17"),
    ("pair", "dauer", "6 Monate"),
    ("record",),
    ("heading", 2, "Südstern"),
    ("pair", "dauer", "3 Monate"),
    ("pair", "ort", "Kiel"),
]


def read(made: Made, value: Any, name: str = "katalog.json") -> list[Shown]:
    return shown(extract(made(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))))


@pytest.mark.parametrize(
    "value",
    [
        [NORD, SUED],
        {"measures": [NORD, SUED]},
        {"total": 2, "next": None, "data": [NORD, SUED]},
        {"data": {"items": {"measures": [NORD, SUED]}}},
        "\n".join(map(json.dumps, (NORD, SUED))),
        "\x1e" + "\n\x1e".join(json.dumps(each, indent=1) for each in (NORD, SUED)),
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": each} for each in (NORD, SUED)]},
    ],
    ids=["list", "in an object", "pages", "nested", "JSONL", "RFC 7464", "GeoJSON"],
)
def test_entries_are_found_wherever_they_stand(made: Made, value: Any) -> None:
    """Objects in one list, or one after another."""
    assert read(made, value) == ENTRIES


def test_objects_by_their_ids(made: Made) -> None:
    """The name of an entry is its id, unless it says so itself."""
    assert read(made, {"17": NORD, "JC-2": SUED}) == [*ENTRIES[:5], ENTRIES[5], ("pair", "id", "JC-2"), *ENTRIES[6:]]


def test_one_object_is_one_entry(made: Made) -> None:
    """With lists of its own parts; the file is named after it."""
    entry = {**NORD, "contacts": [{"name": "Frau A"}], "kosten": None, "sections": [{"text": "eins"}]}
    content = extract(made("nord.json", json.dumps(entry)))
    assert shown(content)[:3] == ENTRIES[:3]
    assert shown(content)[4:] == [("pair", "contacts", "Frau A"), ("pair", "sections – text", "eins")]
    assert content.title == "Nordlicht"


def test_a_file_with_a_title_and_several_lists(made: Made) -> None:
    """The title is the file's, and each list has its name as a heading."""
    value = {"title": "Katalog 2025", "stand": "2025-01-01", "kurse": [NORD], "beratung": [SUED]}
    assert read(made, value) == [
        ("heading", 1, "Katalog 2025"),
        ("pair", "stand", "2025-01-01"),
        ("heading", 2, "kurse"),
        ("record",),
        ("heading", 3, "Nordlicht"),
        *ENTRIES[2:4],
        ("heading", 2, "beratung"),
        ("record",),
        ("heading", 3, "Südstern"),
        *ENTRIES[6:],
    ]


def test_values_are_printed_as_people_see_them(made: Made) -> None:
    """Numbers as they stand, answers as words, nested names joined, lists line by line or numbered, HTML as text."""
    entry = """{"titel": "Nordlicht", "kosten": 1200.50, "plätze": 12, "aktiv": true, "leer": "", "nichts": null,
        "träger": {"name": "bfz", "anschrift": {"ort": "Kiel"}}, "tags": ["Frauen", "Teilzeit"],
        "termine": [{"beginn": "1.3."}, {"beginn": "1.6."}], "inhalt": "<p>Hallo <b>Welt</b></p><ul><li>a</li></ul>",
        "bild": "data:image/png;base64,AAAA", "@context": "https://schema.org", "zielgruppe": "alle, die suchen"}"""
    assert read(made, entry)[2:] == [
        ("pair", "kosten", "1200.50"),
        ("pair", "plätze", "12"),
        ("pair", "aktiv", "ja"),
        ("pair", "träger", "bfz"),
        ("pair", "träger – anschrift – ort", "Kiel"),
        ("pair", "tags", "Frauen\nTeilzeit"),
        ("pair", "termine 1 – beginn", "1.3."),
        ("pair", "termine 2 – beginn", "1.6."),
        ("pair", "inhalt", "Hallo Welt\n- a"),
        ("pair", "zielgruppe", "alle, die suchen"),
    ]


def test_a_name_given_twice_is_noticed(made: Made) -> None:
    """Its last value counts, as for every program."""
    content = extract(made("doppelt.json", '{"titel": "Nord", "dauer": "6 Monate", "dauer": "3 Monate"}'))
    assert shown(content)[2:] == [("pair", "dauer", "3 Monate")]
    assert content.notices == (Notice("names_given_twice", {"names": "dauer", "count": 1}),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,\n "b": [1, 2,}\n', "not valid JSON in line 2, column 13: Expecting value"),
        ('{"titel": "Nord"}\n{"titel": "Süd"\n', "not valid JSON in line 3, column 1: Expecting ',' delimiter"),
        ("17", "holds a single value, no object with names"),
        ("[]", "contains no text"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a": 1, "b": ' * 40 + "1" + "}" * 40, "nested more than 24 levels deep"),
    ],
    ids=["broken", "broken line", "a number", "nothing", "brackets", "objects"],
)
def test_broken_json_is_refused_by_name(made: Made, text: str, expected: str) -> None:
    """With line and column."""
    assert reason(made("kaputt.json", text)) == expected


def test_long_names_dont_multiply(made: Made) -> None:
    """A name of 100,000 characters above 5,000 values doesn't make 500 MB of text."""
    inner = ", ".join(f'"v{number}": "1"' for number in range(5_000))
    content = extract(made("lang.json", f'{{"a": "b", "{"n" * 100_000}": {{{inner}}}}}'))
    assert len(content.text) < 2_000_000
