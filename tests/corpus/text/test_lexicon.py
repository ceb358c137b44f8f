"""The word lists: each says what it is for, names its reader, and lists nothing twice."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.text.folding import fold
from corpus.text.lexicon import stop_words, word_list, word_set, word_table

ROOT = Path(__file__).parents[3]
LISTS = sorted(path.name for path in (files("corpus") / "data" / "lexicon").iterdir())
FOLDED = [
    "general_words.txt",
    "names.txt",
    "not_places.tsv",
    "place_cues.txt",
    "places_nearly_ordinary.txt",
    "places_ordinary.txt",
    "professions.tsv",
    "stopwords.de.txt",
    "stopwords.en.txt",
]


def _text(name: str) -> str:
    return (files("corpus") / "data" / "lexicon" / name).read_text("utf-8")


def comments(name: str) -> list[str]:
    """The lines of a list that begin with `#`, without it."""
    return [line.removeprefix("# ") for line in _text(name).splitlines() if line.startswith("#")]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_what_it_is_for_and_who_reads_it(name: str) -> None:
    """In its first lines, before the columns of a table; the reader it names opens it, or a table of it calls it."""
    purpose = " ".join(line for line in comments(name) if "\t" not in line)
    assert re.match(r"[A-Z].{20,}\. Read by ", purpose), purpose
    (reader,) = re.findall(r"Read by (\S+\.py)", purpose)
    source = (ROOT / reader).read_text("utf-8")
    called = f"<{name.removesuffix('.txt')}>"
    tables = (each for each in LISTS if each.endswith(".tsv") and f'"{each}"' in source)
    assert f'"{name}"' in source or any(called in table for table in map(_text, tables))
    assert word_list(name)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_no_duplicates_and_no_padding(name: str) -> None:
    """Neither lines nor cells; nothing between the entries."""
    found = word_list(name)
    assert len(set(found)) == len(found)
    assert all(cell and cell == cell.strip() for line in found for cell in line.split("\t"))
    text = (files("corpus") / "data" / "lexicon" / name).read_text("utf-8")
    assert len(text.splitlines()) == len(comments(name)) + len(found)


@pytest.mark.parametrize("name", [name for name in LISTS if name.endswith(".tsv")])
def test_the_rows_of_a_table_have_its_columns(name: str) -> None:
    """Its last comment names them; those in brackets may be missing."""
    columns = comments(name)[-1].split("\t")
    assert len(columns) > 1
    fewest = sum(not column.startswith("[") for column in columns)
    assert {len(row) for row in word_table(name)} == set(range(fewest, len(columns) + 1))


@pytest.mark.parametrize("name", FOLDED)
def test_words_that_are_compared_folded_are_folded(name: str) -> None:
    """Else they would never be found."""
    found = [row[-1] for row in word_table(name)]
    assert [word for word in found if fold(word) != word] == []


def test_several_lists_are_one_set() -> None:
    """Stop words are those of both languages."""
    assert {"welche", "which"} <= stop_words()
    assert stop_words() == word_set("stopwords.de.txt") | word_set("stopwords.en.txt")


def test_a_list_keeps_its_order_and_drops_comments() -> None:
    """The Länder are sorted by name."""
    assert word_list("states.de.txt")[:2] == ("Baden-Württemberg", "Bayern")
    assert len(word_list("states.de.txt")) == 16


def test_an_unknown_list_is_named() -> None:
    """By the error of the file system."""
    with pytest.raises(FileNotFoundError, match=r"unknown\.txt"):
        word_list("unknown.txt")
