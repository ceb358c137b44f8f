"""Chunks: exact in their spans, whole in their words, free of the form's print."""

import random
import re
from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.document import Document
from corpus.parsing.catalogue import Parsed, parse
from corpus.parsing.keywords import keyword_index_start
from corpus.reference.places import Places
from corpus.text.cleaning import clean
from index.chunks import CHUNK_CHARACTERS, Chunk, chunks

PRINT_OF_THE_FORM = (
    "Zum Beispiel mit Blick auf",
    "Warum halten Sie",
    "Bitte kurz erläutern",
    "Name/Bezeichnung",
    "Bezeichnung der Maßnahme",
    "Bezeichnung des Handlungsansatzes",
    "Gemeinsame Einrichtung",
    "Zugelassener kommunaler Träger",
    "Ansprechpartner:",
    "Ziel des Handlungsansatzes und Zielgruppe",
    "Mittelvolumen in Euro",
    "Maßnahmevolumen in Euro",
    "Eingesetzte Personalkapazitäten",
    "Weiterführende Hinweise",
    "(Evaluations-)",
    "Vereinfachung der Vermittlungs- und Eingliederungsprozesse",
    "hohe Zufriedenheit bei der Zielgruppe",
    "Stichwortverzeichnis",
)
TICK_BOXES = (
    "• Abbau von Vermittlungshemmnissen •",
    "• Sonstiges",
    "• hohe Teilnehmerzufriedenheit",
    "gute Integrationsergebnisse",
)
MIXED_WORDS = (
    "• gute Integrationsergebnisse bzw. Erzielung von Integrationsfortschritten "
    "(Dynamisierung des Integrationsprozesses)"
)
"""ZAP wrote words of its own behind the first tick-box: they are content."""


@cache
def shipped() -> tuple[Parsed, ...]:
    return Corpus.shipped().parsed


@cache
def all_chunks() -> list[Chunk]:
    """The chunks of the shipped corpus."""
    return [chunk for parsed in shipped() for chunk in chunks(parsed)]


def letters(text: str) -> str:
    """What no cut may lose."""
    return re.sub(r"[\s•\-]", "", text)


def test_every_chunk_is_its_span_cleaned() -> None:
    """For all chunks of the corpus, and none is longer than allowed."""
    texts = {parsed.document.id: parsed.document.text for parsed in shipped()}
    assert len(all_chunks()) > 600
    for chunk in all_chunks():
        assert clean(texts[chunk.document][chunk.start : chunk.end]) == chunk.text
        assert 0 < len(chunk.text) <= CHUNK_CHARACTERS


def test_ids_are_unique() -> None:
    """An id names one chunk, and begins with its measure or document."""
    assert len({chunk.id for chunk in all_chunks()}) == len(all_chunks())
    assert all(chunk.id.startswith(f"{chunk.measure or chunk.document}/") for chunk in all_chunks())


def test_no_chunk_crosses_a_border_of_measures() -> None:
    """A chunk of a measure lies in it, one of none lies outside of all."""
    spans = {measure.id: (measure.start, measure.end) for parsed in shipped() for measure in parsed.measures}
    for chunk in all_chunks():
        if chunk.measure:
            start, end = spans[chunk.measure]
            assert start <= chunk.start < chunk.end <= end
        elif chunk.document == shipped()[0].document.id:
            assert not any(start < chunk.end and chunk.start < end for start, end in spans.values())


def test_no_word_of_a_section_is_lost() -> None:
    """The chunks of a section, put together, are the section."""
    pieces: defaultdict[tuple[str | None, str], str] = defaultdict(str)
    for chunk in all_chunks():
        pieces[chunk.measure, chunk.field] += chunk.text
    for parsed in shipped():
        for measure in parsed.measures:
            for section in measure.sections:
                assert letters(pieces[measure.id, section.field]) == letters(section.text)


def test_a_chunk_says_where_it_stands() -> None:
    """Title and field are its context for the encoder, and no part of its text."""
    chunk = next(chunk for chunk in all_chunks() if chunk.id == "jumita-junge-muetter-in-teilzeit/target_group/1")
    assert chunk.context == "JUMITA (Junge Mütter in Teilzeit Ausbildung) – Zielgruppe"
    assert chunk.text.startswith("Junge Mütter bis 30 Jahre im SGB II-Bezug")
    assert chunk.embedded == f"{chunk.context}: {chunk.text}"
    assert (chunk.section, chunk.page) == ("Zielgruppe", 47)


