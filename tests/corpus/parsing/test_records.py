"""Entries in every shape that catalogues have: where each begins and ends, and which value is whose."""

from collections.abc import Sequence

import pytest

from corpus.formats.pieces import Piece, pair, render, table
from corpus.parsing.labels import KNOWN_LABELS
from corpus.parsing.records import find_entries

Found = list[tuple[str | None, dict[str, str], list[str]]]


def heading(text: str, level: int = 2) -> Piece:
    return Piece("heading", text, level)


def line(text: str, *, bold: bool = False) -> Piece:
    return Piece("paragraph", text, lead=len(text) if bold else 0)


def item(text: str) -> Piece:
    return Piece("item", text)


def rows(*lines: Sequence[str], headers: int = 0) -> list[Piece]:
    return table([[[line(cell)] if cell else [] for cell in cells] for cells in lines], headers)


def read(made: Sequence[Piece]) -> tuple[Found, list[tuple[list[str], str]]]:
    """Title, values by label and words without one of each entry; headings and words of what remains."""
    text, blocks = render(made)
    entries = find_entries(text, blocks, KNOWN_LABELS)

    def words(spans: Sequence[tuple[int, int]]) -> str:
        return " | ".join(text[slice(*span)] for span in spans)

    found: Found = [
        (
            text[slice(*record.title)] if record.title else None,
            {text[slice(*value.label)]: words(value.spans) for value in record.values},
            [text[slice(*span)] for span in record.prose],
        )
        for record in entries.records
    ]
    return found, [([text[slice(*above)] for above in part.above], words(part.spans)) for part in entries.rest]


NORTH = ("Nordlicht", {"Zielgruppe": "Frauen", "Dauer": "6 Monate", "Träger": "Verein A"}, [])
SOUTH = ("Südstern", {"Zielgruppe": "Männer", "Dauer": "8 Wochen", "Träger": "Verein B"}, [])


def fields(entry: tuple[str, dict[str, str], list[str]]) -> list[Piece]:
    return [line(f"{label}: {value}") for label, value in entry[1].items()]


@pytest.mark.parametrize(
    "title",
    [heading, lambda text: heading(text, 3), lambda text: line(text, bold=True), line],
    ids=["heading", "deeper", "bold", "plain"],
)
def test_a_title_begins_an_entry_however_it_is_set(title: type) -> None:
    """As a heading, in bold, or as a short line that stands alone, below the title of the catalogue."""
    made = [heading("Unsere Angebote", 1), title("Nordlicht"), *fields(NORTH), title("Südstern"), *fields(SOUTH)]
    assert read(made)[0] == [NORTH, SOUTH]


def test_lines_of_one_paragraph_and_items_are_labelled_alike() -> None:
    """Line breaks within a paragraph, items of a list, parts of a line."""
    block = line("Zielgruppe: Frauen\nDauer: 6 Monate\nTräger: Verein A")
    parts = line("Zielgruppe: Männer | Dauer: 8 Wochen | Träger: Verein B")
    assert read([heading("Nordlicht"), block, heading("Südstern"), parts])[0] == [NORTH, SOUTH]
    listed = [item(f"{label}: {value}") for label, value in SOUTH[1].items()]
    assert read([heading("Südstern"), *listed])[0] == [SOUTH]


@pytest.mark.parametrize(
    "words",
    [
        "Zielgruppe: Frauen | Dauer: 6 Monate | Träger: Verein A",
        "Zielgruppe: Frauen; Dauer: 6 Monate; Träger: Verein A",
        "Zielgruppe: Frauen, Dauer: 6 Monate, Träger: Verein A",
        "Zielgruppe: Frauen\tDauer: 6 Monate\tTräger: Verein A",
    ],
)
def test_facts_of_an_entry_may_stand_in_one_line(words: str) -> None:
    """Whatever stands between them."""
    assert read([heading("Nordlicht"), line(words)])[0] == [NORTH]


