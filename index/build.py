"""Building a generation of the index: everything that is read off the corpus, written into a folder."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.collection import Corpus, CorpusError
from corpus.document import Document
from corpus.eligibility.limits import Limits
from corpus.eligibility.reading import limits
from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed
from corpus.reference import practice
from corpus.reference.places import Places
from corpus.reference.thesaurus import Thesaurus
from corpus.samples import samples
from corpus.text.folding import fold
from index import records
from index.analyser import ANALYSER_VERSION, Analyser, vocabulary
from index.chunks import Chunk, chunks, core, texts
from index.domain import Domain
from index.encoders.encoder import Encoder
from index.examples import Examples
from index.expansion import Entry, Expander
from index.facets import MeasureFacets, Named, facets, named
from index.generations import FORMAT, Generations, IndexDamaged, Manifest, Progress, hashes
from index.lexical import BM25Index
from index.sentences import SentenceIndex, document_sentences
from index.store import Index
from index.vectors import FlatIndex, FloatArray

T = TypeVar("T")

_CHUNK_BM25 = {"k1": 1.2, "b": 0.6}
_MEASURE_BM25 = {"k1": 1.6, "b": 0.5}


def build_index(
    corpus: Corpus,
    encoder: Encoder,
    root: Path,
    progress: Progress | None = None,
    *,
    titled: bool = True,
    compounds: bool = True,
) -> Index:
    """Build a generation below `root`, make it the current one, and load it.

    Texts of chunks and measures that the same encoder embedded before aren't embedded again.
    Two parts can be left out, to measure what they are worth: `titled` is that of `chunks`, `compounds` says
    whether compounds are split.
    Raises ValueError if there is nothing to index, IndexBusy if another process is building.
    """
    generations = Generations(root)
    last = _usable(generations, encoder)
    known = _kept(last, _vectors) or {}
    examples = _kept(last, Examples.load) or Examples.from_practice(encoder)
    domain = _kept(last, Domain.load) or Domain.from_samples(samples(), encoder)
    with generations.writing() as folder:
        examples.save(folder)
        domain.save(folder)
        _write(folder, corpus, encoder, known, progress or _silent, titled=titled, compounds=compounds)
    return Index.load(root, encoder)


def _write(
    folder: Path,
    corpus: Corpus,
    encoder: Encoder,
    known: Mapping[str, FloatArray],
    tell: Progress,
    *,
    titled: bool,
    compounds: bool,
) -> None:
    tell("chunks", 0, len(corpus.parsed))
    pieces = _pieces(corpus.parsed, tell, titled=titled)
    if not pieces:
        raise CorpusError("nothing to index: no document was read that holds text below its headings")
    thesaurus = Thesaurus.shipped()
    analyser = Analyser(vocabulary(_vocabulary_texts(corpus, thesaurus) if compounds else ()))
    words = BM25Index.from_terms([analyser.terms(f"{piece.context} {piece.text}") for piece in pieces], **_CHUNK_BM25)
    measure_words = BM25Index.from_terms(_measure_terms(corpus.measures, analyser), **_MEASURE_BM25)
    sentences = [sentence for entry in corpus.parsed for sentence in document_sentences(entry)]
    embedded = [piece.embedded for piece in pieces]
    cores = _cores(corpus.measures)
    texts_of = [*embedded, *cores, *(sentence.text for sentence in sentences)]
    vectors, measure_vectors, sentence_vectors = np.split(
        _embed(texts_of, encoder, known, tell), [len(embedded), len(embedded) + len(cores)]
    )
    expander = Expander.from_thesaurus(thesaurus, analyser, words)
    FlatIndex.from_vectors(vectors).save(folder / "vectors.faiss")
    FlatIndex.from_vectors(measure_vectors).save(folder / "measure_vectors.faiss")
    sentence_terms = [analyser.terms(sentence.text) for sentence in sentences]
    SentenceIndex.from_sentences(sentences, sentence_vectors, sentence_terms).save(folder)
    words.save(folder / "words")
    measure_words.save(folder / "measure_words")
    (folder / "vocabulary.txt").write_text("\n".join(sorted(analyser.vocabulary)), "utf-8")
    known_words = (f"{folded}\t{written}" for folded, written in sorted(_known_words(corpus, thesaurus).items()))
    (folder / "known_words.tsv").write_text("\n".join(known_words), "utf-8")
    records.write(folder / "documents.json", Document, corpus.documents)
    records.write(folder / "measures.json", Measure, corpus.measures)
    records.write(folder / "chunks.json", Chunk, pieces)
    places = Places.shipped()
    records.write(
        folder / "facets.json", MeasureFacets, [facets(measure, places, expander) for measure in corpus.measures]
    )
    records.write(folder / "named.json", Named, [named(document, places) for document in corpus.documents])
    documents = {document.id: document for document in corpus.documents}
    records.write(
        folder / "limits.json", Limits, [limits(measure, documents[measure.document]) for measure in corpus.measures]
    )
    records.write(folder / "concepts.json", Entry, expander.entries)
    (folder / "labels.json").write_text(json.dumps(dict(expander.keys), ensure_ascii=False), "utf-8")
    Manifest(
        format=FORMAT,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=encoder.id,
        analyser=ANALYSER_VERSION,
        documents={document.id: document.sha256 for document in corpus.documents},
        files=hashes(folder),
    ).save(folder)


def _pieces(parsed: Sequence[Parsed], tell: Progress, *, titled: bool) -> list[Chunk]:
    pieces: list[Chunk] = []
    for number, entry in enumerate(parsed, 1):
        pieces.extend(chunks(entry, titled=titled))
        tell("chunks", number, len(parsed))
    return pieces


def _vocabulary_texts(corpus: Corpus, thesaurus: Thesaurus) -> list[str]:
    labels = (label for concept in thesaurus.concepts for label in concept.german)
    return [*(document.text for document in corpus.documents), *labels]


def _known_words(corpus: Corpus, thesaurus: Thesaurus) -> dict[str, str]:
    """The words of corpus, thesaurus and practice catalogue, folded, with how they are written most."""
    labels = (label for concept in thesaurus.concepts for label in (*concept.german, *concept.english))
    texts = (*(document.text for document in corpus.documents), *labels, *practice.texts())
    written = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return {fold(word): word for word, _ in reversed(written.most_common())}


def _measure_terms(measures: Sequence[Measure], analyser: Analyser) -> list[list[str]]:
    """Terms of each measure; one empty measure if there is none."""
    terms = [[term for text in texts(measure) for term in analyser.terms(text)] for measure in measures]
    return terms or [["-"]]


def _cores(measures: Sequence[Measure]) -> list[str]:
    """What is embedded of each measure; one empty text if there is none."""
    return [core(measure) for measure in measures] or [""]


def _embed(texts: Sequence[str], encoder: Encoder, known: Mapping[str, FloatArray], tell: Progress) -> FloatArray:
    """Vectors of `texts`, `(n, dimension)`, taken from `known` where a text was embedded before."""
    digests = [_digest(text) for text in texts]
    new = [place for place, digest in enumerate(digests) if digest not in known]
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        tell("vectors", done, len(new))

    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for place, digest in enumerate(digests):
        if digest in known:
            vectors[place] = known[digest]
    tell("vectors", 0, len(new))
    if new:
        vectors[new] = encoder.encode_passages([texts[place] for place in new], count)
    return vectors


def _usable(generations: Generations, encoder: Encoder) -> Path | None:
    """The folder of the current generation if it is whole and of this encoder."""
    current = generations.current()
    if current is None:
        return None
    folder = generations.path(current)
    try:
        return folder if Manifest.load(folder).encoder == encoder.id else None
    except (IndexDamaged, OSError, ValueError):
        return None


def _kept(folder: Path | None, read: Callable[[Path], T]) -> T | None:
    """What `read` takes over from a generation; None without one, and if it is of another version or was pruned."""
    try:
        return read(folder) if folder else None
    except (OSError, ValueError):
        return None


def _vectors(folder: Path) -> dict[str, FloatArray]:
    """Vectors of a generation by hash of what was embedded."""
    embedded = [
        *(piece.embedded for piece in records.read(folder / "chunks.json", Chunk)),
        *_cores(records.read(folder / "measures.json", Measure)),
    ]
    sentences = SentenceIndex.load(folder)
    embedded += [sentence.text for sentence in sentences.sentences]
    vectors = [FlatIndex.load(folder / name).vectors() for name in ("vectors.faiss", "measure_vectors.faiss")]
    vectors.append(sentences.vectors)
    return {_digest(text): vector for text, vector in zip(embedded, np.concatenate(vectors), strict=True)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _silent(step: str, done: int, total: int) -> None:
    """Report to nobody."""
