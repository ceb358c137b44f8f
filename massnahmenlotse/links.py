"""Addresses of places in the service's page. They stand in the fragment, which no server sees."""

from urllib.parse import urlencode


def measure_address(page: str | None, id: str) -> str | None:
    """Return the address of a measure; None without a page."""
    return _address(page, {"massnahme": id})


def passage_address(page: str | None, document: str, start: int, end: int) -> str | None:
    """Return the address of a span of a document; None without a page."""
    return _address(page, {"dokument": document, "start": start, "end": end})


def _address(page: str | None, parameters: dict[str, str | int]) -> str | None:
    return f"{page.rstrip('/')}/#{urlencode(parameters)}" if page else None
