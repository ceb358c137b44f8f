"""Labels told by how a document prints them, known or not: the same words come again, each time before others."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.blocks import Block, Span
from corpus.parsing.labels import MOST_CHARACTERS, MOST_WORDS, Labels, normal_label

_SEPARATED = re.compile(
    r"[\[(»>]{0,2}\s?([^\W\d_][^:|\]»→\n]{0,58}?)\s{0,2}(?::|[\])][:.]?|\s(?:--|[|»→>=–—-]))(?=\s)[^\S\n]{0,3}(\S)"
)
RUN_IN = re.compile(r"(?<=[.;,)!?%–]) (?=([A-ZÄÖÜ][\w/-]{1,30}(?: [\w/-]{1,20}){0,3}):\s{1,3}(\S))")
"""Where a label may begin within a line, behind the end of a value, with what stands behind its colon."""
_CAPITALS = re.compile(r"(?:[A-ZÄÖÜẞ][A-ZÄÖÜẞ/&-]{0,30}\s){0,5}[A-ZÄÖÜẞ][A-ZÄÖÜẞ/&-]{1,30}\??(?=\s{1,3}(\S))")
"""Words in capitals before others: `FÜR WEN? Ältere ab 55`."""
_NOT_CAPITAL = re.compile(r"[a-zäöüß\d]")
_GAP = re.compile(r"\s+")
_AROUND = ": \t–-"
_NO_LABEL = re.compile(r"[.,;!]$|[.;!] |[„“»«\"@\\]|^\W*[\d\W]+$|^https?|^www\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\W{0,3}\d")
_FEWEST, _FEWEST_ALIKE = 2, 3
_LONGER_THAN_NAMES = 6
_HALF = 0.7  # as much counts a label in small letters
_MOSTLY, _NEARLY, _KNOWN = 0.5, 0.7, 0.75
_PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class PrintedLabels:
    """The labels that fill lines of their own, and those that stand before their values in a line, as normal labels."""

    lines: frozenset[tuple[str, str]] = frozenset()
    openings: frozenset[str] = frozenset()

    def fills(self, line: str, look: str) -> bool:
        """Whether a line of this look is a label."""
        return (look_of(line, look), normal_label(line)) in self.lines

    def opens(self, words: str) -> bool:
        """Whether words before a value are a label."""
        return normal_label(words) in self.openings


NONE_PRINTED = PrintedLabels()
"""What a document without labels of its own prints."""


def block_look(block: Block) -> str:
    """The look of the lines of a block: that of a heading by its level, in bold, or plain."""
    if block.kind == "heading":
        return f"heading {block.level}"
    look = "bold" if block.lead >= block.end - block.start > 0 else _PLAIN
    return look if block.kind != "item" else f"{look} item"


def look_of(line: str, look: str) -> str:
    """The look of a line: one that ends with a colon or question mark stands out."""
    return f"{look.removeprefix(_PLAIN)} colon" if line.endswith((":", "?")) else look


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its look, and what may be a label at its beginning with the value behind it.

    `capitals` says that nothing but these tell the label.
    """

    look: str
    text: str
    label: str = ""
    value: str = ""
    capitals: bool = False


@dataclass(slots=True)
class _Uses:
    """How often words come, and what stands before and behind them."""

    count: int = 0
    before: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)


def printed_labels(text: str, blocks: Sequence[Block], labels: Labels) -> PrintedLabels:
    """Find what a document prints as labels: what comes again at least twice, before words that differ."""
    lines = list(_lines(text, blocks))
    return PrintedLabels(frozenset(_whole(lines, labels)), frozenset(_openings(lines, labels)))


def opening(text: str, span: Span, lead: int) -> tuple[Span, Span] | None:
    """What may be a label at the beginning of a line, and the value behind it.

    A label is set in bold (`lead` characters), or in capitals, or in brackets, or a mark stands behind it.
    """
    if 0 < lead < span[1] - span[0]:
        end = span[0] + lead
        words = text[span[0] : end].rstrip(_AROUND)
        first = end + len(text[end : span[1]]) - len(text[end : span[1]].lstrip(_AROUND))
        return ((span[0], span[0] + len(words)), (first, span[1])) if words and first < span[1] else None
    if found := _SEPARATED.match(text, *span):
        return found.span(1), (found.start(2), span[1])
    return capital_opening(text, span)


def capital_opening(text: str, span: Span) -> tuple[Span, Span] | None:
    """The words in capitals at the beginning of a line, and what stands behind them in small letters or digits."""
    found = _CAPITALS.match(text, *span)
    return (found.span(), (found.start(1), span[1])) if found and _NOT_CAPITAL.search(text, *span) else None


