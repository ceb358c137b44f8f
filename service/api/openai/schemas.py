"""The parts of OpenAI's chat completion types that clients need.

Requests may contain other fields, such as sampling settings, which are ignored.
Source: https://platform.openai.com/docs/api-reference/chat
"""

from typing import Annotated, Any, Literal, LiteralString, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from service.api.openai.citing import Mark
from service.wire.chat import CitationModel, LatestMessages
from service.wire.common import FiltersModel
from service.wire.search import IndexStateModel

MODEL = "massnahmenlotse"
LONGEST_CONVERSATION = 4 * 1024 * 1024
"""Bytes of a request: its last messages count, but such clients send all of them, with our lists of sources."""


class RequestModel(BaseModel):
    """Base class of requests. Other fields are ignored."""

    model_config = ConfigDict(extra="ignore")


class ContentPartModel(RequestModel):
    """A part of a message's content."""

    type: str
    text: str = ""


SpeakerRole = Literal["system", "developer", "user", "assistant", "tool", "function"]


class CompletionMessageModel(RequestModel):
    """A message. Messages from front ends (`system`, `developer`) and tools are ignored."""

    role: SpeakerRole
    content: str | list[ContentPartModel] | None = None


class StreamOptionsModel(RequestModel):
    """Options of a stream."""

    include_usage: bool = False


class ResponseFormatModel(RequestModel):
    """The requested format of the answer."""

    type: str = "text"


def only(supported: str, kind: LiteralString = "unsupported") -> WrapValidator:
    """Refuse other values of a field with an error of a `kind`, which says what is supported."""

    def refusing(value: Any, validated: ValidatorFunctionWrapHandler) -> Any:
        try:
            return validated(value)
        except ValidationError:
            raise PydanticCustomError(kind, "is not supported", {"supported": supported}) from None

    return WrapValidator(refusing)


def other_than(unsupported: str, kind: LiteralString) -> AfterValidator:
    """Refuse one value of a field with an error of a `kind`."""

    def refusing(value: str) -> str:
        if value == unsupported:
            raise PydanticCustomError(kind, "is not supported")
        return value

    return AfterValidator(refusing)


UnforcedTool = Annotated[Literal["auto", "none"] | None, only('"auto", "none"')]
"""`tools` are never called, so that none can be forced to be."""


class AskingModel(RequestModel):
    """What both kinds of requests have."""

    model: str
    stream: bool | None = False
    filters: FiltersModel | None = Field(None, description="As in `/api/chat`")
    tool_choice: UnforcedTool = None

    @property
    def other_than_text(self) -> tuple[str, ...]:
        """Where in the request anything but text is wanted."""
        return ()


class CompletionRequest(AskingModel):
    """A conversation. `tools` are never called, `n` must be 1, and the answer is always text."""

    messages: Annotated[list[CompletionMessageModel], LatestMessages, Field(min_length=1)]
    stream_options: StreamOptionsModel | None = None
    n: Annotated[Literal[1] | None, only("1")] = None
    response_format: ResponseFormatModel | None = None
    modalities: Annotated[list[Literal["text"]] | None, only('["text"]')] = None
    audio: Annotated[None, only("null")] = None
    logprobs: Annotated[Literal[False] | None, only("false")] = None
    function_call: UnforcedTool = None

    @property
    def other_than_text(self) -> tuple[str, ...]:
        """Where in the request anything but text is wanted."""
        wanted = self.response_format.type if self.response_format else "text"
        return () if wanted == "text" else ("response_format", "type")


class ReplyBasisModel(BaseModel):
    """The basis of an answer, for which OpenAI's format has no fields."""

    citations: list[CitationModel]
    measures: list[str] = Field(description="Ids of the measures shown in the answer, in order")
    standalone_question: str
    answered_by: Literal["extract", "model"]
    answerable: bool
    notes: list[str]
    index: IndexStateModel


class UrlCitationModel(BaseModel):
    """A passage that `content[start_index:end_index]` cites; the indexes count Unicode code points."""

    start_index: int
    end_index: int
    title: str
    url: str = Field(description="Opens the page at the passage")

    @classmethod
    def of(cls, mark: Mark) -> Self:
        """Return the wire form of `mark`."""
        return cls(start_index=mark.start, end_index=mark.end, title=mark.source.title, url=mark.source.url)


class AnnotationModel(BaseModel):
    """A citation in the answer's text."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitationModel


class AnswerMessageModel(BaseModel):
    """The message of an answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[AnnotationModel] = Field(description="Citations by their numbers")


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
