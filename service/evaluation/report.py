"""The report: one page of HTML that needs nothing else, with a table beside each picture."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.text.language import Language
from service.evaluation import plots, provenance
from service.evaluation.metrics import ASKED_FOR, MAIN
from service.evaluation.plots import Dots, Histogram
from service.evaluation.results import QUESTION, STRANGE, Evaluation, Record
from service.evaluation.statistics import Interval
from service.evaluation.tables import Cell, Sheet, decimal, group_name, of_ablation, sheets, whole
from service.evaluation.texts import say
from service.texts import Texts

NAME = "report.html"
_TEMPLATE, _STYLE = "report.html.j2", "report.css"
_BINS = 10
_WORST = 15
_IDS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: a table, and a picture of it where there is one. `note` explains both."""

    sheet: Sheet
    dots: Dots | None = None
    histogram: Histogram | None = None
    note: str = ""


def write(found: Evaluation, folder: Path, language: Language) -> Path:
    """Write the page into a folder, and say where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(page(found, language), "utf-8")
    return path


def page(found: Evaluation, language: Language) -> str:
    """The whole page. Nothing of it runs, and nothing is loaded: its policy forbids both."""
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
        shown=lambda cell, sheet: whole(cell, sheet, language),
        is_figure=lambda cell: isinstance(cell, Interval) or cell.replace(",", "").replace(".", "").isdigit(),
        style=style,
        style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        split_note=provenance.purpose(found.run, language),
        made=provenance.told(found.run, language),
        parts=list(_parts(found, language)),
        width=plots.WIDTH,
        left=plots.LEFT,
        right=plots.RIGHT,
    )


def _parts(found: Evaluation, language: Language) -> Iterator[Part]:
    groups = {level.name: level.groups for level in found.figures.levels}
    for sheet in sheets(found.figures, language):
        if sheet.id in groups:
            rows = [(group_name(each.kind, each.name, language), each.values[MAIN]) for each in groups[sheet.id]]
            yield Part(sheet, plots.dots(rows, language), note=say("dots-note", language))
        elif all(isinstance(row[-1], Interval) for row in sheet.rows) and len(sheet.rows) > 1:
            yield Part(sheet, plots.dots([(str(row[0]), row[-1]) for row in sheet.rows], language))  # type: ignore[misc]
        else:
            yield Part(sheet)
    if found.ablation:
        yield from _ablation(found, language)
    yield from _distribution(found.records, language)
    yield from _worst(found, language)
    yield from _overconfident(found.records, language)


def _ablation(found: Evaluation, language: Language) -> Iterator[Part]:
    first, *others = of_ablation(found.ablation, language)
    level = next(iter(found.ablation[0].difference))
    rows = [(say(worth.name, language), worth.difference[level]) for worth in found.ablation[1:]]
    yield Part(first, plots.dots(rows, language, signed=True), note=say("ablation-note", language))
    yield from map(Part, others)


def _distribution(records: Iterable[Record], language: Language) -> Iterator[Part]:
    """How sure the search is of questions that can and that can't be answered."""
    sure: dict[str, list[float]] = {"real": [], "near": [], "strange": []}
    for record in records:
        if record["kind"] in (QUESTION, STRANGE) and record["confidence"] is not None:
            kind = "strange" if record["kind"] == STRANGE else "real" if record["answerable"] else "near"
            sure[kind].append(record["confidence"])
    counts = {kind: plots.binned(values, _BINS) for kind, values in sure.items() if values}
    if len(counts) < 2:
        return
    series = [(f"{say(kind, language)} ({len(sure[kind])})", counted) for kind, counted in counts.items()]
    rows: list[tuple[Cell, ...]] = [
        (_part(place, language), *(str(counted[place]) for _, counted in series)) for place in range(_BINS)
    ]
    head = (say("sure", language), *(label for label, _ in series))
    sheet = Sheet("distribution", say("distribution", language), head, tuple(rows))
    yield Part(sheet, histogram=plots.histogram(series, language), note=say("distribution-note", language))


def _worst(found: Evaluation, language: Language) -> Iterator[Part]:
    """The questions with the lowest nDCG@10, with what was found instead of what was wanted."""
    if not found.figures.levels:
        return
    level = found.figures.levels[0].name
    judged = [record for record in found.records if record["kind"] == QUESTION and level in record["values"]]
    judged.sort(key=lambda record: record["values"][level][MAIN])
    rows = tuple(_missed(record, level, language) for record in judged[:_WORST])
    head = ("", say("text", language), MAIN, say("wanted", language), say("instead", language))
    yield Part(Sheet("worst", say("worst", language), head, rows))


def _missed(record: Record, level: str, language: Language) -> tuple[Cell, ...]:
    grades = record["grades"]
    wanted = [id for id, grade in grades.items() if grade > 0]
    asked = [id for id in wanted if grades[id] >= ASKED_FOR] or wanted
    instead = [id for id in record["found"] if id not in wanted]
    value = decimal(record["values"][level][MAIN], language)
    return record["id"], record["text"], value, _listed(asked), _listed(instead)


def _overconfident(records: Iterable[Record], language: Language) -> Iterator[Part]:
    """Questions that can't be answered and were, the surest first."""
    answered = [
        record
        for record in records
        if record["kind"] in (QUESTION, STRANGE) and not record["answerable"] and record["answered"]
    ]
    answered.sort(key=lambda record: -(record["confidence"] or 0.0))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (record["id"], record["text"], _sure(record, language), _listed(record["found"]))
        for record in answered[:_WORST]
    )
    if rows:
        head = ("", say("text", language), say("sure", language), say("found", language))
        yield Part(Sheet("overconfident", say("overconfident", language), head, rows))


def _listed(ids: list[str]) -> str:
    return ", ".join(ids[:_IDS]) + (" …" if len(ids) > _IDS else "")


def _sure(record: Record, language: Language) -> str:
    return "–" if record["confidence"] is None else decimal(record["confidence"], language)


def _part(place: int, language: Language) -> str:
    low, high = (Texts.in_language(language).decimal(end / _BINS, 1) for end in (place, place + 1))
    return f"{low}–{high}"
