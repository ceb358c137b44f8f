"""An index in this process: the same results as over HTTP, without a service. Needs the application installed."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from massnahmenlotse.entries import MeasureEntry
from massnahmenlotse.errors import PackageMissing, ProblemReported, reported
from massnahmenlotse.requests import Filters, chat_body, page_address, search_body
from massnahmenlotse.results import ConversationAnswer, SearchResults

if TYPE_CHECKING:
    from pydantic import BaseModel

    from retriever.retriever import Retriever

M = TypeVar("M", bound="BaseModel")


def open_index(
    path: str | Path | None = None, *, model: str | None = None, page: str | None = None, language: str = "de"
) -> "LocalIndex":
    """Open the index in the folder `path`; without one, that of the command `lotse`, as LOTSE_INDEX has it.

    `model` is the encoder that it was built with (None: that of LOTSE_MODEL, or the bundled one), `page` the address of
    a service with the same index, for links, `language` (`de`, `en`) that of error messages. What is open stays as it
    is when the index is built anew. Raises ServiceUnavailable if there is no index that can be used, and
    PackageMissing where only the client is installed.
    """
    try:
        from index.encoders.encoder import EncoderError
        from index.encoders.load import load_encoder
        from index.store import Index, IndexUnavailable
        from retriever.retriever import Retriever
        from service.settings import default_index
    except ModuleNotFoundError as error:
        raise PackageMissing(
            f"open_index needs the application, and {error.name} isn't here: install massnahmenlotse, "
            "or ask a service with Client"
        ) from error
    root = Path(path or os.environ.get("LOTSE_INDEX") or default_index()).expanduser()
    try:
        encoder = load_encoder(model or os.environ.get("LOTSE_MODEL") or None)
        found = Index.load(root, encoder)
    except (IndexUnavailable, EncoderError) as error:
        name = "no-index" if isinstance(error, IndexUnavailable) else "no-encoder"
        raise _problem(name, language, degraded=[str(error)]) from error
    return LocalIndex(Retriever(found, encoder), page_address(page) if page else None, language)


class LocalIndex:
    """An index that is open. May be used by several threads at once."""

    def __init__(self, retriever: "Retriever", page: str | None, language: str) -> None:
        """Use `open_index`."""
        from service.chat.assistant import Chat

        self._retriever = retriever
        self._chat = Chat(retriever)
        self._page = page
        self._language = language

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        language: str | None = None,
        without: Sequence[str] = (),
    ) -> SearchResults:
        """Search for at most `limit` measures, as Client.search does. Raises InvalidRequest."""
        from corpus.text.invisible import visible
        from retriever.query import Question
        from service.wire.search import SearchRequest, SearchResponse

        wanted = self._valid(SearchRequest, search_body(question, limit, filters, language, without))
        asked = Question(
            visible(wanted.question), wanted.limit, wanted.by_key(), wanted.language, without=tuple(wanted.without)
        )
        found = self._retriever.search(asked)
        data = SearchResponse.of(found, found.degraded).model_dump(mode="json")
        return SearchResults.of({**data, "question": wanted.question}, self._page)

    def ask(
        self,
        question: str,
        *,
        after: ConversationAnswer | None = None,
        limit: int | None = None,
        filters: Filters | None = None,
        language: str | None = None,
        without: Sequence[str] = (),
    ) -> ConversationAnswer:
        """Answer a question in quotes, alone or as a follow-up to another answer, as Client.ask. Raises InvalidRequest.

        No local model writes here; ask a service that has one.
        """
        from corpus.text.language import analysed
        from service.chat.reply import Reply
        from service.wire.chat import ChatRequest, ChatResponse

        body = chat_body(question, after, limit, filters, language, without)
        wanted = self._valid(ChatRequest, body)
        resolved = self._chat.resolve(wanted.to_messages(), analysed(wanted.language))
        answer = self._chat.answer(resolved, wanted.by_key(), wanted.limit, tuple(wanted.without), wanted.language)
        index = self._retriever.index
        data = ChatResponse.of(Reply.extract(answer), index, index.degraded).model_dump(mode="json")
        return ConversationAnswer.of(data, tuple(body["messages"]), self._page)

    def measure(self, id: str) -> MeasureEntry:
        """Return a measure with all that its source states. Raises NotThere if there is none of this id."""
        from service.wire.measures import MeasureRecordModel

        index = self._retriever.index
        place = index.measure_places.get(id)
        if place is None:
            raise _problem("unknown-measure", self._language)
        found = index.measures[place]
        record = MeasureRecordModel.of_document(found, index.documents[found.document])
        return MeasureEntry.of(record.model_dump(mode="json"), self._page)

    def _valid(self, request: type[M], body: Mapping[str, Any]) -> M:
        from pydantic import ValidationError

        try:
            return request.model_validate(body)
        except ValidationError as error:
            errors = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
            raise _problem("invalid", self._language, errors=errors) from None  # it repeats what was asked


def _problem(name: str, language: str, errors: Sequence[Mapping[str, Any]] = (), **values: object) -> ProblemReported:
    from service.api.problems import ProblemError, problem_details
    from service.texts import Texts

    error = ProblemError(name, None, errors, **values)
    return reported(problem_details(error, Texts.in_language(language)))
