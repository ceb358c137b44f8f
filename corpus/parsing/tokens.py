"""What a document's blocks say about its entries: titles, labelled values, words, whole entries of tables."""

from dataclasses import dataclass

from corpus.blocks import Span
from corpus.parsing.labels import LabelMatch


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; `match` says which field it names, if it is a label rather than a title.

    `printed` says that the document uses it as a label, known or not.
    """

    start: int
    end: int
    level: int
    match: LabelMatch | None = None
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value, which is empty if it follows in the next words.

    `label` is the span of the label as printed, `match` the field it names. `loose` marks a label that may be none: a
    few words before a colon that aren't known, `heading` one that is set as a heading: all words below are its value.
    `printed` says that the document uses it as a label again and again, known or not.
    """

    start: int
    end: int
    label: Span
    value: Span | None
    match: LabelMatch | None
    loose: bool = False
    heading: bool = False
    printed: bool = False

    @property
    def field(self) -> str | None:
        """The field that the label names, None if it isn't known."""
        return self.match.field if self.match else None


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A line or paragraph without a label.

    `alone` says that it is a line that fills its block, `bold` that it is set in bold, `continues` that it stands in
    the block of what precedes it. `banner` marks the title row of a table, `cells` are those of a row that is no entry.
    """

    start: int
    end: int
    alone: bool = False
    bold: bool = False
    continues: bool = False
    banner: bool = False
    item: bool = False
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole entry: a row of a table under its header, or a column beside its labels."""

    start: int
    end: int
    title: Span | None
    pairs: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """A place where an entry may begin, as a table or a list does; `certain` if the format says that it does.

    `titled` says that what follows has a title and labels, so that it is an entry whatever else.
    """

    start: int
    certain: bool = False
    titled: bool = False

    @property
    def end(self) -> int:
        """Where it ends: it holds nothing."""
        return self.start


Token = Title | Labelled | Unlabelled | Entry | Border
