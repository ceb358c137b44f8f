"""The tools that look things up: the fields of a measure, and the values of filters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.check import missing_fields
from corpus.document import Document, sentence_spans
from corpus.measure import Measure, Section, heading
from corpus.text.cleaning import align
from retriever.query import FILTER_KEYS, WHERE
from service.mcp.arguments import FacetsArguments, ReadArguments
from service.mcp.results import FacetsResult, MeasureResult, ReadFieldModel, line_at
from service.mcp.tool_result import ToolFault, ToolResult, fitted
from service.mcp.workspace import Workspace
from service.summary import kind_name, source_line
from service.texts import DEFAULT, Texts

_LENGTHS = (50_000, 4_500, 3_500, 2_500, 2_000, 1_600, 1_300, 1_100, 900, 750, 600, 500, 400, 300, 200, 150)
"""Characters of a field that are tried, one after the other."""
_VALUES = (2_000, 500, 200, 100, 60, 40, 25, 16, 10, 6, 4, 2, 1, 0)
_SOURCES = 10
_LETTERHEAD = "letterhead"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is shown of a section: spans of its document."""

    section: Section
    label: str
    spans: tuple[Span, ...]
    cut: bool


def read_measure(workspace: Workspace, wanted: ReadArguments) -> ToolResult:
    """Return the fields of a measure; if they are too long together, each is cut at a sentence."""
    texts = Texts.in_language(wanted.language or DEFAULT)
    measure = workspace.measure(wanted.id, texts)
    document = workspace.document(measure)
    sections = _sections(measure, wanted.fields, texts)
    if wanted.after:
        sections = [section for section in sections if section.end > wanted.after]

    def tries() -> Iterator[Callable[[], ToolResult]]:
        for most in _LENGTHS:
            yield partial(_read, workspace, measure, cut(most), (), texts)
        least = cut(_LENGTHS[-1])
        for kept in range(len(least) - 1, -1, -1):
            yield partial(_read, workspace, measure, least[:kept], least[kept:], texts)

    def cut(most: int) -> list[_Part]:
        return [_part(section, document, wanted.after, most, texts) for section in sections]

    return fitted(tries())


def list_facets(workspace: Workspace, wanted: FacetsArguments) -> ToolResult:
    """Return the values of filters; if there are too many, the most frequent of each."""
    texts = Texts.in_language(wanted.language or DEFAULT)
    found = workspace.facets()
    keys = [key for key in FILTER_KEYS if key != WHERE]
    if wanted.key is not None:
        if wanted.key not in keys:
            raise ToolFault(texts.text("mcp.errors.unknown_key", name=repr(wanted.key), known=", ".join(keys)))
        keys = [wanted.key]
    every = {key: dict(list(found.get(key, {}).items())[wanted.offset :]) for key in keys}
    values = {key: each for key, each in every.items() if each or wanted.key}
    return fitted(partial(_values, values, most, len(workspace.index.measures), texts) for most in _VALUES)


def _sections(measure: Measure, fields: Sequence[str], texts: Texts) -> list[Section]:
    """The sections that are wanted, by field or label. Raises ToolFault if there are none of a name."""
    contact = [measure.contact] if measure.contact and measure.contact not in measure.sections else []
    given = [section for section in (*measure.sections, *contact) if section.field != _LETTERHEAD]
    wanted: list[Section] = []
    for name in fields:
        named = [each for each in given if name.casefold() in (each.field, _label(each, texts).casefold())]
        if not named:
            known = ", ".join(dict.fromkeys(each.field for each in given))
            raise ToolFault(texts.text("mcp.errors.unknown_field", id=measure.id, name=repr(name), known=known))
        wanted += named
    return wanted if fields else given


def _label(section: Section, texts: Texts) -> str:
    """What a field is called: other ones by the label of the source."""
    return section.label if section.field == "other" else texts.text(f"fields.{section.field}")


