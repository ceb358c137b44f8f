"""What the program says of conditions, counts and figures, in its own words; figures themselves are quoted."""

from collections.abc import Iterator, Sequence

from retriever.conditions.expression import written_condition
from retriever.conditions.findings import Findings
from retriever.features.feature import FeatureRequest
from retriever.result import MeasureHit
from service.summary import quote
from service.texts import Texts


def figure_label(field: str, basis: Sequence[str], texts: Texts) -> str:
    """What a field of figures is called, with what it is counted by."""
    name = texts.text(f"figure_fields.{field}")
    counted = " ".join(texts.text(f"conditions.basis.{each}") for each in basis)
    return f"{name} {counted}" if counted else name


def conditions_said(found: Findings, texts: Texts) -> Iterator[str]:
    """Which conditions were understood and which weren't, and how many measures say anything about them."""
    conditions = [each.condition.words or written_condition(each.condition) for each in found.tallies]
    if conditions:
        yield texts.text("conditions.understood", conditions="; ".join(dict.fromkeys(conditions)))
    if found.inquiry.unapplied:
        yield texts.text("conditions.unapplied", words="; ".join(found.inquiry.unapplied))
    silent = found.total - found.stated
    if (conditions or found.inquiry.field) and silent:
        yield texts.text("conditions.silent", count=silent, stated=found.stated, total=found.total)


def features_said(request: FeatureRequest, found: Findings, texts: Texts) -> Iterator[str]:
    """What the measures of a list are to have, as it was understood, and what of it wasn't."""
    figures = (each.condition.words or written_condition(each.condition) for each in found.tallies)
    others = (each.words for each in request.conditions)
    told = dict.fromkeys((*(each.told for each in request.features), *others, *figures))
    yield texts.text("conditions.understood", conditions="; ".join(told))
    if request.unread:
        yield texts.text("conditions.unapplied", words="; ".join(request.unread))


def figures_said(hit: MeasureHit, texts: Texts) -> Iterator[str]:
    """Each figure that decided, by its quote; that there is none if the source states nothing."""
    if hit.row and hit.row.standing == "unstated":
        yield texts.text("chat.silent")
    for each in hit.figures:
        if each.quote:
            yield f"{figure_label(each.figure.field, each.figure.basis, texts)}: {quote(each.quote)}"
