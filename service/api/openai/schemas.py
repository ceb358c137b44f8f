"""The shapes of OpenAI's chat completions, as far as programs that speak to a model need them.

Requests may hold any other field: front ends send settings of sampling, which mean nothing here.
Source: https://platform.openai.com/docs/api-reference/chat
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api import schemas as shared
from service.api.chat_schemas import LONGEST_ANSWER, MOST_MESSAGES, Citation

MODEL = "massnahmenlotse"


class _Request(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Part(_Request):
    """A part of a message's content."""

    type: str
    text: Annotated[str, Field(max_length=LONGEST_ANSWER)] = ""


class Message(_Request):
    """A message. Those of front ends (`system`, `developer`) and of tools are neither read nor followed."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=LONGEST_ANSWER)] | list[Part] | None = None


class StreamOptions(_Request):
    """What a stream tells besides."""

    include_usage: bool = False


class ResponseFormat(_Request):
    """In which form the answer is wanted."""

    type: str = "text"


class CompletionRequest(_Request):
    """A conversation, as to a model. `tools` are never called; `n` can only be 1, and the answer is always text."""

    model: str
    messages: Annotated[list[Message], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    response_format: ResponseFormat | None = None


class Evidence(BaseModel):
    """What an answer rests on, besides what OpenAI's shapes have room for."""

    citations: list[Citation]
    measures: list[str] = Field(description="Ids of the measures that the answer shows, in its order")
    standalone_question: str
    answered_by: Literal["extract", "model"]
    answerable: bool
    notes: list[str]
    index: shared.IndexState


class Said(BaseModel):
    """The message of an answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class Choice(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: Said
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(BaseModel):
    """Words of the conversation and of the answer: there is no tokenizer of a model here to count with."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """An answer, whole."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    lotse: Evidence | None = Field(None, description="What the answer rests on; null for a front end's own tasks")


class Model(BaseModel):
    """What there is to speak to."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int
    owned_by: str = MODEL


class ModelList(BaseModel):
    """All that there is to speak to: one."""

    object: Literal["list"] = "list"
    data: list[Model]


Chunk = dict[str, Any]


class Fault(BaseModel):
    """What is wrong."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: str | None = Field(description="The field that doesn't fit, if it is one")
    code: str


class Failure(BaseModel):
    """An error, as OpenAI's clients read it."""

    error: Fault
