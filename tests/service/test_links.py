"""Links to passages are read back as what they were made of."""

import pytest

from service.links import PageLinks, linked_passages

PAGE = "https://lotse.intranet.example/plan"
LINKS = PageLinks(PAGE)


def test_the_address_of_a_passage() -> None:
    """The page's own fragment, in characters that any Markdown takes for a link."""
    url = LINKS.passage("plan (süd) & mehr.md", 12, 345)
    assert url == f"{PAGE}/#dokument=plan+%28s%C3%BCd%29+%26+mehr.md&start=12&end=345"


@pytest.mark.parametrize("document", ["kiel", "plan (süd) & mehr.md", "ä+b%20c", "x" * 200])
def test_read_back(document: str) -> None:
    """In the order of the text, whatever stands around them."""
    text = (
        f"[1] [Plan]({LINKS.passage(document, 7, 9)}), <{PageLinks('http://[::1]:1').passage('b', 0, 1)}> /#dokument=c"
    )
    assert list(linked_passages(text)) == [(document, 7), ("b", 0)]
