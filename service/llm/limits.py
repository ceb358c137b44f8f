"""Limits on a model's answer: on its time, its text, and what it may be made of."""

import asyncio
from collections.abc import Awaitable
from time import monotonic
from typing import Final, TypeVar

from service.llm.fault import ModelFault, Reason
from service.settings import ModelSettings

T = TypeVar("T")

_FIRST: Final = "first-token"
_IDLE: Final = "idle"
_BREATH = 0.005
"""Seconds after which other requests get their turn, however fast the model sends."""
_CHARACTERS_PER_TOKEN = 20
"""No tokenizer has tokens that are longer on average."""


class AnswerText:
    """Takes the text out of what a model sends, which may be anything, and no more of it than tokens were asked for."""

    def __init__(self, settings: ModelSettings) -> None:
        self._left = settings.tokens * _CHARACTERS_PER_TOKEN
        self._half = ""

    def add(self, content: object) -> str:
        """Return the text of a piece, without half a character at its end. Raises ModelFault."""
        if content is None:
            return ""
        if not isinstance(content, str):
            raise ModelFault("garbled")
        self._left -= len(content)
        if self._left < 0:
            raise ModelFault("too-much")
        content, self._half = self._half + content, ""
        if content and "\ud800" <= content[-1] <= "\udbff":  # the other half may come with the next piece
            content, self._half = content[:-1], content[-1]
        return content.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class AnswerClock:
    """Limits each wait: for the first token, between two tokens, and for the whole answer.

    No limit spans a `yield`, where it would cancel whatever the consumer is doing.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._end = monotonic() + settings.total_seconds
        self._limit = settings.first_seconds
        self._reason: Reason = _FIRST
        self._breathed = monotonic()

    async def wait(self, awaited: Awaitable[T]) -> T:
        """Await `awaited`. Raises ModelFault, with the limit that ran out as its reason."""
        left = max(0.0, self._end - monotonic())
        try:
            async with asyncio.timeout(min(self._limit, left)):
                return await awaited
        except TimeoutError:
            raise ModelFault("total" if left <= self._limit else self._reason) from None

    async def breathe(self) -> None:
        """Give other requests their turn: a model that always has something ready would keep them waiting.

        Raises ModelFault if the time for the whole answer is over.
        """
        if monotonic() >= self._end:
            raise ModelFault("total")
        if monotonic() - self._breathed > _BREATH:
            await asyncio.sleep(0)
            self._breathed = monotonic()

    def got_token(self) -> None:
        """From the first token on, limit the pause between two tokens."""
        self._limit, self._reason = self._settings.idle_seconds, _IDLE
