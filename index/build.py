"""Building a generation of the index: everything derived from the corpus, written to a folder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.collection import Corpus, CorpusError
from corpus.parsing.catalogue import Parsed
from corpus.progress import Progress, unheard
from index.analyser import ANALYSER_VERSION
from index.assembly import Contents, assembled
from index.chunks import Chunk, chunks
from index.encoders.encoder import Encoder
from index.examples import Examples, shipped_documents
from index.facts import Facts
from index.generations import Generations
from index.known_needs import KnownNeeds, embedded_needs
from index.known_questions import KnownQuestions
from index.manifest import FORMAT, Manifest
from index.reuse import digest, kept, usable, vectors_by_digest
from index.sentences import document_sentences
from index.store import Index
from index.vectors import FloatArray


def build_index(
    corpus: Corpus,
    encoder: Encoder,
    root: Path,
    progress: Progress = unheard,
    *,
    probe: Callable[[Index, Encoder], None] | None = None,
    serve: bool = True,
    publish: Callable[[Index, Path, bool], None] | None = None,
    titled: bool = True,
    compounds: bool = True,
) -> Index:
    """Build a generation below `root`, load it, and make it the current one if it is whole.

    Unless it is to `serve`, it waits until `Generations.point_to` makes it the current one.
    `progress` is told of the steps `chunks`, in documents, `vectors`, in texts, and `index`, in chunks.
    `probe` raises IndexDamaged unless an index can be searched. `publish` is given what was built, and the folder in
    which it lies, before it becomes a generation here; if it raises anything, there will be none. Vectors of unchanged
    texts are taken from the last generation if it has the same encoder. Two parts can be left out to measure their
    worth: `titled` is that of `chunks`, `compounds` says whether compounds are split.
    Raises CorpusError if there is nothing to index, IndexBusy if another process is building, NotWritten if the disk is
    full or broken, IndexDamaged if what was written can't be used. Then the current generation stays.
    """
    generations = Generations(root)
    last = usable(generations, encoder)
    with generations.writing(serve=serve) as folder:
        _write(folder, corpus, encoder, last, progress, titled=titled, compounds=compounds)
        index = replace(Index.of_generation(folder, encoder), generation=generations.name_of(folder))
        if probe:
            probe(index, encoder)
        if publish:
            publish(index, folder, serve)
    progress("index", len(index.chunks), len(index.chunks))
    return index


def _write(
    folder: Path,
    corpus: Corpus,
    encoder: Encoder,
    last: Path | None,
    progress: Progress,
    *,
    titled: bool,
    compounds: bool,
) -> None:
    """Write a generation. All that it is made of is let go before it is loaded, so that memory holds it once."""
    contents = _contents(corpus.parsed, progress, titled=titled)
    vectors = _embed(contents.embedded(), encoder, kept(last, vectors_by_digest) or {}, progress)
    progress("index", 0, 0)
    examples, manifest = _examples(corpus, last, encoder), _manifest(corpus, encoder)
    sentences, documents = contents.sentences, {document.id: document for document in contents.documents}
    questions = KnownQuestions.of_sentences(sentences, documents, encoder, kept(last, KnownQuestions.load))
    before = kept(last, KnownNeeds.load)
    needs = embedded_needs(sentences, documents, encoder, before.said if before else None)
    facts = Facts.of_measures(contents.measures, documents, encoder, kept(last, Facts.load))
    assembled(contents, vectors, encoder, examples, questions, needs, facts, manifest, compounds=compounds).save(folder)


def _contents(parsed: Sequence[Parsed], report_progress: Progress, *, titled: bool) -> Contents:
    """Cut the documents of a corpus."""
    if not parsed:
        raise CorpusError("nothing to index: there is no document that can be read")
    pieces: list[Chunk] = []
    report_progress("chunks", 0, len(parsed))
    for number, entry in enumerate(parsed, 1):
        pieces.extend(chunks(entry, titled=titled))
        report_progress("chunks", number, len(parsed))
    if not pieces:
        raise CorpusError("nothing to index: no document has text below a heading")
    return Contents(
        documents=tuple(entry.document for entry in parsed),
        measures=tuple(measure for entry in parsed for measure in entry.measures),
        chunks=tuple(pieces),
        sentences=tuple(sentence for entry in parsed for sentence in document_sentences(entry)),
    )


def _manifest(corpus: Corpus, encoder: Encoder) -> Manifest:
    return Manifest(
        format=FORMAT,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=encoder.id,
        analyser=ANALYSER_VERSION,
        documents={document.id: document.sha256 for document in corpus.documents},
        files={},
    )


def _examples(corpus: Corpus, last: Path | None, encoder: Encoder) -> Examples:
    """The examples of the practice catalogue beside the shipped documents, none beside others."""
    if not shipped_documents(corpus.documents):
        return Examples.none(encoder)
    before = kept(last, Examples.load)
    return before if before and len(before.questions) else Examples.from_practice(encoder)


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

    report_progress("vectors", 0, len(new))
    if len(new) == len(texts):
        return encoder.encode_passages(texts, count)
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for place, each in enumerate(digests):
        if each in known:
            vectors[place] = known[each]
    if new:
        vectors[new] = encoder.encode_passages([texts[place] for place in new], count)
    return vectors
