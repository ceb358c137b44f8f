"""Links into the page: what they name stands in the fragment, which browsers send to no server."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_plus, urlencode

_PASSAGE = re.compile(r"/#dokument=([^\s&()]{1,600})&start=(\d{1,9})&end=\d{1,9}\b")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links into the page of the service at `address` (`https://lotse.example`); None where that isn't known."""

    address: str | None = None

    def measure(self, id: str) -> str | None:
        """Return the address of a measure."""
        return self._to(massnahme=id)

    def passage(self, document: str, start: int, end: int) -> str | None:
        """Return the address of the characters `[start, end)` of a document, which the page marks."""
        return self._to(dokument=document, start=start, end=end)

    def _to(self, **parameters: object) -> str | None:
        return f"{self.address.rstrip('/')}/#{urlencode(parameters)}" if self.address else None


def linked_passages(text: str) -> Iterator[tuple[str, int]]:
    """Yield document and start of each passage that a text links to."""
    for found in _PASSAGE.finditer(text):
        yield unquote_plus(found[1]), int(found[2])
