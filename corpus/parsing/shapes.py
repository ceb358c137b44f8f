"""Fields told by the shape of a value, where its label doesn't tell for certain."""

import re
from collections.abc import Collection

from corpus.parsing.header import is_office
from corpus.parsing.labels import LabelMatch

_SHAPED = 0.5
_COUNT = re.compile(r"(?:max\.?|maximal|bis zu|bis|ca\.?|je|up to|about)?\s{0,3}\d", re.IGNORECASE)
_FEW_WORDS = 4
_LENGTH = re.compile(
    r"\b(?:Tage?n?|Woch\w*|Wo\.|Monat\w*|Mon\.|Jahr\w*|days?|weeks?|months?|years?)(?!\w)", re.IGNORECASE
)
_HOURS = re.compile(
    r"stund|std|uhr|hour|teilzeit|vollzeit|\d:\d|pro woche|je woche|wöchentlich|per week|a week", re.IGNORECASE
)
_COMPANY = re.compile(r"\b(?:g?GmbH|gAG|AG|KG|OG|UG|eG|Ltd|Inc)\b|\be\. ?V\.")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,120}")
_PHONE = re.compile(r"(?:Tel(?:efon)?\.?:? ?)?(?:\+|\(?0)[\d ()/–-]{5,24}")
_LINK = re.compile(r"(?:https?://|www\.)\S{3,300}")
_LAW = re.compile(r"(?:§§?|Art\.) ?\d")


def shaped_match(match: LabelMatch | None, value: str, others: Collection[str]) -> LabelMatch | None:
    """What a label names, given the shape of its value and the fields that the entry's `others` labels name.

    Participants told by words rather than a number are those whom a measure is for; a company that carries it out is
    its provider. An address, a number to call, a link or a paragraph needs no known label.
    """
    field = match.field if match else None
    if field == "participants" and "target_group" not in others and _names_people(value):
        return LabelMatch("target_group", _SHAPED)
    if field == "implementation" and "provider" not in others and (_COMPANY.search(value) or is_office(value)):
        return LabelMatch("provider", _SHAPED)
    if field == "hours" and "period" not in others and _LENGTH.search(value) and not _HOURS.search(value):
        return LabelMatch("period", _SHAPED)
    if match is None:
        if _EMAIL.fullmatch(value) or _PHONE.fullmatch(value):
            return LabelMatch("contact", _SHAPED)
        if _LINK.fullmatch(value):
            return LabelMatch("link", _SHAPED)
        if _LAW.match(value):
            return LabelMatch("legal_basis", _SHAPED)
    return match


def _names_people(value: str) -> bool:
    """Whether words tell who takes part, rather than how many."""
    return not _COUNT.match(value) and (len(value.split()) >= _FEW_WORDS or not _COUNT.search(value))
