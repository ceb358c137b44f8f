"""The parts of OpenAI's chat completion types that clients need.

Requests may contain other fields, such as sampling settings, which are ignored.
Source: https://platform.openai.com/docs/api-reference/chat
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.wire.chat import CitationModel, LatestMessages
from service.wire.search import IndexStateModel

MODEL = "massnahmenlotse"


class _Request(BaseModel):
    model_config = ConfigDict(extra="ignore")


class ContentPartModel(_Request):
    """A part of a message's content."""

    type: str
    text: str = ""


class CompletionMessageModel(_Request):
    """A message. Messages from front ends (`system`, `developer`) and tools are ignored."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPartModel] | None = None


class StreamOptionsModel(_Request):
    """Options of a stream."""

    include_usage: bool = False


class ResponseFormatModel(_Request):
    """The requested format of the answer."""

    type: str = "text"


class CompletionRequest(_Request):
    """A conversation. `tools` are never called, `n` must be 1, and the answer is always text."""

    model: str
    messages: Annotated[list[CompletionMessageModel], LatestMessages, Field(min_length=1)]
    stream: bool | None = False
    stream_options: StreamOptionsModel | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    response_format: ResponseFormatModel | None = None


class ReplyBasisModel(BaseModel):
    """The basis of an answer, for which OpenAI's format has no fields."""

    citations: list[CitationModel]
    measures: list[str] = Field(description="Ids of the measures shown in the answer, in order")
    standalone_question: str
    answered_by: Literal["extract", "model"]
    answerable: bool
    notes: list[str]
    index: IndexStateModel


class AnswerMessageModel(BaseModel):
    """The message of an answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class ChoiceModel(BaseModel):
    """The only choice."""

    index: Literal[0] = 0
    message: AnswerMessageModel
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class UsageModel(BaseModel):
    """Word counts of conversation and answer, since there is no tokenizer to count tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionResponse(BaseModel):
    """A complete answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[ChoiceModel]
    usage: UsageModel
    lotse: ReplyBasisModel | None = Field(None, description="Basis of the answer; null for a front end's own tasks")


class ModelResponse(BaseModel):
    """The model."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int
    owned_by: str = MODEL


class ModelListResponse(BaseModel):
    """The list of models, which contains exactly one."""

    object: Literal["list"] = "list"
    data: list[ModelResponse]


Chunk = dict[str, Any]


class ErrorModel(BaseModel):
    """What is wrong with a request."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: str | None = Field(description="The invalid field, if any")
    code: str


class ErrorResponse(BaseModel):
    """An error in OpenAI's format."""

    error: ErrorModel
