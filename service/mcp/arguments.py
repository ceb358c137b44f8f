"""What the tools take. What each argument means is told in every language, by the texts of its name."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from retriever.query import LONGEST_QUESTION
from service.chat.message import Message
from service.wire.chat import ChatMessages
from service.wire.common import FiltersModel, Value, WireRequest, as_list
from service.wire.languages import InterfaceLanguage
from service.wire.search import not_blank

MOST_MEASURES = 10
_USUAL = 5
_MOST_FIELDS = 40


class SearchArguments(WireRequest):
    """A question or a description of a client, with filters."""

    question: Annotated[str, Field(max_length=LONGEST_QUESTION), AfterValidator(not_blank)]
    filters: FiltersModel | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_MEASURES)] = _USUAL
    language: InterfaceLanguage | None = None


class ReadArguments(WireRequest):
    """A measure; all of its fields or some of them, from some character of its document on."""

    id: Value
    fields: Annotated[list[Value], Field(max_length=_MOST_FIELDS), BeforeValidator(as_list)] = Field(default=[])
    after: Annotated[int, Field(ge=0)] = 0
    language: InterfaceLanguage | None = None


class AnswerArguments(WireRequest):
    """A conversation that ends with a question."""

    messages: ChatMessages
    filters: FiltersModel | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_MEASURES)] | None = None
    language: InterfaceLanguage | None = None

    def said(self) -> list[Message]:
        """Return the domain messages, without the user's empty ones."""
        return [each.to_message() for each in self.messages if each.content.strip() or each.role == "assistant"]


class FacetsArguments(WireRequest):
    """One filter whose values are wanted, or all."""

    key: Value | None = None
    offset: Annotated[int, Field(ge=0)] = 0
    language: InterfaceLanguage | None = None
