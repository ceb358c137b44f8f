"""The language of what the service says, as negotiated from a browser's header."""

import re
from collections.abc import Iterator

from service.texts import DEFAULT, negotiate

_WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*")


def negotiated(accepted: str | None) -> str:
    """The language that an Accept-Language header prefers (RFC 9110, 12.5.4); the default if it names none we have."""
    weighted = [(weight, DEFAULT if tag == "*" else tag) for tag, weight in _ranges(accepted or "") if weight > 0]
    weighted.sort(key=lambda each: (-each[0], each[1].partition("-")[0].lower() != DEFAULT))
    return negotiate(tag for _, tag in weighted)


def _ranges(accepted: str) -> Iterator[tuple[str, float]]:
    """Each language of the header with its weight; 1 without one, 0 for one that is malformed."""
    for part in accepted.split(","):
        tag, _, parameters = part.strip().partition(";")
        match = _WEIGHT.fullmatch(parameters)
        yield tag.strip(), float(match[1]) if match else 0.0 if parameters.strip() else 1.0
