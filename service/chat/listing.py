"""Answers from the table of figures: lists and counts of what meets conditions, the most, the least, which of two."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.measure import heading, short_name
from index.store import Index
from retriever.conditions.condition import NOTHING_ASKED, Inquiry
from retriever.conditions.findings import FigureRow, Findings
from retriever.conditions.standing import told_values
from retriever.conditions.unit_cost import UnitCost
from retriever.features.feature import NO_FEATURES, FeatureMember, FeatureRequest
from retriever.result import MeasureHit, SearchResult
from service.chat.answer import Answer, Item, Quoted
from service.chat.fitting import fitting
from service.chat.message import Resolved
from service.chat.quotes import Quotes
from service.chat.suggestions import suggestions
from service.summary import organisation_line
from service.texts import Texts
from service.told_figures import conditions_said, features_said, figure_label

MOST_LISTED = 36
"""So many measures are shown of a list that was asked for."""
_MOST_RANKED = 3


def is_listing(result: SearchResult) -> bool:
    """Whether the table of figures answers: it decides by itself, or narrows what a search for a topic found."""
    found = result.findings
    if found is None or not found.inquiry.demand:
        return False
    return found.decides or result.answerable


class ListComposer:
    """Composes the answer of the table to one resolved message."""

    def __init__(
        self,
        index: Index,
        resolved: Resolved,
        result: SearchResult,
        texts: Texts,
        request: FeatureRequest = NO_FEATURES,
        members: Sequence[FeatureMember] = (),
    ) -> None:
        self._index = index
        self._resolved = resolved
        self._result = result
        self._found = result.findings or Findings(NOTHING_ASKED, len(result.measures), (), 0)
        self._request = request
        self._proofs = {each.measure: each.proofs for each in members}
        self._texts = texts
        self._quotes = Quotes(index, texts, ())

    def answer(self, limit: int | None) -> Answer:
        """Return what meets the conditions, at most `limit` where it is given; ranked if the most is asked for."""
        inquiry = self._found.inquiry
        if self._request.features:
            return self._having(limit)
        met = [hit for hit in self._result.measures if hit.row and hit.row.standing == "met"]
        if inquiry.topical and met:
            fits = fitting(sorted(met, key=lambda hit: -hit.score))
            met = [hit for hit in met if hit in fits] if inquiry.field else fits
        if inquiry.demand == "sort":
            label = figure_label(inquiry.field, inquiry.basis, self._texts)
            return self._answer([self._texts.text("conditions.sorted", field=label)], self._result.measures)
        if inquiry.demand == "sum":
            return self._answer(self._summed(met), met)
        if inquiry.field:
            most = limit or (len(met) if inquiry.demand == "compare" else _MOST_RANKED)
            shown = met[: max(most, len(self._first(met)))]
            opening = self._ranked(met, inquiry)
        else:
            shown = met[: limit or MOST_LISTED]
            opening = self._counted(len(met) if inquiry.topical else len(self._found.met), len(shown))
        if not shown and inquiry.topical:
            return self._otherwise(limit)
        return self._answer(opening, shown)

    def _having(self, limit: int | None) -> Answer:
        """Those that have what the list asks for, each with the words that prove it."""
        texts = self._texts
        met = [hit for hit in self._result.measures if hit.measure.id in self._proofs]
        shown = met[: limit or MOST_LISTED]
        opening = self._counted(len(met), len(shown))
        if met and not any(self._proofs.values()):
            opening = [texts.text("conditions.lacking", count=len(met))]
        return self._answer(opening, shown)

    def _counted(self, met: int, shown: int) -> list[str]:
        if not met:
            return [self._texts.text("conditions.none")]
        if met == shown:
            return [self._texts.text("conditions.met", count=met)]
        return [self._texts.text("conditions.met_shown", count=met, shown=shown)]

    def _ranked(self, met: Sequence[MeasureHit], inquiry: Inquiry) -> list[str]:
        """Which states the most or the least, and of those that are compared which state nothing."""
        texts, first = self._texts, self._first(met)
        label = figure_label(inquiry.field, inquiry.basis, texts)
        said = []
        if worked := self._worked(met):
            said.append(worked)
        elif first:
            titles = texts.listed([short_name(hit.measure) for hit in first])
            equal = len(first) == len(met) > 1
            key = "equal" if equal else _direction(inquiry)
            said.append(_sentence(texts.text(f"conditions.ranked.{key}", field=label, titles=titles)))
        silent = [id for id in inquiry.compared if id not in {hit.measure.id for hit in met}]
        if silent:
            places = (self._index.measure_places[id] for id in silent)
            titles = texts.listed([short_name(self._index.measures[place]) for place in places])
            said.append(_sentence(texts.text("conditions.not_given", titles=titles)))
        return said or [texts.text("conditions.none")]

    def _worked(self, met: Sequence[MeasureHit]) -> str | None:
        """What a place costs a month, where that is worked out: in the first with its sum, then in the next ones."""
        texts = self._texts
        costs = [(short_name(hit.measure), hit.row.worked) for hit in met if hit.row and hit.row.worked]
        if not costs:
            return None
        title, first = costs[0]
        said = texts.text(
            f"conditions.worked.{_direction(self._found.inquiry)}",
            title=title,
            each=texts.number(round(first.value)),
            sum=self._sum_of(first),
        )
        others = [
            texts.text("conditions.worked_next.each", title=title, each=texts.number(round(cost.value)))
            for title, cost in costs[1:_MOST_RANKED]
        ]
        return f"{said} {texts.text('conditions.worked_next.all', others=texts.listed(others))}" if others else said

    def _sum_of(self, cost: UnitCost) -> str:
        """How the cost of a place and month was worked out, or that it is stated so."""
        texts = self._texts
        euros, months = texts.number(cost.cost.low or 0), texts.number(cost.months)
        if cost.places is not None:
            places = texts.number(cost.places.low or 0)
            return texts.text("conditions.worked_sum.places", cost=euros, places=places, months=months)
        if cost.lasting is not None:
            return texts.text("conditions.worked_sum.head", cost=euros, months=months)
        return texts.text("conditions.worked_sum.stated")

    def _summed(self, met: Sequence[MeasureHit]) -> list[str]:
        """What those asked about state together, if each states one number, and which state nothing."""
        texts, inquiry = self._texts, self._found.inquiry
        counted = [each.low for hit in met for each in (hit.row.ranked_by if hit.row else ()) if each.low == each.high]
        said = []
        if len(counted) == len(met) and met:
            total = texts.number(sum(filter(None, counted)))
            label = figure_label(inquiry.field, inquiry.basis, texts)
            said.append(texts.text("conditions.sum", field=label, total=total))
        silent = [hit for hit in self._result.measures if hit not in met]
        if silent:
            titles = texts.listed([short_name(hit.measure) for hit in silent])
            said.append(_sentence(texts.text("conditions.not_given", titles=titles)))
        return said or [texts.text("conditions.none")]

    def _first(self, met: Sequence[MeasureHit]) -> list[MeasureHit]:
        """Those that share the first place."""
        most = self._found.inquiry.most
        ends = [(hit, _value(hit.row, most=most)) for hit in met]
        return [hit for hit, end in ends if end is not None and end == ends[0][1]]

    def _otherwise(self, limit: int | None) -> Answer:
        """What fits the topic though its source states nothing about the conditions."""
        silent = [hit for hit in self._result.measures if hit.row and hit.row.standing == "unstated"]
        shown = fitting(silent)[: limit or MOST_LISTED] if silent else []
        said = self._texts.text("conditions.unstated") if shown else self._texts.text("conditions.none")
        return self._answer([said], shown)

    def _answer(self, opening: Sequence[str], shown: Sequence[MeasureHit]) -> Answer:
        resolved, texts = self._resolved, self._texts
        items = tuple(map(self._item, shown))
        return Answer(
            kind="list",
            language=texts.language,
            question=resolved.text,
            rewritten=resolved.rewritten,
            answerable=True,
            opening=tuple(opening),
            items=items,
            remarks=(*self._said(), *self._quotes.dated()),
            citations=self._quotes.citations,
            measures=tuple(shown),
            suggestions=suggestions(resolved, self._result, "list", shown, self._index, texts),
            result=self._result,
        )

    def _said(self) -> Iterator[str]:
        """What was understood, or not, and how many measures say nothing about it."""
        if not self._request.features:
            yield from conditions_said(self._found, self._texts)
            return
        yield from features_said(self._request, self._found, self._texts)
        silent = self._found.total - len(self._proofs)
        if silent and not self._request.only_negated:
            yield self._texts.text("conditions.others", count=silent)

    def _item(self, hit: MeasureHit) -> Item:
        """A measure with the figures that decide, each quoted."""
        quotes = tuple(dict.fromkeys(self._quoted(hit)))
        silent = None if quotes or self._request.features else self._texts.text("chat.silent")
        return Item(hit.measure.id, heading(hit.measure), organisation_line(hit.measure), quotes, silent=silent)

    def _quoted(self, hit: MeasureHit) -> Iterator[Quoted]:
        for proof in self._proofs.get(hit.measure.id, ()):
            yield self._quotes.evidence(proof, hit.measure, hit.score)
        for each in hit.figures:
            figure = each.figure
            if each.quote:
                yield self._quotes.span(hit.measure.document, hit.measure, figure.section, (figure.start, figure.end))


def with_conditions_said(answer: Answer, texts: Texts) -> Answer:
    """Return an answer of another kind with what was understood, or not, as a condition said at its end."""
    found = answer.result.findings if answer.result else None
    said = tuple(conditions_said(found, texts)) if found else ()
    return replace(answer, remarks=(*said, *answer.remarks)) if said else answer


def _sentence(text: str) -> str:
    """A text with its full stop; a title that is cut has its own."""
    return text if text.endswith("…") else f"{text}."


def _value(row: FigureRow | None, *, most: bool) -> float | None:
    """What a measure is ranked by."""
    if row is None:
        return None
    return row.worked.value if row.worked else told_values(row.ranked_by, most=most)


def _direction(inquiry: Inquiry) -> str:
    if inquiry.field in ("start", "end"):
        return "latest" if inquiry.most else "earliest"
    return "most" if inquiry.most else "least"
