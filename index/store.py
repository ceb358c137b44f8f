"""The index: everything built from the corpus, loaded from a generation on disk."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

from corpus.document import Document
from corpus.eligibility.limits import Limits
from corpus.figures.figure import Figure
from corpus.measure import Measure
from index.analyser import ANALYSER_VERSION, Analyser
from index.chunks import Chunk
from index.encoders.encoder import Encoder
from index.examples import Examples
from index.expansion import ConceptEntry, Expander
from index.facets import DocumentMentions, MeasureFacets
from index.facts import Facts
from index.familiarity import Familiarity
from index.figure_table import FigureTable
from index.files import write_file
from index.generations import POINTER, Generations
from index.json_records import read_records, write_records
from index.known_needs import KnownNeeds
from index.known_questions import KnownQuestions
from index.lexical import BM25Index, LexicalIndex
from index.manifest import IndexDamaged, Manifest, hashes
from index.sentences import SentenceIndex
from index.vectors import VectorIndex, load_vectors

_UNREADABLE = (ValueError, KeyError, TypeError, EOFError, BadZipFile)
"""What readers raise over a file of another content."""


class IndexUnavailable(Exception):
    """There is no usable index; the message says why and what to do, `reasons` what is wrong with each generation."""

    def __init__(self, root: Path, reasons: Sequence[str]) -> None:
        found = "; ".join(reasons) or f"no index in {root}"
        super().__init__(f"{found}. Run `lotse index` to build one.")
        self.reasons = tuple(reasons)


@dataclass(frozen=True)
class Index:
    """One generation of everything that is searched.

    Rows of `vectors` and `words` are positions in `chunks`; those of `measure_vectors`, `measure_words`, `facets` and
    `limits` are positions in `measures`, those of `document_words` positions in `documents`. `degraded` says what was
    wrong with newer generations, `stems` are those of all words of the documents.
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
    document_words: LexicalIndex
    sentences: SentenceIndex
    examples: Examples
    known_questions: KnownQuestions
    known_needs: KnownNeeds
    facts: Facts
    analyser: Analyser
    stems: frozenset[str]
    expander: Expander
    facets: tuple[MeasureFacets, ...]
    mentions: tuple[DocumentMentions, ...]
    limits: tuple[Limits, ...]
    figures: FigureTable
    familiarity: Familiarity
    known_words: Mapping[str, str]
    degraded: tuple[str, ...] = ()

    @classmethod
    def load(cls, root: Path, encoder: Encoder) -> "Index":
        """Load the current generation or, if it is damaged, the newest good one.

        Raises IndexUnavailable naming what is wrong with each generation and what to do.
        """
        generations = Generations(root)
        current, order = generations.current(), generations.order()
        reasons = [f"{generations.root / POINTER} names no generation"] if order and not current else []
        for name in order:
            try:
                return cls.of_generation(generations.path(name), encoder, tuple(reasons))
            except IndexDamaged as error:
                reasons.append(str(error))
        raise IndexUnavailable(root, reasons)

    @classmethod
    def of_generation(cls, folder: Path, encoder: Encoder, degraded: tuple[str, ...] = ()) -> "Index":
        """Load one generation. Raises IndexDamaged unless it is whole and fits the encoder and this version."""
        manifest = Manifest.load(folder)
        if manifest.encoder != encoder.id:
            raise IndexDamaged(f"{folder.name} was built with encoder {manifest.encoder}, not {encoder.id}")
        if manifest.analyser != ANALYSER_VERSION:
            raise IndexDamaged(f"{folder.name} was built by another version of the analyser")
        try:
            found = _read(folder, manifest, degraded)
        except OSError as error:
            raise IndexDamaged(f"{folder.name} can't be read: {error.strerror}") from error
        except _UNREADABLE as error:
            raise IndexDamaged(f"{folder.name} was built by another version of this program") from error
        _check_rows(found)
        return found

    def save(self, folder: Path) -> None:
        """Write what `of_generation` reads, at last the manifest with the hashes of all of it. Raises NotWritten."""
        self.vectors.save(folder / "vectors.faiss")
        self.measure_vectors.save(folder / "measure_vectors.faiss")
        self.words.save(folder / "words")
        self.measure_words.save(folder / "measure_words")
        self.document_words.save(folder / "document_words")
        self.sentences.save(folder)
        self.examples.save(folder)
        self.known_questions.save(folder)
        self.known_needs.save(folder)
        self.facts.save(folder)
        self.familiarity.save(folder)
        known_words = (f"{folded}\t{written}" for folded, written in self.known_words.items())
        write_file(folder / "known_words.tsv", "\n".join(known_words).encode())
        write_file(folder / "vocabulary.txt", "\n".join(sorted(self.analyser.vocabulary)).encode())
        write_file(folder / "stems.txt", "\n".join(sorted(self.stems)).encode())
        write_file(folder / "labels.json", json.dumps(dict(self.expander.keys), ensure_ascii=False).encode())
        write_records(folder / "concepts.json", ConceptEntry, self.expander.entries)
        write_records(folder / "documents.json", Document, tuple(self.documents.values()))
        write_records(folder / "measures.json", Measure, self.measures)
        write_records(folder / "chunks.json", Chunk, self.chunks)
        write_records(folder / "facets.json", MeasureFacets, self.facets)
        write_records(folder / "named.json", DocumentMentions, self.mentions)
        write_records(folder / "limits.json", Limits, self.limits)
        write_records(folder / "figures.json", Figure, self.figures.rows)
        replace(self.manifest, files=hashes(folder)).save(folder)

    @cached_property
    def measure_places(self) -> Mapping[str, int]:
        """Positions in `measures` by id."""
        return {measure.id: place for place, measure in enumerate(self.measures)}

    @cached_property
    def document_places(self) -> Mapping[str, int]:
        """Positions in `documents` by id."""
        return {id: place for place, id in enumerate(self.documents)}

    @cached_property
    def share_of_measures(self) -> float:
        """The share of the chunks that belong to measures, 0 to 1."""
        return sum(chunk.measure is not None for chunk in self.chunks) / len(self.chunks)

    @cached_property
    def named_places(self) -> frozenset[str]:
        """The places that any document mentions."""
        return frozenset(place for document in self.mentions for place in document.places)

    @cached_property
    def named_paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that any document mentions, each once."""
        return tuple(dict.fromkeys(paragraph for document in self.mentions for paragraph in document.paragraphs))


def _read(folder: Path, manifest: Manifest, degraded: tuple[str, ...]) -> Index:
    analyser = Analyser(frozenset((folder / "vocabulary.txt").read_text("utf-8").split("\n")))
    return Index(
        generation=folder.name,
        manifest=manifest,
        documents={document.id: document for document in read_records(folder / "documents.json", Document)},
        measures=read_records(folder / "measures.json", Measure),
        chunks=read_records(folder / "chunks.json", Chunk),
        vectors=load_vectors(folder / "vectors.faiss"),
        words=BM25Index.load(folder / "words"),
        measure_vectors=load_vectors(folder / "measure_vectors.faiss"),
        measure_words=BM25Index.load(folder / "measure_words"),
        document_words=BM25Index.load(folder / "document_words"),
        sentences=SentenceIndex.load(folder),
        examples=Examples.load(folder),
        known_questions=KnownQuestions.load(folder),
        known_needs=KnownNeeds.load(folder),
        facts=Facts.load(folder),
        analyser=analyser,
        stems=frozenset((folder / "stems.txt").read_text("utf-8").split("\n")),
        expander=Expander(
            read_records(folder / "concepts.json", ConceptEntry), _read_labels(folder / "labels.json"), analyser
        ),
        facets=read_records(folder / "facets.json", MeasureFacets),
        mentions=read_records(folder / "named.json", DocumentMentions),
        limits=read_records(folder / "limits.json", Limits),
        figures=FigureTable(read_records(folder / "figures.json", Figure)),
        familiarity=Familiarity.load(folder),
        known_words=dict(line.split("\t") for line in (folder / "known_words.tsv").read_text("utf-8").split("\n")),
        degraded=degraded,
    )


def _check_rows(index: Index) -> None:
    """Raise IndexDamaged unless the parts that are read row by row belong together."""
    measures = max(len(index.measures), 1)  # an index without any has one empty row
    rows = {
        "vectors": (len(index.vectors), len(index.chunks)),
        "words": (len(index.words), len(index.chunks)),
        "measure_vectors": (len(index.measure_vectors), measures),
        "measure_words": (len(index.measure_words), measures),
        "facets": (len(index.facets), len(index.measures)),
        "limits": (len(index.limits), len(index.measures)),
        "sentence_vectors": (len(index.sentences.vectors), len(index.sentences.sentences)),
        "sentence_words": (len(index.sentences.words), len(index.sentences.sentences)),
        "known_question_rows": (len(index.known_questions.vectors), len(index.known_questions.rows)),
        "known_need_rows": (len(index.known_needs.said.vectors), len(index.known_needs.said.rows)),
        "fact_standing": (len(index.facts.standing), len(index.measures)),
        "fact_question_rows": (len(index.facts.asked.vectors), len(index.facts.asked.rows)),
        "sentence_types": (len(index.sentences.types), len(index.sentences.sentences)),
    }
    for name, (found, expected) in rows.items():
        if found != expected:
            raise IndexDamaged(f"{index.generation} has {found} {name} where {expected} are expected")


def _read_labels(path: Path) -> dict[str, list[int]]:
    """Keys of the expander with positions of concepts; there are too many to validate each one quickly."""
    labels = json.loads(path.read_bytes())
    if not isinstance(labels, dict):
        raise ValueError(f"{path.name}: not a JSON object")
    return labels
