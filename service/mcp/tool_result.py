"""What a tool returns, kept to what a model can afford to read."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from pydantic import BaseModel

from corpus.text.instructions import instructions, without_instructions
from service.texts import Texts

MOST_BYTES = 6_000
"""A host gives its model the text of a result or its JSON; each of them has at most so many bytes."""
_LONGEST_FAULT = 1_500
_LONGEST_NOTE, _MOST_NOTES = 250, 4


class ToolFault(Exception):
    """What a tool can't do; the message tells the model why, and what it can do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(shortened(message, _LONGEST_FAULT))


@dataclass(frozen=True)
class ToolResult:
    """A result as text and as JSON, which say the same. What speaks to a language model in it is left out of both."""

    said: str
    found: BaseModel
    texts: Texts

    @cached_property
    def text(self) -> str:
        """The result for people and models."""
        return f"{without_instructions(self.said)}\n\n{self._withheld}" if self._withheld else self.said

    @cached_property
    def content(self) -> dict[str, Any]:
        """The result for programs, without what there isn't."""
        plain = self.found.model_dump(mode="json", exclude_none=True)
        if not self._withheld:
            return plain
        told: dict[str, Any] = _without_instructions(plain)
        return {**told, "notes": [*told["notes"], self._withheld]}

    @cached_property
    def _withheld(self) -> str:
        return self.texts.text("mcp.withheld") if instructions(self.said) else ""

    @property
    def size(self) -> int:
        """The bytes of the longer of both."""
        return max(len(self.text.encode()), len(json.dumps(self.content, ensure_ascii=False).encode()))


def fitted(tries: Iterable[Callable[[], ToolResult]]) -> ToolResult:
    """Return the first result that isn't too long; each of the tries leaves more out than the one before.

    Raises ValueError if none fits.
    """
    for attempt in tries:
        if (result := attempt()).size <= MOST_BYTES:
            return result
    raise ValueError("nothing that may be left out is left")


def shortened_notes(notes: Iterable[str]) -> list[str]:
    """Return the first notes, none of them long: they may repeat what was sent."""
    return [shortened(note, _LONGEST_NOTE) for note in islice(notes, _MOST_NOTES)]


def shortened(text: str, most: int) -> str:
    """Return `text` cut at a word, so that it has at most `most` characters."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most - 2)
    return f"{text[: cut if cut > 0 else most - 2].rstrip()} …"


def _without_instructions(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_instructions(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_instructions(each) for each in value]
    return without_instructions(value) if isinstance(value, str) else value
