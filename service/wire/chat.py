"""A conversation on the wire."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from corpus.text.language import Language
from index.store import Index
from retriever.query import LONGEST_QUESTION
from service.chat.answer import Answer, Kind
from service.chat.assistant import SHOWN
from service.chat.message import Message, Role
from service.chat.reply import Reply
from service.wire.common import FiltersModel, Without
from service.wire.search import (
    ExpandedModel,
    IndexStateModel,
    MeasureHitModel,
    PassageModel,
    UnderstoodModel,
)

BODY_LIMIT = 256 * 1024
"""Bytes of a whole conversation."""
MOST_MESSAGES = 100
LONGEST_ANSWER = 40_000
_MOST_IDS = 100
_LONGEST_ID = 200


class MessageModel(BaseModel):
    """One message of a conversation. `measures` are the ids that an answer showed, in order."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    content: Annotated[str, Field(max_length=LONGEST_ANSWER)]
    measures: Annotated[list[Annotated[str, Field(max_length=_LONGEST_ID)]], Field(max_length=_MOST_IDS)] = []
    as_typed: bool = Field(False, description="Take these words as they stand, whatever was said before")

    @model_validator(mode="after")
    def _short_enough(self) -> Self:
        if self.role == "user" and len(self.content) > LONGEST_QUESTION:
            raise PydanticCustomError("question_too_long", "too long", {"max_length": LONGEST_QUESTION})
        return self

    def to_message(self) -> Message:
        """Return the message as the program works with it."""
        return Message(self.role, self.content, tuple(self.measures), self.as_typed)


def _ends_with_question(messages: list[MessageModel]) -> list[MessageModel]:
    if messages[-1].role != "user" or not messages[-1].content.strip():
        raise PydanticCustomError("no_question", "the last message must be a question of the user")
    return messages


class ChatRequest(BaseModel):
    """A conversation, whole; the service keeps none."""

    model_config = ConfigDict(extra="forbid")

    messages: Annotated[
        list[MessageModel], Field(min_length=1, max_length=MOST_MESSAGES), AfterValidator(_ends_with_question)
    ]
    filters: FiltersModel | None = None
    language: Language | None = Field(None, description="Language of the answer; that of the last message if left out")
    limit: Annotated[int, Field(ge=1, le=36, strict=True, description="How many measures to show")] = SHOWN
    stream: bool = Field(False, description="Answer as server-sent events: passages, token, ..., answer")
    without: Without = []

    def to_messages(self) -> list[Message]:
        """Return the messages as the program works with them; empty ones of the user say nothing."""
        return [
            message.to_message() for message in self.messages if message.content.strip() or message.role == "assistant"
        ]

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Accepted values of each filter that is set."""
        return self.filters.by_key() if self.filters else {}


class CitationModel(BaseModel):
    """A numbered passage; `[number]` in the answer points at it."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    passage: PassageModel


class AnswerBasisModel(BaseModel):
    """What an answer rests on."""

    kind: Kind
    language: Language
    standalone_question: str = Field(description="The question as it was understood, by itself")
    rewritten: bool = Field(description="Whether that differs from what was typed")
    answerable: bool
    citations: list[CitationModel]
    measures: list[MeasureHitModel] = Field(description="Those that the answer shows, in its order")
    index: IndexStateModel
    understood: list[UnderstoodModel]
    expanded: list[ExpandedModel]
    facets: dict[str, dict[str, int]]
    degraded: list[str]


class PassagesEvent(AnswerBasisModel):
    """The first event of a stream: what the answer rests on, with the passages that were found."""

    passages: list[PassageModel]

    @classmethod
    def of(cls, answer: Answer, index: Index, degraded: tuple[str, ...]) -> Self:
        """Return what `answer` rests on, as it goes over the wire."""
        passages = answer.result.passages if answer.result else ()
        return cls.model_validate(
            {**_basis(answer, index, degraded), "passages": map(PassageModel.model_validate, passages)}
        )


class ChatResponse(AnswerBasisModel):
    """An answer in Markdown whose every `[n]` is a citation. `notes` say what was left out or couldn't be had."""

    answer: str
    answered_by: Literal["extract", "model"]
    grounded: bool
    suggestions: list[str] = Field(description="Questions that can be sent as they stand")
    notes: list[str]

    @classmethod
    def of(cls, reply: Reply, index: Index, degraded: tuple[str, ...]) -> Self:
        """Return `reply` as it goes over the wire; `degraded` says why no newer generation serves."""
        return cls.model_validate(
            {
                **_basis(reply.answer, index, degraded),
                "citations": [CitationModel.model_validate(citation) for citation in reply.citations],
                "answer": reply.text,
                "answered_by": reply.answered_by,
                "grounded": True,
                "suggestions": reply.answer.suggestions,
                "notes": reply.notes,
            }
        )


def _basis(answer: Answer, index: Index, degraded: tuple[str, ...]) -> dict[str, object]:
    result = answer.result
    return {
        "kind": answer.kind,
        "language": answer.language,
        "standalone_question": answer.question,
        "rewritten": answer.rewritten,
        "answerable": answer.answerable,
        "citations": [CitationModel.model_validate(citation) for citation in answer.citations],
        "measures": [MeasureHitModel.of(hit) for hit in answer.measures],
        "index": IndexStateModel.of(index),
        "degraded": degraded,
        "understood": [UnderstoodModel.model_validate(read) for read in result.understood] if result else [],
        "expanded": [ExpandedModel.model_validate(more) for more in result.expanded] if result else [],
        "facets": result.facets if result else {},
    }
