"""Links to what the page shows, for answers that are read elsewhere."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus, urlencode

_PASSAGE = re.compile(r"/#dokument=([^\s&()]{1,600})&start=(\d{1,9})&end=\d{1,9}\b")


def passage_url(page: str, document: str, start: int, end: int) -> str:
    """Return the address of a passage below that of the page: the document, with `[start, end)` marked and in view."""
    return f"{page}/#{urlencode({'dokument': document, 'start': start, 'end': end})}"


def linked_passages(text: str) -> Iterator[tuple[str, int]]:
    """Yield document and start of each passage that a text links to."""
    for found in _PASSAGE.finditer(text):
        yield unquote_plus(found[1]), int(found[2])
