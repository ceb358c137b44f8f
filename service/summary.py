"""A measure in a line: who runs it, its key figures, its source, its words as a quote."""

import re

from corpus.document import Document
from corpus.measure import Measure
from service.texts import Texts

_SHORT_PERIOD = 60
_HOURS = re.compile(r"\bTeilzeit|\bStunden")
_BULLET = "• "


def kind_name(measure: Measure, texts: Texts) -> str:
    """What an entry of its kind is called; a catalogue's own word stays as it is."""
    key = f"kinds.{measure.kind}"
    return texts.text(key) if texts.has(key) else measure.kind


def field_name(texts: Texts, field: str) -> str:
    """What a field is called."""
    return texts.text(f"fields.{field}")


def organisation_line(measure: Measure) -> str:
    """Who runs a measure, and in which Land, as far as it is known."""
    return " – ".join(filter(None, (measure.organisation, measure.state)))


def key_figures(measure: Measure, texts: Texts) -> str:
    """Duration, places, volume and part-time, as far as the source states them plainly."""
    figures = measure.figures
    found = [*_duration(measure, texts)]
    if figures.places:
        found.append(texts.text("figures.places", count=figures.places))
    if figures.budget_eur:
        found.append(texts.text("figures.euros", amount=texts.amount(figures.budget_eur)))
    return " · ".join(found)


def page_line(page: int | None, document: Document, measure: Measure | None, texts: Texts) -> str | None:
    """The page, or the one from which on the measure is described."""
    if page is None:
        return None
    return texts.text("common.from_page" if measure and not document.pages else "common.page", page=str(page))


def source_line(measure: Measure, document: Document, texts: Texts) -> str:
    """The document with its date, and the page from which on it describes the measure."""
    dated = document.dated_title
    if measure.page is None:
        return dated
    return f"{dated}, {texts.text('common.from_page', page=str(measure.page))}"


def quote(words: str) -> str:
    """In quotation marks that no text of an office uses; a list's bullet is no part of what is said."""
    return f"»{words.removeprefix(_BULLET)}«"


def _duration(measure: Measure, texts: Texts) -> list[str]:
    """In months, hours and part-time; without months, the period in the source's words if they are few."""
    figures, period = measure.figures, measure.section("period")
    if not figures.months and period and len(period.text) <= _SHORT_PERIOD:
        told = _HOURS.search(period.text)
        return [period.text, *_hours(measure, texts)] if not told else [period.text]
    months = [texts.text("figures.months", count=figures.months)] if figures.months else []
    return [*months, *_hours(measure, texts)]


def _hours(measure: Measure, texts: Texts) -> list[str]:
    hours = measure.figures.weekly_hours
    part_time = [texts.text("figures.part_time")] if measure.figures.part_time else []
    return [texts.text("figures.hours_a_week", hours=hours), *part_time] if hours else part_time
