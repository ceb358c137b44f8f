"""The measures of an index: all of them in short, or one with everything that the source says."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from corpus.check import missing_fields
from corpus.document import Document
from corpus.measure import Measure, Section
from service.cli.terminal import FAINT, indented, rows, text
from service.export.handout import contact
from service.printable import printable
from service.summary import key_figures, kind_name, organisation_line
from service.texts import Texts

_LABEL_WIDTH = 24


def listed(measures: Iterable[Measure]) -> Iterator[RenderableType]:
    """Id, title, organisation and Land of each."""
    for measure in measures:
        yield text(measure.id, "bold")
        yield indented(text(measure.title), 3)
        if runs := organisation_line(measure):
            yield indented(text(runs, FAINT), 3)


def as_rows(measures: Iterable[Measure]) -> str:
    """The same, one line each with tabs between, for other programs."""
    return "".join(
        "\t".join(map(printable, (measure.id, measure.title, measure.organisation or "", measure.state or ""))) + "\n"
        for measure in measures
    )


def record(measure: Measure, document: Document, texts: Texts) -> Iterator[RenderableType]:
    """One measure: every field with its span, and what the source doesn't give."""
    yield text(measure.title, "bold")
    yield text(measure.id, FAINT)
    yield Text()
    absent = missing_fields(measure)
    given = [(name, found) for name, found in _head(measure, document, texts) if name not in absent]
    yield rows([(text(texts.text(f"fields.{name}"), "green"), text(found)) for name, found in given], _LABEL_WIDTH)
    for section in measure.sections:
        yield Text()
        yield text(texts.text(f"fields.{section.field}"), "bold green").append(f"  {_spans(section)}", FAINT)
        yield from (indented(text(part), 3) for part in _items(section.text))
    yield Text()
    yield rows(
        [(text(texts.text(f"fields.{name}"), "green"), text(texts.text("common.not_given"), FAINT)) for name in absent],
        _LABEL_WIDTH,
    )


def _head(measure: Measure, document: Document, texts: Texts) -> Iterator[tuple[str, str]]:
    yield "kind", kind_name(measure, texts)
    yield "organisation", measure.organisation or ""
    yield "state", measure.state or ""
    yield "contact", "; ".join(map(contact, measure.contacts))
    yield "legal", ", ".join(measure.legal) or texts.text("common.not_given")
    yield "figures", key_figures(measure, texts) or texts.text("common.not_given")
    yield "document", document.dated_title
    yield "page", str(measure.page) if measure.page is not None else texts.text("common.not_given")
    yield "span", f"{measure.start}–{measure.end}"


def _items(written: str) -> list[str]:
    """List items on lines of their own."""
    return written.replace(" • ", "\n• ").split("\n")


def _spans(section: Section) -> str:
    return ", ".join(f"{start}–{end}" for start, end in section.spans)
