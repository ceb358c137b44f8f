"""OpenAI's Responses API (https://platform.openai.com/docs/api-reference/responses) over the same conversation."""

import secrets
from collections.abc import Iterator
from itertools import count
from time import time
from typing import Annotated, Any, Literal, LiteralString, Self

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, BeforeValidator, Field

from service.api.chat import CLIENT_GONE, Writing, unless_gone
from service.api.dependencies import Current, Links, json_only
from service.api.openai import schemas
from service.api.openai.answering import Finished, begun, read_request, streamed
from service.api.openai.routes import ANSWERS
from service.api.sse import event
from service.chat.reply import tokens
from service.wire.chat import LatestMessages

_NOT_KEPT: LiteralString = "not_kept"
_ALONE = "alone"  # the type of the item that a mere text is taken for


def _items(value: Any) -> Any:
    return [{"type": _ALONE, "role": "user", "content": value}] if isinstance(value, str) else value


class InputItemModel(schemas.RequestModel):
    """A message. Calls of tools, their results and reasoning are ignored."""

    type: Annotated[str, schemas.other_than("item_reference", _NOT_KEPT)] = "message"
    role: schemas.SpeakerRole | None = None
    content: str | list[schemas.ContentPartModel] | None = None

    def to_message(self) -> schemas.CompletionMessageModel:
        """Return the message; what is none becomes one that isn't read."""
        return schemas.CompletionMessageModel(role=self.role or "tool", content=self.content)


class TextFormatModel(schemas.RequestModel):
    """How the text is to be formatted."""

    format: schemas.ResponseFormatModel | None = None


class ResponsesRequest(schemas.AskingModel):
    """A conversation. `instructions` aren't followed, `tools` never called, and nothing is stored."""

    input: Annotated[
        list[InputItemModel],
        LatestMessages,
        BeforeValidator(_items, json_schema_input_type=str | list[InputItemModel]),
        Field(min_length=1),
    ]
    text: TextFormatModel | None = None
    previous_response_id: Annotated[None, schemas.only("null", _NOT_KEPT)] = None
    conversation: Annotated[None, schemas.only("null", _NOT_KEPT)] = None
    background: Annotated[Literal[False] | None, schemas.only("false")] = None
    top_logprobs: Annotated[Literal[0] | None, schemas.only("0")] = None

    @property
    def other_than_text(self) -> tuple[str, ...]:
        wanted = self.text.format.type if self.text and self.text.format else "text"
        return () if wanted == "text" else ("text", "format", "type")

    def where(self, place: int) -> tuple[str | int, ...]:
        """Where the content of a message stands."""
        return ("input",) if self.input[0].type == _ALONE else ("input", place, "content")


class TextAnnotationModel(schemas.UrlCitationModel):
    """A citation in the answer's text."""

    type: Literal["url_citation"] = "url_citation"


class OutputTextModel(BaseModel):
    """The text of the answer."""

    type: Literal["output_text"] = "output_text"
    text: str = ""
    annotations: list[TextAnnotationModel] = []


class OutputMessageModel(BaseModel):
    """The only item of the answer."""

    id: str = Field(default_factory=lambda: f"msg_{secrets.token_hex(12)}")
    type: Literal["message"] = "message"
    role: Literal["assistant"] = "assistant"
    status: Literal["in_progress", "completed"] = "in_progress"
    content: list[OutputTextModel] = []


class ResponseUsageModel(BaseModel):
    """Word counts of conversation and answer, since there is no tokenizer to count tokens."""

    input_tokens: int
    input_tokens_details: dict[str, int] = {"cached_tokens": 0}
    output_tokens: int
    output_tokens_details: dict[str, int] = {"reasoning_tokens": 0}
    total_tokens: int


