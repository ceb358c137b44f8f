"""The report: one self-contained HTML page, with a table beside each plot."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.text.language import Language
from service.evaluation import plots, provenance
from service.evaluation.metrics import FULLY_RELEVANT, MAIN
from service.evaluation.plots import DotPlot, Histogram
from service.evaluation.results import OFF_TOPIC, QUESTION, Evaluation, Record
from service.evaluation.statistics import Interval
from service.evaluation.tables import Cell, Sheet, ablation_sheets, cell_text, decimal, group_name, sheets
from service.evaluation.texts import say
from service.texts import Texts

REPORT_FILE = "report.html"
_TEMPLATE, _STYLE = "report.html.j2", "report.css"
_BINS = 10
_SHOWN_QUESTIONS = 15
_SHOWN_IDS = 3
_PAIR = 3
"""How many columns a table of single figures has: name, number, value."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A section of the page: a table, at most one plot of it, and a `note` that explains both."""

    sheet: Sheet
    dots: DotPlot | None = None
    histogram: Histogram | None = None
    note: str = ""


def write_report(evaluation: Evaluation, folder: Path, language: Language) -> Path:
    """Write the page into a folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / REPORT_FILE
    path.write_text(report_page(evaluation, language), "utf-8")
    return path


def report_page(evaluation: Evaluation, language: Language) -> str:
    """The page as HTML. It runs no script and loads nothing; its content security policy forbids both."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("service.evaluation", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (Path(__file__).parent / _STYLE).read_text("utf-8")
    return environment.get_template(_TEMPLATE).render(
        language=language,
        say=lambda key, **values: say(key, language, **values),
        shown=lambda cell, sheet: cell_text(cell, sheet, language),
        is_figure=lambda cell: isinstance(cell, Interval) or cell.replace(",", "").replace(".", "").isdigit(),
        style=style,
        style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        split_note=provenance.describe_split(evaluation.run, language),
        made=provenance.describe_run(evaluation.run, language),
        parts=list(_parts(evaluation, language)),
        width=plots.WIDTH,
        left=plots.LEFT,
        right=plots.RIGHT,
    )


def _parts(evaluation: Evaluation, language: Language) -> Iterator[ReportPart]:
    groups = {level.name: level.groups for level in evaluation.figures.levels}
    for sheet in sheets(evaluation.figures, language):
        if sheet.id in groups:
            rows = [(group_name(each.kind, each.name, language), each.values[MAIN]) for each in groups[sheet.id]]
            yield ReportPart(sheet, plots.dot_plot(rows, language), note=say("dots-note", language))
        elif (
            len(sheet.head) == _PAIR
            and all(isinstance(row[-1], Interval) for row in sheet.rows)
            and len(sheet.rows) > 1
        ):
            yield ReportPart(sheet, plots.dot_plot([(str(row[0]), row[-1]) for row in sheet.rows], language))  # type: ignore[misc]
        else:
            yield ReportPart(sheet)
    if evaluation.ablation:
        yield from _ablation(evaluation, language)
    yield from _distribution(evaluation.records, language)
    yield from _worst(evaluation, language)
    yield from _overconfident(evaluation.records, language)


def _ablation(evaluation: Evaluation, language: Language) -> Iterator[ReportPart]:
    first, *others = ablation_sheets(evaluation.ablation, language)
    level = next(iter(evaluation.ablation[0].difference))
    rows = [(say(worth.name, language), worth.difference[level]) for worth in evaluation.ablation[1:]]
    yield ReportPart(first, plots.dot_plot(rows, language, signed=True), note=say("ablation-note", language))
    yield from map(ReportPart, others)


def _distribution(records: Iterable[Record], language: Language) -> Iterator[ReportPart]:
    """The confidence of questions that can and that can't be answered."""
    sure: dict[str, list[float]] = {"real": [], "near": [], "strange": []}
    for record in records:
        if record["kind"] in (QUESTION, OFF_TOPIC) and record["confidence"] is not None:
            kind = "strange" if record["kind"] == OFF_TOPIC else "real" if record["answerable"] else "near"
            sure[kind].append(record["confidence"])
    counts = {kind: plots.count_bins(values, _BINS) for kind, values in sure.items() if values}
    if len(counts) < 2:
        return
    series = [(f"{say(kind, language)} ({len(sure[kind])})", counted) for kind, counted in counts.items()]
    rows: list[tuple[Cell, ...]] = [
        (_bin_label(place, language), *(str(counted[place]) for _, counted in series)) for place in range(_BINS)
    ]
    head = (say("sure", language), *(label for label, _ in series))
    sheet = Sheet("distribution", say("distribution", language), head, tuple(rows))
    yield ReportPart(sheet, histogram=plots.histogram(series, language), note=say("distribution-note", language))


def _worst(evaluation: Evaluation, language: Language) -> Iterator[ReportPart]:
    """The questions with the lowest nDCG@10, with the measures wanted and those found instead."""
    if not evaluation.figures.levels:
        return
    level = evaluation.figures.levels[0].name
    judged = [record for record in evaluation.records if record["kind"] == QUESTION and level in record["values"]]
    judged.sort(key=lambda record: record["values"][level][MAIN])
    rows = tuple(_worst_row(record, level, language) for record in judged[:_SHOWN_QUESTIONS])
    head = ("", say("text", language), MAIN, say("wanted", language), say("instead", language))
    yield ReportPart(Sheet("worst", say("worst", language), head, rows))


def _worst_row(record: Record, level: str, language: Language) -> tuple[Cell, ...]:
    grades = record["grades"]
    wanted = [id for id, grade in grades.items() if grade > 0]
    best = [id for id in wanted if grades[id] >= FULLY_RELEVANT] or wanted
    instead = [id for id in record["found"] if id not in wanted]
    value = decimal(record["values"][level][MAIN], language)
    return record["id"], record["text"], value, _id_list(best), _id_list(instead)


def _overconfident(records: Iterable[Record], language: Language) -> Iterator[ReportPart]:
    """Unanswerable questions that were answered, the most confident first."""
    answered = [
        record
        for record in records
        if record["kind"] in (QUESTION, OFF_TOPIC) and not record["answerable"] and record["answered"]
    ]
    answered.sort(key=lambda record: -(record["confidence"] or 0.0))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (record["id"], record["text"], _confidence(record, language), _id_list(record["found"]))
        for record in answered[:_SHOWN_QUESTIONS]
    )
    if rows:
        head = ("", say("text", language), say("sure", language), say("found", language))
        yield ReportPart(Sheet("overconfident", say("overconfident", language), head, rows))


def _id_list(ids: list[str]) -> str:
    return ", ".join(ids[:_SHOWN_IDS]) + (" …" if len(ids) > _SHOWN_IDS else "")


def _confidence(record: Record, language: Language) -> str:
    return "–" if record["confidence"] is None else decimal(record["confidence"], language)


def _bin_label(place: int, language: Language) -> str:
    low, high = (Texts.in_language(language).decimal(end / _BINS, 1) for end in (place, place + 1))
    return f"{low}–{high}"
