"""Delimited text: delimiter and encoding are found, quotes and ragged rows read, broken files refused."""

import time

import pytest

from corpus.formats.content import Notice
from corpus.formats.extraction import ExtractionError, extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.shown import read_file, rows, shown
from tests.pace import allowed

HEADER = ("Titel", "Träger", "Kosten")
TABLE = [HEADER, ("Neustart, Büro", "Caritas", "1,50 €"), ("Süd", "bfz; Nord", "2,50 €")]


def written(delimiter: str, end: str = "\n") -> str:
    """The table with every cell in quotation marks that holds any delimiter."""
    return "".join(
        delimiter.join(f'"{cell}"' if set(cell) & set(";,|") else cell for cell in row) + end for row in TABLE
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_encoding_and_line_ends_are_found(made: Made, delimiter: str, encoding: str, end: str) -> None:
    """With or without a byte order mark."""
    found = extract(made("liste.csv", written(delimiter, end).encode(encoding)))
    assert (rows(found), found.notices) == (TABLE, ())
    assert [block.header for block in found.blocks] == [True, False, False]


@pytest.mark.parametrize("encoding", ["windows-1252", "cp850", "mac_roman"])
def test_an_old_encoding_is_guessed_and_noticed(made: Made, encoding: str) -> None:
    """By the letters of German that come out; the settings may say which it is."""
    path = made("liste.csv", written(";").replace("€", "Euro").encode(encoding))
    found = extract(path)
    assert rows(found)[0] == HEADER
    assert found.notices == (Notice("encoding_guessed", {"encoding": encoding}),)
    assert read_file(path, encoding=encoding).notices == ()


@pytest.mark.parametrize(
    "text",
    [
        "Titel;Kosten;Inhalt\nNord;1,5;eins, zwei, drei\nSüd;2,5;eins, zwei, drei\n",
        "Titel,Inhalt,Ort\nNord,eins; zwei; drei,Kiel\nSüd,eins; zwei,Ulm\n",
        "Liste der Angebote, Stand: 2025\n\nTitel;Kosten;Inhalt\nNord;1;a, b\nSüd;2;a\n",
    ],
    ids=["decimal commas", "semicolons within cells", "a title above"],
)
def test_the_delimiter_is_the_one_that_gives_equal_rows(made: Made, text: str) -> None:
    """Not the one that occurs most often."""
    assert [len(row) for row in rows(extract(made("liste.csv", text)))] == [3, 3, 3]


def test_excel_may_declare_the_delimiter(made: Made) -> None:
    """`sep=|` in the first line is no row, and lines are counted behind it."""
    found = extract(made("liste.csv", "sep=|\r\nTitel|Ort\r\nNord|Kiel\r\nSüd|Ulm|zu viel\r\n"))
    assert rows(found)[:2] == [("Titel", "Ort", ""), ("Nord", "Kiel", "")]
    assert found.notices == (Notice("rows_too_long", {"lines": "4", "count": 1}),)


def test_quotes_lines_and_ragged_rows(made: Made) -> None:
    """A line break stays within its cell; what is too much is kept and noticed, what is missing is empty."""
    text = 'Titel;Inhalt;Kosten\nNord;"Hallo,\n""Welt""";5 €\nSüd;x;6 €;zu viel\nWest;z\nOst;y;7 €;;\n'
    found = extract(made("liste.csv", text))
    assert rows(found) == [
        ("Titel", "Inhalt", "Kosten", ""),
        ("Nord", 'Hallo,\n"Welt"', "5 €", ""),
        ("Süd", "x", "6 €", "zu viel"),
        ("West", "z", "", ""),
        ("Ost", "y", "7 €", ""),
    ]
    assert found.notices == (Notice("rows_too_long", {"lines": "4", "count": 1}),)


def test_comments_sections_and_notes(made: Made) -> None:
    """A comment is no entry; neither is a row with a single cell, nor the source below the table."""
    text = (
        "# erzeugt am 1.1.2025; Kiel\nTitel;Dauer;Ort\n# alt\nFür Frauen;;\nNord;6 Monate;Kiel\n\nQuelle: Jobcenter\n"
    )
    assert shown(extract(made("liste.csv", text))) == [
        ("paragraph", "# erzeugt am 1.1.2025; Kiel"),
        ("paragraph", "# alt"),
        ("heading", 2, "Für Frauen"),
        ("header", "Titel", "Dauer", "Ort"),
        ("row", "Nord", "6 Monate", "Kiel"),
        ("paragraph", "Quelle: Jobcenter"),
    ]


def test_cells_are_cleaned_of_what_programs_left_in_them(made: Made) -> None:
    """HTML of a website, and the signs by which a spreadsheet is told that a number is a text."""
    text = 'Titel;Inhalt;Telefon;Nummer\nNord;<p>Hallo <b>Welt</b></p><ul><li>eins</li></ul>;\'0431 12;"=""007"""\n'
    assert rows(extract(made("liste.csv", text)))[1] == ("Nord", "Hallo Welt\n- eins", "0431 12", "007")


def test_stray_quotation_marks_are_noticed(made: Made) -> None:
    """As long as they don't swallow rows."""
    found = extract(made("liste.csv", 'Titel;Ort\n"Rohr" alt;Kiel\nNord;Ulm\n'))
    assert rows(found)[1:] == [("Rohr alt", "Kiel"), ("Nord", "Ulm")]
    assert found.notices == (Notice("stray_quotation_mark", {"line": 2}),)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "Titel\nNord\nSüd\n",
            "has a single column; if its cells are separated, say by what: `delimiter` in the settings",
        ),
        ('Titel;Ort;Zeit\nNord;"Kiel;9\nSüd;Ulm;8\n', "a quotation mark in line 2 isn't closed where its cell ends"),
        (b"Titel;Ort\n\0\0", "not a text file: NUL character at byte 10"),
        (" \n\n", "contains no text"),
        (f"a;b\n{'x' * 1_000_001};1\n", "field larger than field limit (1000000) after line 2"),
    ],
    ids=["one column", "open quotation mark", "binary", "blank", "long cell"],
)
def test_broken_files_are_refused_by_name(made: Made, data: bytes | str, expected: str) -> None:
    """Each message says what is wrong, where, and what to do."""
    assert reason(made("liste.csv", data)) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"encoding": "utf-9"}, "is to be read as “utf-9”, which is no known encoding"),
        ({"encoding": "ascii"}, "not valid ASCII in line 1; save it as UTF-8"),
        ({"delimiter": ";;"}, "is to be read with the delimiter ';;', which isn't a single character"),
    ],
)
def test_settings_that_dont_fit_are_named(made: Made, options: dict[str, str], expected: str) -> None:
    """Rather than being ignored."""
    with pytest.raises(ExtractionError) as caught:
        read_file(made("liste.csv", written(";")), **options)
    assert caught.value.reason == expected


def test_the_settings_choose_delimiter_and_header(made: Made) -> None:
    r"""A single column is read as paragraphs if its delimiter is known; a tab may be written as `\t`."""
    assert shown(read_file(made("eine.csv", "Nord\nSüd\n"), delimiter=";")) == [
        ("paragraph", "Nord"),
        ("paragraph", "Süd"),
    ]
    found = read_file(made("liste.csv", "Nord, Ost\tKiel\nSüd, West\tUlm\n"), delimiter="\\t", header_rows=0)
    assert shown(found) == [("row", "Nord, Ost", "Kiel"), ("row", "Süd, West", "Ulm")]


@pytest.mark.timed
def test_twenty_thousand_rows_are_read_in_seconds(made: Made) -> None:
    """Each of twelve cells."""
    line = ";".join(f"Ein Text von mittlerer Länge {number}" for number in range(12))
    header = ";".join(f"Spalte {letter}" for letter in "ABCDEFGHIJKL")
    path = made("gross.csv", f"{header}\n" + f"{line}\n" * 20_000)
    began = time.monotonic()
    assert len(extract(path).blocks) == 20_001
    assert time.monotonic() - began < allowed(15)
