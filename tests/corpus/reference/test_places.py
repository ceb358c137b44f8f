"""The Land of an organisation, and the places that a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reference.place import Place, state_names
from corpus.reference.places import Places

# The contacts of the catalogue's 36 entries, in its order.
ORGANISATIONS = [
    ("Jobcenter Landkreis Wurzburg", "Bayern"),
    ("Jobcenter Landkreis München", "Bayern"),
    ("Jobcenter Landkreis München", "Bayern"),
    ("Jobcenter Stadt Ingolstadt", "Bayern"),
    ("Jobcenter Landkreis Oberhavel", "Brandenburg"),
    ("Jobcenter Landkreis Uckermark", "Brandenburg"),
    ("Jobcenter Landkreis Potsdam-Mittelmark", "Brandenburg"),
    ("Jobcenter Main-Kinzig-Kreis", "Hessen"),
    ("Jobcenter Kreis Groß-Gerau", "Hessen"),
    ("Jobcenter Vogelsbergkreis", "Hessen"),
    ("Jobcenter Landkreis Osnabrück", "Niedersachsen"),
    ("Jobcenter Landkreis Osnabrück", "Niedersachsen"),
    ("Jobcenter Landkreis Göttingen", "Niedersachsen"),
    ("Nordrhein-Westfalen", "Nordrhein-Westfalen"),
    ("Nordrhein-Westfalen", "Nordrhein-Westfalen"),
    ("Jobcenter Landkreis Mainz-Bingen", "Rheinland-Pfalz"),
    ("Jobcenter Landkreis Mayen-Koblenz", "Rheinland-Pfalz"),
    ("Jobcenter Landkreis St. Wendel", "Saarland"),
    ("Jobcenter Landkreis Bautzen", "Sachsen"),
    ("Jobcenter Landkreis Harz", "Sachsen-Anhalt"),
    ("Jobcenter Landkreis Greiz", "Thüringen"),
    ("Jobcenter Stadt Jena", "Thüringen"),
    ("Ärztlicher Dienst der Bundesagentur für Arbeit, Berufspsychologischer Service", None),
    ("Bundesagentur für Arbeit\n\nRegionaldirektion Nordrhein-Westfalen", "Nordrhein-Westfalen"),
    ("Jobcenter Saarbrücken", "Saarland"),
    ("Jobcenter Stadt Kaiserslautern", "Rheinland-Pfalz"),
    ("Jobcenter Vorderpfalz-Ludwigshafen", "Rheinland-Pfalz"),
    ("Zentrale der Bundesagentur für Arbeit,\nFachbereich PEG 11", None),
    ("Zentrale der Bundesagentur für Arbeit\nFachbereich PEG 12", None),
    (
        "Ministerium für Arbeit und Sozialordnung,\nFamilie, Frauen und Senioren Baden-\nWürttemberg",
        "Baden-Württemberg",
    ),
    ("Jobcenter Rhein-Sieg-Kreis", "Nordrhein-Westfalen"),
    ("Jobcenter Bad Kreuznach", "Rheinland-Pfalz"),
    ("Jobcenter Cuxhaven", "Niedersachsen"),
    ("Jobcenter Dresden", "Sachsen"),
    ("Zentrale der Bundesagentur für Arbeit\n\nFachbereich MI 22", None),
    ("Jobcenter Heidenheim", "Baden-Württemberg"),
]


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.shipped()


def mentions(places: Places, text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(text[m.start : m.end], m.names, m.state) for m in places.find(text)]


def surfaces(places: Places, text: str) -> list[str]:
    return [text[m.start : m.end] for m in places.find(text)]


def test_row_holds_seat_and_aliases(places: Places) -> None:
    """A row is read with all its fields."""
    assert places.find("Kreis Mayen-Koblenz")[0].places == (
        Place("Mayen-Koblenz", "Landkreis", "Rheinland-Pfalz", "Koblenz", ("MYK", "Mayen")),
    )


def test_every_spelling_in_the_table_is_found_whole(places: Places) -> None:
    """Each name and alias, after "in", is one mention of its row that covers it."""
    for row in places.rows:
        for spelling in (row.name, *row.aliases):
            (mention,) = places.find(f"in {spelling}")
            assert (mention.start, mention.end) == (3, 3 + len(spelling))
            assert row in mention.places


@pytest.mark.parametrize(("organisation", "state"), ORGANISATIONS)
def test_state_of_the_organisations_in_the_catalogue(places: Places, organisation: str, state: str | None) -> None:
    """Each contact of the catalogue lies in its Land; head offices lie in none."""
    assert places.state_of(organisation) == state


@pytest.mark.parametrize(
    ("organisation", "state"),
    [
        ("Regionaldirektion Rheinland-Pfalz-Saarland", None),
        ("Jobcenter Landkreis Rotenburg (Wümme)", "Niedersachsen"),
        ("Stadt Aachen, FB 02", "Nordrhein-Westfalen"),
        ("Jobcenter Landkreis Osterode am Harz", "Niedersachsen"),
        ("team.arbeit.hamburg", "Hamburg"),
        ("Jobcenter Landkreis Hof", "Bayern"),
        ("Agentur für Arbeit Essen", "Nordrhein-Westfalen"),
        ("Jobcenter Friedberg", None),
        ("", None),
    ],
)
def test_state_of_other_organisations(places: Places, organisation: str, state: str | None) -> None:
    """Two Länder, an ambiguous town and no name at all give none."""
    assert places.state_of(organisation) == state


def test_town_and_district_of_one_name_are_both_meant(places: Places) -> None:
    """Würzburg is one name for two places of one Land."""
    text = "Was gibt es in Würzburg?"
    (mention,) = places.find(text)
    assert [(row.name, row.kind) for row in mention.places] == [
        ("Würzburg", "Landkreis"),
        ("Würzburg", "Stadt"),
    ]
    assert mentions(places, text) == [("Würzburg", ("Würzburg",), "Bayern")]
    assert (mention.start, mention.end) == (15, 23)


def test_name_shared_between_laender_has_no_state(places: Places) -> None:
    """Friedberg is a town in Bayern and the seat of a Hessian district."""
    assert mentions(places, "Kunde aus Friedberg") == [("Friedberg", ("Friedberg", "Wetteraukreis"), None)]
    assert mentions(places, "Friedberg (Hessen)") == [("Friedberg (Hessen)", ("Wetteraukreis",), "Hessen")]


@pytest.mark.parametrize(
    ("text", "names", "state"),
    [
        ("Was gibt es in Graz?", ("Graz",), "Steiermark"),
        ("Kurse in der Steiermark", ("Steiermark",), "Steiermark"),
        ("courses in Styria", ("Steiermark",), "Steiermark"),
        ("courses in Vienna", ("Wien",), "Wien"),
        ("Wiener Jugendliche", ("Wien",), "Wien"),
        ("steirische Betriebe", ("Steiermark",), "Steiermark"),
        ("AMS Leoben", ("Leoben",), "Steiermark"),
        ("Sankt Pölten", ("St. Pölten",), "Niederösterreich"),
        ("Neunkirchen (Niederösterreich)", ("Neunkirchen (Niederösterreich)",), "Niederösterreich"),
        ("im Kanton Aargau", ("Aargau",), "Aargau"),
        ("Kanton AG", ("Aargau",), "Aargau"),
        ("courses in Zurich", ("Zürich",), "Zürich"),
        ("Zürcher Angebote", ("Zürich",), "Zürich"),
        ("RAV Zug", ("Zug",), "Zug"),
        ("in Biel", ("Biel/Bienne",), "Bern"),
        ("à Lausanne", ("Lausanne",), "Waadt"),
        ("in Neunkirchen", ("Neunkirchen",), "Saarland"),
        ("in Freiburg", ("Freiburg im Breisgau",), "Baden-Württemberg"),
        ("in Fribourg", ("Freiburg (Schweiz)", "Freiburg im Üechtland"), "Freiburg (Schweiz)"),
    ],
)
def test_places_in_austria_and_switzerland(places: Places, text: str, names: tuple[str, ...], state: str) -> None:
    """In German, English and French; a name that a German place has too means that one."""
    (mention,) = places.find(text)
    assert (mention.names, mention.state) == (names, state)


@pytest.mark.parametrize(
    "text",
    ["im Zug nach", "der Zug fährt", "gute Sitten", "Hard Skills", "Jura studieren", "viel thun", "Wiener Straße 5",
     "Zürcher Ressourcen Modell", "Meilensteine", "No", "Favoriten der Jury"],
)  # fmt: skip
def test_ordinary_words_are_no_places_abroad(places: Places, text: str) -> None:
    """Trains, customs, skills, studies, verbs and streets."""
    assert places.find(text) == []


def test_names_of_a_catalogue_are_places_too(places: Places) -> None:
    """A town that only a catalogue's place field names is found, in small letters after a cue, and has no Land."""
    own = places.with_names(["Musterstadt", "Bad Musterau am See", "Graz", "Musterstadt", "Alle"])
    assert len(own.rows) == len(places.rows) + 2
    assert mentions(own, "Kurse in musterstadt?") == [("musterstadt", ("Musterstadt",), None)]
    assert mentions(own, "Musterstadts Angebote in Bad Musterau am See") == [
        ("Musterstadts", ("Musterstadt",), None),
        ("Bad Musterau am See", ("Bad Musterau am See",), None),
    ]
    assert surfaces(own, "die musterstadt, alle") == []
    assert own.state_of("Bildungswerk Musterstadt") is None
    assert places.find("Musterstadt") == []
    assert places.with_names(["Graz", "München"]) is places


