"""The catalogue against what a person read in it, entry by entry, and against damage of every kind."""

import random
import time
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.document import Document
from corpus.fields import FIELDS
from corpus.measure import Figures, Measure
from corpus.parsing.catalogue import Parsed, parse, target_and_goal
from corpus.parsing.options import ParseOptions
from corpus.reference.places import Places
from corpus.text.cleaning import clean

HERE = Path(__file__).parent
TRUTH: list[dict[str, Any]] = tomllib.loads((HERE / "truth.toml").read_text("utf-8"))["measure"]
KEYWORD_TRUTH = tomllib.loads((HERE / "keyword_truth.toml").read_text("utf-8"))
PAGES: dict[str, int] = KEYWORD_TRUTH["pages"] | KEYWORD_TRUTH["pages_by_title_word"]
MORE_PAGES = {
    "neben-der-bereits-bestehenden": 8,
    "individuelle-diagnose-orientierungs": 58,
    "initiative-nullprozent": 65,
}
FIGURES = ("places", "budget_eur", "months", "weekly_hours", "part_time")
PERSON = ("name", "role", "salutation", "email", "phone")
MARKS = ["**", "<p>", "</ul>", "•", "\f", "\r\n", "\u2028", "-\n", "^{", "}", "Zielgruppe\n", "\nTelefon:", "E-Mail:"]


@cache
def catalogue() -> Parsed:
    """The shipped catalogue."""
    return Corpus.shipped().parsed[0]


@cache
def measures() -> dict[str, Measure]:
    """Its measures by id."""
    return {measure.id: measure for measure in catalogue().measures}


@cache
def places() -> Places:
    return Places.shipped()


def read(text: str) -> Parsed:
    """`text` parsed as a catalogue."""
    return parse(Document("a", "A", None, None, "de", "catalogue", text), places())


def entry(measure: Measure) -> dict[str, Any]:
    """A measure in the words of the truth table, without what the source doesn't give."""
    text = catalogue().document.text
    target = measure.section("target_group", "goal_and_target_group")
    people = [{key: value for key in PERSON if (value := getattr(person, key))} for person in measure.contacts]
    values = {
        "id": measure.id,
        "start_line": text.count("\n", 0, measure.start) + 1,
        "title": measure.title,
        "kind": measure.kind,
        "organisation": measure.organisation,
        "state": measure.state,
        "contacts": people,
        "fields": [section.field for section in measure.sections],
        "legal": list(measure.legal),
        "target_start": target.text[:60] if target else None,
        **{name: getattr(measure.figures, name) for name in FIGURES},
    }
    return {name: value for name, value in values.items() if value is not None}


def test_the_entries_and_their_order_are_those_of_the_table() -> None:
    """36 entries, in the order of the source."""
    assert [measure.id for measure in catalogue().measures] == [truth["id"] for truth in TRUTH]
    assert len(TRUTH) == 36


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: str(truth["id"]))
def test_an_entry_is_read_as_a_person_reads_it(truth: dict[str, Any]) -> None:
    """Title, kind, organisation, state, contacts, fields, paragraphs and figures: all of it, and nothing beyond."""
    assert entry(measures()[truth["id"]]) == truth


def test_start_pages_are_those_of_the_keyword_index() -> None:
    """Pages settled by keywords are the printed ones; where no keyword settles it, no page is guessed."""
    assert {measure.id: measure.page for measure in catalogue().measures if measure.page} == PAGES | MORE_PAGES


def test_spans_of_sections_give_their_text() -> None:
    """A section's text is its spans cleaned, in order, inside its measure."""
    text = catalogue().document.text
    for measure in catalogue().measures:
        for section in measure.sections:
            assert " ".join(clean(text[start:end]) for start, end in section.spans) == section.text
            assert measure.start <= section.start < section.end <= measure.end


def test_sections_have_the_labels_of_the_form() -> None:
    """Labels are shown cleaned, with their own spelling."""
    labels = {section.label for measure in catalogue().measures for section in measure.sections}
    assert {"Zielgruppe", "Maßnahmevolumen in Euro", "Warum halten Sie diesen Ansatz für erfolgreich?"} <= labels
    assert not [label for label in labels if "*" in label or "<" in label or "\n" in label]
    assert {section.field for measure in catalogue().measures for section in measure.sections} <= FIELDS.keys()


def test_the_general_part_stands_before_the_first_entry() -> None:
    """Part 1 is read as sections of running text, none of which reaches into an entry or the keyword index."""
    sections = catalogue().sections
    assert [section.label.partition(" ")[0] for section in sections[3:12]] == [f"{n}." for n in range(1, 10)]
    assert len(sections) == 13
    assert {section.field for section in sections} == {"text"}
    for section in sections:
        assert not any(measure.start < section.end and section.start < measure.end for measure in measures().values())


