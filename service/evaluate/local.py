"""The search of this process."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from index.evidence import Evidence
from retriever.query import Question
from retriever.result import Passage
from retriever.retriever import Retriever
from retriever.weights import Weights
from service.chat.chat import SHOWN, Chat
from service.chat.markdown import markdown
from service.chat.message import Message
from service.evaluate.searcher import DEPTH, Found, Piece, Range, Reply, State


class LocalSearcher:
    """Searches an index that is loaded."""

    def __init__(self, retriever: Retriever, weights: Weights | None = None) -> None:
        self._retriever = retriever
        self._chat = Chat(retriever)
        self._weights = weights or Weights()

    def state(self) -> State:
        index = self._retriever.index
        return State(index.generation, index.manifest.encoder, {"weights": asdict(self._weights)})

    def search(self, text: str) -> Found:
        result = self._retriever.search(Question(text, DEPTH))
        quotes = [
            _quote(evidence, hit.measure.document) for hit in result.measures for evidence in (*hit.why, *hit.conflicts)
        ]
        own = [_piece(passage) for hit in result.measures for passage in hit.passages]
        return Found(
            measures=tuple(hit.measure.id for hit in result.measures),
            passages=tuple(map(_piece, result.passages)),
            quotes=(*quotes, *own),
            answerable=result.answerable,
            confidence=result.confidence,
        )

    def reply(self, said: Sequence[Message], limit: int | None = None) -> Reply:
        answer = self._chat.reply(said, limit=limit or SHOWN)
        return Reply(
            text=markdown(answer),
            citations=tuple(_piece(cited.passage) for cited in answer.citations),
            measures=tuple(hit.measure.id for hit in answer.measures),
            standalone=answer.question,
        )

    def document(self, id: str) -> str:
        return self._retriever.index.documents[id].text

    def measures(self) -> Mapping[str, Range]:
        return {
            measure.id: Range(measure.document, measure.start, measure.end)
            for measure in self._retriever.index.measures
        }


def _quote(evidence: Evidence, document: str) -> Piece:
    return Piece(document, evidence.start, evidence.end, evidence.quote)


def _piece(passage: Passage) -> Piece:
    return Piece(
        passage.document, passage.start, passage.end, passage.text, passage.id, passage.measure, passage.section
    )
