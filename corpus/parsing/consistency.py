"""How alike values are in form, and how much they look like titles: what tells the right reading of a table or page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.parsing.labels import LabelMatch
from corpus.parsing.shapes import is_sum, shape_of, told_field

_LONGEST_NAME, _MOST_OF_NAME = 80, 9
_LONGEST_TITLE = 200
_UNNAMED, _HALF = 0.8, 0.5
_NUMBER = re.compile(r"[A-Z]{0,4}[ ./-]?\d[\d ./-]{0,12}")
_DATE = re.compile(r"(?:\d{1,2}\. ?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8})|\d{1,2} [A-Z][a-z]{2,8}) ?\d{0,4}|\d{4}-\d\d-\d\d")
_SENTENCE = re.compile(r"[.!;]$")
_SURE = 0.85
_PEOPLE_OR_PLACES = frozenset(("contact", "provider", "place", "target_group", "link", "legal_basis"))


def form_of(value: str) -> str:
    """The form of a value: that of a field, a date, a sum, a number, else a name or a longer text."""
    if shape := shape_of(value):
        return shape
    if _DATE.fullmatch(value):
        return "date"
    if is_sum(value):
        return "cost"
    if _NUMBER.fullmatch(value):
        return "number"
    return (
        "name"
        if len(value) <= _LONGEST_NAME and len(value.split()) <= _MOST_OF_NAME and not _SENTENCE.search(value)
        else "text"
    )


def agreement(values: Iterable[str]) -> float:
    """The share of values of the commonest form, 0 without any; empty ones don't count."""
    forms = Counter(form_of(value) for value in values if value)
    return max(forms.values()) / forms.total() if forms else 0.0


def titles_likeness(values: Sequence[str], match: LabelMatch | None) -> float:
    """How much the values under one label look like titles of entries, 0 to 1: names that differ, of no other field."""
    filled = [value for value in values if value]
    is_named = match is not None and match.field == "title"
    if not filled or not all(any(map(str.isalpha, value)) and len(value) <= _LONGEST_TITLE for value in filled):
        return 0.0
    if match and not is_named and (match.field in _PEOPLE_OR_PLACES or match.confidence >= _SURE):
        return 0.0
    if is_named:
        return 1.0
    names = sum(form_of(value) == "name" for value in filled) / len(filled)
    distinct = len(set(filled)) / len(filled)
    told = sum(told_field(value) in _PEOPLE_OR_PLACES for value in filled)
    if 2 * told > len(filled) or distinct <= _HALF:
        return 0.0
    return _UNNAMED * names * distinct * len(filled) / len(values)
