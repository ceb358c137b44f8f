"""Wire types of conversations."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from index.store import Index
from retriever.query import LONGEST_QUESTION
from service.chat.answer import Answer, Kind
from service.chat.message import Message, Role
from service.chat.reply import Reply
from service.wire.common import FiltersModel, Visible, Without
from service.wire.conditions import ConditionModel, InquiryModel
from service.wire.languages import InterfaceLanguage
from service.wire.rows import HitRowModel
from service.wire.search import (
    CriterionModel,
    ExpandedModel,
    IndexStateModel,
    MeasureHitModel,
    PassageModel,
    UnderstoodModel,
    findings_by_key,
)

BODY_LIMIT = 1024 * 1024
"""The largest conversation, in bytes."""
MOST_MESSAGES = 100
"""So many of the last messages count."""
LONGEST_ANSWER = 40_000
_MOST_IDS = 100
_LONGEST_ID = 200


def _latest(messages: Any) -> Any:
    return messages[-MOST_MESSAGES:] if isinstance(messages, list) else messages


LatestMessages = BeforeValidator(_latest)
"""Takes the last messages of a long conversation, so that it never comes to an end."""


def _earlier_cut(messages: Any) -> Any:
    """Only the last message is refused if it is too long: the others can't be taken back."""
    return [*map(_cut, messages[:-1]), *messages[-1:]] if isinstance(messages, list) else messages


def _cut(message: Any) -> Any:
    if not isinstance(message, dict) or not isinstance(content := message.get("content"), str):
        return message
    return {**message, "content": content[: LONGEST_QUESTION if message.get("role") == "user" else LONGEST_ANSWER]}


class MessageModel(BaseModel):
    """A message. `measures` are the ids of the measures an answer showed, in order."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    content: Annotated[str, Field(max_length=LONGEST_ANSWER), Visible]
    measures: Annotated[list[Annotated[str, Field(max_length=_LONGEST_ID)]], Field(max_length=_MOST_IDS)] = []
    as_typed: bool = Field(False, strict=True, description="Take this message literally, ignoring earlier messages")

    @model_validator(mode="after")
    def _short_enough(self) -> Self:
        if self.role == "user" and len(self.content) > LONGEST_QUESTION:
            raise PydanticCustomError("question_too_long", "too long", {"max_length": LONGEST_QUESTION})
        return self

    def to_message(self) -> Message:
        """Return the domain message."""
        return Message(self.role, self.content, tuple(self.measures), self.as_typed)


def _ends_with_question(messages: list[MessageModel]) -> list[MessageModel]:
    if messages[-1].role != "user" or not messages[-1].content.strip():
        raise PydanticCustomError("no_question", "the last message must be a user question")
    return messages


ChatMessages = Annotated[
    list[MessageModel],
    BeforeValidator(_earlier_cut),
    LatestMessages,
    Field(min_length=1, description="A conversation that ends with a question; its last 100 messages count"),
    AfterValidator(_ends_with_question),
]


class ChatRequest(BaseModel):
    """A whole conversation. The service is stateless."""

    model_config = ConfigDict(extra="forbid")

    messages: ChatMessages
    filters: FiltersModel | None = None
    language: InterfaceLanguage | None = Field(
        None, description="Language of the answer; defaults to that of the last message"
    )
    limit: Annotated[int, Field(ge=1, le=36, strict=True)] | None = Field(
        None, description="How many measures to show; if omitted, 5, but all of a list that was asked for"
    )
    stream: bool = Field(False, strict=True, description="Answer as server-sent events: passages, token, ..., answer")
    without: Without = []
    rows: bool = Field(
        False,
        strict=True,
        description="Return `rows`, also of measures beside those of the answer, and neither `measures` nor passages",
    )

    def to_messages(self) -> list[Message]:
        """Return the domain messages, without the user's empty ones."""
        return [
            message.to_message() for message in self.messages if message.content.strip() or message.role == "assistant"
        ]

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Return the accepted values of each filter that is set."""
        return self.filters.by_key() if self.filters else {}


class CitationModel(BaseModel):
    """A numbered passage that `[number]` in the answer refers to."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    passage: PassageModel


