"""Which of the hits fit well enough to be shown beside the best one."""

from collections.abc import Sequence

from retriever.result import DocumentHit, MeasureHit
from service.texts import Texts

FITS = 0.4
"""A measure or document fits if its score is at least this share of the best one's."""
_LOWEST = 0.2


def fitting(hits: Sequence[MeasureHit]) -> list[MeasureHit]:
    """The best, and those that fit nearly as well."""
    return [hit for hit in hits if fits_well(hit, hits[0])]


def fits_well(hit: MeasureHit | DocumentHit, best: MeasureHit | DocumentHit) -> bool:
    """Whether a hit fits nearly as well as the best one, which always fits."""
    return hit.score >= max(FITS * best.score, _LOWEST) or hit is best


def half_fitting(hits: Sequence[MeasureHit]) -> float:
    """The score from which on a hit fits half as well as it would have to."""
    return max(FITS * hits[0].score / 2, _LOWEST / 2) if hits else 0.0


def counted(fits: int, shown: int, texts: Texts) -> str:
    """How many fit, and how many of them are shown."""
    if fits == shown:
        return texts.text("chat.fits", count=fits)
    return texts.text("chat.best", count=fits, shown=shown)
