"""What goes over HTTP for a conversation."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from retriever.query import LONGEST_QUESTION
from service.api import schemas as shared
from service.api.languages import InterfaceLanguage
from service.chat.answer import Answer, Kind
from service.chat.assistant import SHOWN
from service.chat.markdown import markdown
from service.chat.message import Message as Said
from service.chat.message import Role

BODY_LIMIT = 256 * 1024
"""Bytes of a whole conversation."""
MOST_MESSAGES = 100
LONGEST_ANSWER = 40_000
_MOST_IDS = 100
_LONGEST_ID = 200


class Message(BaseModel):
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

    def said(self) -> Said:
        """The message as the program works with it."""
        return Said(self.role, self.content, tuple(self.measures), self.as_typed)


def _ends_with_question(messages: list[Message]) -> list[Message]:
    if messages[-1].role != "user" or not messages[-1].content.strip():
        raise PydanticCustomError("no_question", "the last message must be a question of the user")
    return messages


class ChatRequest(BaseModel):
    """A conversation, whole; the service keeps none."""

    model_config = ConfigDict(extra="forbid")

    messages: Annotated[
        list[Message], Field(min_length=1, max_length=MOST_MESSAGES), AfterValidator(_ends_with_question)
    ]
    filters: shared.Filters | None = None
    language: InterfaceLanguage | None = Field(
        None, description="Language of the answer; that of the last message if left out"
    )
    limit: Annotated[int, Field(ge=1, le=36, strict=True, description="How many measures to show")] = SHOWN
    stream: bool = Field(False, description="Answer as server-sent events: passages, token, ..., answer")
    without: shared.Without = []

    def said(self) -> list[Said]:
        """The messages as the program works with them; empty ones of the user say nothing."""
        return [message.said() for message in self.messages if message.content.strip() or message.role == "assistant"]

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Accepted values of each filter that is set."""
        return self.filters.by_key() if self.filters else {}


class Citation(BaseModel):
    """A numbered passage; `[number]` in the answer points at it."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    passage: shared.Passage


class Found(BaseModel):
    """What an answer rests on; the first event of a stream."""

    kind: Kind
    language: str
    standalone_question: str = Field(description="The question as it was understood, by itself")
    rewritten: bool = Field(description="Whether that differs from what was typed")
    answerable: bool
    citations: list[Citation]
    measures: list[shared.MeasureHit] = Field(description="Those that the answer shows, in its order")
    index: shared.IndexState
    understood: list[shared.Understood]
    expanded: list[shared.Expanded]
    facets: dict[str, dict[str, int]]
    degraded: list[str]


class FoundWithPassages(Found):
    """The same with the passages that were found."""

    passages: list[shared.Passage]


class ChatAnswer(Found):
    """An answer in Markdown whose every `[n]` is a citation. `notes` say what was left out or couldn't be had."""

    answer: str
    answered_by: Literal["extract", "model"]
    grounded: bool
    suggestions: list[str] = Field(description="Questions that can be sent as they stand")
    notes: list[str]


def found(answer: Answer, index: shared.IndexState, degraded: tuple[str, ...]) -> Found:
    """What `answer` rests on."""
    result = answer.result
    return Found(
        kind=answer.kind,
        language=answer.language,
        standalone_question=answer.question,
        rewritten=answer.rewritten,
        answerable=answer.answerable,
        citations=[Citation.model_validate(cited) for cited in answer.citations],
        measures=[shared.MeasureHit.of(hit) for hit in answer.measures],
        index=index,
        degraded=list(degraded),
        understood=[shared.Understood.model_validate(read) for read in result.understood] if result else [],
        expanded=[shared.Expanded.model_validate(more) for more in result.expanded] if result else [],
        facets={key: dict(counts) for key, counts in result.facets.items()} if result else {},
    )


def with_passages(answer: Answer, rest: Found) -> FoundWithPassages:
    """`rest` with the passages of the search."""
    passages = answer.result.passages if answer.result else ()
    return FoundWithPassages.model_validate(
        {**rest.model_dump(), "passages": [shared.Passage.model_validate(passage) for passage in passages]}
    )


def extract(answer: Answer, rest: Found) -> ChatAnswer:
    """The answer made of quotes."""
    return ChatAnswer.model_validate(
        {
            **rest.model_dump(),
            "answer": markdown(answer),
            "answered_by": "extract",
            "grounded": True,
            "suggestions": answer.suggestions,
            "notes": [],
        }
    )
