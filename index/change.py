"""What another generation of the index, or building one anew, would change of the one that is in use."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
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
    """How many documents and measures there are `now` and `then`; how many measures are `gone`, `new` and `changed`.

    The three lists name at most a hundred measures each. `halves` says whether more than half would go: of the measures
    of any one catalogue, or of all documents.
    """

    documents_now: int
    documents_then: int
    measures_now: int
    measures_then: int
    gone: int
    new: int
    changed: int
    halves: bool
    gone_measures: tuple[NamedMeasure, ...]
    new_measures: tuple[NamedMeasure, ...]
    changed_measures: tuple[NamedMeasure, ...]


@dataclass(frozen=True, slots=True)
class _Holding:
    """What is compared: how many documents there are, and the measures."""

    documents: int
    measures: Sequence[Measure]


def index_change(root: Path, corpus: Corpus) -> IndexChange | None:
    """Compare the index in `root` with what a corpus holds; None if there is no index that can be read."""
    before = _serving(Generations(root))
    return _change(before, _Holding(len(corpus.documents), corpus.measures)) if before else None


def generation_change(root: Path, name: str) -> IndexChange | None:
    """Compare the index in `root` with another of its generations; None if one of the two can't be read."""
    generations = Generations(root)
    before, after = _serving(generations), _held(generations.path(name))
    return _change(before, after) if before and after else None


def _serving(generations: Generations) -> _Holding | None:
    name = generations.whole()
    return _held(generations.path(name)) if name else None


def _held(folder: Path) -> _Holding | None:
    try:
        return _Holding(len(Manifest.read(folder).documents), read_records(folder / "measures.json", Measure))
    except (IndexDamaged, OSError, ValueError):  # pruned meanwhile, or written by another version
        return None


def _change(before: _Holding, after: _Holding) -> IndexChange:
    then = {measure.id: measure for measure in after.measures}
    known = {measure.id for measure in before.measures}
    gone = _named(measure for measure in before.measures if measure.id not in then)
    new = _named(measure for measure in after.measures if measure.id not in known)
    kept = (measure for measure in before.measures if measure.id in then)
    changed = _named(then[measure.id] for measure in kept if _content(measure) != _content(then[measure.id]))
    return IndexChange(
        documents_now=before.documents,
        documents_then=after.documents,
        measures_now=len(before.measures),
        measures_then=len(after.measures),
        gone=len(gone),
        new=len(new),
        changed=len(changed),
        halves=2 * after.documents < before.documents or _is_halved(before.measures, then),
        gone_measures=gone[:_MOST_NAMED],
        new_measures=new[:_MOST_NAMED],
        changed_measures=changed[:_MOST_NAMED],
    )


def _is_halved(before: Sequence[Measure], then: Container[str]) -> bool:
    """Whether a catalogue keeps fewer than half of its measures, by their ids."""
    had = Counter(measure.catalogue for measure in before)
    kept = Counter(measure.catalogue for measure in before if measure.id in then)
    return any(2 * kept[name] < count for name, count in had.items())


def _named(measures: Iterable[Measure]) -> tuple[NamedMeasure, ...]:
    return tuple(NamedMeasure(measure.id, measure.title) for measure in measures)


def _content(measure: Measure) -> tuple[object, ...]:
    """What a measure says, wherever it stands in its document."""
    sections = tuple((section.field, section.label, section.text) for section in measure.sections)
    head = (measure.title, measure.kind, measure.organisation, measure.state)
    return (*head, measure.contacts, measure.legal, measure.figures, sections)
