"""Answers in OpenAI's format, whole or in chunks: their text, annotations, and as `lotse` what they rest on."""

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import time
from typing import Any

from service.api.openai.answering import Finished
from service.api.openai.citing import CitedSource
from service.api.openai.schemas import (
    MODEL,
    AnnotationModel,
    AnswerMessageModel,
    ChoiceModel,
    Chunk,
    CompletionResponse,
    UrlCitationModel,
    UsageModel,
)
from service.chat.reply import tokens


@dataclass(frozen=True)
class Completion:
    """A finished answer as a completion."""

    finished: Finished
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time()))

    @property
    def usage(self) -> UsageModel:
        """The number of words in the conversation and the answer."""
        asked, said = self.finished.asked, self.finished.said
        return UsageModel(prompt_tokens=asked, completion_tokens=said, total_tokens=asked + said)

    @property
    def annotations(self) -> list[AnnotationModel]:
        """Where the answer cites what."""
        return [AnnotationModel(url_citation=UrlCitationModel.of(mark)) for mark in self.finished.cited.marks]

    def response(self) -> CompletionResponse:
        """Return the whole answer."""
        message = AnswerMessageModel(content=self.finished.cited.text, annotations=self.annotations)
        return CompletionResponse(
            id=self.id,
            created=self.created,
            choices=[ChoiceModel(message=message)],
            usage=self.usage,
            lotse=self.finished.basis,
        )

    def chunks(self, *, include_usage: bool) -> Iterator[Chunk]:
        """Yield the answer in chunks; after its text come the sources, and the last one with a choice has its basis."""
        yield self._chunk({"role": "assistant", "content": ""})
        for token in tokens(self.finished.cited.text):
            yield self._chunk({"content": token})
        for source in self.finished.cited.sources:
            yield self._chunk({}) | {"event": _source_event(source)}
        if self.finished.cited.marks:
            yield self._chunk({"annotations": [each.model_dump() for each in self.annotations]})
        basis = self.finished.basis
        rest = {"lotse": basis.model_dump(mode="json")} if basis else {}
        yield self._chunk({}, finish="stop") | rest
        if include_usage:
            yield self._chunk(None) | {"usage": self.usage.model_dump()}

    def _chunk(self, delta: dict[str, Any] | None, finish: str | None = None) -> Chunk:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]
        head = {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": MODEL}
        return {**head, "choices": choices}


def _source_event(source: CitedSource) -> dict[str, Any]:
    """What Open WebUI makes a chip of that shows the quote under its title: of annotations it only shows the address.

    `external` and, in later releases, `source_url` keep the title, and keep the browser from fetching an icon for the
    address from a search engine.
    """
    place = {"source": source.url, "name": source.title, "external": True, "source_url": source.url}
    data = {"source": {"name": source.title, "url": source.url}, "document": [source.quote], "metadata": [place]}
    return {"type": "source", "data": data}


def event_lines(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Yield chunks as server-sent events, ending with the marker that OpenAI clients wait for."""
    for chunk in chunks:
        yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
