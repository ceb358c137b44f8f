"""Records: entries as ordered lists of labels, values and their spans, whatever a document looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.blocks import Block, Span
from corpus.parsing.header import is_contact
from corpus.parsing.inherited import with_law_above
from corpus.parsing.labels import Labels
from corpus.parsing.lines import line_tokens
from corpus.parsing.outline import Region, is_entry, is_imprint, regions
from corpus.parsing.printed import PrintedLabels, block_look, printed_labels
from corpus.parsing.readings import consistency, readings
from corpus.parsing.record import LabelledValue, Record
from corpus.parsing.remainder import Remainder, remainders, unused_values
from corpus.parsing.segments import Look, Segment, Segmentation
from corpus.parsing.tables import repeated_cells, table_tokens
from corpus.parsing.title_values import with_title_values
from corpus.parsing.titles import bare_title
from corpus.parsing.tokens import Border, Entry, Labelled, Title, Token, Unlabelled

_LONG = frozenset(("target_group", "goal_and_target_group", "goal", "description", "results", "requirements", "hints"))
_LONG |= {"application", "particulars", "why_it_works", "implementation", "title"}
"""Fields whose values run over several paragraphs."""
_REACHED = frozenset(("contact", "application", "provider", "place"))
"""Fields whose values go on with a line that says how to get in touch."""
_CALL = re.compile(r"(?:Tel(?:efon)?|Fon|Mobil|Handy|Fax|Phone|E-?Mail|Mail)\b[.:]{0,2}\s{0,3}[\w+(]", re.IGNORECASE)
_FEWEST_ALIKE = 3
_CLEARLY = 0.5  # by how much another reading has to be more consistent


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a document, what remains outside of them, and the labelled values among that."""

    records: tuple[Record, ...]
    rest: tuple[Remainder, ...]
    unused: tuple[LabelledValue, ...]


def find_entries(text: str, blocks: Sequence[Block], labels: Labels) -> Entries:
    """Find the entries that `blocks` make, and what remains outside of them, all in the order of the text.

    A new title, or a label that comes again, begins an entry; no value goes beyond it, and any label ends the value
    before it.
    """
    tokens = list(_tokens(text, blocks, labels))
    found = regions(text, tokens)
    records = _entries(text, found, labels)
    best = consistency(text, records)
    for other in readings(text, tokens, labels):
        read = _entries(text, other, labels)
        fit = consistency(text, read)
        if fit > best + _CLEARLY:
            found, records, best = other, read, fit
    records = _without_tail(records)
    return Entries(tuple(records), tuple(remainders(found, records)), tuple(unused_values(found, records)))


def _entries(text: str, found: Sequence[Region], labels: Labels) -> list[Record]:
    """The entries of regions in the order of the text."""
    parts = [part for region in found for part in _around_entries(region)]
    segmented = [Segmentation(text, part.tokens) if part.entry or not part.above else None for part in parts]
    style = max((each.look for each in segmented if each), default=Look.NONE)
    records: list[Record] = []
    for part, segmentation in zip(parts, segmented, strict=True):
        own = list(_records(text, part, segmentation, style, labels)) if segmentation else []
        own += [_row(token) for token in part.tokens if isinstance(token, Entry) and token.pairs]
        records += [with_law_above(text, record, part.above) for record in own]
    return with_title_values(text, sorted(records, key=lambda record: record.start))


def _tokens(text: str, blocks: Sequence[Block], labels: Labels) -> Iterator[Token]:
    table: list[Block] = []
    printed, cells = printed_labels(text, blocks, labels), repeated_cells(text, blocks)
    for block in blocks:
        if table and (block.kind != "row" or block.opens):
            yield from table_tokens(text, table, labels, cells)
            table = []
        if block.kind == "row":
            table.append(block)
        elif block.kind == "heading":
            yield _title(text, block, labels, printed)
        elif block.kind == "record":
            yield Border(block.start, certain=True, titled=block.header)
        elif block.kind == "pair":
            if block.opens:
                yield Border(block.start)
            label, value = block.cells
            yield Labelled(block.start, block.end, label, value, labels.match_column(text[slice(*label)]))
        else:
            yield from line_tokens(text, block, labels, printed)
    if table:
        yield from table_tokens(text, table, labels, cells)


def _title(text: str, block: Block, labels: Labels, printed: PrintedLabels) -> Title:
    match = labels.match(text[block.start : block.end].rstrip(":"))
    if printed.fills(text[block.start : block.end], block_look(block)):
        return Title(block.start, block.end, block.level, match, printed=True)
    start, end = bare_title(text, (block.start, block.end), labels) if match is None else (block.start, block.end)
    return Title(start, end, block.level, match)


def _around_entries(region: Region) -> Iterator[Region]:
    """The region in parts: whole entries of tables on one hand, what stands around them on the other."""
    for whole, tokens in groupby(region.tokens, key=lambda token: isinstance(token, Entry)):
        yield replace(region, tokens=tuple(tokens), entry=region.entry and not whole)
    if not region.tokens:
        yield region


def _row(entry: Entry) -> Record:
    values = tuple(LabelledValue(pair.label, (pair.value,), pair.match) for pair in entry.pairs if pair.value)
    return Record(entry.title, values, (), entry.start, entry.end)


