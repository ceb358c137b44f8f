"""Chunks, the unit that is embedded and indexed: sections cut at sentence ends, never across measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.fields import CORE_FIELDS, FIELDS, OTHER
from corpus.measure import Measure, Section
from corpus.text.cleaning import align
from corpus.text.sentences import sentence_end

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from corpus.parsing.catalogue import Parsed

CHUNK_CHARACTERS = 450


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a section: `text` is `document.text[start:end]`, cleaned; `context` names its measure and section."""

    id: str
    document: str
    measure: str | None
    field: str
    section: str
    page: int | None
    start: int
    end: int
    text: str
    context: str

    @property
    def embedded(self) -> str:
        """The text that is embedded."""
        return f"{self.context}: {self.text}"


def chunks(parsed: "Parsed", size: int = CHUNK_CHARACTERS, *, titled: bool = True) -> Iterator[Chunk]:
    """The chunks of a document, each with at most `size` characters of cleaned text.

    Their context names the measure or document unless `titled` is False, as an ablation does to measure its worth.
    """
    for measure in parsed.measures:
        for number, section in enumerate(filter(None, (*measure.sections, measure.contact)), 1):
            own = number if section.field == OTHER else 0
            yield from _cut(parsed.document, measure, section, size, own, titled=titled)
    for number, section in enumerate(parsed.sections, 1):
        if section.field != "letterhead":
            yield from _cut(parsed.document, None, section, size, number, titled=titled)


def _cut(
    document: Document, measure: Measure | None, section: Section, size: int, number: int = 0, *, titled: bool
) -> Iterator[Chunk]:
    owner = measure.id if measure else document.id
    name = FIELDS[section.field] if measure and section.field != OTHER else section.label
    part = section.field if not number else f"{section.field}-{number}"
    title = measure.title if measure else document.title
    for count, (start, end) in enumerate(_spans(document, section, size), 1):
        yield Chunk(
            id=f"{owner}/{part}/{count}",
            document=document.id,
            measure=measure.id if measure else None,
            field=section.field,
            section=name,
            page=measure.page if measure and not document.pages else document.page_at(start),
            start=start,
            end=end,
            text=document.quote(start, end).text,
            context=f"{title} – {name}" if titled else name,
        )


def _spans(document: Document, section: Section, size: int) -> Iterator[tuple[int, int]]:
    """Spans of the pieces in the raw text; they are cut in the cleaned text and mapped back."""
    for start, end in section.spans:
        aligned = align(document.text[start:end])
        for piece in _splitter(size).create_documents([aligned.text]):
            first = piece.metadata["start_index"]
            raw_start, raw_end = aligned.span(first, first + len(piece.page_content))
            if any(map(str.isalnum, piece.page_content)):
                yield start + raw_start, start + raw_end


@cache
def _splitter(size: int) -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # slow to import, and only building needs it

    return RecursiveCharacterTextSplitter(
        separators=[sentence_end(), r"(?<=[;:,])\s", r"\s", ""],
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=size,
        chunk_overlap=0,
        add_start_index=True,
    )


def measure_texts(measure: Measure) -> list[str]:
    """The texts whose words are indexed for a measure: title, sections, contact."""
    contact = [measure.contact.text] if measure.contact else []
    others = [section.label for section in measure.sections if section.field == OTHER]
    return [measure.title, *(section.text for section in measure.sections), *others, *contact]


def core_text(measure: Measure) -> str:
    """The text that is embedded for a measure: title, target group and goal, which say most about whom it is for."""
    return ". ".join([measure.title, *(section.text for section in measure.sections if section.field in CORE_FIELDS)])
