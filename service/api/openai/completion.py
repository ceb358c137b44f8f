"""An answer in OpenAI's shapes, whole or in chunks. Its sources stand below it, and as data in `lotse`."""

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import time
from typing import Any

from service.api.chat_schemas import ChatAnswer
from service.api.openai.schemas import MODEL, Choice, Chunk, Completion, Evidence, Said, Usage
from service.chat.markdown import escaped
from service.chat.reply import tokens
from service.texts import Texts


@dataclass(frozen=True)
class Reply:
    """What is to be sent for a conversation of `asked` words."""

    content: str
    asked: int
    evidence: Evidence | None = None
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time()))

    @property
    def usage(self) -> Usage:
        """Words of the conversation and of the answer."""
        said = words(self.content)
        return Usage(prompt_tokens=self.asked, completion_tokens=said, total_tokens=self.asked + said)

    def completion(self) -> Completion:
        """The answer, whole."""
        choices = [Choice(message=Said(content=self.content))]
        return Completion(id=self.id, created=self.created, choices=choices, usage=self.usage, lotse=self.evidence)

    def chunks(self, *, include_usage: bool) -> Iterator[Chunk]:
        """The answer in chunks; the last with a choice says what it rests on."""
        yield self._chunk({"role": "assistant", "content": ""})
        for token in tokens(self.content):
            yield self._chunk({"content": token})
        rest = {"lotse": self.evidence.model_dump(mode="json")} if self.evidence else {}
        yield self._chunk({}, finish="stop") | rest
        if include_usage:
            yield self._chunk(None) | {"usage": self.usage.model_dump()}

    def _chunk(self, delta: dict[str, Any] | None, finish: str | None = None) -> Chunk:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]
        head = {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": MODEL}
        return {**head, "choices": choices}


def content(answer: ChatAnswer) -> str:
    """The answer with what is to be said of it, and below it where each number stands."""
    below = [escaped(note) for note in answer.notes]
    if answer.citations:
        sources = "\n".join(f"- [{cited.number}] {escaped(cited.passage.citation)}" for cited in answer.citations)
        title = Texts.in_language(answer.language).text("common.sources")
        below.append(f"**{title}**\n\n{sources}")
    return "\n\n".join([answer.answer, *below])


def evidence(answer: ChatAnswer) -> Evidence:
    """What the answer rests on."""
    return Evidence(
        citations=answer.citations,
        measures=[hit.measure.id for hit in answer.measures],
        standalone_question=answer.standalone_question,
        answered_by=answer.answered_by,
        answerable=answer.answerable,
        notes=answer.notes,
        index=answer.index,
    )


def words(*texts: str) -> int:
    """How many words texts have."""
    return sum(len(text.split()) for text in texts)


def lines(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Chunks as server-sent events, with the end that OpenAI's clients wait for."""
    for chunk in chunks:
        yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
