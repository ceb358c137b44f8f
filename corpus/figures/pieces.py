"""The parts of a measure's text that figures are read from, with the way back to their document."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Document
from corpus.measure import Measure
from corpus.text.cleaning import Aligned, align
from corpus.text.sentences import sentences

_LONGEST = 240
_CLAUSE_ENDS = ("; ", ") ", ", ", " – ", " ")


@dataclass(frozen=True)
class SectionPiece:
    """Cleaned text of one span of a section."""

    field: str
    aligned: Aligned
    offset: int

    @property
    def text(self) -> str:
        return self.aligned.text

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    def sentence(self, start: int) -> tuple[int, int]:
        """Return the span in `text` of the sentence or list item that holds the character at `start`."""
        at = bisect_right(self.sentences, (start, len(self.text) + 1)) - 1
        return self.sentences[max(at, 0)]

    def quote(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the document of the sentence that states `text[start:end]`, a clause of a long one."""
        low, high = self.sentence(start)
        low, high = min(low, start), max(high, end)
        if high - low > _LONGEST:
            low, high = self._clause(low, start, forward=False), self._clause(end, high, forward=True)
        first, last = self.aligned.span(low, high)
        return self.offset + first, self.offset + last

    def _clause(self, low: int, high: int, *, forward: bool) -> int:
        """Return where a clause that holds the value begins or, if `forward`, ends, between `low` and `high`."""
        room = _LONGEST // 2
        if high - low <= room:
            return high if forward else low
        if forward:
            near = self.text[low : low + room]
            cuts = (near.rfind(mark) for mark in _CLAUSE_ENDS)
            return low + next((cut for cut in cuts if cut > 0), room)
        near = self.text[high - room : high]
        found = ((near.find(mark), len(mark)) for mark in _CLAUSE_ENDS)
        return high - room + next((cut + size for cut, size in found if cut >= 0), 0)


def section_pieces(measure: Measure, document: Document) -> Iterator[SectionPiece]:
    """Yield the text of all sections of a measure, span by span."""
    for section in measure.sections:
        for start, end in section.spans:
            aligned = align(document.text[start:end])
            if aligned.text.strip():
                yield SectionPiece(section.field, aligned, start)
