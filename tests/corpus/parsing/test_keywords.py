"""The keyword index at the catalogue's end, read but no text to be found."""

import time
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.collection import Corpus
from corpus.parsing.keywords import keyword_index_start, keyword_pages, start_pages

TRUTH: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("keyword_truth.toml").read_text("utf-8"))[
    "keyword"
]


@cache
def shipped() -> dict[str, tuple[int, ...]]:
    """Pages by keyword of the shipped catalogue."""
    return Corpus.shipped().parsed[0].keywords


def test_the_index_begins_with_its_heading_and_ends_the_catalogue() -> None:
    """What is behind it is in no measure and no section."""
    parsed = Corpus.shipped().parsed[0]
    start = keyword_index_start(parsed.document.text)
    assert start is not None
    assert parsed.document.text[start:].startswith("Stichwortverzeichnis\n")
    assert parsed.document.text.count("\n", 0, start) + 1 == 2679
    assert max(measure.end for measure in parsed.measures) <= start
    assert max(section.end for section in parsed.sections) <= start


def test_a_text_without_keyword_index_has_none() -> None:
    """The word alone in a sentence is no heading."""
    assert keyword_index_start("Das Stichwortverzeichnis fehlt.\n") is None


@pytest.mark.parametrize("truth", [truth for truth in TRUTH if truth["pages"]], ids=lambda truth: str(truth["name"]))
def test_a_keyword_has_the_printed_pages(truth: dict[str, Any]) -> None:
    """Numbers in keywords, continued lines and lost indentation are read as a person reads them."""
    names = {truth["name"], f"{truth['name']} {truth.get('under')}"}
    assert [list(pages) for name, pages in shipped().items() if name in names] == [truth["pages"]]


def test_a_reference_leads_to_the_pages_of_its_target() -> None:
    """`Informieren-Motivieren ... Siehe IMBUS` stands for the pages of IMBUS."""
    (reference,) = (truth for truth in TRUTH if "see" in truth)
    assert shipped()[reference["name"]] == shipped()[reference["see"]] == (107,)


def test_lines_of_an_index() -> None:
    """Letters of the alphabet are dropped, adjectives join their head word, a keyword's pages are sorted."""
    text = (
        "Stichwortverzeichnis\n\nA\n\nArbeit 3, 1\n geförderte 4,\n 5\nJob *Siehe* Arbeit\nZuschuss\n Pauschaler 55\n"
    )
    assert keyword_pages(text) == {
        "Arbeit": (1, 3),
        "geförderte Arbeit": (4, 5),
        "Pauschaler Zuschuss": (55,),
        "Job": (1, 3),
    }


def test_a_line_of_endless_numbers_is_left() -> None:
    """No keyword has hundreds of pages; such a line costs no time either."""
    assert keyword_pages("Stichwortverzeichnis\n" + "1, " * 20_000 + "x\nArbeit 3\n") == {"Arbeit": (3,)}


def test_start_pages_rise_and_are_not_guessed() -> None:
    """A keyword in the title gives the page, one before the last measure's page is another's, no keyword gives None."""
    keywords = {"Alpha": (10, 3), "Beta": (12, 20), "Gamma": (1, 2, 3, 4)}
    assert start_pages(["Projekt Alpha", "Beta", "Beta", "Gamma", "Delta"], keywords) == [3, 12, 20, None, None]


def test_empty_lines_behind_a_comma_take_linear_time() -> None:
    """Forty thousand of them are no reason to wait."""
    before = time.process_time()
    keyword_pages("Stichwortverzeichnis\nArbeit 1," + "\n" * 40_000 + "x")
    assert time.process_time() - before < 1
