"""The tools that take questions: a search for measures, and an answer in quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from corpus.measure import heading
from corpus.text.invisible import visible
from corpus.text.language import analysed
from retriever.query import Question
from retriever.result import MeasureHit, Passage, SearchResult
from service.chat.answer import Answer, Fit
from service.chat.assistant import Chat
from service.chat.groups import item_of
from service.chat.markdown import escaped, markdown
from service.chat.quotes import Quotes
from service.mcp.arguments import AnswerArguments, SearchArguments
from service.mcp.results import AnswerResult, CitedModel, FitModel, FoundModel, MeasuresResult, PlacedModel, ShownModel
from service.mcp.tool_result import ToolResult, fitted, shortened, shortened_notes
from service.mcp.workspace import Workspace
from service.summary import key_figures, quote
from service.texts import Texts
from service.told_figures import conditions_said

_QUOTES, _SUGGESTIONS = 2, 3
_LONGEST = 500
"""Letters of what repeats the question, or says what isn't there any more."""


def search_measures(workspace: Workspace, wanted: SearchArguments) -> ToolResult:
    """Return the measures for a question, as many as fit in."""
    filters = wanted.filters.by_key() if wanted.filters else {}
    found = workspace.retriever.search(Question(visible(wanted.question), wanted.limit, filters))
    texts = Texts.in_language(wanted.language or found.language)
    notes = shortened_notes(_understood(found, texts))
    if not found.measures:
        notes += shortened_notes(workspace.unknown_values(filters, texts))
    every = len(found.measures)
    tries = [(every, _QUOTES), *((kept, 1) for kept in range(every, -1, -1))]
    return fitted(partial(_found, workspace, found, kept, quotes, notes, texts) for kept, quotes in tries)


def answer_question(workspace: Workspace, wanted: AnswerArguments) -> ToolResult:
    """Return the answer to the last message, with as much of it as fits in."""
    said, chat = wanted.said(), Chat(workspace.retriever)
    filters = wanted.filters.by_key() if wanted.filters else {}
    answer = chat.answer(chat.resolve(said, analysed(wanted.language)), filters, wanted.limit, language=wanted.language)
    texts = Texts.in_language(answer.language)
    notes = [] if answer.measures else shortened_notes(workspace.unknown_values(filters, texts))
    return fitted(partial(_answered, workspace, kept, left, notes, texts) for kept, left in _less_and_less(answer))


def _understood(found: SearchResult, texts: Texts) -> Iterator[str]:
    """What has to be said before anything is shown, and what was understood."""
    if not found.answerable or not found.measures:
        yield texts.text("terminal.unanswered" if found.measures else "terminal.nothing")
        yield from (texts.text("common.absent", name=name) for name in found.missing)
    if found.findings:
        yield from conditions_said(found.findings, texts)


def _found(
    workspace: Workspace, found: SearchResult, kept: int, quoted: int, notes: list[str], texts: Texts
) -> ToolResult:
    """The first measures that were found, each with so many quotes at most."""
    left = len(found.measures) - kept
    said = [*notes, *([texts.text("mcp.left_out.measures", count=left)] if left else [])]
    measures = [_model(hit, found, quoted, workspace, texts) for hit in found.measures[:kept]]
    documents = workspace.titles(each.document for each in measures)
    result = MeasuresResult(
        answerable=found.answerable, measures=measures, documents=documents, left_out=left, notes=said
    )
    lines = ["\n   ".join(_lines(number, each, texts)) for number, each in enumerate(measures, 1)]
    parts = [" ".join(notes), *lines, *said[len(notes) :], _sources(documents, texts), texts.text("common.assists")]
    return ToolResult("\n\n".join(filter(None, parts)), result, texts)


def _model(hit: MeasureHit, found: SearchResult, most: int, workspace: Workspace, texts: Texts) -> FoundModel:
    """A measure with the figures that were asked for, or else at most so many sentences that answer."""
    quotes = Quotes(workspace.index, texts, ())
    item = item_of(hit, found.criteria, quotes, most)
    for each in hit.figures if found.findings else ():
        if each.quote:
            quotes.span(hit.measure.document, hit.measure, each.figure.section, (each.figure.start, each.figure.end))
    passages = {cited.number: cited.passage for cited in quotes.citations}
    decided = {fit.quoted.number for fit in item.fits if fit.quoted} - {each.number for each in item.quotes}
    return FoundModel(
        id=item.id,
        title=item.title,
        organisation=item.origin or None,
        facts=key_figures(hit.measure, texts) or None,
        group=hit.group,
        document=hit.measure.document,
        link=workspace.links.measure(item.id),
        quotes=[
            PlacedModel.model_validate(workspace.placed(passage, texts))
            for number, passage in passages.items()
            if number not in decided
        ],
        fits=[_fit(fit, passages) for fit in item.fits],
    )


