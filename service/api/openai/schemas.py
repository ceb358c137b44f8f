"""The shapes of OpenAI's chat completions, as far as programs that speak to a model need them.

Requests may hold any other field: front ends send settings of sampling, which mean nothing here.
Source: https://platform.openai.com/docs/api-reference/chat
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.wire.chat import LONGEST_ANSWER, MOST_MESSAGES, CitationModel
from service.wire.search import IndexStateModel

MODEL = "massnahmenlotse"


class _Request(BaseModel):
    model_config = ConfigDict(extra="ignore")


class ContentPartModel(_Request):
    """A part of a message's content."""

    type: str
    text: Annotated[str, Field(max_length=LONGEST_ANSWER)] = ""


class CompletionMessageModel(_Request):
    """A message. Those of front ends (`system`, `developer`) and of tools are neither read nor followed."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=LONGEST_ANSWER)] | list[ContentPartModel] | None = None


class StreamOptionsModel(_Request):
    """What a stream tells besides."""

    include_usage: bool = False


class ResponseFormatModel(_Request):
    """In which form the answer is wanted."""

    type: str = "text"


class CompletionRequest(_Request):
    """A conversation, as to a model. `tools` are never called; `n` can only be 1, and the answer is always text."""

    model: str
    messages: Annotated[list[CompletionMessageModel], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream: bool | None = False
    stream_options: StreamOptionsModel | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    response_format: ResponseFormatModel | None = None


class ReplyBasisModel(BaseModel):
    """What an answer rests on, besides what OpenAI's shapes have room for."""

    citations: list[CitationModel]
    measures: list[str] = Field(description="Ids of the measures that the answer shows, in its order")
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
    """The one answer."""

    index: Literal[0] = 0
    message: AnswerMessageModel
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class UsageModel(BaseModel):
    """Words of the conversation and of the answer: there is no tokenizer of a model here to count with."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionResponse(BaseModel):
    """An answer, whole."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[ChoiceModel]
    usage: UsageModel
    lotse: ReplyBasisModel | None = Field(
        None, description="What the answer rests on; null for a front end's own tasks"
    )


class ModelResponse(BaseModel):
    """What there is to speak to."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int
    owned_by: str = MODEL


class ModelListResponse(BaseModel):
    """All that there is to speak to: one."""

    object: Literal["list"] = "list"
    data: list[ModelResponse]


Chunk = dict[str, Any]


class ErrorModel(BaseModel):
    """What is wrong."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: str | None = Field(description="The field that doesn't fit, if it is one")
    code: str


class ErrorResponse(BaseModel):
    """An error, as OpenAI's clients read it."""

    error: ErrorModel
