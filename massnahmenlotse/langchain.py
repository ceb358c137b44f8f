"""A retriever for LangChain: passages with span, citation, measure and link. Needs the extra `langchain`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from massnahmenlotse.errors import PackageMissing
from massnahmenlotse.requests import Filters

try:
    from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ModuleNotFoundError as error:
    raise PackageMissing("a retriever for LangChain needs langchain-core: pip install 'langchain-core>=1'") from error

if TYPE_CHECKING:
    from massnahmenlotse.entries import CitedPassage
    from massnahmenlotse.results import SearchResults

_OF_PASSAGE = ("citation", "measure", "document", "document_title", "section", "page", "start", "end", "score", "url")


class MeasureRetriever(BaseRetriever):
    """Retrieves the passages for a question, best first, as documents of LangChain.

    `lotse` is a Client, an AsyncClient or what `open_index` returns; an AsyncClient serves `ainvoke` alone. Each
    document has the passage's text and id; its metadata are `title` (the measure's or, outside of measures, the
    document's), `citation`, `measure`, `document`, `document_title`, `section`, `page`, `start`, `end` (code points of
    the document's text), `score` and `url`. Where the catalogue holds no answer nothing is returned, unless `nearest`
    is set.
    """

    lotse: Any
    limit: int = 10
    filters: Filters | None = None
    nearest: bool = False

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        if self._waits:
            raise TypeError("an AsyncClient can't be waited for here: use ainvoke, or a Client")
        return self._documents(self.lotse.search(query, limit=self.limit, filters=self.filters))

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        if not self._waits:
            return await super()._aget_relevant_documents(query, run_manager=run_manager)
        return self._documents(await self.lotse.search(query, limit=self.limit, filters=self.filters))

    @property
    def _waits(self) -> bool:
        from inspect import iscoroutinefunction

        return iscoroutinefunction(self.lotse.search)

    def _documents(self, found: "SearchResults") -> list[Document]:
        return list(_documents(found)) if found.answerable or self.nearest else []


def _documents(found: "SearchResults") -> Iterator[Document]:
    titles = {each.measure.id: each.measure.title for each in found.measures}
    for passage in found.passages:
        yield Document(page_content=passage.text, id=passage.id, metadata=_metadata(passage, titles))


def _metadata(passage: "CitedPassage", titles: dict[str, str]) -> dict[str, Any]:
    title = titles.get(passage.measure or "", passage.document_title)
    return {"title": title, **{name: getattr(passage, name) for name in _OF_PASSAGE}}
