"""Cited passages as evidence for a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.fields import FIELDS
from corpus.text.folding import WORD, fold
from index.store import Index
from retriever.result import Passage

_REACHED = frozenset(("contact", "provider", "application", "link", "place"))
"""Fields whose values are where somebody is reached."""


@dataclass(frozen=True)
class CitedEvidence:
    """The passages that one sentence cites.

    `source` holds their texts, `text` also puts before each whose it is: the measure, who runs it, and the field.
    `contacts` holds those of the texts that say where somebody is reached.
    """

    text: str
    source: str
    contacts: str

    @classmethod
    def from_passages(cls, passages: Iterable[Passage], index: Index) -> "CitedEvidence":
        """Join passages of `index`, in their order."""
        cited = list(passages)
        return cls(
            " \n".join(f"{_head(passage, index)}\n{passage.text}" for passage in cited),
            "\n".join(passage.text for passage in cited),
            "\n".join(passage.text for passage in cited if passage.field in _REACHED),
        )

    @cached_property
    def folded(self) -> str:
        """The words of `text`, folded, with a blank before and behind each."""
        return f" {fold_words(self.text)} "


def fold_words(text: str) -> str:
    """Fold the words of a text and join them with blanks."""
    return " ".join(map(fold, WORD.findall(text)))


def _head(passage: Passage, index: Index) -> str:
    place = index.measure_places.get(passage.measure or "")
    if place is None:
        return passage.document_title
    measure = index.measures[place]
    field = FIELDS.get(passage.field, "")
    return f"{measure.title}. {measure.organisation or ''}. {measure.state or ''}. {field}"