class ResponsesResponse(BaseModel):
    """An answer; its settings are those it was made under, whatever was wished for."""

    id: str = Field(default_factory=lambda: f"resp_{secrets.token_hex(12)}")
    object: Literal["response"] = "response"
    created_at: int = Field(default_factory=lambda: int(time()))
    status: Literal["in_progress", "completed"] = "in_progress"
    error: None = None
    incomplete_details: None = None
    instructions: None = None
    metadata: dict[str, str] = {}
    model: str = schemas.MODEL
    output: list[OutputMessageModel] = []
    parallel_tool_calls: Literal[False] = False
    store: Literal[False] = False
    temperature: None = None
    tool_choice: Literal["none"] = "none"
    tools: list[None] = []
    top_p: None = None
    usage: ResponseUsageModel | None = None
    lotse: schemas.ReplyBasisModel | None = Field(default=None, description="As in a completion")

    def completed(self, item: OutputMessageModel, finished: Finished) -> Self:
        """Return the response with the answer in its only item."""
        cited, asked, said = finished.cited, finished.asked, finished.said
        part = OutputTextModel(text=cited.text, annotations=[TextAnnotationModel.of(mark) for mark in cited.marks])
        output = [item.model_copy(update={"status": "completed", "content": [part]})]
        usage = ResponseUsageModel(input_tokens=asked, output_tokens=said, total_tokens=asked + said)
        own = {"status": "completed", "output": output, "usage": usage, "lotse": finished.basis}
        return self.model_copy(update=own)


class _Events:
    """The events of a stream, numbered through."""

    def __init__(self) -> None:
        self._response, self._item, self._numbers = ResponsesResponse(), OutputMessageModel(), count()

    def first(self) -> Iterator[str]:
        """Yield what is sent before the answer is known."""
        for name in ("created", "in_progress"):
            yield self._event(name, response=self._response.model_dump())

    def rest(self, finished: Finished) -> Iterator[str]:
        """Yield the answer's events, the last of which has all of it."""
        response = self._response.completed(self._item, finished)
        (message,) = response.output
        (part,) = message.content
        place = {"item_id": message.id, "output_index": 0, "content_index": 0}
        yield self._event("output_item.added", output_index=0, item=self._item.model_dump())
        yield self._event("content_part.added", **place, part=OutputTextModel().model_dump())
        for token in tokens(part.text):
            yield self._event("output_text.delta", **place, delta=token, logprobs=[])
        for number, each in enumerate(part.annotations):
            cited = {"annotation_index": number, "annotation": each.model_dump()}
            yield self._event("output_text.annotation.added", **place, **cited)
        yield self._event("output_text.done", **place, text=part.text, logprobs=[])
        yield self._event("content_part.done", **place, part=part.model_dump())
        yield self._event("output_item.done", output_index=0, item=message.model_dump())
        yield self._event("completed", response=response.model_dump(mode="json"))

    def _event(self, name: str, **fields: Any) -> str:
        kind = f"response.{name}"
        return event(kind, {"type": kind, "sequence_number": next(self._numbers), **fields})


responding = APIRouter(prefix="/v1", tags=["openai"])


@responding.post(
    "/responses",
    operation_id="response",
    response_model=ResponsesResponse,
    dependencies=[Depends(json_only)],
    responses=ANSWERS,
)
async def respond(
    wanted: Annotated[ResponsesRequest, Body()],
    request: Request,
    retriever: Current,
    writer: Writing,
    links: Links,
) -> ResponsesResponse | Response:
    """Answer the last message as `/v1/chat/completions` does, in the shape of OpenAI's Responses API."""
    said = [item.to_message() for item in wanted.input]
    asked = await run_in_threadpool(read_request, said, wanted, retriever.index, wanted.where)
    finishing = await begun(asked, request, retriever, writer, links)
    if wanted.stream:
        events = _Events()
        return streamed(finishing, events.first(), events.rest)
    finished = await unless_gone(request, finishing)
    if finished:
        return ResponsesResponse().completed(OutputMessageModel(), finished)
    return Response(status_code=CLIENT_GONE)