def in_capitals(text: str, span: Span) -> Iterator[tuple[Span, Span]]:
    """Yield the beginnings of a line that are words in capitals, the shortest first, with what stands behind each.

    Where the value is in capitals, too, only other lines can tell where the label ends: `FÖRDERUNG AVGS`.
    """
    most = _CAPITALS.match(text, *span)
    for gap in _GAP.finditer(text, span[0], most.start(1)) if most else ():
        yield (span[0], gap.start()), (gap.end(), span[1])


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    """The lines of a document; an empty one stands for a table."""
    for block in blocks:
        if block.kind in ("row", "pair", "record"):
            yield _Line("", "")
            continue
        start = block.start
        for number, raw in enumerate(text[block.start : block.end].split("\n")):
            if line := raw.strip():
                first = start + len(raw) - len(raw.lstrip())
                lead = block.lead if number == 0 else 0
                found = opening(text, (first, first + len(line)), lead) if block.kind != "heading" else None
                label, value = (text[slice(*found[0])], text[slice(*found[1])]) if found else ("", "")
                capitals = not lead and found is not None and text[found[0][1] : found[1][0]].isspace()
                yield _Line(look_of(line, block_look(block)), line, label, value, capitals)
            start += len(raw) + 1


def _whole(lines: Sequence[_Line], labels: Labels) -> Iterator[tuple[str, str]]:
    """Lines that are labels: most lines of their look are known or come again."""
    uses: dict[str, dict[str, _Uses]] = defaultdict(lambda: defaultdict(_Uses))
    for place, line in enumerate(lines):
        if line.look and not line.value and may_be_label(line.text):
            use = uses[line.look][normal_label(line.text)]
            use.count += 1
            use.before.add(lines[place - 1].text if place else "")
            use.behind.add(lines[place + 1].text if place + 1 < len(lines) else "")
    for look, found in uses.items():
        known = {
            words
            for words in found
            if (match := labels.match(words)) and match.field != "title" and match.confidence >= _KNOWN
        }
        again = {words for words, use in found.items() if use.count >= _FEWEST and len(use.behind) >= _FEWEST}
        if is_plain := look.startswith(_PLAIN):
            again = {words for words in again if words in known or len(found[words].before) >= _FEWEST}
            told = sum(1 for words in again if labels.match(words))
            if told < (_FEWEST if len(again) < _FEWEST_ALIKE else 1):
                continue
        share = sum(found[words].count for words in again | known) / sum(use.count for use in found.values())
        if again and len(again | known) >= _FEWEST and share >= (_MOSTLY if not is_plain else 0.0):
            yield from ((look, words) for words in again)
            once = found.keys() - again - known
            if not is_plain and share >= _NEARLY and 2 * len(once) <= max(found[words].count for words in again):
                yield from ((look, words) for words in once)  # far fewer than entries, so they aren't the titles


def _openings(lines: Sequence[_Line], labels: Labels) -> Iterator[str]:
    """Words before a separator that come again with other words behind it."""
    values: Mapping[str, set[str]] = defaultdict(set)
    counts: dict[str, float] = defaultdict(float)
    capitals = {normal_label(line.label) for line in lines if line.capitals}
    if not any((match := labels.match(words)) and match.confidence >= _KNOWN for words in capitals):
        capitals = set()
    for line in lines:
        if line.capitals and not (normal_label(line.label) in capitals and _may_be_capital(line.label, labels)):
            continue
        inside = [(match[1], line.text[match.end() :]) for match in RUN_IN.finditer(line.text)]
        if capitals and not line.label:
            inside += _known_in_capitals(line.text, labels)
        for label, value in [(line.label, line.value), *inside]:
            if label and _is_short(label):
                values[normal_label(label)].add(value)
                counts[normal_label(label)] += 1 if _begins_large(label) else _HALF
    again = {words for words, count in counts.items() if count >= _FEWEST and len(values[words]) >= _FEWEST}
    known = {words for words in again if (match := labels.match(words)) and match.confidence >= _KNOWN}
    if len(again) >= _FEWEST_ALIKE or known:
        yield from again


def _known_in_capitals(line: str, labels: Labels) -> list[tuple[str, str]]:
    """The known labels that a line in capitals may begin with, and what stands behind them."""
    found = [(line[slice(*label)], line[slice(*value)]) for label, value in in_capitals(line, (0, len(line)))]
    return [(label, value) for label, value in found if (match := labels.match(label)) and match.confidence >= _KNOWN]


def _may_be_capital(label: str, labels: Labels) -> bool:
    """Whether words in capitals may be a label rather than the name of an office or subject: `EDV für Ältere`."""
    return label.endswith("?") or len(label) >= _LONGER_THAN_NAMES or labels.match(label) is not None


def may_be_label(line: str) -> bool:
    """Whether words are few and no sentence, as a label's are, and begin with a capital letter."""
    return _is_short(line) and _begins_large(line)


def _is_short(line: str) -> bool:
    words = line.removesuffix(":")
    few = len(words) <= MOST_CHARACTERS and len(words.split()) <= MOST_WORDS
    return few and not _NUMBERED.match(words) and not _NO_LABEL.search(words) and bool(normal_label(words))


def _begins_large(line: str) -> bool:
    return next(filter(str.isalpha, line), "").isupper()