def _fit(fit: Fit, passages: Mapping[int, Passage]) -> FitModel:
    if fit.quoted is None:
        return FitModel(verdict=fit.verdict, words=fit.words)
    passage = passages[fit.quoted.number]
    return FitModel(verdict=fit.verdict, words=fit.words, quote=passage.text, start=passage.start, end=passage.end)


def _lines(number: int, found: FoundModel, texts: Texts) -> Iterator[str]:
    """A measure as text: who runs it, its id, its quotes with their places, and how it fits."""
    origin = f" ({escaped(found.organisation)})" if found.organisation else ""
    yield f"{number}. **{escaped(found.title)}**{origin}"
    yield " · ".join(filter(None, (f"id: {found.id}", found.facts, found.document, found.link)))
    yield from (f"{quote(each.quote)} ({each.told(texts)})" for each in found.quotes)
    for verdict, fits in groupby(found.fits, key=lambda fit: fit.verdict):
        words = "; ".join(
            f"{fit.words} {quote(fit.quote)} ({fit.start}-{fit.end})" if fit.quote else fit.words for fit in fits
        )
        yield f"{texts.text(f'criteria.{verdict}')}: {words}"


def _sources(documents: Mapping[str, str], texts: Texts) -> str:
    """The documents by their ids."""
    lines = (f"{id}: {title}" for id, title in documents.items())
    return "\n".join((f"{texts.text('common.sources')}:", *lines)) if documents else ""


def _less_and_less(answer: Answer) -> Iterator[tuple[Answer, int]]:
    """An answer, and what is left of it when entries are left out from its end; with how many those are."""
    yield answer, 0
    for kept in range(len(answer.items) - 1, 0, -1):
        yield replace(answer, items=answer.items[:kept]), len(answer.items) - kept
    if table := answer.table:
        for kept in range(len(table.rows) - 1, 0, -1):
            yield replace(answer, table=replace(table, rows=table.rows[:kept])), len(table.rows) - kept
    if answer.items:
        first = answer.items[0]
        for kept in range(len(first.quotes) - 1, -1, -1):
            item = replace(first, quotes=first.quotes[:kept], fits=())
            yield replace(answer, items=(item,)), len(answer.items) - 1 + len(first.quotes) - kept
    rest = len(answer.items) + (len(table.rows) if table else 0)
    yield replace(answer, items=(), table=None), rest
    said = shortened(" ".join((*answer.preface, *answer.opening)), _LONGEST)
    yield replace(answer, items=(), table=None, preface=(), opening=(said,), remarks=()), rest


def _answered(workspace: Workspace, answer: Answer, left: int, notes: list[str], texts: Texts) -> ToolResult:
    """An answer of which so many entries were left out."""
    used = _numbers(answer)
    passages = {each.number: each.passage for each in answer.citations if each.number in used}
    citations = [
        CitedModel.model_validate(
            {**workspace.placed(each, texts), "number": number, "measure": each.measure, "document": each.document}
        )
        for number, each in passages.items()
    ]
    documents = workspace.titles(each.document for each in passages.values())
    shown = _shown(answer) if left else answer.measures
    measures = [
        ShownModel(id=id, title=title, link=workspace.links.measure(id))
        for id, title in dict.fromkeys((hit.measure.id, heading(hit.measure)) for hit in shown)
    ]
    said = [*notes, *([texts.text("mcp.left_out.entries", count=left)] if left else [])]
    text = markdown(answer)
    cited = "\n".join(f"[{each.number}] {each.document}: {each.told(texts)}" for each in citations)
    ids = f"ids: {', '.join(each.id for each in measures)}" if measures else ""
    result = AnswerResult(
        answer=text,
        kind=answer.kind,
        answerable=answer.answerable,
        standalone_question=shortened(answer.question, _LONGEST),
        measures=measures,
        citations=citations,
        documents=documents,
        suggestions=list(answer.suggestions[:_SUGGESTIONS]),
        left_out=left,
        notes=said,
    )
    return ToolResult("\n\n".join(filter(None, (text, *said, cited, _sources(documents, texts), ids))), result, texts)


def _shown(answer: Answer) -> list[MeasureHit]:
    """The measures of the entries that are left; all of a table's, which are its columns."""
    ids = {item.id for item in answer.items}
    return [hit for hit in answer.measures if hit.measure.id in ids or answer.table]


def _numbers(answer: Answer) -> set[int]:
    """The numbers of the citations that an answer refers to."""
    told = [each for item in answer.items for each in item.quotes]
    told += [fit.quoted for item in answer.items for fit in item.fits if fit.quoted]
    told += [each for row in (answer.table.rows if answer.table else ()) for cell in row for each in cell.quotes]
    return {each.number for each in told}
