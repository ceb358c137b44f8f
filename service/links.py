"""Links into the page: what they name stands in the fragment, which browsers send to no server."""

from dataclasses import dataclass
from urllib.parse import urlencode


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
