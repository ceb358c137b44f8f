"""Measures by how they stand to what was stated of a client: those that fit first, those that don't last."""

from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.measure import heading
from retriever.criteria.criterion import Criterion, Group, by_verdict, count_met
from retriever.result import MeasureHit, Passage
from service.chat.answer import Fit, Item
from service.chat.fitting import counted
from service.chat.quotes import Quotes, telling_sentences
from service.summary import organisation_line
from service.texts import Texts

_QUOTES_EACH = 2
_ORDER: tuple[Group, ...] = ("best", "partial", "against")


def grouped(hits: Sequence[MeasureHit]) -> list[MeasureHit]:
    """Return the hits by group, in each those first that meet most; as they are if nothing was stated."""
    return sorted(hits, key=lambda hit: (_ORDER.index(hit.group) if hit.group else 0, -count_met(hit.criteria)))


def ordered_hits(hits: Sequence[MeasureHit], ids: Sequence[str]) -> list[MeasureHit]:
    """Return the hits in the order of their measures' `ids`, others at the end."""
    order = {id: place for place, id in enumerate(ids)}
    return sorted(hits, key=lambda hit: order.get(hit.measure.id, len(order)))


def not_against(hits: Sequence[MeasureHit]) -> int:
    """Return how many hits nothing speaks against."""
    return sum(hit.group != "against" for hit in hits)


def spoken_to(hits: Sequence[MeasureHit], shown: Sequence[MeasureHit]) -> tuple[MeasureHit, ...]:
    """Return the hits beside those `shown` that meet something, and whose source speaks to half of what was stated."""
    ids = {hit.measure.id for hit in shown}
    return tuple(grouped([hit for hit in hits if hit.measure.id not in ids and _speaks(hit)]))


def _speaks(hit: MeasureHit) -> bool:
    """Whether a source speaks to half of the criteria; that a measure isn't for one sex tells nothing."""
    verdicts = [each.verdict for each in hit.criteria if each.criterion != "sex"]
    spoken = [verdict for verdict in verdicts if verdict != "unstated"]
    return 2 * len(spoken) >= len(verdicts) > 0 and any(verdict != "against" for verdict in spoken)


def counted_fits(fits: Sequence[MeasureHit], shown: Sequence[MeasureHit], texts: Texts) -> str:
    """Return how many fit, and how many of them are shown; those that something speaks against don't."""
    if count := not_against(fits):
        return counted(count, not_against(shown), texts)
    return texts.text("chat.none_fits")


def item_of(hit: MeasureHit, criteria: Sequence[Criterion], quotes: Quotes, most: int = _QUOTES_EACH) -> Item:
    """Return a hit as it is told: at most `most` sentences that answer best, and how it stands to each criterion."""
    reasons = tuple(quotes.evidence(reason, hit.measure, hit.score) for reason in hit.why[:most])
    fits = tuple(_fits(hit, criteria, quotes))
    return Item(hit.measure.id, heading(hit.measure), organisation_line(hit.measure), reasons, fits, hit.group)


def _fits(hit: MeasureHit, criteria: Sequence[Criterion], quotes: Quotes) -> Iterator[Fit]:
    """Yield how a hit stands to each criterion, quoted; what speaks against it first, what it doesn't say last."""
    judged = by_verdict(criteria, hit.criteria)
    for verdict in ("against", "met", "limit", "unstated"):
        for criterion, proof in judged[verdict]:
            yield Fit(verdict, criterion.words, quotes.evidence(proof, hit.measure, hit.score) if proof else None)


def item_of_passage(passage: Passage, document: Document, quotes: Quotes) -> Item:
    """Return the sentences of a passage that tell most, of its measure or of its document."""
    quoted = quotes.from_passage(passage, telling_sentences(document, passage, _QUOTES_EACH))
    measure = quotes.measure(passage.measure)
    if measure is None:
        return Item(passage.document, passage.document_title, "", quoted, numbered=False)
    return Item(measure.id, heading(measure), organisation_line(measure), quoted)
