"""What the parser could and couldn't read, for a person."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from corpus.check import CorpusCheck, DocumentCheck, Gap, Silence
from corpus.collection import UnreadFile
from service.cli.terminal import FAINT, indented, rows, text
from service.texts import Words

_LABEL_WIDTH = 15


def report(check: CorpusCheck, own: Words) -> Iterator[RenderableType]:
    """Every document with what was read, what wasn't and what is missing; then broken files and the sums."""
    for document in check.documents:
        yield text(document.id, "bold")
        yield indented(text(f"{document.title} ({document.date})" if document.date else document.title, FAINT), 3)
        yield indented(rows([(text(label), part) for label, part in _lines(document, own)], _LABEL_WIDTH), 3)
        yield from (indented(_silence(silence, own), 6) for silence in document.silent)
        yield Text()
    for problem in check.broken:
        yield _broken(problem, own)
    if check.skipped:
        yield text(f"{own.report['skipped']} {', '.join(check.skipped)}", "yellow")
    yield text(_sums(check, own))


def _lines(document: DocumentCheck, own: Words) -> Iterator[tuple[str, Text]]:
    counts = own.report["counts"].format(
        measures=document.measures, sections=document.sections, characters=own.number(document.characters)
    )
    keywords = own.report["keywords"].format(document.keywords) if document.keywords else ""
    yield own.report["read"], text(counts + keywords)
    yield own.report["unread"], text(own.report["share"].format(own.percent(document.unread)))
    yield from (("", text(_gap(gap, own), FAINT)) for gap in document.gaps)
    for name, measures in (("untitled", document.untitled), ("bare", document.bare)):
        if measures:
            yield own.report[name], text(", ".join(measures), "bold yellow")
    if document.missing:
        yield own.report["missing"], text(_missing(document.missing, document.measures, own))


def _gap(gap: Gap, own: Words) -> str:
    lines = str(gap.first_line) if gap.first_line == gap.last_line else f"{gap.first_line}–{gap.last_line}"
    return own.report["lines"].format(lines, gap.begins)


def _missing(counts: Mapping[str, int], measures: int, own: Words) -> str:
    shown = (f"{own.label(name)} {count}" for name, count in counts.items())
    return own.report["of"].format(", ".join(shown), measures)


def _silence(silence: Silence, own: Words) -> Text:
    return text(silence.measure).append(f": {', '.join(map(own.label, silence.missing))}", FAINT)


def _broken(problem: UnreadFile, own: Words) -> Text:
    return text(f"{own.report['broken']} {problem.file}: {problem.reason}", "bold red")


def _sums(check: CorpusCheck, own: Words) -> str:
    return own.report["sums"].format(
        documents=len(check.documents),
        measures=sum(document.measures for document in check.documents),
        broken=len(check.broken),
    )
