"""Rewriting follow-ups with a model, so that they stand alone without adding anything to the conversation."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import aclosing

from corpus.text.folding import WORD, fold
from corpus.text.language import Language
from prompts.render import Prompt, Turn, rewrite_prompt
from service.llm.client import ModelClient
from service.llm.fault import ModelFault
from service.settings import ModelSettings

_LONGEST = 300
_MARKUP = re.compile(r"[<>\[\]{}|`*#]|https?:|www\.")
_NAME = re.compile(r"(?<![.?!:„\"»]\s)(?<!^)\b[A-ZÄÖÜ][^\W_]+|\d[\d.,/]*")
_STEM = 5
"""Letters that the forms of a word have in common: `Jugendliche`, `Jugendlichen`."""


class Rewriter:
    """Has one model rewrite questions, within the time that the settings allow."""

    def __init__(self, client: ModelClient, settings: ModelSettings) -> None:
        self._client = client
        self._seconds = settings.rewrite_seconds

    @property
    def wanted(self) -> bool:
        """Whether the operator wants questions to be rewritten."""
        return self._seconds > 0

    async def rewrite(self, turns: Sequence[Turn], language: Language) -> str | None:
        """The last question so that it stands alone; None if the model gives no usable one in time.

        Never raises model errors.
        """
        try:
            async with asyncio.timeout(self._seconds):
                text = await self._text(rewrite_prompt(turns, language))
        except (ModelFault, TimeoutError):
            return None
        return text if adds_nothing(text, turns) else None

    async def _text(self, prompt: Prompt) -> str:
        text = ""
        async with aclosing(self._client.stream(prompt)) as pieces:
            async for piece in pieces:
                text += piece
                if len(text) > _LONGEST:
                    break
        return " ".join(text.split())


def adds_nothing(text: str, turns: Sequence[Turn]) -> bool:
    """Whether `text` is a short question without any name or number that isn't in the conversation."""
    if not text or len(text) > _LONGEST or _MARKUP.search(text):
        return False
    said = {fold(word) for turn in turns for word in WORD.findall(turn.text)}
    stems = {word[:_STEM] for word in said}
    names = (fold(word) for name in _NAME.findall(text) for word in WORD.findall(name))
    return all(name in said or (not name.isdigit() and name[:_STEM] in stems) for name in names)
