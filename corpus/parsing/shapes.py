"""Fields told by the shape of a value, where its label doesn't tell for certain."""

import re
from collections.abc import Collection

from corpus.parsing.header import is_office
from corpus.parsing.labels import LabelMatch

_SHAPED = 0.5
_DIGIT = re.compile(r"\d")
_COMPANY = re.compile(r"\b(?:g?GmbH|gAG|AG|KG|OG|UG|eG|Ltd|Inc)\b|\be\. ?V\.")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,120}")
_PHONE = re.compile(r"(?:Tel(?:efon)?\.?:? ?)?\+?[\d ()/–-]{6,24}")
_LINK = re.compile(r"(?:https?://|www\.)\S{3,300}")
_LAW = re.compile(r"(?:§§?|Art\.) ?\d")


def shaped_match(match: LabelMatch | None, value: str, others: Collection[str]) -> LabelMatch | None:
    """What a label names, given the shape of its value and the fields that the entry's `others` labels name.

    Participants without a number are those whom a measure is for; a company that carries it out is its provider. An
    address, a number to call, a link or a paragraph needs no known label.
    """
    field = match.field if match else None
    if field == "participants" and not _DIGIT.search(value) and "target_group" not in others:
        return LabelMatch("target_group", _SHAPED)
    if field == "implementation" and "provider" not in others and (_COMPANY.search(value) or is_office(value)):
        return LabelMatch("provider", _SHAPED)
    if match is None:
        if _EMAIL.fullmatch(value) or _PHONE.fullmatch(value):
            return LabelMatch("contact", _SHAPED)
        if _LINK.fullmatch(value):
            return LabelMatch("link", _SHAPED)
        if _LAW.match(value):
            return LabelMatch("legal_basis", _SHAPED)
    return match
