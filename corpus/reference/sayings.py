"""How caseworkers and clients say things: slang, euphemisms, office abbreviations, and the concepts they mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.text.lexicon import word_table


@dataclass(frozen=True, slots=True)
class Saying:
    """Phrases in `german` and `english` that mean all of the `concepts`, which are names of the thesaurus.

    They lead to the labels of these concepts, but no label leads to them: what officials write is never slang.
    """

    concepts: tuple[str, ...]
    german: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def phrases(self) -> Iterable[str]:
        """Those of both languages."""
        return (*self.german, *self.english)


@cache
def sayings() -> tuple[Saying, ...]:
    """All that come with the package."""
    return tuple(Saying(*map(_listed, row)) for row in word_table("sayings.tsv"))


def _listed(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split("|"))
