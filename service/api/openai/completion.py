"""Answers in OpenAI's format, whole or in chunks. Sources are appended as text, and as data in `lotse`."""

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import time
from typing import Any

from corpus.text.language import Language
from index.store import Index
from service.api.openai.schemas import (
    MODEL,
    AnswerMessageModel,
    ChoiceModel,
    Chunk,
    CompletionResponse,
    ReplyBasisModel,
    UsageModel,
)
from service.chat.markdown import escaped
from service.chat.reply import Reply, tokens
from service.wire.chat import CitationModel
from service.wire.search import IndexStateModel

_SOURCES: dict[Language, str] = {"de": "Quellen", "en": "Sources"}


@dataclass(frozen=True)
class Completion:
    """The completion of a conversation of `asked` words."""

    content: str
    asked: int
    basis: ReplyBasisModel | None = None
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time()))

    @property
    def usage(self) -> UsageModel:
        """The number of words in the conversation and the answer."""
        said = word_count(self.content)
        return UsageModel(prompt_tokens=self.asked, completion_tokens=said, total_tokens=self.asked + said)

    def response(self) -> CompletionResponse:
        """Return the whole answer."""
        choices = [ChoiceModel(message=AnswerMessageModel(content=self.content))]
        return CompletionResponse(id=self.id, created=self.created, choices=choices, usage=self.usage, lotse=self.basis)

    def chunks(self, *, include_usage: bool) -> Iterator[Chunk]:
        """Yield the answer in chunks; the last one with a choice carries its basis."""
        yield self._chunk({"role": "assistant", "content": ""})
        for token in tokens(self.content):
            yield self._chunk({"content": token})
        rest = {"lotse": self.basis.model_dump(mode="json")} if self.basis else {}
        yield self._chunk({}, finish="stop") | rest
        if include_usage:
            yield self._chunk(None) | {"usage": self.usage.model_dump()}

    def _chunk(self, delta: dict[str, Any] | None, finish: str | None = None) -> Chunk:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]
        head = {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": MODEL}
        return {**head, "choices": choices}


def with_sources(reply: Reply) -> str:
    """Return the reply's Markdown, followed by its notes and numbered sources."""
    below = [escaped(note) for note in reply.notes]
    if reply.citations:
        sources = "\n".join(f"- [{cited.number}] {escaped(cited.passage.citation)}" for cited in reply.citations)
        below.append(f"**{_SOURCES[reply.answer.language]}**\n\n{sources}")
    return "\n\n".join([reply.text, *below])


def reply_basis(reply: Reply, index: Index) -> ReplyBasisModel:
    """Return the basis of the reply: citations, measures, notes."""
    return ReplyBasisModel(
        citations=[CitationModel.model_validate(citation) for citation in reply.citations],
        measures=[hit.measure.id for hit in reply.answer.measures],
        standalone_question=reply.answer.question,
        answered_by=reply.answered_by,
        answerable=reply.answer.answerable,
        notes=list(reply.notes),
        index=IndexStateModel.of(index),
    )


def word_count(*texts: str) -> int:
    """Return the total number of words."""
    return sum(len(text.split()) for text in texts)


def event_lines(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Yield chunks as server-sent events, ending with the marker that OpenAI clients wait for."""
    for chunk in chunks:
        yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
