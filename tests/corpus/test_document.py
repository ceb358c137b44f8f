"""Documents: pages, quotes, and what surrounds them."""

from dataclasses import replace

import pytest

from corpus.document import Document, Excerpt, Quote, excerpt

DOCUMENT = Document(
    "a", "Katalog", None, "2013", "de", "catalogue", "Eins **zwei** drei.\nVier fünf.\n", ((0, 3), (19, 5))
)


def test_pages_are_found_by_offset() -> None:
    """From the first character of a page to the last; without pages there is none."""
    assert [DOCUMENT.page_at(offset) for offset in (0, 18, 19, 29)] == [3, 3, 5, 5]
    assert replace(DOCUMENT, pages=()).page_at(5) is None


def test_a_quote_is_cleaned() -> None:
    """Its span stays that of the text."""
    assert DOCUMENT.quote(5, 19) == Quote("zwei drei.", 5, 19)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, 32)])
def test_a_span_outside_of_the_text_is_refused(start: int, end: int) -> None:
    """With the span, the length and the document."""
    with pytest.raises(ValueError, match=rf"^\[{start}, {end}\) is not a span of the 31 characters of a$"):
        DOCUMENT.quote(start, end)


def test_an_excerpt_has_context_on_both_sides() -> None:
    """Cut at the ends of the text."""
    assert excerpt(DOCUMENT, 5, 13, 5) == Excerpt("Eins", "zwei", "drei")
    assert excerpt(DOCUMENT, 0, 4, 100).before == ""


def test_the_title_may_be_dated() -> None:
    """If there is a date."""
    assert DOCUMENT.dated_title == "Katalog (2013)"
    assert replace(DOCUMENT, date=None).dated_title == "Katalog"


def test_the_hash_changes_with_text_and_metadata() -> None:
    """Each of them changes the chunks."""
    changed = [replace(DOCUMENT, text="x"), replace(DOCUMENT, title="x"), replace(DOCUMENT, pages=())]
    assert len({document.sha256 for document in (DOCUMENT, *changed)}) == 4
