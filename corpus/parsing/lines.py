"""Lines of paragraphs and list items: labels with their values, and words."""

import re
from collections.abc import Iterable, Iterator

from corpus.blocks import Block, Span
from corpus.parsing.labels import MOST_CHARACTERS, LabelMatch, Labels
from corpus.parsing.printed import (
    NONE_PRINTED,
    RUN_IN,
    PrintedLabels,
    block_look,
    capital_opening,
    in_capitals,
    opening,
)
from corpus.parsing.tokens import Border, Labelled, Token, Unlabelled

_WORDS = re.compile(r"[^\W_]")
_DASH = re.compile(r" [–—] (?=\S)")
_SPLIT = re.compile(r"(?<![ \t])[ \t]+[|·•][ \t]+|\t+")
_CLAUSES, _COMMAS = re.compile(r"; (?=\S)"), re.compile(r", (?=\S)")
_RUN_IN = re.compile(r"(?<=[^\s:;,]) (?=[A-ZÄÖÜ][\w/-]{2,30}(?: [\w/-]{2,20}){0,2}:\s)")
_GAP = re.compile(r"(?<!\s)(?:\t+|[ ]{2,}|[ ]?\.{4,}[ ]?)(?=\S)")
_LOOSE_WORDS, _LOOSE_CHARACTERS = 5, 45
_PLAIN_WORDS = 2
_SENTENCE_WORDS, _SENTENCE_ENDS = 4, (".", "!", "?")
_CERTAIN, _SURE, _LIKELY = 0.95, 0.85, 0.6
_FEWEST_PARTS = 2
_NO_LABEL = re.compile(r"[.,;!()\d]$|[.;!?] |[„“»«\"@/\\]|^https?$|^www\b", re.IGNORECASE)
_PAGE = re.compile(r"\d{1,3}")
_CLOCK = re.compile(r"\d$")


def line_tokens(text: str, block: Block, labels: Labels, printed: PrintedLabels = NONE_PRINTED) -> Iterator[Token]:
    """Yield the labelled values and words of a paragraph or list item, line by line.

    What the document uses as labels again and again, as `printed` says, are labels, known or not.
    """
    spans = list(_line_spans(text, block))
    look = block_look(block)
    for number, span in enumerate(spans):
        if not _WORDS.search(text, *span):
            yield Border(span[0])  # a line of dashes or stars
            continue
        if printed.fills(text[slice(*span)], look):
            label = (span[0], span[0] + len(text[slice(*span)].rstrip(": ")))
            yield Labelled(*span, label, None, labels.match(text[slice(*label)]), printed=True)
            continue
        bold = block.lead if number == 0 else 0
        parts = [part for run in _runs(text, span, printed) for part in _parts(text, run, labels)]
        for place, part in enumerate(parts):
            first = number == place == 0
            lead = bold if place == 0 else 0
            found = _printed_pair(text, part, labels, lead, printed)
            found = found or _pair(text, part, labels, lead, item=block.kind == "item", opens=first)
            if found and found.loose and place == 0 < number and _runs_on(text, spans[number - 1]):
                found = None
            yield found or Unlabelled(
                *part,
                alone=len(spans) == len(parts) == 1,
                bold=0 < part[1] - part[0] <= bold,
                continues=not first,
                item=block.kind == "item",
            )


def _printed_pair(text: str, span: Span, labels: Labels, lead: int, printed: PrintedLabels) -> Labelled | None:
    """A label of the document's own and the value behind it."""
    first = opening(text, span, lead)
    candidates = [*([first] if first else []), *(in_capitals(text, span) if not lead else ())]
    found = next((each for each in candidates if printed.opens(text[slice(*each[0])])), None)
    if found is None:
        return None
    label, value = found
    return Labelled(*span, label, value, labels.match(text[slice(*label)]), printed=True)


def _line_spans(text: str, block: Block) -> Iterator[Span]:
    position = block.start
    for line in text[block.start : block.end].split("\n"):
        if line.strip():
            lead = len(line) - len(line.lstrip())
            yield position + lead, position + len(line.rstrip())
        position += len(line) + 1


def _runs(text: str, span: Span, printed: PrintedLabels) -> list[Span]:
    """The parts of a line in which labels of the document's own follow each other."""
    return _cut(span, [match.span() for match in RUN_IN.finditer(text, *span) if printed.opens(match[1])])


def _parts(text: str, span: Span, labels: Labels) -> list[Span]:
    """The parts of a line that sets several labelled values side by side; else the whole line."""
    parts = _cut(span, [match.span() for match in _SPLIT.finditer(text, *span)])
    if sum(_confidence(text, part, labels) > 0 for part in parts) >= _FEWEST_PARTS:
        return parts
    if not _confidence(text, span, labels):
        return [span]
    first = text.index(":", *span)
    for between, least in ((_CLAUSES, _LIKELY), (_COMMAS, _SURE), (_RUN_IN, _CERTAIN)):
        cuts = [match.span() for match in between.finditer(text, first, span[1])]
        labelled = [cut for cut in cuts if _confidence(text, (cut[1], span[1]), labels) >= least]
        if labelled and not (between is _RUN_IN and any(_is_in_sentence(text, cut[0]) for cut in labelled)):
            return _cut(span, labelled)
    return [span]


def _cut(span: Span, cuts: Iterable[Span]) -> list[Span]:
    edges = [span[0], *(edge for cut in cuts for edge in cut), span[1]]
    return [part for part in zip(edges[::2], edges[1::2], strict=True) if part[0] < part[1]]


