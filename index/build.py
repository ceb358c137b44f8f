"""Building a generation of the index: everything derived from the corpus, written to a folder."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.collection import Corpus, CorpusError
from corpus.document import Document
from corpus.eligibility.limits import Limits
from corpus.eligibility.reading import read_limits
from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed
from corpus.reference import practice
from corpus.reference.sayings import sayings
from corpus.reference.thesaurus import Thesaurus
from corpus.text.folding import fold
from index.analyser import ANALYSER_VERSION, Analyser, vocabulary
from index.calibration import learned_familiarity
from index.chunks import Chunk, chunks, measure_texts
from index.encoders.encoder import Encoder
from index.examples import Examples, shipped_documents
from index.expansion import ConceptEntry, Expander, Spoken
from index.facets import DocumentMentions, MeasureFacets, document_mentions, measure_facets, own_places
from index.files import write_file
from index.generations import Generations, Progress
from index.json_records import write_records
from index.lexical import BM25Index
from index.manifest import FORMAT, Manifest, hashes
from index.reuse import core_texts, digest, kept, usable, vectors_by_digest
from index.sentences import SentenceIndex, document_sentences
from index.store import Index
from index.vectors import FlatIndex, FloatArray

_CHUNK_BM25 = {"k1": 1.2, "b": 0.6}
_WHOLE_BM25 = {"k1": 1.6, "b": 0.5}


def build_index(
    corpus: Corpus,
    encoder: Encoder,
    root: Path,
    progress: Progress | None = None,
    *,
    probe: Callable[[Index, Encoder], None] | None = None,
    titled: bool = True,
    compounds: bool = True,
) -> Index:
    """Build a generation below `root`, load it, and make it the current one if it is whole.

    `probe` raises IndexDamaged unless an index can be searched. Vectors of unchanged texts are taken from the last
    generation if it has the same encoder. Two parts can be left out to measure their worth: `titled` is that of
    `chunks`, `compounds` says whether compounds are split.
    Raises CorpusError if there is nothing to index, IndexBusy if another process is building, NotWritten if the disk is
    full or broken, IndexDamaged if what was written can't be used. Then the current generation stays.
    """
    generations = Generations(root)
    last = usable(generations, encoder)
    known = kept(last, vectors_by_digest) or {}
    with generations.writing() as folder:
        _examples(corpus, last, encoder).save(folder)
        _write(folder, corpus, encoder, known, progress or _ignore, titled=titled, compounds=compounds)
        index = replace(Index.of_generation(folder, encoder), generation=generations.name_of(folder))
        if probe:
            probe(index, encoder)
    return index


def _write(
    folder: Path,
    corpus: Corpus,
    encoder: Encoder,
    known: Mapping[str, FloatArray],
    report_progress: Progress,
    *,
    titled: bool,
    compounds: bool,
) -> None:
    report_progress("chunks", 0, len(corpus.parsed))
    pieces = _pieces(corpus.parsed, report_progress, titled=titled)
    if not pieces:
        raise CorpusError("nothing to index: no document has text below a heading")
    thesaurus = Thesaurus.shipped()
    analyser = Analyser(vocabulary(_vocabulary_texts(corpus, thesaurus) if compounds else ()))
    words = BM25Index.from_terms([analyser.terms(f"{piece.context} {piece.text}") for piece in pieces], **_CHUNK_BM25)
    measure_words = BM25Index.from_terms(_measure_terms(corpus.measures, analyser), **_WHOLE_BM25)
    document_words = BM25Index.from_terms(_document_terms(corpus.parsed, analyser), **_WHOLE_BM25)
    sentences = [sentence for entry in corpus.parsed for sentence in document_sentences(entry)]
    embedded = [piece.embedded for piece in pieces]
    cores = core_texts(corpus.measures)
    texts_of = [*embedded, *cores, *(sentence.text for sentence in sentences)]
    vectors, measure_vectors, sentence_vectors = np.split(
        _embed(texts_of, encoder, known, report_progress), [len(embedded), len(embedded) + len(cores)]
    )
    spoken = Spoken.from_documents(corpus.documents, analyser, words)
    expander = Expander.from_thesaurus(thesaurus, spoken, sayings())
    FlatIndex.from_vectors(vectors).save(folder / "vectors.faiss")
    FlatIndex.from_vectors(measure_vectors).save(folder / "measure_vectors.faiss")
    sentence_terms = [analyser.terms(sentence.text) for sentence in sentences]
    SentenceIndex.from_sentences(sentences, sentence_vectors, sentence_terms).save(folder)
    words.save(folder / "words")
    measure_words.save(folder / "measure_words")
    document_words.save(folder / "document_words")
    write_file(folder / "vocabulary.txt", "\n".join(sorted(analyser.vocabulary)).encode())
    known_words = (f"{folded}\t{written}" for folded, written in sorted(_known_words(corpus, thesaurus).items()))
    write_file(folder / "known_words.tsv", "\n".join(known_words).encode())
    write_file(folder / "stems.txt", "\n".join(sorted(spoken.stems)).encode())
    write_file(folder / "labels.json", json.dumps(dict(expander.keys), ensure_ascii=False).encode())
    write_records(folder / "chunks.json", Chunk, pieces)
    write_records(folder / "concepts.json", ConceptEntry, expander.entries)
    learned_familiarity(corpus.documents, sentences, expander, spoken, encoder).save(folder)
    _write_corpus(folder, corpus, expander)
    Manifest(
        format=FORMAT,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=encoder.id,
        analyser=ANALYSER_VERSION,
        documents={document.id: document.sha256 for document in corpus.documents},
        files=hashes(folder),
    ).save(folder)


def _write_corpus(folder: Path, corpus: Corpus, expander: Expander) -> None:
    """Write documents and measures, with what is read off them."""
    places = own_places(corpus.measures)
    documents = {document.id: document for document in corpus.documents}
    mentions = [document_mentions(document, places) for document in corpus.documents]
    facets = [measure_facets(measure, places, expander) for measure in corpus.measures]
    limits = [read_limits(measure, documents[measure.document]) for measure in corpus.measures]
    write_records(folder / "documents.json", Document, corpus.documents)
    write_records(folder / "measures.json", Measure, corpus.measures)
    write_records(folder / "named.json", DocumentMentions, mentions)
    write_records(folder / "facets.json", MeasureFacets, facets)
    write_records(folder / "limits.json", Limits, limits)


def _examples(corpus: Corpus, last: Path | None, encoder: Encoder) -> Examples:
    """The examples of the practice catalogue beside the shipped documents, none beside others."""
    if not shipped_documents(corpus.documents):
        return Examples.none(encoder)
    before = kept(last, Examples.load)
    return before if before and len(before.questions) else Examples.from_practice(encoder)


def _pieces(parsed: Sequence[Parsed], report_progress: Progress, *, titled: bool) -> list[Chunk]:
    pieces: list[Chunk] = []
    for number, entry in enumerate(parsed, 1):
        pieces.extend(chunks(entry, titled=titled))
        report_progress("chunks", number, len(parsed))
    return pieces


def _vocabulary_texts(corpus: Corpus, thesaurus: Thesaurus) -> list[str]:
    labels = (label for concept in thesaurus.concepts for label in concept.german)
    return [*(document.text for document in corpus.documents), *labels]


def _known_words(corpus: Corpus, thesaurus: Thesaurus) -> dict[str, str]:
    """The words of corpus, thesaurus, sayings and practice catalogue: the most frequent spelling by folded word."""
    labels = (label for concept in thesaurus.concepts for label in (*concept.german, *concept.english))
    said = (phrase for saying in sayings() for phrase in saying.phrases)
    texts = (*(document.text for document in corpus.documents), *labels, *said, *practice.practice_texts())
    written = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return {fold(word): word for word, _ in reversed(written.most_common())}


def _measure_terms(measures: Sequence[Measure], analyser: Analyser) -> list[list[str]]:
    """Terms of each measure; a placeholder if there are no measures."""
    terms = [[term for text in measure_texts(measure) for term in analyser.terms(text)] for measure in measures]
    return terms or [["-"]]


def _document_terms(parsed: Sequence[Parsed], analyser: Analyser) -> list[list[str]]:
    """Terms of the title of each document and of its text outside of measures."""
    texts = ("\n".join((entry.document.title, *(section.text for section in entry.sections))) for entry in parsed)
    return [analyser.terms(text) for text in texts]


def _embed(
    texts: Sequence[str], encoder: Encoder, known: Mapping[str, FloatArray], report_progress: Progress
) -> FloatArray:
    """Vectors of `texts`, `(n, dimension)`; `known` has those embedded before, by hash of the text."""
    digests = [digest(text) for text in texts]
    new = [place for place, each in enumerate(digests) if each not in known]
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        report_progress("vectors", done, len(new))

    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for place, each in enumerate(digests):
        if each in known:
            vectors[place] = known[each]
    report_progress("vectors", 0, len(new))
    if new:
        vectors[new] = encoder.encode_passages([texts[place] for place in new], count)
    return vectors


def _ignore(step: str, done: int, total: int) -> None:
    """The progress callback of callers that gave none."""
