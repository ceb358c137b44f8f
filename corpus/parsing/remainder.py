"""Remainders: the words of a document outside of its entries, with the headings that lead to them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.blocks import Span
from corpus.parsing.outline import Region
from corpus.parsing.record import LabelledValue, Record
from corpus.parsing.tokens import Border, Entry, Labelled, Title, Unlabelled


@dataclass(frozen=True, slots=True)
class Remainder:
    """Unlabelled outside of entries: `above` are the headings that lead to them, the outermost first."""

    above: tuple[Span, ...]
    spans: tuple[Span, ...]


def remainders(regions: Sequence[Region], records: Sequence[Record]) -> Iterator[Remainder]:
    """Yield what no record holds, region by region. A heading that heads nothing is text itself."""
    used = _Used(records)
    for number, region in enumerate(regions):
        above = tuple((heading.start, heading.end) for heading in region.above)
        if spans := list(_unused(region, used)):
            yield Remainder(above, tuple(spans))
        elif above and _is_empty(region) and not (used.holds(above[-1]) or _leads(regions, number)):
            yield Remainder(above[:-1], above[-1:])


def unused_values(regions: Sequence[Region], records: Sequence[Record]) -> Iterator[LabelledValue]:
    """Yield values outside of records with what may be their labels: words before a colon, the first row of a table."""
    used = _Used(records)
    for region in regions:
        header: tuple[Span, ...] = ()
        for token in region.tokens:
            if isinstance(token, Border):
                header = ()
            elif isinstance(token, Labelled) and token.value and not used.holds((token.start, token.end)):
                yield LabelledValue(token.label, (token.value,), token.match)
            elif isinstance(token, Unlabelled) and token.cells and not header:
                header = token.cells
            elif isinstance(token, Unlabelled) and token.cells:
                cells = zip(header, token.cells, strict=False)
                yield from (LabelledValue(label, (cell,), None) for label, cell in cells if label[0] < label[1])


def _is_empty(region: Region) -> bool:
    return all(isinstance(token, Border) for token in region.tokens)


def _unused(region: Region, used: "_Used") -> Iterator[Span]:
    """The spans of the tokens that no record holds; those that follow each other are one."""
    start: int | None = None
    end = 0
    for token in region.tokens:
        if isinstance(token, Border):
            continue
        if isinstance(token, Entry) or used.holds((token.start, token.end)):
            if start is not None:
                yield start, end
            start = None
        else:
            start, end = token.start if start is None else start, token.end
    if start is not None:
        yield start, end


def _leads(regions: Sequence[Region], number: int) -> bool:
    """Whether the next region stands below the heading of this one."""
    heading = regions[number].heading
    return number + 1 < len(regions) and isinstance(heading, Title) and heading in regions[number + 1].above


class _Used:
    """The spans that records hold."""

    def __init__(self, records: Sequence[Record]) -> None:
        spans = [record.title for record in records if record.title]
        spans += [span for record in records for span in record.prose]
        spans += [span for record in records for value in record.values for span in (value.label, *value.spans)]
        self._spans = sorted(spans)

    def holds(self, span: Span) -> bool:
        """Whether some of a span is held by a record."""
        place = bisect_right(self._spans, (span[1] - 1, 2**62)) - 1
        return place >= 0 and self._spans[place][1] > span[0]
