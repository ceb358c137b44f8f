"""Answers written by a model, sentence by sentence; only sentences that pass the grounding check are let through."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from time import monotonic

from corpus.text.language import Language
from corpus.text.sentences import sentence_end
from index.encoders.encoder import Encoder
from index.store import Index
from prompts.render import Prompt, answer_prompt
from retriever.result import Passage
from service.grounding.check import LONGEST_SENTENCE, CheckedSentence, Grounding
from service.llm.client import ModelClient
from service.llm.fault import ModelFault
from service.llm.rewriting import Rewriter
from service.llm.sources import sources_of
from service.settings import ModelSettings

_CITED_AFTER = re.compile(r"([.!?])[ \t]*((?:\[\d+\][ \t,]*)+)")
_END = re.compile(rf"\n+|{sentence_end()}|(?<=\])[ \t]+(?=[A-ZÄÖÜ„\"»])(?<=[.!?]\][ \t])")


class SentenceBuffer:
    """Collects the pieces of an answer and gives out whole sentences: `Es kostet 10 €. [1] Es dauert` has one."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, piece: str) -> Iterator[str]:
        """Yield the sentences that `piece` completes; the last one waits until something follows it."""
        self._held = _moved(self._held + piece)
        *complete, self._held = _split(self._held)
        if len(self._held) > LONGEST_SENTENCE:
            complete, self._held = [*complete, self._held], ""
        yield from filter(None, map(str.strip, complete))

    def rest(self) -> Iterator[str]:
        """Yield what is left at the end."""
        left, self._held = _split(_moved(self._held)), ""
        yield from filter(None, map(str.strip, left))


def _moved(text: str) -> str:
    """Turn `kostet 10 €. [1]` into `kostet 10 € [1].`: a citation after a full stop belongs to the sentence before."""
    return _CITED_AFTER.sub(lambda match: f" {match[2].strip()}{match[1]} ", text)


def _split(text: str) -> list[str]:
    parts, start = [], 0
    for match in _END.finditer(text):
        parts.append(text[start : match.end()])
        start = match.end()
    return [*parts, text[start:]]


MOST_REMOVED = 0.5
"""If a larger share of the sentences fails the check, none of the answer can be trusted."""


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence that passed the check, in plain text, with the numbers of the passages that it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the writing ended: whether the sentences let through make an answer, and the fault if the model failed."""

    usable: bool
    removed: int = 0
    fault: ModelFault | None = None


class Writer:
    """Writes answers with one model, from passages of whichever index is current.

    It counts how often the model was `asked`, and its `faults` by reason.
    """

    def __init__(self, client: ModelClient, settings: ModelSettings) -> None:
        self._client = client
        self._settings = settings
        self.rewriter = Rewriter(client, settings)
        self.asked = 0
        self.faults: Counter[str] = Counter()

    async def write(
        self, question: str, language: Language, passages: Mapping[int, Passage], index: Index, encoder: Encoder
    ) -> AsyncGenerator[WrittenSentence | Outcome, None]:
        """Yield sentences that pass the check as they arrive, then the outcome. Never raises model errors."""
        sources = sources_of(passages)
        if not sources:
            yield Outcome(usable=False)
            return
        self.asked += 1
        prompt = answer_prompt(question, language, sources, self._settings.prompt_characters)
        given = {source.number: passages[source.number] for source in prompt.sources}
        grounding = await asyncio.to_thread(Grounding, index, encoder, given, language)
        tally = _Tally()
        end = monotonic() + self._settings.total_seconds  # checking takes time as well
        try:
            async with aclosing(self._sentences(prompt)) as sentences:
                async for text in sentences:
                    if monotonic() > end:
                        raise ModelFault("total")
                    if (sentence := tally.count(await asyncio.to_thread(grounding.check, text))) is not None:
                        yield sentence
        except ModelFault as fault:
            self.faults[fault.reason] += 1
            yield tally.outcome(fault)
            return
        yield tally.outcome()

    async def close(self) -> None:
        """Close the connections to the model."""
        await self._client.close()

    async def _sentences(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        buffer = SentenceBuffer()
        async with aclosing(self._client.stream(prompt)) as pieces:
            async for piece in pieces:
                for start in range(0, len(piece), LONGEST_SENTENCE):
                    for sentence in buffer.add(piece[start : start + LONGEST_SENTENCE]):
                        yield sentence
        for sentence in buffer.rest():
            yield sentence


class _Tally:
    """Counts sentences that pass and fail. Linking sentences and refusals claim nothing: neither shown nor counted."""

    def __init__(self) -> None:
        self._kept = self._removed = 0

    def count(self, checked: CheckedSentence) -> WrittenSentence | None:
        if checked.refuses or checked.linking:
            return None
        if checked.objection:
            self._removed += 1
            return None
        self._kept += 1
        return WrittenSentence(checked.text, checked.citations)

    def outcome(self, fault: ModelFault | None = None) -> Outcome:
        total = self._kept + self._removed
        usable = fault is None and self._kept > 0 and self._removed <= MOST_REMOVED * total
        return Outcome(usable, self._removed, fault)
