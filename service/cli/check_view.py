"""What the parser could and couldn't read, for a person."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from corpus.check import CorpusCheck, DocumentCheck, Gap, Silence
from corpus.fields import OTHER
from corpus.folder import UnreadFile
from corpus.parsing.label_uses import LabelUse
from corpus.parsing.labels import DROPPED
from service.admin.notices import notice_text
from service.cli.terminal import FAINT, indented, rows, text
from service.texts import Texts

_LABEL_WIDTH = 15


def report(check: CorpusCheck, texts: Texts) -> Iterator[RenderableType]:
    """Every document with what was read and what wasn't; then broken files, advice if no measure was read, the sums."""
    for document in check.documents:
        yield text(document.id, "bold")
        yield indented(text(f"{document.title} ({document.date})" if document.date else document.title, FAINT), 3)
        yield indented(rows([(text(label), part) for label, part in _lines(document, texts)], _LABEL_WIDTH), 3)
        yield from (indented(_silence(silence, texts), 6) for silence in document.silent)
        yield Text()
    for problem in check.broken:
        yield _broken(problem, texts)
    if check.passed_over:
        yield text(texts.text("terminal.check.passed_over", files=", ".join(check.passed_over)), FAINT)
    if check.documents and not _measures(check):
        yield text(texts.text("terminal.check.none"), "yellow")
    yield text(_sums(check, texts))


def _lines(document: DocumentCheck, texts: Texts) -> Iterator[tuple[str, Text]]:
    yield texts.text("terminal.check.read"), text(_counts(document, texts))
    yield (
        texts.text("terminal.check.unread"),
        text(texts.text("terminal.check.share", share=texts.percent(document.unread))),
    )
    yield from (("", text(_gap(gap, texts), FAINT)) for gap in document.gaps)
    yield from (
        (texts.text("terminal.check.notice"), text(notice_text(notice, texts), "yellow")) for notice in document.notices
    )
    for number, use in enumerate(document.labels):
        heading = texts.text("terminal.check.labels") if number == 0 else ""
        yield heading, text(_label(use, document.measures, texts), "" if use.field else "yellow")
    for name, measures in (("untitled", document.untitled), ("bare", document.bare)):
        if measures:
            yield texts.text(f"terminal.check.incomplete.{name}"), text(", ".join(measures), "bold yellow")
    if document.missing:
        yield texts.text("common.not_given"), text(_missing(document.missing, document.measures, texts))


def _counts(document: DocumentCheck, texts: Texts) -> str:
    counts = {"measures": document.measures, "sections": document.sections, "characters": document.characters}
    if document.keywords:
        return texts.text("terminal.check.counts_with_keywords", **counts, keywords=document.keywords)
    return texts.text("terminal.check.counts", **counts)


def _label(use: LabelUse, measures: int, texts: Texts) -> str:
    """What a label is taken for, and how many entries have a value under it."""
    counts = {"label": use.label, "count": use.entries, "measures": measures}
    if not use.entries:
        return texts.text("terminal.check.label_elsewhere", label=use.label)
    if use.field in (None, OTHER):
        return texts.text("terminal.check.label_unknown", **counts)
    if use.field == DROPPED:
        return texts.text("terminal.check.label_dropped", **counts)
    certain = "label_known" if use.confidence == 1 else "label_likely"
    return texts.text(f"terminal.check.{certain}", **counts, field=texts.text(f"fields.{use.field}"))


def _gap(gap: Gap, texts: Texts) -> str:
    lines = str(gap.first_line) if gap.first_line == gap.last_line else f"{gap.first_line}–{gap.last_line}"
    return texts.text("terminal.check.gap", lines=lines, begins=gap.begins)


def _missing(counts: Mapping[str, int], measures: int, texts: Texts) -> str:
    shown = (f"{texts.text(f'fields.{name}')} {count}" for name, count in counts.items())
    return texts.text("terminal.check.missing", fields=", ".join(shown), measures=measures)


def _silence(silence: Silence, texts: Texts) -> Text:
    missing = ", ".join(texts.text(f"fields.{name}") for name in silence.missing)
    return text(silence.measure).append(f": {missing}", FAINT)


def _broken(problem: UnreadFile, texts: Texts) -> Text:
    said = texts.text("terminal.check.broken", file=problem.file, reason=problem.reason)
    return text(said, "bold red")


def _sums(check: CorpusCheck, texts: Texts) -> str:
    return texts.text(
        "terminal.check.sums",
        documents=len(check.documents),
        measures=_measures(check),
        broken=len(check.broken),
    )


def _measures(check: CorpusCheck) -> int:
    return sum(document.measures for document in check.documents)
