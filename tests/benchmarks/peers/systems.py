"""The peers, each built and queried the way its own documentation does it.

A constructor either indexes texts and saves what the framework can save to a folder (`fresh`), or loads it from there.
`search` returns the row numbers of the best texts, best first. Imports are local, since each peer has an environment of
its own.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tests.benchmarks.peers.encoders import EmbeddingModel

BM25_RRF = 60


class System(Protocol):
    """A peer with its index loaded."""

    def search(self, question: str, limit: int) -> list[int]: ...


class Bm25s:
    """bm25s alone, with a German stemmer and its German stop words."""

    def __init__(self, folder: Path, texts: Sequence[str], _model: None, fresh: bool) -> None:
        import bm25s
        import Stemmer

        self._stemmer = Stemmer.Stemmer("german")
        self._tokenize = bm25s.tokenize
        if fresh:
            self._index = bm25s.BM25()
            self._index.index(self._tokens(list(texts)), show_progress=False)
            self._index.save(folder, show_progress=False)
        else:
            self._index = bm25s.BM25.load(folder)

    def _tokens(self, texts: Any) -> Any:
        return self._tokenize(texts, stopwords="de", stemmer=self._stemmer, show_progress=False)

    def search(self, question: str, limit: int) -> list[int]:
        found, _ = self._index.retrieve(self._tokens([question]), k=limit, show_progress=False)
        return [int(row) for row in found[0]]


class SentenceTransformersFaiss:
    """A model and a flat FAISS index only."""

    def __init__(self, folder: Path, texts: Sequence[str], model: EmbeddingModel, fresh: bool) -> None:
        import faiss

        self._model = model
        path = str(folder / "vectors.faiss")
        if fresh:
            vectors = model.encode(texts)
            self._index = faiss.IndexFlatIP(vectors.shape[1])
            self._index.add(np.ascontiguousarray(vectors))
            faiss.write_index(self._index, path)
        else:
            self._index = faiss.read_index(path)

    def search(self, question: str, limit: int) -> list[int]:
        _, rows = self._index.search(self._model.encode([question]), limit)
        return [int(row) for row in rows[0]]


class Haystack:
    """A pipeline of the in-memory BM25 and embedding retrievers, joined by reciprocal rank fusion."""

    def __init__(self, folder: Path, texts: Sequence[str], model: EmbeddingModel, fresh: bool) -> None:
        from haystack import Document, Pipeline
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self._model = model
        path = str(folder / "store.json")
        if fresh:
            store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
            vectors = model.encode(texts).tolist()
            store.write_documents(
                [
                    Document(id=str(row), content=text, embedding=vector)
                    for row, (text, vector) in enumerate(zip(texts, vectors, strict=True))
                ]
            )
            store.save_to_disk(path)
        else:
            store = InMemoryDocumentStore.load_from_disk(path)
        self._pipeline = Pipeline()
        self._pipeline.add_component("words", InMemoryBM25Retriever(store))
        self._pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store))
        self._pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("words", "joiner")
        self._pipeline.connect("vectors", "joiner")

    def search(self, question: str, limit: int) -> list[int]:
        vector = self._model.encode([question])[0].tolist()
        answer = self._pipeline.run(
            {
                "words": {"query": question, "top_k": limit},
                "vectors": {"query_embedding": vector, "top_k": limit},
                "joiner": {"top_k": limit},
            }
        )
        return [int(document.id) for document in answer["joiner"]["documents"]]


class Txtai:
    """Hybrid embeddings: txtai's BM25 and FAISS."""

    def __init__(self, folder: Path, texts: Sequence[str], model: EmbeddingModel, fresh: bool) -> None:
        from txtai import Embeddings

        def transform(texts: list[str]) -> Any:  # txtai calls anything but a plain function without arguments
            return model.encode(texts)

        config = {"method": "external", "transform": transform, "hybrid": True, "content": False}
        self._embeddings = Embeddings(config)
        if fresh:
            self._embeddings.index((row, text, None) for row, text in enumerate(texts))
            self._embeddings.save(str(folder / "txtai"))
        else:
            self._embeddings.load(str(folder / "txtai"), config=config)

    def search(self, question: str, limit: int) -> list[int]:
        return [int(row) for row, _ in self._embeddings.search(question, limit)]


