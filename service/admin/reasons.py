"""Why something couldn't be read or done, in the language of whoever asks.

What reads documents gives its reasons in English. The English catalogue holds them word for word under `reasons`, with
placeholders for what varies; other catalogues hold what they say in those languages.
"""

from collections.abc import Iterator
from functools import cache
from string import Formatter

from service.texts import Texts

_GROUP = "reasons."
_SOURCE = "en"
Piece = tuple[str, str | None]
"""Literal text, and the name of the placeholder behind it."""


def reason_text(reason: str, texts: Texts) -> str:
    """Say a reason in the language of `texts`, each of its lines by itself; one that is unknown stays as it is."""
    return "\n".join(_said(line, texts) for line in reason.split("\n"))


def _said(reason: str, texts: Texts) -> str:
    for name, pieces in _templates():
        if (values := _values(reason, pieces)) is not None:
            return texts.text(f"reasons.{name}", **{key: _said(value, texts) for key, value in values.items()})
    return reason


@cache
def _templates() -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """The reasons by name, those with most literal text first, so that the most exact one is found."""
    return tuple(sorted(_listed(), key=lambda each: -sum(len(text) for text, _ in each[1])))


def _listed() -> Iterator[tuple[str, tuple[Piece, ...]]]:
    for key, message in Texts.in_language(_SOURCE).messages.items():
        if key.startswith(_GROUP) and isinstance(message, str):
            pieces = tuple((text, name) for text, name, _, _ in Formatter().parse(message))
            yield key.removeprefix(_GROUP), pieces


def _values(reason: str, pieces: tuple[Piece, ...]) -> dict[str, str] | None:
    """What stands in place of the placeholders; None if the reason is another one. Linear in its length."""
    values: dict[str, str] = {}
    position, waiting = 0, None
    for text, name in pieces:
        found = reason.find(text, position)
        if found < 0 or (waiting is None and found > position) or (waiting and found == position):
            return None
        if waiting:
            values[waiting] = reason[position:found]
        position, waiting = found + len(text), name
    if waiting and position < len(reason):
        values[waiting], position = reason[position:], len(reason)
        waiting = None
    return None if waiting or position < len(reason) else values
