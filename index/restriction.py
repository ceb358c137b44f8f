"""Restriction: an index of some of the catalogues of another one, for those who may see no more."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from index.assembly import Contents, assembled
from index.encoders.encoder import Encoder
from index.examples import Examples, shipped_documents
from index.facts import Facts
from index.known_needs import embedded_needs
from index.known_questions import KnownQuestions
from index.store import Index


def restricted(index: Index, catalogues: Collection[str], encoder: Encoder) -> Index | None:
    """Return the index that these catalogues alone would have; None if they have no text.

    All of it is derived anew, so that not even a word's spelling or a score tells of the others. Only vectors, which
    depend on nothing but their text, are taken over.
    """
    documents = tuple(each for each in index.documents.values() if each.catalogue in catalogues)
    ids = {document.id for document in documents}
    chunks = [row for row, chunk in enumerate(index.chunks) if chunk.document in ids]
    measures = [place for place, measure in enumerate(index.measures) if measure.document in ids]
    sentences = [row for row, sentence in enumerate(index.sentences.sentences) if sentence.document in ids]
    if not chunks:
        return None
    contents = Contents(
        documents=documents,
        measures=tuple(index.measures[place] for place in measures),
        chunks=tuple(index.chunks[row] for row in chunks),
        sentences=tuple(index.sentences.sentences[row] for row in sentences),
    )
    vectors = (
        index.vectors.vectors()[chunks],
        index.measure_vectors.vectors()[measures] if measures else encoder.encode_passages([""]),
        index.sentences.vectors[sentences],
    )
    found = assembled(
        contents,
        np.concatenate(vectors),
        encoder,
        index.examples if shipped_documents(documents) else Examples.none(encoder),
        KnownQuestions.of_sentences(contents.sentences, index.documents, encoder, index.known_questions),
        embedded_needs(contents.sentences, index.documents, encoder, index.known_needs.said),
        Facts.of_measures(contents.measures, index.documents, encoder, index.facts),
        replace(
            index.manifest, documents={document.id: index.manifest.documents[document.id] for document in documents}
        ),
        generation=index.generation,
        compounds=bool(index.analyser.vocabulary),
    )
    return replace(found, degraded=index.degraded)