def _part(section: Section, document: Document, after: int, most: int, texts: Texts) -> _Part:
    """The sentences of a section behind a character, as many as have at most so many characters."""
    if not after and sum(end - start for start, end in section.spans) <= most:
        return _Part(section, _label(section, texts), section.spans, cut=False)
    spans: list[Span] = []
    length, cut = 0, False
    for first, last in section.spans:
        begin = end = max(first, after)
        for start, stop in sentence_spans(document, [(begin, last)] if begin < last else []):
            if length + stop - start > most:
                cut = True
                break
            begin, end, length = (start if end == begin else begin), stop, length + stop - start
        if begin < end:
            spans.append((begin, end))
        if cut:
            break
    if not spans:  # a single sentence that is too long
        spans, cut = [_beginning(section, document, after, most)], True
    return _Part(section, _label(section, texts), tuple(spans), cut)


def _beginning(section: Section, document: Document, after: int, most: int) -> Span:
    first, last = next(span for span in section.spans if span[1] > after)
    first = max(first, after)
    aligned = align(document.text[first:last])
    end = aligned.text.rfind(" ", 0, most)
    low, high = aligned.span(0, end if end > 0 else min(most, len(aligned.text)))
    return first + low, first + high


def _read(
    workspace: Workspace, measure: Measure, parts: Sequence[_Part], left: Sequence[_Part], texts: Texts
) -> ToolResult:
    document = workspace.document(measure)
    fields = [_field(part, measure, document, workspace) for part in parts]
    names = dict.fromkeys(part.section.field for part in left)
    cut = dict.fromkeys(part.section.field for part in parts if part.cut)
    notes = [texts.text("mcp.left_out.fields", names=", ".join(names))] if names else []
    notes += [texts.text("mcp.left_out.cut", names=", ".join(cut))] if cut else []
    notes += [texts.text("common.dated", years=document.date)] if document.date else []
    found = MeasureResult(
        id=measure.id,
        title=heading(measure),
        kind=kind_name(measure, texts),
        organisation=measure.organisation,
        state=measure.state,
        document=document.id,
        source=source_line(measure, document, texts),
        also_in=list(measure.also_in[:_SOURCES]),
        link=workspace.links.measure(measure.id),
        fields=fields,
        left_out=list(names),
        not_given=list(missing_fields(measure)),
        notes=notes,
    )
    return ToolResult("\n\n".join(_told(found, texts)), found, texts)


def _field(part: _Part, measure: Measure, document: Document, workspace: Workspace) -> ReadFieldModel:
    start, end = part.spans[0][0], part.spans[-1][1]
    return ReadFieldModel(
        field=part.section.field,
        label=part.label,
        text=" ".join(document.quote(*span).text for span in part.spans),
        page=document.page_at(start) if document.pages else measure.page,
        line=line_at(document, start),
        spans=list(part.spans),
        cut=part.cut,
        link=workspace.links.passage(document.id, start, end),
    )


def _told(found: MeasureResult, texts: Texts) -> Iterator[str]:
    """The same as text: a head, a paragraph a field, and what is missing."""
    head = (f"id: {found.id}", found.kind, found.organisation, found.state, found.link)
    source = f"{texts.text('common.source')}: {found.source}, {found.document}"
    yield f"# {found.title}\n{' · '.join(filter(None, head))}\n{source}"
    for field in found.fields:
        spans = ", ".join(f"{start}-{end}" for start, end in field.spans)
        place = ", ".join(filter(None, (spans, field.link)))
        yield f"**{field.label}** ({field.field}): {field.text}{' …' if field.cut else ''} ({place})"
    if found.not_given:
        yield f"{texts.text('common.not_given')}: {', '.join(found.not_given)}"
    yield from found.notes


def _values(values: dict[str, dict[str, int]], most: int, total: int, texts: Texts) -> ToolResult:
    shown = {key: dict(list(each.items())[:most]) for key, each in values.items()}
    left = {key: len(each) - most for key, each in values.items() if len(each) > most}
    notes = [texts.text("mcp.left_out.values", names=", ".join(left))] if left else []
    found = FacetsResult(total=total, facets=shown, left_out=left, notes=notes)
    lines = [
        f"{key}: {'; '.join(f'{value} ({count})' for value, count in each.items())}" for key, each in shown.items()
    ]
    return ToolResult("\n".join((texts.text("common.count.measures", count=total), *lines, *notes)), found, texts)
