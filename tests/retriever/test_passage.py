"""Chunks as passages: highlights and citations."""

import pytest

from corpus.document import Document
from corpus.measure import Figures, Measure
from corpus.text.language import Language
from index.analyser import Analyser
from index.chunks import Chunk
from index.store import Index
from retriever.passage import citation, highlights, passage

DAY_CARE = "Kinderbetreuung für Mütter: die Betreuung der Kinder zahlt, wer betreut."


def document(title: str = "Handbuch", date: str | None = "2013", pages: tuple[tuple[int, int], ...] = ()) -> Document:
    """A source with one sentence."""
    return Document("handbuch", title, None, date, "de", "report", DAY_CARE, pages)


def chunk(page: int | None = None) -> Chunk:
    """The whole text of the source."""
    return Chunk(
        "m/goal/1", "handbuch", "m", "goal", "Ziel", page, 0, len(DAY_CARE), DAY_CARE, "Mütter in Arbeit – Ziel"
    )


def measure(title: str) -> Measure:
    """An entry of which only the title matters."""
    return Measure("m", title, "Maßnahme", None, None, "handbuch", 0, len(DAY_CARE), None, None, (), (), Figures(), ())


def marked(text: str, question: str, analyser: Analyser) -> list[str]:
    """The words of `text` that are highlighted for a question."""
    return [text[start:end] for start, end in highlights(text, analyser.terms(question), analyser)]


def test_inflected_words_and_parts_of_compounds_are_highlighted(index: Index) -> None:
    """Asking for Betreuung highlights the whole word Kinderbetreuung."""
    assert marked(DAY_CARE, "Betreuung", index.analyser) == ["Kinderbetreuung", "Betreuung"]
    assert marked(DAY_CARE, "muetter", index.analyser) == ["Mütter"]
    assert marked(DAY_CARE, "Kind", index.analyser) == ["Kinderbetreuung", "Kinder"]


def test_stop_words_are_never_highlighted(index: Index) -> None:
    """Highlighted articles would be noise."""
    assert marked(DAY_CARE, "für die der wer", index.analyser) == []


def test_nothing_asked_highlights_nothing(index: Index) -> None:
    """Without terms or text, there are no highlights."""
    assert highlights(DAY_CARE, (), index.analyser) == ()
    assert highlights("", ("kind",), index.analyser) == ()


def test_highlights_are_whole_words_in_order_and_do_not_overlap(index: Index) -> None:
    """In every chunk of the corpus, no highlight cuts a word and none overlap."""
    terms = frozenset(index.analyser.terms("Alleinerziehende Betreuung Arbeit Jobcenter Ausbildung Gesundheit Kosten"))
    for each in index.chunks:
        last = -1
        for start, end in highlights(each.text, terms, index.analyser):
            assert last < start < end <= len(each.text)
            assert each.text[start:end].isalnum()
            assert not each.text[start - 1 : start].isalnum()
            assert not each.text[end : end + 1].isalnum()
            last = end


CITED: dict[str, tuple[int | None, tuple[tuple[int, int], ...], Language, str]] = {
    "no page": (None, (), "de", "Mütter in Arbeit, Ziel, Handbuch (2013)"),
    "page on which a measure starts": (8, (), "de", "Mütter in Arbeit, Ziel, Handbuch (2013), ab S. 8"),
    "the same in English": (8, (), "en", "Mütter in Arbeit, Ziel, Handbuch (2013), from p. 8"),
    "page of the passage": (8, ((0, 8),), "de", "Mütter in Arbeit, Ziel, Handbuch (2013), S. 8"),
    "the same page in English": (8, ((0, 8),), "en", "Mütter in Arbeit, Ziel, Handbuch (2013), p. 8"),
}


@pytest.mark.parametrize(("page", "pages", "language", "expected"), CITED.values(), ids=list(CITED))
def test_a_citation_says_where_a_passage_stands(
    page: int | None, pages: tuple[tuple[int, int], ...], language: Language, expected: str
) -> None:
    """A citation names measure, section, document, date and the page as precisely as known."""
    assert citation("Ziel", page, document(pages=pages), measure("Mütter in Arbeit"), language) == expected


def test_a_report_is_cited_without_measure_and_date_where_it_has_none() -> None:
    """Unknown parts are left out."""
    assert citation("Ziel", None, document(date=None), None, "de") == "Ziel, Handbuch"


def test_a_long_title_is_shortened_at_a_word() -> None:
    """Titles have at most 90 characters, with no comma or dash before the ellipsis."""
    title = "Beratung, " * 7 + "Vermittlung – Betreuung von Menschen im Leistungsbezug"
    cited = citation("Ziel", None, document(), measure(title), "de")
    assert cited == "Beratung, " * 7 + "Vermittlung …, Ziel, Handbuch (2013)"


def test_a_long_title_without_a_blank_is_cut() -> None:
    """A file name in a user's corpus may be one long word."""
    cited = citation("Ziel", None, document(title="x" * 200), None, "de")
    assert cited == "Ziel, " + "x" * 90 + " … (2013)"


def test_a_passage_carries_its_chunk(index: Index) -> None:
    """Every field comes from the chunk, its document or its measure."""
    found = passage(chunk(8), document(), measure("Mütter in Arbeit"), 0.5, ("kind",), index.analyser, "de")
    assert (found.id, found.document, found.document_title, found.measure) == ("m/goal/1", "handbuch", "Handbuch", "m")
    assert (found.field, found.section, found.page, found.start, found.end) == ("goal", "Ziel", 8, 0, len(DAY_CARE))
    assert (found.text, found.score, found.highlights[0]) == (DAY_CARE, 0.5, (0, 15))


def test_every_passage_of_the_corpus_can_be_cited(index: Index) -> None:
    """Each citation names its document in at most 300 characters."""
    places = index.measure_places
    for each in index.chunks:
        owner = index.measures[places[each.measure]] if each.measure else None
        cited = citation(each.section, each.page, index.documents[each.document], owner, "de")
        assert each.section in cited
        assert len(cited) <= 300
