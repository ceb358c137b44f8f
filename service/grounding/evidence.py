"""What cited passages say, to hold a sentence against."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.fields import FIELDS
from corpus.text.folding import WORD, fold
from index.store import Index
from retriever.result import Passage


@dataclass(frozen=True)
class Evidence:
    """Passages as one text, `source` a line each; `text` says before each whose it is, as its citation does."""

    text: str
    source: str

    @classmethod
    def of(cls, passages: Iterable[Passage], index: Index) -> "Evidence":
        """That of some passages of `index`."""
        cited = list(passages)
        return cls(
            " \n".join(f"{_head(passage, index)}\n{passage.text}" for passage in cited),
            "\n".join(passage.text for passage in cited),
        )

    @cached_property
    def folded(self) -> str:
        """Its words, folded, with a blank before and behind each."""
        return f" {folded(self.text)} "


def folded(text: str) -> str:
    """The words of a text, folded, with a blank between."""
    return " ".join(map(fold, WORD.findall(text)))


def _head(passage: Passage, index: Index) -> str:
    """A measure's name, who runs it, and what the field is called; for other texts the document's title."""
    place = index.measure_places.get(passage.measure or "")
    if place is None:
        return passage.document_title
    measure = index.measures[place]
    field = FIELDS[passage.field].german if passage.field in FIELDS else ""
    return f"{measure.title}. {measure.organisation or ''}. {measure.state or ''}. {field}"
