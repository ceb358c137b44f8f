"""Assembly: everything that an index holds, derived from documents, measures and texts that have their vectors.

What is built and what is left of an index when some of its catalogues are taken out both come from here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.eligibility.reading import read_limits
from corpus.figures.reading import measure_figures
from corpus.measure import Measure
from corpus.reference import practice
from corpus.reference.sayings import sayings
from corpus.reference.thesaurus import Thesaurus
from corpus.text.folding import fold
from index.analyser import Analyser, vocabulary
from index.calibration import learned_familiarity
from index.chunks import Chunk, measure_texts
from index.encoders.encoder import Encoder
from index.examples import Examples
from index.expansion import Expander, Spoken
from index.facets import document_mentions, measure_facets, own_places
from index.facts import Facts
from index.figure_table import FigureTable
from index.known_needs import KnownNeeds
from index.known_questions import KnownQuestions
from index.lexical import BM25Index
from index.manifest import Manifest
from index.reuse import core_texts
from index.sentences import Sentence, SentenceIndex
from index.store import Index
from index.vectors import FlatIndex, FloatArray, vector_index

_CHUNK_BM25 = {"k1": 1.2, "b": 0.6}
_WHOLE_BM25 = {"k1": 1.6, "b": 0.5}


@dataclass(frozen=True)
class Contents:
    """What an index is made of, in the order of its documents."""

    documents: tuple[Document, ...]
    measures: tuple[Measure, ...]
    chunks: tuple[Chunk, ...]
    sentences: tuple[Sentence, ...]

    def embedded(self) -> list[str]:
        """The texts whose vectors the index holds: those of chunks, of measures, of sentences."""
        return [
            *(chunk.embedded for chunk in self.chunks),
            *core_texts(self.measures),
            *(sentence.text for sentence in self.sentences),
        ]


def assembled(
    contents: Contents,
    vectors: FloatArray,
    encoder: Encoder,
    examples: Examples,
    known_questions: KnownQuestions,
    needs: KnownQuestions,
    facts: Facts,
    manifest: Manifest,
    *,
    generation: str = "",
    compounds: bool = True,
) -> Index:
    """Return the index of `contents`; `vectors` `(n, dimension)` are those of its embedded texts.

    `needs` are those known to be served, embedded; `compounds` says whether compounds are split. Raises ValueError if
    no chunk has a word.
    """
    thesaurus = Thesaurus.shipped()
    documents, measures = contents.documents, contents.measures
    analyser = Analyser(vocabulary(_vocabulary_texts(documents, thesaurus) if compounds else ()))
    words = BM25Index.from_terms(
        [analyser.terms(f"{each.context} {each.text}") for each in contents.chunks], **_CHUNK_BM25
    )
    spoken = Spoken.from_documents(documents, analyser, words)
    expander = Expander.from_thesaurus(thesaurus, spoken, sayings())
    places = own_places(measures)
    by_id = {document.id: document for document in documents}
    facets = tuple(measure_facets(measure, places, expander) for measure in measures)
    limits = tuple(read_limits(measure, by_id[measure.document]) for measure in measures)
    figures = (
        figure
        for measure, own, each in zip(measures, facets, limits, strict=True)
        for figure in measure_figures(measure, by_id[measure.document], each, own.states)
    )
    of_chunks, rest = len(contents.chunks), len(vectors) - len(contents.sentences)
    sentence_terms = [analyser.terms(sentence.text) for sentence in contents.sentences]
    return Index(
        generation=generation,
        manifest=manifest,
        documents=by_id,
        measures=measures,
        chunks=contents.chunks,
        vectors=vector_index(vectors[:of_chunks]),
        words=words,
        measure_vectors=FlatIndex.from_vectors(vectors[of_chunks:rest]),
        measure_words=BM25Index.from_terms(_measure_terms(measures, analyser), **_WHOLE_BM25),
        document_words=BM25Index.from_terms(_document_terms(contents, analyser), **_WHOLE_BM25),
        sentences=SentenceIndex.from_sentences(contents.sentences, vectors[rest:], sentence_terms),
        examples=examples,
        known_questions=known_questions,
        known_needs=KnownNeeds.of_texts(needs, analyser),
        facts=facts,
        analyser=analyser,
        stems=spoken.stems,
        expander=expander,
        facets=facets,
        mentions=tuple(document_mentions(document, places) for document in documents),
        limits=limits,
        figures=FigureTable(figures),
        familiarity=learned_familiarity(documents, contents.sentences, expander, spoken, encoder),
        known_words=_known_words(documents, thesaurus),
    )


def _vocabulary_texts(documents: Iterable[Document], thesaurus: Thesaurus) -> list[str]:
    labels = (label for concept in thesaurus.concepts for label in concept.german)
    return [*(document.text for document in documents), *labels]


def _known_words(documents: Iterable[Document], thesaurus: Thesaurus) -> dict[str, str]:
    """The words of documents, thesaurus, sayings and practice catalogue: the usual spelling by folded word, sorted."""
    labels = (label for concept in thesaurus.concepts for label in (*concept.german, *concept.english))
    said = (phrase for saying in sayings() for phrase in saying.phrases)
    texts = (*(document.text for document in documents), *labels, *said, *practice.practice_texts())
    written = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return dict(sorted({fold(word): word for word, _ in reversed(written.most_common())}.items()))


def _measure_terms(measures: Sequence[Measure], analyser: Analyser) -> list[list[str]]:
    """Terms of each measure; a placeholder if there are no measures."""
    terms = [[term for text in measure_texts(measure) for term in analyser.terms(text)] for measure in measures]
    return terms or [["-"]]


def _document_terms(contents: Contents, analyser: Analyser) -> list[list[str]]:
    """Terms of the title of each document and of its text outside of measures."""
    outside: dict[str, list[str]] = {document.id: [document.title] for document in contents.documents}
    for chunk in contents.chunks:
        if chunk.measure is None:
            outside[chunk.document].append(chunk.text)
    return [analyser.terms("\n".join(texts)) for texts in outside.values()]