def test_only_a_label_ends_the_value_before_it_in_a_line() -> None:
    """Other words behind a comma or semicolon are part of the value, as is a label in a sentence."""
    made = [heading("Nordlicht"), *fields(NORTH), line("Inhalt: Nähen; Kochen, Waschen; Kosten: 5 €, auch in Raten")]
    made += [line("Ziel: wir haben ein Ziel: Arbeit"), line("Kontakt: Frau B, 0551 43 Rechtsgrundlage: § 45 SGB III")]
    assert read(made)[0] == [
        (
            "Nordlicht",
            {
                **NORTH[1], "Inhalt": "Nähen; Kochen, Waschen", "Kosten": "5 €, auch in Raten",
                "Ziel": "wir haben ein Ziel: Arbeit", "Kontakt": "Frau B, 0551 43", "Rechtsgrundlage": "§ 45 SGB III",
            },
            [],
        )
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\t", "   ", " ...... "])
def test_a_gap_parts_label_and_value(gap: str) -> None:
    """A tab, several spaces, a row of dots; not before the number of a page."""
    made = [
        line(f"Zielgruppe und Dauer{gap}12"),
        heading("Nordlicht"),
        *(line(gap.join(pair)) for pair in NORTH[1].items()),
    ]
    assert read(made) == ([NORTH], [([], f"Zielgruppe und Dauer{gap}12")])


def test_a_list_may_hold_lists() -> None:
    """Titles in bold, with labels below each."""
    made = [line("Angebote")]
    for title, values, _ in (NORTH, SOUTH):
        made += [Piece("item", title, lead=len(title)), *(item(f"{label}: {value}") for label, value in values.items())]
    assert read(made)[0] == [NORTH, SOUTH]


def test_a_table_may_be_titled_by_what_may_be_a_label() -> None:
    """A first row with one cell, even within a longer table."""
    both = rows(("Mama startet durch", ""), *NORTH[1].items(), ("Papa startet durch", ""), *SOUTH[1].items())
    assert read(both)[0] == [("Mama startet durch", *NORTH[1:]), ("Papa startet durch", *SOUTH[1:])]


def test_labels_set_as_headings_take_all_words_below() -> None:
    """Questions, too; a heading that names no field is kept under its own words."""
    made = [
        heading("Nordlicht"), heading("Für wen?", 3), line("Frauen"), item("mit Kindern"),
        heading("Wie lange?", 3), line("6 Monate"), heading("Gut zu wissen", 3), line("Mit Mittagessen."),
        heading("Südstern"), heading("Für wen?", 3), line("Männer"), heading("Wie lange?", 3), line("8 Wochen"),
    ]  # fmt: skip
    assert read(made)[0] == [
        (
            "Nordlicht",
            {"Für wen?": "Frauen\n\n- mit Kindern", "Wie lange?": "6 Monate", "Gut zu wissen": "Mit Mittagessen."},
            [],
        ),
        ("Südstern", {"Für wen?": "Männer", "Wie lange?": "8 Wochen"}, []),
    ]  # fmt: skip


def test_a_part_of_an_entry_is_no_entry() -> None:
    """`Auf einen Blick` below the title of a page, and a heading that several entries have."""
    facts = [line("Dauer: 6 Monate"), line("Träger: Verein A")]
    made = [heading("Nordlicht", 1), heading("Inhalt"), line("Nähen"), heading("Auf einen Blick"), *facts]
    assert read(made)[0] == [("Nordlicht", {"Inhalt": "Nähen", "Dauer": "6 Monate", "Träger": "Verein A"}, [])]
    made = [
        heading("Nordlicht", 1), heading("Das Wichtigste"), *fields(NORTH),
        heading("Südstern", 1), heading("Das Wichtigste"), *fields(SOUTH),
    ]  # fmt: skip
    assert read(made)[0] == [NORTH, SOUTH]


def test_an_unknown_label_ends_the_value_before_it() -> None:
    """And keeps its own words; in a longer text below a heading, words before a colon are text."""
    made = [heading("Nordlicht"), line("Dauer: 6 Monate"), line("Mittagessen: ja"), line("Kosten: keine")]
    assert read(made)[0] == [("Nordlicht", {"Dauer": "6 Monate", "Mittagessen": "ja", "Kosten": "keine"}, [])]
    made = [heading("Nordlicht"), heading("Inhalt", 3), line("Woche 1: Nähen"), heading("Dauer", 3), line("6 Monate")]
    assert read(made)[0] == [("Nordlicht", {"Inhalt": "Woche 1: Nähen", "Dauer": "6 Monate"}, [])]


def test_an_entry_may_lack_the_usual_first_label() -> None:
    """Its title, set like the others, still begins it: no value goes to the entry before."""
    made = [
        line("Nordlicht", bold=True), line("Zielgruppe: Frauen"), line("Ansprechpartner: Frau A"),
        line("Südstern", bold=True), line("Kosten: keine"), line("Dauer: 8 Wochen"),
        line("Westwind", bold=True), line("Zielgruppe: Väter"), line("Dauer: 1 Tag"),
    ]  # fmt: skip
    assert read(made)[0] == [
        ("Nordlicht", {"Zielgruppe": "Frauen", "Ansprechpartner": "Frau A"}, []),
        ("Südstern", {"Kosten": "keine", "Dauer": "8 Wochen"}, []),
        ("Westwind", {"Zielgruppe": "Väter", "Dauer": "1 Tag"}, []),
    ]


def test_without_any_title_a_label_that_comes_again_begins_an_entry() -> None:
    """Its title isn't known, its values are nobody else's; a second contact is the same entry's."""
    made = [*fields(NORTH), *fields(SOUTH)]
    assert read(made)[0] == [(None, *NORTH[1:]), (None, *SOUTH[1:])]
    made = [
        heading("Nordlicht"),
        *fields(NORTH),
        line("Kontakt: Frau A"),
        line("Telefon: 030 1"),
        line("Kontakt: Frau B"),
    ]
    (found,) = read(made)[0]
    assert found[1]["Kontakt"] == "Frau B"
    assert len(read(made)[0]) == 1


def test_rows_below_a_header_are_entries() -> None:
    """With the title where the header says, a row that goes on with the one above, and the header again."""
    made = rows(
        ("Nr.", "Angebot", "Zielgruppe", "Ansprechpartner"),
        ("1", "Nordlicht", "Frauen", "Frau A"),
        ("", "", "", "Frau B"),
        ("Nr.", "Angebot", "Zielgruppe", "Ansprechpartner"),
        ("2", "Südstern", "Männer", ""),
        headers=1,
    )
    made[3] = Piece("row", cells=made[3].cells, header=True)
    found, rest = read([heading("Liste", 1), *made])
    assert found == [
        ("Nordlicht", {"Nr.": "1", "Zielgruppe": "Frauen", "Ansprechpartner": "Frau B"}, []),
        ("Südstern", {"Nr.": "2", "Zielgruppe": "Männer"}, []),
    ]
    assert rest == []


def test_columns_beside_labels_are_entries() -> None:
    """A table that sets several measures side by side."""
    made = rows(("", "Nordlicht", "Südstern"), *zip(NORTH[1], NORTH[1].values(), SOUTH[1].values(), strict=True))
    assert read(made)[0] == [NORTH, SOUTH]


def test_forms_of_labels_and_values() -> None:
    """Titled by their first row, by a heading above, or in four columns."""
    made = [*rows(("Nordlicht", ""), *NORTH[1].items()), *rows(("Südstern", ""), *SOUTH[1].items())]
    assert read(made)[0] == [NORTH, SOUTH]
    made = [heading("Nordlicht"), *rows(*NORTH[1].items()), heading("Südstern"), *rows(*SOUTH[1].items())]
    assert read(made)[0] == [NORTH, SOUTH]
    four = rows(("Zielgruppe", "Frauen", "Dauer", "6 Monate"), ("Träger", "Verein A", "Kosten", ""))
    assert read([heading("Nordlicht"), *four])[0] == [NORTH]


def test_first_cells_that_tables_repeat_are_labels() -> None:
    """Known or not; a word that one table has is none."""
    own = [("Bezeichnung", "Nordlicht"), ("Dauer", "6 Monate"), ("Lage", "am See"), ("Besen", "drei")]
    other = [("Bezeichnung", "Südstern"), ("Dauer", "8 Wochen"), ("Lage", "im Wald"), ("Besen", "keiner")]
    made = [line("Blatt 1"), *rows(*own), line("Blatt 2"), *rows(*other)]
    found = read(made)[0]
    assert [(title, list(values)) for title, values, _ in found] == [
        ("Nordlicht", ["Dauer", "Lage", "Besen"]),
        ("Südstern", ["Dauer", "Lage", "Besen"]),
    ]


def test_labels_may_stand_above_their_values() -> None:
    """In rows that take turns; a table whose second row looks like a header by chance isn't one."""
    made = rows(("Zielgruppe", "Dauer"), ("Frauen", "6 Monate"), ("Träger", "Kosten"), ("Verein A", ""))
    assert read([heading("Nordlicht"), *made])[0] == [NORTH]
    listed = rows(
        ("Angebot", "Dauer", "Träger"),
        ("Kurs Beginn", "6 Monate", "A"),
        ("Ort der Hilfe", "2 Jahre", "B"),
        ("C", "1 Tag", "D"),
    )
    assert [title for title, _, _ in read(listed)[0]] == ["Kurs Beginn", "Ort der Hilfe", "C"]


def test_a_table_may_name_its_columns_and_its_rows() -> None:
    """With nothing in the corner, although few of the rows are known."""
    made = rows(
        ("", "Nordlicht", "Südstern"), ("Dauer", "6 Monate", "8 Wochen"), ("Extra", "Tee", "Saft"), ("Kosten", "0", "1")
    )
    assert read(made)[0] == [
        ("Nordlicht", {"Dauer": "6 Monate", "Extra": "Tee", "Kosten": "0"}, []),
        ("Südstern", {"Dauer": "8 Wochen", "Extra": "Saft", "Kosten": "1"}, []),
    ]


def test_lines_in_bold_below_headings_are_labels() -> None:
    """If most are known and none comes twice below a heading, which would be a category's."""
    made = [
        heading("Nordlicht"), line("Who it's for", bold=True), line("Women"), line("Snacks", bold=True), line("Tea"),
        line("Cost", bold=True), line("none"),
        heading("Südstern"), line("Who it's for", bold=True), line("Men"), line("Duration", bold=True), line("a day"),
    ]  # fmt: skip
    assert read(made)[0] == [
        ("Nordlicht", {"Who it's for": "Women", "Snacks": "Tea", "Cost": "none"}, []),
        ("Südstern", {"Who it's for": "Men", "Duration": "a day"}, []),
    ]


def test_a_heading_above_may_name_the_law_of_all_below() -> None:
    """Unless an entry has its own, or the heading names alternatives."""
    made = [heading("Hilfen (§ 45 SGB III)", 1), heading("Nordlicht"), *fields(NORTH), heading("Südstern")]
    made += [*fields(SOUTH), line("Rechtsgrundlage: § 16d SGB II")]
    (_, north, _), (_, south, _) = read(made)[0]
    assert north == {**NORTH[1], "Hilfen (§ 45 SGB III)": "§ 45 SGB III"}
    assert south == {**SOUTH[1], "Rechtsgrundlage": "§ 16d SGB II"}
    made[0] = heading("Hilfen nach § 45 SGB III oder § 16d SGB II", 1)
    assert read(made)[0][0] == NORTH


def test_a_sentence_that_goes_on_behind_a_line_holds_no_label() -> None:
    """Nor do words with a comma before a colon, though the last is known."""
    made = [
        heading("Nordlicht"),
        line("Wir lernen an echten\nAufträgen: Listen"),
        line("Zwei Leute, ein Ziel: Wir helfen."),
        *fields(NORTH),
    ]
    assert read(made)[0] == [
        (*NORTH[:2], ["Wir lernen an echten", "Aufträgen: Listen", "Zwei Leute, ein Ziel: Wir helfen."])
    ]


def test_who_to_ask_goes_on_with_how() -> None:
    """A number to call below a name, whatever it is called."""
    made = [heading("Nordlicht"), *fields(NORTH), line("Anmeldung bei:"), line("Mag. Hohe"), line("Tel. 07412/53-14")]
    assert read(made)[0] == [(NORTH[0], {**NORTH[1], "Anmeldung bei": "Mag. Hohe\n\nTel. 07412/53-14"}, [])]


def test_a_format_that_knows_entries_is_believed() -> None:
    """Whatever the order of their keys, and although a label comes again."""
    made = [
        Piece("record"), *pair("Dauer", "6 Monate"), *pair("Titel", "Nordlicht"), *pair("Ort", "A"), *pair("Ort", "B"),
        Piece("record"), *pair("Titel", "Südstern"), *pair("Kosten", "keine"), *pair("Dauer", "8 Wochen"),
    ]  # fmt: skip
    assert [(title, list(values)) for title, values, _ in read(made)[0]] == [
        ("Nordlicht", ["Dauer", "Ort"]),
        ("Südstern", ["Kosten", "Dauer"]),
    ]
    body = [heading("Nordlicht", 1), heading("Inhalt"), line("Nähen"), heading("Anfahrt"), line("Bus 5")]
    assert read([Piece("record"), *pair("Dauer", "6 Monate"), *pair("Kosten", "keine"), *body])[0] == [
        ("Nordlicht", {"Dauer": "6 Monate", "Kosten": "keine", "Inhalt": "Nähen", "Anfahrt": "Bus 5"}, [])
    ]


def test_a_card_is_an_entry_whatever_its_labels() -> None:
    """Its title may stand behind a word, its labels may be headings, known or not."""
    made = [
        Piece("record", header=True), line("Neu"), heading("Nordlicht", 3), heading("Kosten?", 4), line("keine"),
        heading("Und Tee?", 4), line("ja"),
        Piece("record", header=True), line("Neu"), heading("Südstern", 3), heading("Dauer", 4), line("ein Tag"),
        Piece("record"), line("Stand: Mai"),
    ]  # fmt: skip
    found, rest = read(made)
    assert found == [
        ("Nordlicht", {"Kosten?": "keine", "Und Tee?": "ja"}, ["Neu"]),
        ("Südstern", {"Dauer": "ein Tag"}, ["Neu"]),
    ]
    assert rest == [([], "Stand: Mai")]


def test_settings_of_a_page_are_no_entry() -> None:
    """A document whose head says nothing of a measure, but whose text holds several."""
    made = [Piece("record"), *pair("layout", "page"), *pair("title", "Angebote"), heading("Nordlicht"), *fields(NORTH)]
    assert read(made)[0] == [NORTH]


def test_what_the_publisher_says_is_no_entrys() -> None:
    """An imprint at the end, below a heading or as a line; a foreword; a contact of the whole catalogue."""
    made = [
        heading("Katalog", 1), line("Ein Vorwort."), line("Kontakt: Frau Z"),
        heading("Nordlicht"), *fields(NORTH), heading("Südstern"), *fields(SOUTH),
        line("Herausgeber: Amt C"), line("Alle Angaben ohne Gewähr."),
        heading("Impressum"), line("Amt C, Telefon: 030 1"),
    ]  # fmt: skip
    found, rest = read(made)
    assert found == [NORTH, SOUTH]
    assert rest == [
        (["Katalog"], "Ein Vorwort.\n\nKontakt: Frau Z"),
        (["Katalog", "Südstern"], "Herausgeber: Amt C\n\nAlle Angaben ohne Gewähr."),
        (["Katalog", "Impressum"], "Amt C, Telefon: 030 1"),
    ]


def test_words_without_a_label_are_the_entrys_own() -> None:
    """Between title and labels, and behind them if other entries have such words, too."""
    made = [
        heading("Nordlicht"), line("Ein Anfang für Frauen."), *fields(NORTH), line("Wir freuen uns."),
        heading("Südstern"), *fields(SOUTH), line("Kommen Sie vorbei."),
    ]  # fmt: skip
    assert read(made)[0] == [
        (*NORTH[:2], ["Ein Anfang für Frauen.", "Wir freuen uns."]),
        (*SOUTH[:2], ["Kommen Sie vorbei."]),
    ]


def test_short_lines_stay_text() -> None:
    """A document without entries: every line is found below the headings that lead to it."""
    made = [
        heading("Kurse", 1),
        heading("Am Vormittag"),
        line("Coaching"),
        line("Nähen"),
        heading("Abends"),
        heading("Ende"),
    ]
    assert read(made) == (
        [],
        [(["Kurse", "Am Vormittag"], "Coaching\n\nNähen"), (["Kurse"], "Abends"), (["Kurse"], "Ende")],
    )


def test_numbering_and_the_word_for_an_entry_are_no_part_of_its_title() -> None:
    """`3. Kurs: Nordlicht`; a number that belongs to the name stays."""
    for title, expected in (("3.1 Nordlicht", "Nordlicht"), ("Kurs 3: Nordlicht", "Nordlicht"), ("18 plus", "18 plus")):
        assert read([heading(title), *fields(NORTH)])[0] == [(expected, *NORTH[1:])]


def test_thousands_of_entries_take_linear_time() -> None:
    """All values of 3,000 entries, under headings, in bold, in rows."""
    titles = [f"Kurs {'abcdefghij'[number % 10]} {number}" for number in range(3_000)]
    found = read([piece for title in titles for piece in (heading(title), *fields(NORTH))])[0]
    assert [title for title, _, _ in found] == titles
    found = read([piece for title in titles for piece in (line(title, bold=True), *fields(NORTH))])[0]
    assert [title for title, _, _ in found] == titles
    found = read(rows(("Kurs", "Zielgruppe", "Dauer"), *((title, "Frauen", "1 Tag") for title in titles)))[0]
    assert [title for title, _, _ in found] == titles


def test_labels_may_be_set_in_capitals() -> None:
    """Known or not, with a value in capitals too; offices and subjects are no labels."""
    found, _ = read(
        [
            line("Tandem"),
            line("FÜR WEN? Frauen ab 50"),
            line("STUHLZAHL 15"),
            line("FÖRDERUNG AVGS"),
            line("ORT AWO-Haus"),
            line("Kompass"),
            line("FÜR WEN? Männer ab 40"),
            line("STUHLZAHL 9"),
            line("FÖRDERUNG Bildungsgutschein"),
            line("ORT Ulm"),
        ]
    )
    labels = ("FÜR WEN?", "STUHLZAHL", "FÖRDERUNG", "ORT")
    assert found == [
        ("Tandem", dict(zip(labels, ("Frauen ab 50", "15", "AVGS", "AWO-Haus"), strict=True)), []),
        ("Kompass", dict(zip(labels, ("Männer ab 40", "9", "Bildungsgutschein", "Ulm"), strict=True)), []),
    ]


def test_words_in_capitals_that_begin_titles_are_no_labels() -> None:
    """`EDV` comes again before other words, as labels do."""
    found, _ = read(
        [
            line("EDV für Einsteiger"),
            line("ZIELGRUPPE Frauen"),
            line("DAUER 6 Monate"),
            line("EDV für Ältere"),
            line("ZIELGRUPPE Männer"),
            line("DAUER 8 Wochen"),
        ]
    )
    assert [title for title, _, _ in found] == ["EDV für Einsteiger", "EDV für Ältere"]


def test_labels_may_stand_below_their_values() -> None:
    """As on tiles; unknown ones where several tables have them."""
    found, _ = read(
        [
            heading("Tandem"),
            *rows(("24", "Verein A", "6 Monate"), ("Plätze", "Träger", "Dauer")),
            line("Zielgruppe: Frauen"),
            heading("Kompass"),
            *rows(("12", "Verein B", "8 Wochen"), ("Plätze", "Träger", "Dauer")),
            line("Zielgruppe: Männer"),
        ]
    )
    assert found == [
        ("Tandem", {"Plätze": "24", "Träger": "Verein A", "Dauer": "6 Monate", "Zielgruppe": "Frauen"}, []),
        ("Kompass", {"Plätze": "12", "Träger": "Verein B", "Dauer": "8 Wochen", "Zielgruppe": "Männer"}, []),
    ]


def test_the_date_of_the_whole_is_no_part_of_the_last_entry() -> None:
    """Though it is a sentence of the list item above it."""
    found, _ = read(
        [
            item("Tandem\nZielgruppe: Frauen\nInhalt: Wir üben."),
            item("Kompass\nZielgruppe: Männer\nInhalt: Wir schreiben.\nStand: Mai 2027. Herausgegeben vom Kreis Ulm."),
        ]
    )
    assert found[1] == ("Kompass", {"Zielgruppe": "Männer", "Inhalt": "Wir schreiben."}, [])
