"""What building an index anew would change of the one that is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.collection import Corpus
from corpus.measure import Measure
from index.generations import Generations
from index.json_records import read_records
from index.manifest import IndexDamaged, Manifest

_MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure by id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class IndexChange:
    """How many documents and measures there are `now` and `then`, and how many measures are `gone` and `new`.

    `gone_measures` names those that go, at most a hundred.
    """

    documents_now: int
    documents_then: int
    measures_now: int
    measures_then: int
    gone: int
    new: int
    gone_measures: tuple[NamedMeasure, ...]

    @property
    def halves(self) -> bool:
        """Whether fewer than half of the measures, or of the documents, would be left."""
        return 2 * self.measures_then < self.measures_now or 2 * self.documents_then < self.documents_now


def index_change(root: Path, corpus: Corpus) -> IndexChange | None:
    """Compare the index in `root` with what a corpus holds; None if there is no index that can be read."""
    generations = Generations(root)
    name = generations.whole()
    if name is None:
        return None
    try:
        manifest = Manifest.read(generations.path(name))
        measures = read_records(generations.path(name) / "measures.json", Measure)
    except (IndexDamaged, OSError, ValueError):  # pruned meanwhile, or written by another version
        return None
    return _change(len(manifest.documents), measures, corpus)


def _change(documents: int, measures: Sequence[Measure], corpus: Corpus) -> IndexChange:
    ids = {measure.id for measure in measures}
    kept = {measure.id for measure in corpus.measures}
    gone = [NamedMeasure(measure.id, measure.title) for measure in measures if measure.id not in kept]
    return IndexChange(
        documents_now=documents,
        documents_then=len(corpus.documents),
        measures_now=len(measures),
        measures_then=len(corpus.measures),
        gone=len(gone),
        new=len(kept - ids),
        gone_measures=tuple(gone[:_MOST_NAMED]),
    )