def test_the_damage_is_survived_and_the_source_kept() -> None:
    """`<= 300 €` is no tag, a word cut by a page break is whole, a lost umlaut stays lost."""
    texts = " ".join(section.text for measure in catalogue().measures for section in measure.sections)
    texts += " ".join(section.text for section in catalogue().sections)
    assert "zunächst <= 300 €" in measures()["reduzierung-der-lzb-die-ergaenzend"].title
    assert "organisatorische" in texts
    assert "organisatori-" not in texts
    assert measures()["neben-der-bereits-bestehenden"].organisation == "Jobcenter Landkreis Wurzburg"


def test_a_combined_label_is_told_apart() -> None:
    """ZAP names target group and goal under one label; both are found, and they don't overlap."""
    measure = measures()["zap-zentraler-ansprechpartner"]
    text = catalogue().document.text
    parts = target_and_goal(measure, catalogue().document)
    found = {name: clean(text[start:end]) for name, (start, end) in parts.items()}
    assert found["target_group"].startswith("Bewerber/innen mit Schwerbehinderung")
    assert found.keys() == {"target_group", "goal"}
    assert parts["target_group"][1] <= parts["goal"][0] or parts["goal"][1] <= parts["target_group"][0]


FORM = """{lead}**Bezeichnung der Maßnahme{colon} Wegweiser

**Ansprechpartner:** Frau Erika Muster
Jobcenter Stadt Jena
**E-Mail:** muster@example.org
**Telefon:** 03641 1

{lead}Zielgruppe

Alleinerziehende

{lead}Mittelvolumen in Euro

12.000 €
"""


@pytest.mark.parametrize("colon", [":**", "**:", "**", "\n"])
@pytest.mark.parametrize("lead", ["", "\f", "  "])
def test_a_form_is_read_whatever_became_of_its_colon_and_page_breaks(lead: str, colon: str) -> None:
    """A lost colon loses no entry, and a form feed before a label hides none."""
    (measure,) = read(FORM.format(lead=lead, colon=colon)).measures
    assert (measure.title, measure.organisation, measure.state) == ("Wegweiser", "Jobcenter Stadt Jena", "Thüringen")
    assert [(section.field, section.text) for section in measure.sections] == [
        ("target_group", "Alleinerziehende"),
        ("budget", "12.000 €"),
    ]
    assert measure.figures == Figures(budget_eur=12_000.0)
    assert (measure.contacts[0].name, measure.contacts[0].email) == ("Erika Muster", "muster@example.org")


def test_two_entries_of_one_title_have_ids_of_their_own() -> None:
    """With short ids the second is numbered, also where that number is a title of its own; else check sums differ."""
    forms = [FORM.format(lead="", colon=":**").replace("Wegweiser", title) for title in ("A", "A", "A 2")]
    document = Document("a", "A", None, None, "de", "catalogue", "\n".join(forms))
    short = parse(document, places(), options=ParseOptions(short_ids=True))
    assert [measure.id for measure in short.measures] == ["a", "a-2", "a-2-2"]
    assert len({measure.id for measure in parse(document, places()).measures}) == 3


def mutations(text: str, chance: random.Random) -> Iterator[str]:
    """Some entries of the catalogue, damaged step by step: cut, shuffled, thinned out, marks put in."""
    starts = [measure.start for measure in catalogue().measures]
    first = chance.randrange(len(starts) - 2)
    text = text[starts[first] : starts[first + chance.randint(1, 2)]]
    for _ in range(3):
        place = chance.randrange(len(text))
        lines = text.split("\n")
        text = (
            chance.choice(
                [
                    text[:place] + text[place + chance.choice([1, 10, 100, 1000]) :],
                    text[:place] + chance.choice(MARKS) * chance.randint(1, 3) + text[place:],
                    "\n".join(chance.sample(lines, len(lines))),
                    "\n".join(line for line in lines if chance.random() > 0.2),
                    "".join(letter for letter in text if chance.random() > 0.03),
                    text.replace("\n", chance.choice(["\n\n", " ", "\r\n"])),
                ]
            )
            or " "
        )
        yield text


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_no_damage_stops_the_parser(seed: int) -> None:
    """Whatever is cut, shuffled or lost: no error, unique ids, and every span inside its measure."""
    for text in mutations(catalogue().document.text, random.Random(seed)):
        parsed = read(text)
        assert len({measure.id for measure in parsed.measures}) == len(parsed.measures)
        position = 0
        for measure in parsed.measures:
            assert position <= measure.start < measure.end <= len(text)
            position = measure.end
            spans = [span for section in measure.sections for span in section.spans]
            spans += [
                *target_and_goal(measure, parsed.document).values(),
                *(measure.contact.spans if measure.contact else ()),
            ]
            assert all(measure.start <= start < end <= measure.end for start, end in spans)
            assert all(" ".join(clean(text[a:b]) for a, b in s.spans) == s.text for s in measure.sections)


def test_thousands_of_headings_take_linear_time() -> None:
    """Ten times as many headings take ten times as long, give or take, and not a hundred times."""

    def seconds(count: int) -> float:
        text = "".join(f"# Kapitel {number}\n\nText dazu.\n\n" for number in range(count))
        before = time.process_time()
        assert len(read(text).sections) == count
        return time.process_time() - before

    assert seconds(20_000) < 30 * seconds(2_000)