def _confidence(text: str, part: Span, labels: Labels) -> float:
    """How surely words begin with a label and a colon, 0 if they don't."""
    found = _colon(text, part)
    match = labels.match(text[slice(*found[0])]) if found else None
    return match.confidence if match else 0.0


def _is_in_sentence(text: str, end: int) -> bool:
    """Whether the word that ends before what may be a label is in small letters: ein Ziel."""
    return text[max(0, end - MOST_CHARACTERS) : end].rpartition(" ")[2].islower()


def _pair(text: str, span: Span, labels: Labels, lead: int, *, item: bool, opens: bool) -> Labelled | None:
    if lead and (found := _bold_label(text, span, lead, labels)):
        return found
    colon = _colon(text, span)
    if lead >= span[1] - span[0] and labels.match(text[slice(*(colon[0] if colon else span))]) is None:
        return None  # a title in bold, colon or not
    if colon:
        label, value = colon
        match = labels.match(text[slice(*label)])
        if match and match.confidence < _SURE and "," in text[slice(*label)]:
            return None  # Vier Augen, ein Ziel: In unserem Coaching sortieren Sie Ihre Möglichkeiten.
        if match or (not item and _may_be_label(text, label, value)):
            return Labelled(*span, label, value if value[0] < value[1] else None, match, loose=match is None)
        return None
    if (gap := _GAP.search(text, *span)) and not _PAGE.fullmatch(text, gap.end(), span[1]):
        label, value = (span[0], gap.start()), (gap.end(), span[1])
        match = labels.match(text[slice(*label)])
        may_be = match is None and not item and len(gap[0]) != _FEWEST_PARTS and _may_be_label(text, label, value)
        if (match and match.field != "title") or may_be:
            return Labelled(*span, label, value, match, loose=match is None)
    if capitals := capital_opening(text, span):
        label, value = capitals
        match = labels.match(text[slice(*label)])
        if match and match.field != "title" and match.confidence >= _SURE:
            return Labelled(*span, label, value, match)
    if dash := _DASH.search(text, *span):
        label, value = (span[0], dash.start()), (dash.end(), span[1])
        match = labels.match(text[slice(*label)])
        sure = match is not None and match.field != "title" and match.confidence >= (_LIKELY if item else _SURE)
        if sure or (item and match is None and _may_be_dashed(text, label)):
            return Labelled(*span, label, value, match, loose=match is None)
    match = labels.match(text[slice(*span)]) if opens and not item else None
    if match and match.field != "title" and match.confidence >= _SURE:
        return Labelled(*span, span, None, match)
    return None


def _bold_label(text: str, span: Span, lead: int, labels: Labels) -> Labelled | None:
    """A label that is set in bold, with or without a colon behind."""
    end = min(span[0] + lead, span[1])
    words = text[span[0] : end].rstrip()
    rest = text[end : span[1]]
    label = (span[0], span[0] + len(words.rstrip(": ")))
    first = end + len(rest) - len(rest.lstrip(": \t–-"))
    value = (first, span[1]) if first < span[1] else None
    match = labels.match(text[slice(*label)])
    has_colon = words.endswith(":") or rest.startswith(":")
    if match and match.field == "title" and value is None:
        return None
    if match and (has_colon or value or match.confidence > _SURE):
        return Labelled(*span, label, value, match)
    if has_colon and label[0] < label[1] <= label[0] + MOST_CHARACTERS and ":" not in text[slice(*label)]:
        return Labelled(*span, label, value, match, loose=match is None)
    return None


def _colon(text: str, span: Span) -> tuple[Span, Span] | None:
    """Label and value around the first colon of a line, if it stands where a label's would."""
    colon = text.find(":", span[0], min(span[1], span[0] + MOST_CHARACTERS + 2))
    if colon < 0:
        return None
    label = text[span[0] : colon].rstrip(" *_")
    behind = text[colon + 1 : span[1]]
    if not label or (behind and not behind[0].isspace() and (behind[0] == "/" or _CLOCK.search(label))):
        return None
    return (span[0], span[0] + len(label)), (colon + 1 + len(behind) - len(behind.lstrip(" \t*_")), span[1])


def _runs_on(text: str, line: Span) -> bool:
    """Whether a sentence goes on in the next line: it can't end with a word in small letters."""
    words = text[slice(*line)].split()
    return len(words) >= _SENTENCE_WORDS and words[-1].isalpha() and words[-1].islower()


def _may_be_dashed(text: str, label: Span) -> bool:
    """Whether the words before a dash look like a label that isn't known: one noun."""
    words = text[slice(*label)]
    return words[:1].isupper() and words.isalpha()


def _may_be_label(text: str, label: Span, value: Span) -> bool:
    """Whether words before a colon look like a label that isn't known: few, a noun first, no sentence."""
    words = text[slice(*label)]
    first_letter = next(filter(str.isalpha, words), "")
    most = _LOOSE_WORDS if value[0] < value[1] else 1
    few = len(words.split()) <= most and len(words) <= _LOOSE_CHARACTERS
    if len(words.split()) > _PLAIN_WORDS and _is_sentence(text[slice(*value)]):
        return False  # Vom Wohnzimmer an die Strecke: Wir bilden für regionale Firmen aus.
    return few and first_letter.isupper() and not _NO_LABEL.search(words)


def _is_sentence(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS) and len(text.split()) >= _SENTENCE_WORDS


def is_label(match: LabelMatch | None) -> bool:
    """Whether words are the label of a field for certain, rather than a title that holds such a word."""
    return match is not None and match.field != "title" and match.confidence >= _SURE
