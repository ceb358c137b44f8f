"""The retriever in LangChain itself."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from massnahmenlotse import AsyncClient, Client, LocalIndex

pytest.importorskip("langchain_core.retrievers", reason="needs the extra langchain")
pytestmark = pytest.mark.slow
QUESTION = "measures for single parents with childcare issues"


def test_documents_with_their_proof(remote: Client, local: LocalIndex, url: str) -> None:
    """Span, citation and measure, best first, whichever the source."""
    from massnahmenlotse.langchain import MeasureRetriever

    found = MeasureRetriever(lotse=remote, limit=5).invoke(QUESTION)
    assert found == MeasureRetriever(lotse=local, limit=5).invoke(QUESTION)
    assert len(found) == 5
    first = found[0]
    assert first.page_content.startswith("Junge Mütter bis 30 Jahre im SGB II-Bezug")
    assert first.id == "jumita-junge-muetter-in-teilzeit/target_group/1"
    assert {name: first.metadata[name] for name in ("title", "measure", "section", "start", "end", "page")} == {
        "title": "JUMITA (Junge Mütter in Teilzeit Ausbildung)",
        "measure": "jumita-junge-muetter-in-teilzeit",
        "section": "Zielgruppe",
        "start": 86_802,
        "end": 87_019,
        "page": 47,
    }
    assert first.metadata["citation"].startswith("JUMITA (Junge Mütter in Teilzeit Ausbildung), Zielgruppe, ")
    assert first.metadata["url"].startswith(f"{url}/#dokument=")
    scores = [document.metadata["score"] for document in found]
    assert all(0 < score <= 1 for score in scores)


def test_filters_narrow(local: LocalIndex) -> None:
    from massnahmenlotse.langchain import MeasureRetriever

    found = MeasureRetriever(lotse=local, filters={"state": "Bayern"}, nearest=True).invoke("Alleinerziehende")
    measures = {document.metadata["measure"] for document in found if document.metadata["measure"]}
    assert {local.measure(id).state for id in measures} == {"Bayern"}


def test_no_answer_is_no_document(local: LocalIndex) -> None:
    """Unless the nearest are asked for."""
    from massnahmenlotse.langchain import MeasureRetriever

    assert MeasureRetriever(lotse=local).invoke("Quantenphysik studieren") == []
    assert MeasureRetriever(lotse=local, nearest=True).invoke("Quantenphysik studieren")


def test_without_waiting(url: str, local: LocalIndex) -> None:
    """By an AsyncClient, or any other in a thread."""
    from massnahmenlotse.langchain import MeasureRetriever

    async def asked() -> tuple[object, object]:
        async with AsyncClient(url) as lotse:
            retriever = MeasureRetriever(lotse=lotse)
            with pytest.raises(TypeError, match="use ainvoke, or a Client"):
                retriever.invoke(QUESTION)
            return await retriever.ainvoke(QUESTION), await MeasureRetriever(lotse=local).ainvoke(QUESTION)

    with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever runs in this one
        remotely, here = thread.submit(asyncio.run, asked()).result()
    assert remotely == here
    assert here == MeasureRetriever(lotse=local).invoke(QUESTION)
