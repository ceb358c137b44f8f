"""What one role may see of a generation: records of its catalogues, of which an index is derived anew.

The database itself keeps all others from it, so that nothing of them ever reaches the machine.
"""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from pydantic import TypeAdapter

from corpus.document import Document
from corpus.measure import Measure
from index.assembly import Contents, assembled
from index.chunks import Chunk
from index.database.connection import Transaction
from index.encoders.encoder import Encoder
from index.examples import Examples, shipped_documents
from index.facts import Facts
from index.known_needs import embedded_needs
from index.known_questions import KnownQuestions
from index.manifest import Manifest
from index.sentences import Sentence
from index.store import Index
from index.vectors import FloatArray

T = TypeVar("T")
_RECORDS = """
    SELECT content::text, embedding FROM record WHERE generation = %s AND kind = %s ORDER BY position
"""


def sees_all(statements: Transaction) -> bool:
    """Return whether the role sees every catalogue: it owns the tables, or was admitted to all."""
    owns = "SELECT pg_has_role(relowner, 'member') FROM pg_class WHERE oid = 'lotse.reader'::regclass"
    own = "SELECT EXISTS (SELECT FROM reader WHERE role = current_user AND catalogues IS NULL)"
    return bool(statements.rows(owns)[0][0] or statements.rows(own)[0][0])


def index_of_seen(statements: Transaction, manifest: Manifest, generation: str, encoder: Encoder) -> Index | None:
    """Return the index that the catalogues that are seen alone would have; None if they have no text.

    `manifest` is that of the whole generation but for its documents and files.
    """
    documents, _ = _read(statements, generation, "document", Document)
    measures, cores = _read(statements, generation, "measure", Measure)
    chunks, vectors = _read(statements, generation, "chunk", Chunk)
    sentences, of_sentences = _read(statements, generation, "sentence", Sentence)
    if not chunks:
        return None
    by_id: Mapping[str, Document] = {document.id: document for document in documents}
    parts = [vectors, cores if measures else [encoder.encode_passages([""])[0]], of_sentences]
    shipped = shipped_documents(documents)
    return assembled(
        Contents(documents, measures, chunks, sentences),
        np.array([vector for part in parts for vector in part], dtype=np.float32),
        encoder,
        Examples.from_practice(encoder) if shipped else Examples.none(encoder),
        KnownQuestions.of_sentences(sentences, by_id, encoder),
        embedded_needs(sentences, by_id, encoder),
        Facts.of_measures(measures, by_id, encoder),
        Manifest(
            manifest.format,
            manifest.built_at,
            manifest.encoder,
            manifest.analyser,
            documents={document.id: document.sha256 for document in documents},
            files={},
        ),
        generation=generation,
    )


def _read(statements: Transaction, generation: str, kind: str, of: type[T]) -> tuple[tuple[T, ...], list[FloatArray]]:
    """Return the records of one kind that are seen, and their vectors."""
    adapter = TypeAdapter(of)
    rows = statements.rows(_RECORDS, generation, kind)
    vectors = [embedding.to_numpy() for _, embedding in rows if embedding is not None]
    return tuple(adapter.validate_json(content) for content, _ in rows), vectors