@pytest.mark.parametrize("spelling", ["Würzburg", "Wuerzburg", "Wurzburg", "würzburg", "WÜRZBURG", "Wu\u0308rzburg"])
def test_umlauts_may_be_lost_or_written_out(places: Places, spelling: str) -> None:
    """Six ways to write Würzburg are found, each with its own span."""
    assert surfaces(places, f"Jobcenter {spelling}?") == [spelling]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jobcenter Mayen-Koblenz", [("Mayen-Koblenz", ("Mayen-Koblenz",), "Rheinland-Pfalz")]),
        ("Jobcenter Koblenz", [("Koblenz", ("Koblenz",), "Rheinland-Pfalz")]),
        ("measures in Saxony-Anhalt", [("Saxony-Anhalt", ("Sachsen-Anhalt",), "Sachsen-Anhalt")]),
        ("anything in Bavaria?", [("Bavaria", ("Bayern",), "Bayern")]),
        ("was gibt es im Saarland", [("Saarland", ("Saarland",), "Saarland")]),
        ("bayerische Jobcenter", [("bayerische", ("Bayern",), "Bayern")]),
        ("Bayerns Jobcenter", [("Bayerns", ("Bayern",), "Bayern")]),
        (
            "Auftrag des Rhein-Sieg-Kreises",
            [("Rhein-Sieg-Kreises", ("Rhein-Sieg-Kreis",), "Nordrhein-Westfalen")],
        ),
        ("im Märkischen Kreis", [("Märkischen Kreis", ("Märkischer Kreis",), "Nordrhein-Westfalen")]),
        ("Kunde aus Gelnhausen", [("Gelnhausen", ("Main-Kinzig-Kreis",), "Hessen")]),
        ("Halle (Saale)", [("Halle (Saale)", ("Halle (Saale)",), "Sachsen-Anhalt")]),
        ("das Göttinger Projekt", [("Göttinger", ("Göttingen",), "Niedersachsen")]),
        ("Single mothers in Munich", [("Munich", ("München",), "Bayern")]),
        ("Rüsselsheim", [("Rüsselsheim", ("Rüsselsheim am Main",), "Hessen")]),
        ("in Wernigerode", [("Wernigerode", ("Harz", "Wernigerode"), "Sachsen-Anhalt")]),
        ("Sächsische Schweiz", [("Sächsische Schweiz", ("Sächsische Schweiz-Osterzgebirge",), "Sachsen")]),
    ],
)
def test_places_are_named_in_many_ways(
    places: Places, text: str, found: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    """Names, exonyms, adjectives, genitives, seats and people; the longest name wins."""
    assert mentions(places, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "das Essen im Kurs",
        "Regen",
        "Kleidung gegen Regen",
        "in der Stadt? Essen ist teuer",
        "einen Abschluss erlangen",
        "zum Erlangen der Hochschulreife",
        "Pikieren, Gießen, Verkauf",
        "Spielen und Singen mit Kindern",
        "die Stelle ist leer",
        "ins Freie, auf den Hof",
        "kunde aus essen",
        "das kann schwierig verden",
        "wir hamm keine Plätze",
        "Werkstatt in Halle 3",
        "Bergstraße 5",
        "Harz IV",
        "stufenweise Wiedereingliederung (Hamburger Modell)",
        "Berliner Straße 12",
        "Frau Bremer und Herr Hagen",
        "Kundin M. V., 34",
        "Neuenkirchen",
        "mv bw sh",
        "HE and BY",
        "",
    ],
)
def test_ordinary_words_are_no_places(places: Places, text: str) -> None:
    """Food, weather, verbs, streets, surnames and initials name no place."""
    assert places.find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kunde aus Essen", ["Essen"]),
        ("Jobcenter Hof", ["Hof"]),
        ("Landkreis Regen", ["Regen"]),
        ("someone from Halle", ["Halle"]),
        ("in Bochum, Herne und Essen", ["Bochum", "Herne", "Essen"]),
        ("Halle (Saale), Essen", ["Halle (Saale)", "Essen"]),
        ("Maßnahmen Unna", ["Unna"]),
        ("kreis unna", ["unna"]),
        ("jugendliche greiz", ["greiz"]),
        ("NRW, BW, SH und MV", ["NRW", "BW", "SH", "MV"]),
        ("Jobcenter in BY", ["BY"]),
        ("Wandern im Harz", ["Harz"]),
    ],
)
def test_ordinary_words_are_places_after_a_cue(places: Places, text: str, found: list[str]) -> None:
    """What stands before and the capital letter tell the town from the word."""
    assert surfaces(places, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Frankfurt oder Berlin", ["Frankfurt am Main", "Berlin"]),
        ("Frankfurt (Oder)", ["Frankfurt (Oder)"]),
        ("Frankfurt Oder", ["Frankfurt (Oder)"]),
        ("in München oder Spree-Neiße", ["München", "Spree-Neiße"]),
        ("landkreis oder-spree", ["Oder-Spree"]),
    ],
)
def test_river_oder_is_not_the_word(places: Places, text: str, found: list[str]) -> None:
    """A lower-case "oder" between two places joins them and belongs to neither."""
    assert [name for mention in places.find(text) for name in mention.names] == found


@given(
    st.lists(
        st.sampled_from(
            [*state_names(), *"( ) . - / u\u0308", "in", "oder", "Essen", "Halle", "Saale", "Frankfurt", "St"]
        )
        | st.text(max_size=8)
    ).map(" ".join)
)
def test_spans_are_in_order_and_name_their_places(places: Places, text: str) -> None:
    """Whatever the text, mentions don't overlap, and each span alone after a cue names the same places."""
    end = 0
    for mention in places.find(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        (again,) = places.find(f"in {text[mention.start : mention.end]}")
        assert again.places == mention.places