@pytest.mark.parametrize("words", PRINT_OF_THE_FORM)
def test_print_of_the_form_is_in_no_chunk(words: str) -> None:
    """Labels and tick-boxes are neither embedded nor quoted."""
    assert [chunk.id for chunk in all_chunks() if words in chunk.text] == []


def test_tick_boxes_are_in_no_chunk_but_one() -> None:
    """Only where a measure mixed them with words of its own do they stay, exactly so."""
    found = {chunk.id: chunk.text for chunk in all_chunks() if any(box in chunk.text for box in TICK_BOXES)}
    assert found == {"zap-zentraler-ansprechpartner/why_it_works/1": MIXED_WORDS}


def test_nothing_of_the_keyword_index_is_a_chunk() -> None:
    """It gives pages, no passages."""
    start = keyword_index_start(shipped()[0].document.text)
    assert start is not None
    assert max(chunk.end for chunk in all_chunks() if chunk.document == shipped()[0].document.id) <= start


def test_damage_is_survived_and_misspellings_are_kept() -> None:
    """A comparison sign is no tag, a broken word is mended, a lost umlaut is quoted as it stands."""
    texts = " ".join(f"{chunk.context} {chunk.text}" for chunk in all_chunks())
    assert "(zunächst <= 300 €)" in texts
    assert "organisatorische" in texts
    assert "organisatori-" not in texts
    assert "Jobcenter Landkreis Wurzburg" in texts
    assert "Aufstocker und Ergnzer" in texts
    assert not re.search(r"</?(?:p|ul|li|u)\b|\*\*|\^\{|\s\s|\t|\n", texts)


def test_a_letterhead_is_no_chunk() -> None:
    """Lines of a report as short as a signature say nothing; a field of one word does."""
    assert not [chunk.text for chunk in all_chunks() if chunk.field == "text" and len(chunk.text.split()) <= 4]
    assert [chunk.text for chunk in all_chunks() if chunk.id == "bg-coaching/budget/1"] != []


def test_a_smaller_size_is_held_too() -> None:
    """Even where a word is longer than a chunk may be."""
    text = "# Bericht\n\n" + "Ein Satz über Arbeit. " * 20 + "Donaudampfschifffahrt" * 10
    parsed = parse(Document("a", "A", None, None, "de", "report", text), Places.shipped())
    sizes = [len(chunk.text) for chunk in chunks(parsed, size=80)]
    assert max(sizes) <= 80
    assert sum(sizes) > 400


@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_chunks_of_damaged_documents_are_exact_too(seed: int) -> None:
    """Lines shuffled, letters lost, marks put in: spans reproduce, ids are unique, the size is held."""
    chance = random.Random(seed)
    source = shipped()[0]
    first = chance.randrange(34)
    text = source.document.text[source.measures[first].start : source.measures[first + 2].start]
    lines = text.split("\n")
    chance.shuffle(lines[chance.randrange(len(lines)) :])
    text = "".join(letter for letter in "\n".join(lines) if chance.random() > 0.02)
    for mark in chance.choices(["**", "<p>", "• ", "-\n", "^{", "\f", "\u2028", "* "], k=8):
        place = chance.randrange(len(text))
        text = text[:place] + mark + text[place:]
    cut = list(chunks(parse(Document("a", "A", None, None, "de", "catalogue", text), Places.shipped())))
    assert len({chunk.id for chunk in cut}) == len(cut) > 0
    for chunk in cut:
        assert clean(text[chunk.start : chunk.end]) == chunk.text
        assert 0 < len(chunk.text) <= CHUNK_CHARACTERS


def test_short_sections_and_last_pieces_are_kept() -> None:
    """A section of two words below a heading, and what a cut leaves at a section's end."""
    text = (
        "# Telefon\n\n0551 4001\n\n# Mehr\n\n"
        + "Ein Satz über Arbeit. " * 21
        + "Ganz am Ende.\n\n# Schluss\n\nText dazu.\n"
    )
    cut = list(chunks(parse(Document("a", "A", None, None, "de", "report", text), Places.shipped())))
    assert cut[0].text == "0551 4001"
    assert cut[-1].text == "Text dazu."
    assert cut[-2].text.endswith("Ganz am Ende.")


def test_untitled_context_is_the_section_alone() -> None:
    """Without titles the same spans are cut, and their context names only the section."""
    parsed = shipped()[0]
    titled, untitled = list(chunks(parsed)), list(chunks(parsed, titled=False))
    assert [(piece.start, piece.end) for piece in titled] == [(piece.start, piece.end) for piece in untitled]
    assert {piece.context for piece in untitled} == {piece.section for piece in titled}
