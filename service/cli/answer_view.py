"""How an answer of the assistant looks in the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from corpus.document import Excerpt
from service.chat.answer import Answer, Cell, Citation, Fit, Item, Quoted, Table, by_verdicts, has_headings
from service.cli.search_view import VERDICT_STYLES, beside_label, spaced
from service.cli.terminal import FAINT, MARK, indented, rows, text
from service.summary import quote
from service.texts import Texts

_NUMBER_WIDTH = 4
_LABEL_WIDTH = 8


def answer_page(answer: Answer) -> Iterator[RenderableType]:
    """An answer: what must be read first, quotes with numbers, sources, remarks, what one could ask next."""
    texts = Texts.in_language(answer.language)
    blocks: list[list[RenderableType]] = []
    if answer.rewritten:
        blocks.append([text(texts.text("conversation.understood_as", question=answer.question), FAINT)])
    blocks.append([text(sentence, "bold yellow") for sentence in answer.preface])
    blocks.append([text(sentence, "bold yellow" if _warns(answer) else "") for sentence in answer.opening])
    blocks.extend(map(list, _items(answer, texts)))
    if answer.table:
        blocks.append([_grid(answer.table)])
    if answer.citations:
        blocks.append(sources(answer.citations, texts))
    blocks.append([text(remark, FAINT) for remark in answer.remarks])
    yield from spaced(blocks)


def sources(citations: Sequence[Citation], texts: Texts) -> list[RenderableType]:
    """The numbers of an answer, and where each stands."""
    numbered = [(text(f"[{cited.number}]"), text(cited.passage.citation, FAINT)) for cited in citations]
    return [text(texts.text("common.sources"), "bold"), rows(numbered, _NUMBER_WIDTH)]


def source_page(citation: str, found: Excerpt) -> Iterator[RenderableType]:
    """A passage with what stands before and after it."""
    yield text(citation, "bold")
    shown = Text()
    shown.append_text(text(f"… {found.before} ", FAINT))
    shown.append_text(text(found.quote, MARK))
    shown.append_text(text(f" {found.after} …", FAINT))
    yield shown


def _warns(answer: Answer) -> bool:
    return not answer.answerable or answer.kind == "decision"


def _items(answer: Answer, texts: Texts) -> Iterator[Iterator[RenderableType]]:
    number, group = 0, None
    for item in answer.items:
        number += item.numbered
        if item.group != group and item.group and has_headings(answer.items):
            yield iter([text(texts.text(f"chat.groups.{item.group}"), "bold")])
        group = item.group
        if answer.kind == "value":
            yield _value(item)
        else:
            yield _item(item, number if item.numbered else None, texts)


def _value(item: Item) -> Iterator[RenderableType]:
    """The value first, then whose it is."""
    if item.silent:
        yield text(item.silent)
    yield from map(_numbered, item.quotes)
    yield text(item.title, "bold").append(f" ({item.label})" if item.label else "", FAINT)
    if item.origin:
        yield text(item.origin)


def _item(item: Item, number: int | None, texts: Texts) -> Iterator[RenderableType]:
    yield text(f"{number}. {item.title}" if number else item.title, "bold")
    if item.origin:
        yield indented(text(item.origin), 3)
    if item.silent and not item.quotes:
        yield indented(text(item.silent), 3)
    yield from (indented(_numbered(quoted), 3) for quoted in item.quotes)
    for verdict, fits in by_verdicts(item.fits):
        label = texts.text(f"criteria.{verdict}")
        if verdict == "unstated":
            yield indented(text(f"{label}: {', '.join(fit.words for fit in fits)}", FAINT), 3)
        else:
            yield indented(rows(beside_label(text(label, VERDICT_STYLES[verdict]), map(_fit, fits)), _LABEL_WIDTH), 3)


def _fit(fit: Fit) -> Text:
    return text(f"{fit.words}: ").append_text(_numbered(fit.quoted) if fit.quoted else Text())


def _numbered(quoted: Quoted) -> Text:
    return text(quote(quoted.text) + (" …" if quoted.cut else "")).append(f" [{quoted.number}]", "cyan")


def _grid(table: Table) -> Grid:
    grid = Grid(show_lines=True, expand=True)
    for place, head in enumerate(table.head):
        grid.add_column(text(head), overflow="fold", ratio=1 if place == 0 else 2)
    for row in table.rows:
        grid.add_row(*map(_cell, row))
    return grid


def _cell(cell: Cell) -> Text:
    return _lines(map(_numbered, cell.quotes)) if cell.quotes else text(cell.text)


def _lines(parts: Iterable[Text]) -> Text:
    shown: Sequence[Text] = list(parts)
    return Text("\n").join(shown)