def _records(text: str, region: Region, segmentation: Segmentation, style: Look, labels: Labels) -> Iterator[Record]:
    if region.certain:
        last = len(region.tokens)
        own = None if region.heading else segmentation.title_pair(0, last)
        segments = [Segment(0, last, own)]
    else:
        segments = segmentation.segments(style, headed=region.heading is not None)
    for number, segment in enumerate(segments):
        if segment.title is not None:
            title: Span | None = bare_title(text, segmentation.words(segment.title), labels)
        else:
            title = (region.heading.start, region.heading.end) if region.heading and number == 0 else None
        tokens = region.tokens[segment.first : segment.last]
        skipped = None if segment.title is None else region.tokens[segment.title]
        record = _assembled(text, tokens, skipped, title)
        if record and (region.certain or _is_whole(record, alone=len(segments) == 1, entry=region.entry)):
            yield record


def _is_whole(record: Record, *, alone: bool, entry: bool) -> bool:
    fields = {value.match.field for value in record.values if value.match}
    return is_entry(fields) or (alone and entry) or (not alone and len(record.values) >= _FEWEST_ALIKE and bool(fields))


def _assembled(text: str, tokens: Sequence[Token], skipped: Token | None, title: Span | None) -> Record | None:
    """Put values together: any label ends the value before it; words go on with it only if they belong to it."""
    values: list[_Open] = []
    prose: list[Span] = []
    current: _Open | None = None
    outside = False
    for token in tokens:
        if token is skipped or isinstance(token, (Border, Title, Entry)):
            continue
        if isinstance(token, Unlabelled) and _begins_imprint(text, token):
            break
        if isinstance(token, Labelled):
            outside = token.match is None and (outside or is_imprint(text[slice(*token.label)]))
        if outside:
            continue
        if isinstance(token, Labelled) and current and current.takes(token):
            current.take(token)
        elif isinstance(token, Labelled):
            current = _Open(token)
            values.append(current)
        elif current and current.goes_on(text, token):
            current.take(token)
        else:
            current = None
            prose.append((token.start, token.end))
    prose += [each.label for each in values if each.is_line and not each.spans]
    made = tuple(LabelledValue(each.label, tuple(each.spans), each.match) for each in values if each.spans)
    if not made:
        return None
    spans = [*(span for value in made for span in value.spans), *prose, *([title] if title else [])]
    start = min(span[0] for span in [*spans, *(value.label for value in made)])
    return Record(title, made, tuple(prose), start, max(span[1] for span in spans))


def _begins_imprint(text: str, words: Unlabelled) -> bool:
    first = words.cells[0] if words.cells else (words.start, words.end)
    label, colon, _ = text[slice(*first)].partition(":")
    return (words.alone or bool(words.cells) or bool(colon)) and is_imprint(label)


class _Open:
    """A value that more words may belong to."""

    def __init__(self, pair: Labelled) -> None:
        self.label = pair.label
        self.match = pair.match
        self.spans: list[Span] = [pair.value] if pair.value else []
        self.is_heading = pair.heading
        self.is_line = not pair.heading and pair.label == (pair.start, pair.end)
        self._bare = pair.value is None
        self._is_long = pair.field in _LONG

    @property
    def awaits_words(self) -> bool:
        """Whether it is set as a heading and nothing stands below it yet."""
        return self.is_heading and not self.spans

    def takes(self, token: Labelled) -> bool:
        """Whether what looks like a label is part of it: the first line below a heading, or words and a colon."""
        bare = token.value is None and not token.heading
        return (bare and self.awaits_words) or (token.loose and self.takes_all)

    @property
    def takes_all(self) -> bool:
        """Whether even words before a colon belong to it: it is set as a heading of a longer text."""
        return self._bare and self._is_long

    def goes_on(self, text: str, words: Unlabelled) -> bool:
        """Whether `words` below belong to the value."""
        if self.is_heading or words.continues or not self.spans or (self._is_long and not words.bold):
            return True
        if words.item:
            return self._bare
        return self._bare and self.match is not None and self.match.field in _REACHED and _contact(text, words)

    def take(self, token: Labelled | Unlabelled) -> None:
        """Add words; they follow directly, so that the value stays one span."""
        start = self.spans.pop()[0] if self.spans else token.start
        self.spans.append((start, token.end))


def _contact(text: str, words: Unlabelled) -> bool:
    line = text[words.start : words.end]
    return is_contact(line) or _CALL.match(line) is not None


def _without_tail(records: list[Record]) -> list[Record]:
    """Leave words behind the last entry's values to the document, unless other entries have such words, too."""
    if len(records) < _FEWEST_ALIKE or any(map(_tail, records[:-1])):
        return records
    last = records[-1]
    tail = _tail(last)
    kept = tuple(span for span in last.prose if span not in tail)
    end = max(span[1] for value in last.values for span in value.spans)
    return [*records[:-1], replace(last, prose=kept, end=max(end, *(span[1] for span in kept), 0))]


def _tail(record: Record) -> list[Span]:
    end = max(span[1] for value in record.values for span in value.spans)
    return [span for span in record.prose if span[0] >= end]