class LangChain:
    """The EnsembleRetriever over FAISS and BM25, which can't be saved and is rebuilt on each start."""

    def __init__(self, folder: Path, texts: Sequence[str], model: EmbeddingModel, fresh: bool) -> None:
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever
        from langchain_community.vectorstores import FAISS
        from langchain_community.vectorstores.utils import DistanceStrategy
        from langchain_core.embeddings import Embeddings

        class Given(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                vectors: list[list[float]] = model.encode(texts).tolist()
                return vectors

            def embed_query(self, text: str) -> list[float]:
                vector: list[float] = model.encode([text])[0].tolist()
                return vector

        numbers = [{"row": row} for row in range(len(texts))]
        options: dict[str, Any] = {"distance_strategy": DistanceStrategy.MAX_INNER_PRODUCT}
        path = folder / "vectors.npy"  # it saves its store as a pickle, which we never read
        if fresh:
            np.save(path, model.encode(texts))
        pairs = zip(texts, np.load(path).tolist(), strict=True)
        store = FAISS.from_embeddings(pairs, Given(), numbers, **options)
        self._words = BM25Retriever.from_texts(list(texts), numbers)
        self._vectors = store.as_retriever()
        self._both = EnsembleRetriever(retrievers=[self._words, self._vectors], weights=[0.5, 0.5], c=BM25_RRF)

    def search(self, question: str, limit: int) -> list[int]:
        self._words.k = limit
        self._vectors.search_kwargs = {"k": limit}
        return [int(document.metadata["row"]) for document in self._both.invoke(question)][:limit]


class LlamaIndex:
    """The fusion retriever by reciprocal ranks over a vector store index and BM25, without generated queries."""

    def __init__(self, folder: Path, texts: Sequence[str], model: EmbeddingModel, fresh: bool) -> None:
        from llama_index.core import Settings, StorageContext, VectorStoreIndex, load_index_from_storage
        from llama_index.core.base.embeddings.base import BaseEmbedding
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.schema import TextNode
        from llama_index.retrievers.bm25 import BM25Retriever

        class Given(BaseEmbedding):
            def _get_query_embedding(self, query: str) -> list[float]:
                vector: list[float] = model.encode([query])[0].tolist()
                return vector

            def _get_text_embedding(self, text: str) -> list[float]:
                return self._get_query_embedding(text)

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                vectors: list[list[float]] = model.encode(texts).tolist()
                return vectors

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_query_embedding(query)

        Settings.llm = MockLLM()
        given = Given(embed_batch_size=256)
        if fresh:
            nodes = [TextNode(id_=str(row), text=text) for row, text in enumerate(texts)]
            index = VectorStoreIndex(nodes, embed_model=given)
            index.storage_context.persist(str(folder / "vectors"))
            self._words = BM25Retriever.from_defaults(nodes=nodes, language="de", similarity_top_k=10)
            self._words.persist(str(folder / "words"))
        else:
            storage = StorageContext.from_defaults(persist_dir=str(folder / "vectors"))
            index = load_index_from_storage(storage, embed_model=given)
            self._words = BM25Retriever.from_persist_dir(str(folder / "words"))
        self._vectors = index.as_retriever()
        self._both = QueryFusionRetriever(
            [self._words, self._vectors], mode="reciprocal_rerank", num_queries=1, use_async=False
        )

    def search(self, question: str, limit: int) -> list[int]:
        self._words.similarity_top_k = self._vectors.similarity_top_k = self._both.similarity_top_k = limit
        return [int(found.node.node_id) for found in self._both.retrieve(question)]


class Lotse:
    """The project itself: reads its documents, builds and searches its index, including filters, reasons and quotes."""

    def __init__(self, folder: Path, texts: Sequence[str], model: EmbeddingModel, fresh: bool) -> None:
        from index.build import build_index
        from index.encoders.load import load_encoder
        from index.store import Index
        from retriever.retriever import Retriever

        encoder = load_encoder(getattr(model, "source", None))
        self.parsing_seconds = 0.0
        if fresh:
            from corpus.collection import Corpus
            from tests.benchmarks.peers.catalogue import scale_catalogue

            start = time.perf_counter()
            times = int(folder.name.rsplit("-", 1)[1].removesuffix("x"))
            corpus = scale_catalogue(Corpus.shipped(), times)
            self.parsing_seconds = time.perf_counter() - start
            index = build_index(corpus, encoder, folder)
        else:
            index = Index.load(folder, encoder)
        if len(index.chunks) != len(texts):
            raise ValueError(f"{len(index.chunks)} chunks indexed, but {len(texts)} exported")
        self._rows = {chunk.id: row for row, chunk in enumerate(index.chunks)}
        self._retriever = Retriever(index, encoder)

    def search(self, question: str, limit: int) -> list[int]:
        from retriever.query import Question

        found = self._retriever.search(Question(question, limit=limit)).passages
        return [self._rows[passage.id] for passage in found]

    def measures(self, question: str, limit: int) -> list[str]:
        """Ids of measures in the project's own ranking, which the peers don't have."""
        from retriever.query import Question

        return [hit.measure.id for hit in self._retriever.search(Question(question, limit=limit)).measures]


SYSTEMS: dict[str, Any] = {
    "bm25s": Bm25s,
    "sentence_transformers_faiss": SentenceTransformersFaiss,
    "haystack": Haystack,
    "txtai": Txtai,
    "langchain": LangChain,
    "llamaindex": LlamaIndex,
    "lotse": Lotse,
}
