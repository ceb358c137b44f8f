"""What a measure says rather than counts: voluntary or not, part-time, ages, paragraphs, provider and state."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.document import Document
from corpus.eligibility.ages import OLDEST, YOUNGEST
from corpus.eligibility.limits import Limits
from corpus.figures.figure import NAMED, YES, Figure
from corpus.figures.pieces import SectionPiece
from corpus.measure import Measure
from corpus.parsing.figures import part_time_mentions
from corpus.text.cleaning import align
from corpus.text.legal import paragraphs

_VOLUNTARY = re.compile(
    r"(?:teilnahme|maßnahme|projekt|angebot|\bes|sie|participation|programme"
    r"|scheme)\b[^.;•]{0,60}\b(?:freiwillig|voluntary)\b"
    r"|(?<!dieses )\bfreiwillige[sn]? (?:angebot|projekt|maßnahme|teilnahme|basis)"  # dieses: a part of the measure
    r"|\bfreiwilligkeit\b|\bauf freiwilliger basis\b"
    r"|\b(?:voluntary|on a voluntary) (?:offer|project|programme|participation|basis)|\btake part voluntarily\b",
    re.IGNORECASE,
)
_OBLIGED = re.compile(
    r"\b(?:teilnahme|mitwirkung)\b[^.;•]{0,40}\b(?:verpflichtend|pflicht|obligatorisch|verbindlich)\b"
    r"|\bverpflichtung zur (?:maßnahme)?teilnahme\b"
    r"|\bteilnahmepflicht\b|\bpflichtmaßnahme\b|\b(?:mandatory|compulsory|obligatory)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:nicht|kein\w*|not|no)\s(?:\w+\s)?$", re.IGNORECASE)
_PROPOSED = ("changes", "hints")


def named_figures(
    measure: Measure, document: Document, pieces: Sequence[SectionPiece], limits: Limits, states: Iterable[str]
) -> Iterator[Figure]:
    """Yield what a measure states in words; `limits` are those of eligibility, `states` those of its facets."""
    yield from _voluntary(measure, pieces)
    yield from _part_time(measure, document, pieces)
    for limit in limits.required:
        proof = limit.evidence[0]
        for fact, value in limit.any_of:
            if fact == "ages" and isinstance(value, tuple):
                low, high = value
                yield Figure(
                    measure.id, "age", "year",
                    None if low == YOUNGEST else float(low), None if high == OLDEST else float(high),
                    section=proof.field, start=proof.start, end=proof.end,
                )  # fmt: skip
    yield from _legal(measure, document, pieces)
    if measure.organisation:
        span = _head_span(measure, document, measure.organisation)
        yield Figure(
            measure.id, "provider", NAMED, text=measure.organisation, section="contact", start=span[0], end=span[1]
        )
    for state in states:
        span = _head_span(measure, document, measure.organisation or state)
        yield Figure(measure.id, "state", NAMED, text=state, section="contact", start=span[0], end=span[1])


def _voluntary(measure: Measure, pieces: Sequence[SectionPiece]) -> Iterator[Figure]:
    """Whether taking part is voluntary: the first sentence that says so, else the first that says the opposite."""
    for pattern, value in ((_VOLUNTARY, 1.0), (_OBLIGED, 0.0)):
        for piece in pieces:
            match = pattern.search(piece.text) if piece.field not in _PROPOSED else None
            if match and not _NOT.search(piece.text, 0, match.start()):
                start, end = piece.quote(*match.span())
                yield Figure(measure.id, "voluntary", YES, value, value, section=piece.field, start=start, end=end)
                return


def _part_time(measure: Measure, document: Document, pieces: Sequence[SectionPiece]) -> Iterator[Figure]:
    """That it can be done part-time, where the record says so."""
    if not measure.figures.part_time:
        return
    spans = (
        piece.quote(*mention)
        for fields in (("period", "hours"), ("description",))
        for piece in pieces
        if piece.field in fields
        for mention in part_time_mentions(piece.text)
    )
    start, end = next(spans, _head_span(measure, document, measure.title))
    yield Figure(measure.id, "part_time", YES, 1.0, 1.0, section="period", start=start, end=end)


def _legal(measure: Measure, document: Document, pieces: Sequence[SectionPiece]) -> Iterator[Figure]:
    """Each paragraph once, where the legal basis cites it, else where it is cited first."""
    found: dict[str, Figure] = {}
    ordered = sorted(pieces, key=lambda piece: piece.field not in ("legal_basis", "financing"))
    for piece in ordered:
        for cited in paragraphs(piece.text):
            if cited not in found:
                start, end = piece.quote(*_citing(piece, cited))
                found[cited] = Figure(measure.id, "legal", NAMED, text=cited, section=piece.field, start=start, end=end)
    for cited in paragraphs(measure.title):
        start, end = _head_span(measure, document, measure.title)
        found.setdefault(cited, Figure(measure.id, "legal", NAMED, text=cited, section="title", start=start, end=end))
    yield from found.values()


def _citing(piece: SectionPiece, cited: str) -> tuple[int, int]:
    """The sentence of a piece that cites a paragraph."""
    spans = (span for span in piece.sentences if cited in paragraphs(piece.text[slice(*span)]))
    return next(spans, (0, min(len(piece.text), 1)))


def _head_span(measure: Measure, document: Document, words: str) -> tuple[int, int]:
    """The span of words in the entry's head; an empty one if they stand elsewhere."""
    first = min((section.start for section in measure.sections), default=measure.end)
    aligned = align(document.text[measure.start : max(first, measure.start + 1)])
    place = aligned.text.find(words)
    if place < 0:
        return 0, 0
    start, end = aligned.span(place, place + len(words))
    return measure.start + start, measure.start + end
