"""An answer written by a local model, of which only what the passages say is let through."""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from corpus.language import Language
from index.encoder import Encoder
from index.german import fold
from index.stopwords import STOP_WORDS
from index.store import Index
from prompts.render import Prompt, Source, answer_prompt, rewrite_prompt
from retriever.result import Passage
from service.model.client import Client
from service.model.fault import ModelFault
from service.model.grounding import Checked, Grounding
from service.model.sentences import Sentences
from service.model.settings import ModelSettings

MOST_REMOVED = 0.5
"""If more of the sentences than this share don't hold, nothing of the answer is to be trusted."""
_LONGEST_QUESTION = 300
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that holds, in plain text, with the numbers of the passages that it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the writing ended. `usable` tells whether what was let through is an answer; `fault` why nothing came."""

    usable: bool
    kept: int = 0
    removed: int = 0
    refused: bool = False
    fault: ModelFault | None = None


class Writer:
    """Writes answers with one model, from passages of whatever index serves."""

    def __init__(self, client: Client, settings: ModelSettings) -> None:
        self._client = client
        self._settings = settings

    async def write(
        self, question: str, language: Language, passages: Mapping[int, Passage], index: Index, encoder: Encoder
    ) -> AsyncGenerator[Sentence | Outcome, None]:
        """Sentences that hold, as they come, and last how it ended. Raises nothing of the model's."""
        sources = [Source(number, passage.citation, passage.text) for number, passage in passages.items()]
        prompt = answer_prompt(question, language, sources, self._settings.prompt_characters)
        given = {source.number: passages[source.number] for source in prompt.sources}
        grounding = Grounding(index, encoder, given, language)
        tally = _Tally()
        try:
            async with aclosing(self._sentences(prompt)) as sentences:
                async for text in sentences:
                    if (sentence := tally.count(grounding.check(text))) is not None:
                        yield sentence
        except ModelFault as fault:
            yield tally.outcome(fault)
            return
        yield tally.outcome()

    async def rewrite(self, questions: Sequence[str], last: str, language: Language) -> str | None:
        """A standalone form of `last` made of words of the conversation; None if the model gives none such."""
        prompt = rewrite_prompt(questions, last, language)
        try:
            async with aclosing(self._client.stream(prompt)) as pieces:
                text = "".join([piece async for piece in pieces])
        except ModelFault:
            return None
        return _standalone(text, [*questions, last])

    async def close(self) -> None:
        """Close the connections to the model."""
        await self._client.close()

    async def _sentences(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        held = Sentences()
        async with aclosing(self._client.stream(prompt)) as pieces:
            async for piece in pieces:
                for sentence in held.add(piece):
                    yield sentence
        for sentence in held.rest():
            yield sentence


class _Tally:
    """Counts what holds and what doesn't. Linking sentences say nothing, so they are left out and not counted."""

    def __init__(self) -> None:
        self._kept = self._removed = 0
        self._refused = False

    def count(self, checked: Checked) -> Sentence | None:
        self._refused = self._refused or checked.refuses
        if checked.refuses or checked.linking:
            return None
        if checked.objection:
            self._removed += 1
            return None
        self._kept += 1
        return Sentence(checked.text, checked.citations)

    def outcome(self, fault: ModelFault | None = None) -> Outcome:
        total = self._kept + self._removed
        usable = fault is None and self._kept > 0 and self._removed <= MOST_REMOVED * total
        return Outcome(usable, self._kept, self._removed, self._refused, fault)


def _standalone(text: str, said: Sequence[str]) -> str | None:
    """The first line of `text` if it is a question made of words that were said."""
    line = next(iter(text.strip().splitlines()), "").strip(' -"„“»«*')
    known = {word for question in said for word in _words(question)}
    if not line or len(line) > _LONGEST_QUESTION:
        return None
    return line if all(word in known or word in STOP_WORDS for word in _words(line)) else None


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]
