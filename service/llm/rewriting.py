"""A follow-up put by a local model so that it stands alone, if it adds nothing that the conversation doesn't hold."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import aclosing

from corpus.text.folding import WORD, fold
from corpus.text.language import Language
from prompts.render import Prompt, Turn, rewrite_prompt
from service.llm.client import Client, ModelFault
from service.settings import ModelSettings

_LONGEST = 300
_MARKUP = re.compile(r"[<>\[\]{}|`*#]|https?:|www\.")
_NAME = re.compile(r"(?<![.?!:„\"»]\s)(?<!^)\b[A-ZÄÖÜ][^\W_]+|\d[\d.,/]*")
_STEM = 5
"""Letters that two forms of a word share: `Jugendliche` and `Jugendlichen`."""


class Rewriter:
    """Asks one model, for as long as the settings allow."""

    def __init__(self, client: Client, settings: ModelSettings) -> None:
        self._client = client
        self._seconds = settings.rewrite_seconds

    @property
    def wanted(self) -> bool:
        """Whether the operator wants questions to be rewritten."""
        return self._seconds > 0

    async def rewrite(self, turns: Sequence[Turn], language: Language) -> str | None:
        """The last question by itself; None if the model gave none in time that can be used. Raises nothing of its."""
        try:
            async with asyncio.timeout(self._seconds):
                text = await self._text(rewrite_prompt(turns, language))
        except (ModelFault, TimeoutError):
            return None
        return text if holds(text, turns) else None

    async def _text(self, prompt: Prompt) -> str:
        text = ""
        async with aclosing(self._client.stream(prompt)) as pieces:
            async for piece in pieces:
                text += piece
                if len(text) > _LONGEST:
                    break
        return " ".join(text.split())


def holds(text: str, turns: Sequence[Turn]) -> bool:
    """Whether `text` is one short question whose names and numbers all stand in the conversation."""
    if not text or len(text) > _LONGEST or _MARKUP.search(text):
        return False
    said = {fold(word) for turn in turns for word in WORD.findall(turn.text)}
    stems = {word[:_STEM] for word in said}
    names = (fold(word) for name in _NAME.findall(text) for word in WORD.findall(name))
    return all(name in said or (not name.isdigit() and name[:_STEM] in stems) for name in names)
