"""An answer as Markdown: paragraphs, bold, lists, tables and numbered citations, with nothing else in it.

What is text stays text: characters that Markdown takes for markup are escaped (CommonMark 0.31, 2.4).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from service.chat.answer import Answer, Cell, Fit, Item, Quoted, Table, by_verdicts, has_headings
from service.texts import Texts

_MARKUP = re.compile(r"[\\`*_\[\]<>|#~]")
_LIST_MARK = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")
_BULLET = "• "


def markdown(answer: Answer) -> str:
    """The whole answer; sources are in `citations`, not in the text."""
    return "\n\n".join(_blocks(answer))


def escaped(text: str) -> str:
    """`text` as Markdown that shows exactly these characters, on one line."""
    plain = " ".join(text.split())
    marked = _MARKUP.sub(lambda match: f"\\{match.group()}", plain)
    return _LIST_MARK.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", marked)


def quoted(quote: Quoted) -> str:
    """A quote in marks that no text of an office uses, with its number behind it."""
    more = " …" if quote.cut else ""
    return f"»{escaped(quote.text.removeprefix(_BULLET))}«{more} [{quote.number}]"


def _blocks(answer: Answer) -> Iterator[str]:
    if answer.preface or answer.opening:
        yield escaped(" ".join((*answer.preface, *answer.opening)))
    if answer.items:
        yield from _items(answer.items, answer)
    if answer.table:
        yield _table(answer.table)
    for remark in answer.remarks:
        yield escaped(remark)


def _items(items: Sequence[Item], answer: Answer) -> Iterator[str]:
    if answer.kind == "value":
        yield from ("\n\n".join(_value(item)) for item in items)
        return
    texts = Texts.in_language(answer.language)
    yield from (_item(item, texts) for item in items if not item.numbered)
    numbered = enumerate((item for item in items if item.numbered), 1)
    for group, members in groupby(numbered, key=lambda pair: pair[1].group):
        if group and has_headings(items):
            yield f"**{texts.text(f'chat.groups.{group}')}**"
        yield "\n".join(f"{number}. {_item(item, texts)}" for number, item in members)


def _value(item: Item) -> Iterator[str]:
    """The value first, then whose it is."""
    if item.silent:
        yield f"{escaped(item.silent)} {_quotes(item.quotes)}"
    else:
        yield _quotes(item.quotes)
    label = f"{escaped(item.label)}, " if item.label else ""
    yield f"{label}**{escaped(item.title)}**{_origin(item)}"


def _item(item: Item, texts: Texts) -> str:
    told = (f"**{texts.text(f'criteria.{verdict}')}:** {_told(fits)}" for verdict, fits in by_verdicts(item.fits))
    said = _quotes(item.quotes) or escaped(item.silent or "")
    return f"**{escaped(item.title)}**{_origin(item)}: {' '.join(filter(None, (said, *told)))}"


def _told(fits: Iterable[Fit]) -> str:
    return "; ".join(f"{escaped(fit.words)} {quoted(fit.quoted)}" if fit.quoted else escaped(fit.words) for fit in fits)


def _origin(item: Item) -> str:
    return f" ({escaped(item.origin)})" if item.origin else ""


def _quotes(quotes: Iterable[Quoted]) -> str:
    return " ".join(map(quoted, quotes))


def _table(table: Table) -> str:
    rows = [_row(map(escaped, table.head)), _row("---" for _ in table.head)]
    return "\n".join([*rows, *(_row(map(_cell, row)) for row in table.rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return _quotes(cell.quotes) if cell.quotes else escaped(cell.text)
