"""What was read from a corpus and what was not, to show how well a catalogue suits the parser."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.collection import Corpus
from corpus.fields import EXPECTED_FIELDS
from corpus.folder import UnreadFile
from corpus.formats.content import Notice
from corpus.measure import Measure, Section
from corpus.parsing.catalogue import Parsed
from corpus.parsing.label_uses import LabelUse
from corpus.text.cleaning import clean

_GIVEN_BY = {"target_group": "goal_and_target_group", "goal": "goal_and_target_group", "budget": "resources"}
"""Fields that another field may hold as well."""
# A form may ask for several fields under one label: `Rechtsgrundlagen / Finanzierung / Umsetzung`.
_NAMED = {
    "goal": re.compile(r"\bZiel\b"),
    "financing": re.compile(r"\bFinanzierung\b"),
    "implementation": re.compile(r"\bUmsetzung\b"),
}
_SHORTEST_GAP = 80
_MOST_GAPS = 5
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines of a document that belong to no measure or section, and how they begin."""

    first_line: int
    last_line: int
    begins: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A measure and what its source doesn't give: `organisation`, `state`, `contact` or names of fields."""

    measure: str
    title: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What was read of one document, and what was not.

    `unread` is the share, 0 to 1, of characters other than white space that belong to no section or measure, the
    keyword index left out, whose entries `keywords` counts. `untitled` and `bare` are ids of measures without a title
    and without fields; `missing` counts, by field, the measures that lack it. `labels` says which field each label was
    given, `notices` what the document holds that wasn't read.
    """

    id: str
    title: str
    kind: str
    date: str | None
    characters: int
    measures: int
    sections: int
    keywords: int
    unread: float
    gaps: tuple[Gap, ...]
    untitled: tuple[str, ...]
    bare: tuple[str, ...]
    missing: dict[str, int]
    silent: tuple[Silence, ...]
    labels: tuple[LabelUse, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class CorpusCheck:
    """All documents, the files that couldn't be read, and those that were passed over."""

    documents: tuple[DocumentCheck, ...]
    broken: tuple[UnreadFile, ...]
    passed_over: tuple[str, ...] = ()


def check_corpus(corpus: Corpus) -> CorpusCheck:
    """Report what was read and what was not, document by document."""
    notices: dict[str, list[Notice]] = {}
    for document, notice in corpus.notices:
        notices.setdefault(document, []).append(notice)
    return CorpusCheck(
        tuple(_checked(entry, notices.get(entry.document.id, [])) for entry in corpus.parsed),
        corpus.unread_files,
        corpus.passed_over,
    )


def missing_fields(measure: Measure) -> tuple[str, ...]:
    """What the source doesn't give of a measure: `organisation`, `state`, `contact` (a person) or names of fields."""
    head = (("organisation", measure.organisation), ("state", measure.state), ("contact", measure.contacts))
    absent = [name for name, value in head if not value]
    return (*absent, *(name for name in EXPECTED_FIELDS if not _is_given(measure, name)))


def _is_given(measure: Measure, name: str) -> bool:
    """Whether a field has a section of its own or shares another field's label."""
    if measure.section(name, _GIVEN_BY.get(name, name)):
        return True
    return name in _NAMED and any(_NAMED[name].search(section.label) for section in measure.sections)


def _checked(parsed: Parsed, notices: Sequence[Notice]) -> DocumentCheck:
    document, measures = parsed.document, parsed.measures
    unread = list(_unread(parsed))
    silent = tuple(Silence(measure.id, measure.title, missing_fields(measure)) for measure in measures)
    return DocumentCheck(
        id=document.id,
        title=document.title,
        kind=document.kind,
        date=document.date,
        characters=len(document.text),
        measures=len(measures),
        sections=sum(len(measure.sections) for measure in measures) + len(_found(parsed)),
        keywords=len(parsed.keywords),
        unread=_share(document.text, unread, parsed.end),
        gaps=_gaps(parsed, unread),
        untitled=tuple(measure.id for measure in measures if not measure.title),
        bare=tuple(measure.id for measure in measures if not measure.sections),
        missing=dict(Counter(name for entry in silent for name in entry.missing).most_common()),
        silent=tuple(entry for entry in silent if entry.missing),
        labels=parsed.uses,
        notices=tuple(notices),
    )


def _found(parsed: Parsed) -> list[Section]:
    """The searchable sections outside of measures; letterheads aren't."""
    return [section for section in parsed.sections if section.field != "letterhead"]


def _unread(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Spans of the searchable text that belong to no measure or section."""
    read = [(measure.start, measure.end) for measure in parsed.measures]
    read += [span for section in _found(parsed) for span in section.spans]
    position = 0
    for first, last in [*sorted(read), (parsed.end, parsed.end)]:
        if first > position:
            yield position, first
        position = max(position, last)


def _share(text: str, spans: Sequence[tuple[int, int]], end: int) -> float:
    total = _printed(text[:end])
    return sum(_printed(text[slice(*span)]) for span in spans) / total if total else 0.0


def _printed(text: str) -> int:
    return len("".join(text.split()))


def _gaps(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> tuple[Gap, ...]:
    """The longest unread spans in the order of the text; short ones count only if they hold a letterhead."""
    document = parsed.document
    dropped = [section.start for section in parsed.sections if section.field == "letterhead"]
    texts = {span: clean(document.text[slice(*span)]) for span in spans}
    longest = sorted(spans, key=lambda span: -len(texts[span]))[:_MOST_GAPS]
    return tuple(
        _gap(document.text, span, texts[span])
        for span in sorted(longest)
        if len(texts[span]) >= _SHORTEST_GAP or any(span[0] <= start < span[1] for start in dropped)
    )


def _gap(text: str, span: tuple[int, int], cleaned: str) -> Gap:
    raw = text[slice(*span)]
    first = text.count("\n", 0, span[0] + len(raw) - len(raw.lstrip())) + 1
    return Gap(first, text.count("\n", 0, span[0] + len(raw.rstrip())) + 1, cleaned[:_SAMPLE])
