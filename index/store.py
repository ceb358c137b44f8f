"""The index: everything built from the corpus, built into a generation on disk and loaded from it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import practice
from corpus.catalogue import Parsed
from corpus.collection import Corpus, CorpusError
from corpus.document import Document
from corpus.measure import Measure
from corpus.places import Places
from corpus.thesaurus import Thesaurus
from index import german, records
from index.arrays import FloatArray
from index.chunks import Chunk, chunks
from index.encoder import Encoder
from index.examples import Examples
from index.expansion import Entry, Expander
from index.facets import MeasureFacets, Named, facets, named
from index.generations import POINTER, Generations
from index.german import Analyser
from index.lexical import BM25Index, LexicalIndex
from index.manifest import FORMAT, IndexDamaged, Manifest, hashes
from index.profile import core, texts
from index.vectors import FlatIndex, VectorIndex

_CHUNK_BM25 = {"k1": 1.2, "b": 0.6}
_MEASURE_BM25 = {"k1": 1.6, "b": 0.5}

Progress = Callable[[str, int, int], None]
"""Told the step's name, how much of it is done, and how much there is."""


class IndexUnavailable(Exception):
    """There is no usable index; the message says why and what to do, `reasons` why each generation was refused."""

    def __init__(self, root: Path, reasons: Sequence[str]) -> None:
        found = "; ".join(reasons) or f"no index in {root}"
        super().__init__(f"{found}. Run `lotse index` to build one.")
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Label:
    """A key of the expander: the stems of a label, and the places of its concepts."""

    key: str
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Index:
    """One built state of everything that is searched.

    Rows of `vectors` and `words` are places in `chunks`, those of `measure_vectors`, `measure_words` and `facets`
    places in `measures`.
    """

    generation: str
    manifest: Manifest
    documents: Mapping[str, Document]
    measures: tuple[Measure, ...]
    chunks: tuple[Chunk, ...]
    vectors: VectorIndex
    words: LexicalIndex
    measure_vectors: VectorIndex
    measure_words: LexicalIndex
    examples: Examples
    analyser: Analyser
    expander: Expander
    facets: tuple[MeasureFacets, ...]
    named: tuple[Named, ...]
    known_words: Mapping[str, str]
    degraded: tuple[str, ...] = ()

    @classmethod
    def build(
        cls,
        corpus: Corpus,
        encoder: Encoder,
        root: Path,
        progress: Progress | None = None,
        *,
        titled: bool = True,
        compounds: bool = True,
    ) -> "Index":
        """Build a generation below `root`, make it the current one, and load it.

        Texts of chunks and measures that the same encoder embedded before aren't embedded again.
        Two parts can be left out, to measure what they are worth: `titled` is that of `chunks`, `compounds` says
        whether compounds are split.
        Raises ValueError if there is nothing to index, IndexBusy if another process is building.
        """
        tell = progress or _silent
        generations = Generations(root)
        known = _known_vectors(generations, encoder)
        examples = _known_examples(generations, encoder) or Examples.from_practice(encoder)
        with generations.writing() as folder:
            examples.save(folder)
            _write(folder, corpus, encoder, known, tell, titled=titled, compounds=compounds)
        return cls.load(root, encoder)

    @classmethod
    def load(cls, root: Path, encoder: Encoder) -> "Index":
        """Load the current generation; if it is damaged, the newest good one, which `degraded` then says.

        Raises IndexUnavailable naming what is wrong with each and what to do.
        """
        generations = Generations(root)
        current = generations.current()
        order = dict.fromkeys(filter(None, (current, *generations.names())))
        reasons = [f"{generations.root / POINTER} names no generation"] if order and not current else []
        for name in order:
            try:
                return _load(generations.path(name), encoder, tuple(reasons))
            except IndexDamaged as error:
                reasons.append(str(error))
        raise IndexUnavailable(root, reasons)

    @cached_property
    def measure_places(self) -> Mapping[str, int]:
        """Places in `measures` by id."""
        return {measure.id: place for place, measure in enumerate(self.measures)}

    @cached_property
    def named_places(self) -> frozenset[str]:
        """The places that any document names."""
        return frozenset(place for named in self.named for place in named.places)

    @cached_property
    def named_paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that any document names, each once."""
        return tuple(dict.fromkeys(paragraph for named in self.named for paragraph in named.paragraphs))


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
    analyser = Analyser(german.vocabulary(_vocabulary_texts(corpus, thesaurus) if compounds else ()))
    words = BM25Index.from_terms([analyser.terms(f"{piece.context} {piece.text}") for piece in pieces], **_CHUNK_BM25)
    measure_words = BM25Index.from_terms(_measure_terms(corpus.measures, analyser), **_MEASURE_BM25)
    vectors = _embed([*(piece.embedded for piece in pieces), *_cores(corpus.measures)], encoder, known, tell)
    expander = Expander.from_thesaurus(thesaurus, analyser, words)
    FlatIndex.from_vectors(vectors[: len(pieces)]).save(folder / "vectors.faiss")
    FlatIndex.from_vectors(vectors[len(pieces) :]).save(folder / "measure_vectors.faiss")
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
    records.write(folder / "concepts.json", Entry, expander.entries)
    records.write(folder / "labels.json", Label, [Label(key, places) for key, places in expander.keys.items()])
    Manifest(
        format=FORMAT,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=encoder.id,
        analyser=german.VERSION,
        documents={document.id: document.sha256 for document in corpus.documents},
        files=hashes(folder),
    ).save(folder)


def _load(folder: Path, encoder: Encoder, degraded: tuple[str, ...]) -> Index:
    """Load a generation. Raises IndexDamaged if it doesn't match its manifest, the encoder or this program."""
    manifest = Manifest.load(folder)
    if manifest.encoder != encoder.id:
        raise IndexDamaged(f"{folder.name} was built with encoder {manifest.encoder}, not {encoder.id}")
    if manifest.analyser != german.VERSION:
        raise IndexDamaged(f"{folder.name} was built by another version of the analyser")
    try:
        return _read(folder, manifest, degraded)
    except OSError as error:
        raise IndexDamaged(f"{folder.name} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise IndexDamaged(f"{folder.name} was built by another version of this program") from error


def _read(folder: Path, manifest: Manifest, degraded: tuple[str, ...]) -> Index:
    analyser = Analyser(frozenset((folder / "vocabulary.txt").read_text("utf-8").split("\n")))
    return Index(
        generation=folder.name,
        manifest=manifest,
        documents={document.id: document for document in records.read(folder / "documents.json", Document)},
        measures=records.read(folder / "measures.json", Measure),
        chunks=records.read(folder / "chunks.json", Chunk),
        vectors=FlatIndex.load(folder / "vectors.faiss"),
        words=BM25Index.load(folder / "words"),
        measure_vectors=FlatIndex.load(folder / "measure_vectors.faiss"),
        measure_words=BM25Index.load(folder / "measure_words"),
        examples=Examples.load(folder),
        analyser=analyser,
        expander=Expander(
            records.read(folder / "concepts.json", Entry), _read_labels(folder / "labels.json"), analyser
        ),
        facets=records.read(folder / "facets.json", MeasureFacets),
        named=records.read(folder / "named.json", Named),
        known_words=dict(line.split("\t") for line in (folder / "known_words.tsv").read_text("utf-8").split("\n")),
        degraded=degraded,
    )


def _read_labels(path: Path) -> dict[str, tuple[int, ...]]:
    """Keys of the expander with places of concepts. Plain JSON: there are so many that checking each takes long."""
    try:
        return {label["key"]: tuple(label["entries"]) for label in json.loads(path.read_bytes())}
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: not what was written") from error


def _silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""


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
    return {german.fold(word): word for word, _ in reversed(written.most_common())}


def _measure_terms(measures: Sequence[Measure], analyser: Analyser) -> list[list[str]]:
    """Terms of each measure; one empty measure if there is none."""
    return [[term for text in texts(measure) for term in analyser.terms(text)] for measure in measures] or [["-"]]


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


def _known_vectors(generations: Generations, encoder: Encoder) -> dict[str, FloatArray]:
    """Vectors of the current generation by hash of what was embedded; none if it can't be used for them."""
    try:
        folder = _of_encoder(generations, encoder)
        texts = [
            *(piece.embedded for piece in records.read(folder / "chunks.json", Chunk)),
            *_cores(records.read(folder / "measures.json", Measure)),
        ]
        vectors = [FlatIndex.load(folder / name).vectors() for name in ("vectors.faiss", "measure_vectors.faiss")]
    except (IndexDamaged, OSError, ValueError):  # damaged, of another version, or pruned meanwhile
        return {}
    return {_digest(text): vector for text, vector in zip(texts, np.concatenate(vectors), strict=True)}


def _known_examples(generations: Generations, encoder: Encoder) -> Examples | None:
    """Those of the current generation if it can be used for them."""
    try:
        return Examples.load(_of_encoder(generations, encoder))
    except (IndexDamaged, OSError, ValueError):
        return None


def _of_encoder(generations: Generations, encoder: Encoder) -> Path:
    """The folder of the current generation. Raises IndexDamaged if there is none or not one of this encoder."""
    current = generations.current()
    if current is None:
        raise IndexDamaged("there is no generation")
    folder = generations.path(current)
    if Manifest.load(folder).encoder != encoder.id:
        raise IndexDamaged(f"{current} was built with another encoder")
    return folder


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
