"""The words of a page of a PDF as it draws them: each of one look, with the boxes of its first and last letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from corpus.formats.pdf_letters import HYPHEN, Corners, Letters

_WORD = re.compile(f"[^\\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the order in which they are drawn, one entry in each list for each word.

    A word goes from letter `starts[i]` to before `ends[i]` of the page and belongs to the stretch `stretches[i]`.
    """

    starts: list[int]
    ends: list[int]
    stretches: list[int]
    firsts: list[Corners]
    lasts: list[Corners]

    def chosen(self, numbers: Sequence[int]) -> "Words":
        """Some of the words, by number."""
        starts, ends = [self.starts[number] for number in numbers], [self.ends[number] for number in numbers]
        firsts, lasts = [self.firsts[number] for number in numbers], [self.lasts[number] for number in numbers]
        return Words(starts, ends, [self.stretches[number] for number in numbers], firsts, lasts)


def drawn_words(letters: Letters) -> Words:
    """Find the words of a page; one whose look changes within is several, as before the mark of a footnote."""
    spans = [found.span() for found in _WORD.finditer(letters.text)]
    stretches = letters.stretches([start for start, _ in spans])
    ends = letters.stretches([end - 1 for _, end in spans])
    if stretches != ends:
        mixed = {span for span, first, last in zip(spans, stretches, ends, strict=True) if first != last}
        spans = sorted(set(spans).difference(mixed).union(_parts(letters, sorted(mixed))))
        stretches = letters.stretches([start for start, _ in spans])
    firsts, lasts = letters.boxes([start for start, _ in spans]), letters.boxes([end - 1 for _, end in spans])
    return Words([start for start, _ in spans], [end for _, end in spans], stretches, firsts, lasts)


def _parts(letters: Letters, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of words, each of one stretch."""
    known = iter(letters.stretches([place for span in spans for place in range(*span)]))
    for start, end in spans:
        for _, group in groupby(islice(known, end - start)):
            part = sum(1 for _ in group)
            yield start, start + part
            start += part
