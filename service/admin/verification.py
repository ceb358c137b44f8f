"""The check of an index: every generation is read and asked, and what a service would serve is said."""

from dataclasses import dataclass
from pathlib import Path

from corpus.progress import Progress
from index.encoders.encoder import Encoder
from index.generations import Generations
from index.manifest import IndexDamaged
from index.store import Index
from retriever.probe import probe


@dataclass(frozen=True, slots=True)
class GenerationCheck:
    """A generation; `problem` says why it can't serve, and then nothing more is known of it."""

    name: str
    current: bool
    serves: bool
    built_at: str | None = None
    documents: int | None = None
    measures: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """All generations, the newest first, and the one that a service would serve."""

    generations: tuple[GenerationCheck, ...]
    serves: str | None

    @property
    def damaged(self) -> int:
        """How many generations can't serve."""
        return sum(each.problem is not None for each in self.generations)

    @property
    def is_well(self) -> bool:
        """Whether all can serve, and the one that does is the one that is meant to."""
        return not self.damaged and any(each.current and each.serves for each in self.generations)


def verify_index(root: Path, encoder: Encoder, progress: Progress) -> IndexCheck:
    """Load every generation of an index, and ask each a question."""
    generations = Generations(root)
    pointer, names = generations.current(), generations.names()
    order = [name for name in dict.fromkeys((pointer, *names)) if name]
    found: dict[str, GenerationCheck] = {}
    for number, name in enumerate(order, 1):
        serves = not any(each.serves for each in found.values())
        found[name] = _checked(generations.path(name), encoder, current=name == pointer, serves=serves)
        progress("generations", number, len(order))
    served = next((each.name for each in found.values() if each.serves), None)
    return IndexCheck(tuple(found[name] for name in sorted(found, reverse=True)), served)


def _checked(folder: Path, encoder: Encoder, *, current: bool, serves: bool) -> GenerationCheck:
    try:
        index = Index.of_generation(folder, encoder)
        probe(index, encoder)
    except IndexDamaged as error:
        return GenerationCheck(folder.name, current, serves=False, problem=str(error))
    return GenerationCheck(
        folder.name, current, serves, index.manifest.built_at, len(index.documents), len(index.measures)
    )