class AnswerBasisModel(BaseModel):
    """The basis of an answer: how the question was understood, citations and measures."""

    kind: Kind
    language: str
    standalone_question: str = Field(description="The question as understood, self-contained")
    rewritten: bool = Field(description="Whether it differs from the last message")
    answerable: bool
    citations: list[CitationModel]
    measures: list[MeasureHitModel] = Field(description="Measures shown in the answer, in order")
    index: IndexStateModel
    understood: list[UnderstoodModel]
    criteria: list[CriterionModel] = Field(description="What the question states of a client or a wish")
    expanded: list[ExpandedModel]
    facets: dict[str, dict[str, int]]
    rows: list[HitRowModel] | None = Field(description="What was found, as rows of a list; null unless asked for")
    missing: list[str] = Field(description="Things the question mentions but no document does")
    asks_back: bool = Field(
        description="Whether the question names no measure, so that one of those found is to be chosen"
    )
    conditions: list[ConditionModel] = Field(description="What was understood as a condition on the measures")
    unapplied: list[str] = Field(description="Words that put a condition which no figure can meet")
    inquiry: InquiryModel | None = Field(description="What is asked of the measures' figures")
    degraded: list[str]


class PassagesEvent(AnswerBasisModel):
    """The first event of a stream: the basis of the answer and the passages found."""

    passages: list[PassageModel]
    written: bool = Field(False, description="Whether a model is asked to write the answer")

    @classmethod
    def of(
        cls, answer: Answer, index: Index, degraded: tuple[str, ...], *, rows: bool = False, written: bool = False
    ) -> Self:
        """Return the event for `answer`."""
        passages = answer.result.passages if answer.result and not rows else ()
        return cls.model_validate(
            {
                **_basis(answer, index, degraded, rows=rows),
                "passages": map(PassageModel.model_validate, passages),
                "written": written,
            }
        )


class ChatResponse(AnswerBasisModel):
    """An answer in Markdown. Every `[n]` is a citation; `notes` say what was omitted or unavailable."""

    answer: str
    answered_by: Literal["extract", "model"]
    grounded: bool
    suggestions: list[str] = Field(description="Follow-up questions, ready to send")
    notes: list[str]

    @classmethod
    def of(
        cls, reply: Reply, index: Index, degraded: tuple[str, ...], *, rows: bool = False, told: bool = False
    ) -> Self:
        """Return the response for `reply`; `degraded` lists why no newer generation is serving.

        Of rows that were `told` already none is repeated.
        """
        return cls.model_validate(
            {
                **_basis(reply.answer, index, degraded, rows=rows, told=told),
                "citations": [CitationModel.model_validate(citation) for citation in reply.citations],
                "answer": reply.text,
                "answered_by": reply.answered_by,
                "grounded": True,
                "suggestions": reply.answer.suggestions,
                "notes": reply.notes,
            }
        )


def _basis(
    answer: Answer, index: Index, degraded: tuple[str, ...], *, rows: bool, told: bool = False
) -> dict[str, object]:
    result = answer.result
    return {
        "kind": answer.kind,
        "language": answer.language,
        "standalone_question": answer.question,
        "rewritten": answer.rewritten,
        "answerable": answer.answerable,
        "citations": [CitationModel.model_validate(citation) for citation in answer.citations],
        "measures": [] if rows else [MeasureHitModel.of(hit) for hit in answer.measures],
        "rows": list(_rows(answer, index)) if rows and not told else None,
        "missing": result.missing if result else [],
        "asks_back": answer.asks_back,
        "index": IndexStateModel.of(index),
        "degraded": degraded,
        "understood": [UnderstoodModel.model_validate(read) for read in result.understood] if result else [],
        "criteria": [CriterionModel.model_validate(each) for each in result.criteria] if result else [],
        "expanded": [ExpandedModel.model_validate(more) for more in result.expanded] if result else [],
        "facets": result.facets if result else {},
        **findings_by_key(result.findings if result else None),
    }


def _rows(answer: Answer, index: Index) -> Iterator[HitRowModel]:
    for beside, hits in ((False, answer.measures), (True, answer.further)):
        yield from (HitRowModel.of_hit(index, hit, beside=beside) for hit in hits)
