"""The answer to a question, made of quotes only, so that it can't be wrong about the source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.cleaning import align
from corpus.document import Document
from corpus.figures import amounts
from corpus.language import Language
from corpus.legal import paragraphs
from corpus.measure import Measure
from corpus.sentences import sentences
from index.store import Index
from retriever.evidence import Evidence
from retriever.intent import intents
from retriever.passage import citation
from retriever.result import MeasureHit, Passage, SearchResult
from service.words import words

Kind = Literal["value", "decision", "measures", "nothing"]

_MOST_MEASURES = 3
_QUOTES_EACH = 2
_CLOSE_ENOUGH = 0.5
_LONGEST_QUOTE = 320
_DECISION = re.compile(
    r"\banspr[uü](?:ch|ech)\w*|\b(?:steht|stehen)\b.{1,60}\bzu\b(?=\s*[?.!]|$)|\b(?:förder|anspruchs)berechtigt\b"
    r"|\b(?:ist|sind|wäre|bin)\b.{1,40}\bberechtigt\b|\b(?:bewillig|ablehn|sanktionier|kürz)(?:en|t)\b"
    r"|\bentitle(?:d|ment)\b|\beligible\b|\bqualif(?:y|ies) for\b|\b(?:a |the |any )right to\b"
    r"|\b(?:grant|reject|refuse|deny|sanction) (?:him|her|them|the|it|my)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_MONEY = re.compile(
    r"\b(?:Mittelvolumen:|[Kk]ostenneutral|[Kk]ein\w* (?:gesondert|zusätzlich|zentral)\w* (?:Mittel|Kosten|Budget))"
)
_PARTICIPANTS = re.compile(
    r"\d\s*(?:Teilnehm|Plätze|Personen|TN\b|Kundinnen|Bedarfsgemeinschaften)|Teilnehmer(?:an)?zahl\w*:|Teilnehmerplätze"
)
_YEAR = re.compile(r"(?P<vague>\b(?:um|ca\.?|circa|etwa)\s+)?(?P<year>\b(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Quoted:
    """`text` is the cleaned text of `[start, end)` in the document of citation `number`."""

    text: str
    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What the source says about one measure, or in one document; `id` is that of the one or the other."""

    id: str
    title: str
    organisation: str | None
    state: str | None
    quotes: tuple[Quoted, ...]
    conflicts: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where quotes stand: a document, a measure if it is in one, and both in words."""

    number: int
    document: str
    measure: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes with numbered citations. `opening` must be read first, `remarks` last; both are the program's words."""

    kind: Kind
    language: Language
    answerable: bool
    opening: tuple[str, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    remarks: tuple[str, ...]


def answer(result: SearchResult, index: Index) -> Answer:
    """The answer that the result of a search in `index` gives."""
    own = words(result.language)
    sources = _Sources(index, result.language)
    kind, statements = _statements(result, sources)
    opening = () if result.answerable else (own.unanswerable if statements else own.nothing,)
    if kind == "decision":
        opening = (own.decision, *opening)
    years = _years((index.documents[cited.document] for cited in sources.citations), own.about)
    remarks = (own.dated.format(f" {own.conjunction} ".join(years)),) if years else ()
    return Answer(kind, result.language, result.answerable, opening, statements, sources.citations, remarks)


def value(result: SearchResult) -> Passage | None:
    """The passage that states what the question asks for, of the measure that it names.

    The field that says most about it goes first. A passage that only stands in such a field is no value: costs need an
    amount, participants a number, a legal basis a paragraph. If the question names no measure, only the very first
    passage is taken to be meant.
    """
    found = {hit.measure.id for hit in result.measures}
    named = {measure for read in result.understood for measure in read.measures}
    near = [passage for passage in result.passages if passage.measure in (named or found)]
    near = near if named else [passage for passage in near if passage is result.passages[0]]
    stated = (
        passage
        for wish, fields in _asked(result)
        for field in fields
        for passage in near
        if passage.field == field and _states(wish, passage.text)
    )
    return next(stated, None)


def marked(text: str, passages: Iterable[Passage]) -> list[tuple[int, int]]:
    """Spans of the words of `text` that are highlighted in `passages`."""
    found = {passage.text[slice(*span)].casefold() for passage in passages for span in passage.highlights}
    return [match.span() for match in _WORD.finditer(text) if match.group().casefold() in found]


class _Sources:
    """Numbers the places that quotes are taken from, each once."""

    def __init__(self, index: Index, language: Language) -> None:
        self._index = index
        self._language = language
        self._citations: dict[tuple[str, str | None, str], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def from_passage(self, passage: Passage, start: int, end: int) -> Quoted:
        """The span `[start, end)` of the document of `passage`."""
        number = self._number(passage.document, passage.measure, passage.section, passage.citation)
        quote = self._index.documents[passage.document].quote(start, end)
        return Quoted(quote.text, start, end, number)

    def from_evidence(self, evidence: Evidence, measure: Measure) -> Quoted:
        section = words("de").label(evidence.field)
        text = self._citation(measure, section, evidence)
        number = self._number(measure.document, measure.id, section, text)
        return Quoted(evidence.quote, evidence.start, evidence.end, number)

    def document(self, passage: Passage) -> Document:
        return self._index.documents[passage.document]

    def measure(self, passage: Passage) -> Measure | None:
        return self._index.measures[self._index.measure_places[passage.measure]] if passage.measure else None

    def _number(self, document: str, measure: str | None, section: str, text: str) -> int:
        key = (document, measure, section)
        if key not in self._citations:
            self._citations[key] = Citation(len(self._citations) + 1, document, measure, text)
        return self._citations[key].number

    def _citation(self, measure: Measure, section: str, evidence: Evidence) -> str:
        document = self._index.documents[measure.document]
        page = document.page_at(evidence.start) if document.pages else measure.page
        return citation(section, page, document, measure, self._language)


def _statements(result: SearchResult, sources: _Sources) -> tuple[Kind, tuple[Statement, ...]]:
    found = value(result) if result.answerable else None
    if found:
        return "value", (_value(found, result.passages, sources),)
    if _DECISION.search(result.question):
        near = (_from_passage(passage, sources) for passage in result.passages[:_MOST_MEASURES])
        return "decision", tuple(_merged(near))
    leading = [passage for passage in result.passages[:1] if passage.measure is None]
    measures = _closest(result.measures)[: _MOST_MEASURES - len(leading)]
    statements = [_from_passage(passage, sources) for passage in leading]
    statements += [_from_measure(hit, sources) for hit in measures]
    return ("measures" if statements else "nothing"), tuple(statements)


def _closest(hits: Sequence[MeasureHit]) -> list[MeasureHit]:
    """The best, and those that fit nearly as well."""
    return [hit for hit in hits if hit.score >= _CLOSE_ENOUGH * hits[0].score]


def _value(found: Passage, passages: Sequence[Passage], sources: _Sources) -> Statement:
    """The whole passage, and what follows it in the same field if that was found as well."""
    key = (found.measure, found.field)
    same = [passage for passage in passages[:_MOST_MEASURES] if (passage.measure, passage.field) == key]
    spans = sorted({(passage.start, passage.end) for passage in (found, *same)})
    return _statement(found, tuple(sources.from_passage(found, *span) for span in spans), sources)


def _from_measure(hit: MeasureHit, sources: _Sources) -> Statement:
    reasons = [reason for reason in hit.why if reason not in hit.conflicts]
    quotes = tuple(sources.from_evidence(reason, hit.measure) for reason in reasons[:_QUOTES_EACH])
    conflicts = tuple(sources.from_evidence(reason, hit.measure) for reason in hit.conflicts)
    return _about(hit.measure, quotes, conflicts)


def _from_passage(passage: Passage, sources: _Sources) -> Statement:
    """The sentences of a passage with the most highlights, in the order of the text."""
    aligned = align(sources.document(passage).text[passage.start : passage.end])
    whole = (0, len(aligned.text))
    short = [span for span in sentences(aligned.text) if span[1] - span[0] <= _LONGEST_QUOTE]
    telling = [span for span in short if _highlights_in(passage, *span)] or short or [whole]
    best = sorted(telling, key=lambda span: -_highlights_in(passage, *span))[:_QUOTES_EACH]
    spans = (aligned.span(*span) for span in sorted(best))
    quotes = tuple(sources.from_passage(passage, passage.start + start, passage.start + end) for start, end in spans)
    return _statement(passage, quotes, sources)


def _merged(statements: Iterable[Statement]) -> list[Statement]:
    """Statements about the same measure, or from the same document, as one."""
    merged: dict[str, Statement] = {}
    for statement in statements:
        earlier = merged.get(statement.id)
        merged[statement.id] = replace(earlier, quotes=earlier.quotes + statement.quotes) if earlier else statement
    return list(merged.values())


def _highlights_in(passage: Passage, start: int, end: int) -> int:
    return sum(start <= first and last <= end for first, last in passage.highlights)


def _statement(passage: Passage, quotes: tuple[Quoted, ...], sources: _Sources) -> Statement:
    if measure := sources.measure(passage):
        return _about(measure, quotes)
    return Statement(passage.document, passage.document_title, None, None, quotes)


def _about(measure: Measure, quotes: tuple[Quoted, ...], conflicts: tuple[Quoted, ...] = ()) -> Statement:
    return Statement(measure.id, measure.title, measure.organisation, measure.state, quotes, conflicts)


def _asked(result: SearchResult) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the question asks for, and the fields of a measure in which it may stand, the best first."""
    for read in result.understood:
        if read.kind == "field":
            yield from ((wish, fields) for wish, fields, _ in intents(read.words) if wish == read.value)


def _states(wish: str, text: str) -> bool:
    """Whether a text that stands in a fitting field says what is wished for."""
    match wish:
        case "budget":
            return bool(_MONEY.search(text)) or any(amounts(text))
        case "places":
            return bool(_PARTICIPANTS.search(text))
        case "legal_basis":
            return bool(paragraphs(text))
        case _:
            return True


def _years(documents: Iterable[Document], about: str) -> list[str]:
    """The years from which documents are, each once, in order."""
    found = (_YEAR.search(document.date or "") for document in documents)
    years = {match["year"]: f"{about} {match['year']}" if match["vague"] else match["year"] for match in found if match}
    return [years[year] for year in sorted(years)]
