"""Fields told by the shape of a value, where its label doesn't tell for certain."""

import re
from collections.abc import Collection
from functools import cache

from corpus.fields import OTHER
from corpus.parsing.header import is_office
from corpus.parsing.labels import LabelMatch
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import word_set, word_table

_SHAPED = 0.5
GUESSED = 0.6
"""The confidence of a match that only a part of the label gives; its values may tell otherwise."""

TIMED = frozenset(("start", "period", "hours", "valid_until"))
"""Fields that say when or how long."""
_FIRST_WORDS = 4
_FEWEST_OF_TEXT = 2  # sentences
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?](?=\s|$)")
_COUNT = re.compile(r"(?:max\.?|maximal|bis zu|bis|ca\.?|je|up to|about)?\s{0,3}\d", re.IGNORECASE)
_FEW_WORDS, _MOST_OF_NAME = 4, 6
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
_MONTHS = "jan|j[äa]n|feb|m[äa]r|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[zc]"
_DATE = re.compile(rf"\b\d{{1,2}}\. ?\d{{1,2}}\.|\b(?:19|20)\d\d\b|\b\d{{1,2}}\.? (?:{_MONTHS})", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:jede|(?:erste|letzte|first|last)[a-z]? |laufend|jederzeit|einstieg|start|beginn|any time|every)", re.IGNORECASE
)
_RANGE = re.compile(r"\b(?:bis|to|until)\b|[\w.]\s?[–-]\s?\d")
_WEEKLY = re.compile(
    r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tue|Wed|Thu|Fri|Sat)\b|\b\w{1,20}tags\b|\b\w{1,20}days?\b|vormittag|nachmittag|abends"
    r"|täglich|\bdaily\b|\d ?(?:Uhr|h)\b|\d ?[ap]m\b",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"(?:bis zu|ca\.|circa|etwa|rund|max\.|maximal|mind\.|mindestens|up to|about|zunächst)?\s{0,3}"
    r"(?:\w{2,12}|\d[\d,]{0,5}(?:\s?(?:–|-|bis|to)\s?\d[\d,]{0,5})?)\s?"
    r"(?:Tage?n?|Wochen?|Wo\.|Monaten?|Monate?|Mon\.|Jahre?n?|days?|weeks?|months?|years?)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(?:kostenlos|kostenfrei|gratis|gebührenfrei|free(?: of charge)?|0(?:,00)? ?(?:€|Euro?|EUR))", re.IGNORECASE
)
_MONEY = re.compile(r"(?:(?:ab|ca\.?|je|from) )?(?:[€$£] ?\d|(?:EUR|CHF) ?\d|\d[\d.,]{0,9} ?(?:€|EUR\b|Euro\b|CHF\b))")
_RATE = re.compile(r"(?:/|pro|je|per|an) ?(?:\w{1,14} )?(?:h\b|Std|Stunde|hour|Tag\b|day)", re.IGNORECASE)
_VOUCHER = re.compile(r"AVGS\b|(?:Bildungs|Vermittlungs|Aktivierungs)gutschein\b|FbW\b")
_REACHED = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,120}|(?:^|[\s,(])(?:\+|\(?0)\d[\d ()/–-]{5,24}\)?$")
_STREET = re.compile(
    r"(?:straße|str\.|strasse|weg|platz|allee|gasse|ring|damm|street|road) \d{1,4}\b|\b\d{5} [A-ZÄÖÜ]", re.IGNORECASE
)
_LONGEST_CONTACT = 160
_LAW = re.compile(r"(?:§§?|Art\.) ?\d")


def shaped_match(match: LabelMatch | None, value: str, others: Collection[str], usual: str | None) -> LabelMatch | None:
    """What a label names, given the shape of its value and the fields that the entry's `others` labels name.

    Participants told by words rather than a number are those whom a measure is for; a company or a name that carries it
    out is its provider; dates alone are when it starts, days of the week and times of the day its hours. An address, a
    number to call, a link or a paragraph needs no known label; nor does what `usual` says of a label that isn't known,
    or only guessed, unless another label of the entry names that field.
    """
    field = match.field if match else None
    if field == "participants" and "target_group" not in others and _names_people(value):
        return LabelMatch("target_group", _SHAPED)
    if field == "implementation" and "provider" not in others and _names_provider(value):
        return LabelMatch("provider", _SHAPED)
    if field == "hours" and "period" not in others and _LENGTH.search(value) and not _is_weekly(value):
        return LabelMatch("period", _SHAPED)
    if field == "period" and "start" not in others and _names_beginning(value):
        return LabelMatch("start", _SHAPED)
    if field == "start" and "hours" not in others and _names_hours(value):
        return LabelMatch("hours", _SHAPED)
    if match is None and (shape := _plain_shape(value)):
        return LabelMatch(shape, _SHAPED)
    is_open = match is None or match.confidence <= GUESSED
    return LabelMatch(usual, _SHAPED) if is_open and usual and (usual == OTHER or usual not in others) else match


def shape_of(value: str) -> str | None:
    """The field of which a value has the shape: nothing but an address, a link, a paragraph, a length of time, ..."""
    if shape := _plain_shape(value):
        return shape
    if _IN_TIME.fullmatch(value):
        return "period"
    if _FREE.fullmatch(value):
        return "cost"
    if _VOUCHER.match(value):
        return "financing"
    if _REACHED.search(value) and len(value) <= _LONGEST_CONTACT:
        return "contact"
    return "place" if _STREET.search(value) and len(value) <= _LONGEST_CONTACT else None


def told_field(value: str) -> str | None:
    """The field that a value without a known label most likely states: by its shape, its first words, or its length."""
    if shape := shape_of(value):
        return shape
    if _names_hours(value):
        return "hours"
    if _DATE.search(value) and _names_beginning(value):
        return "start"
    if is_sum(value) and not _RATE.search(value):
        return "cost"
    words = " ".join(map(fold, WORD.findall(value)[:_FIRST_WORDS]))
    places = {
        f" {words} ".find(f" {stem}"): field for stem, field in reversed(_value_words()) if f" {stem}" in f" {words} "
    }
    if places:
        return places[min(places)]
    if _COMPANY.search(value):
        return "provider"
    return "description" if len(_SENTENCE_END.findall(value)) >= _FEWEST_OF_TEXT else None


def is_sum(value: str) -> bool:
    """Whether a value begins with a sum of money."""
    return _MONEY.match(value) is not None


def suits(field: str, value: str) -> bool:
    """Whether a value may be one of a field that says when or how long: a number, a date, a length, a weekday."""
    return (
        field not in TIMED
        or any(map(str.isdigit, value))
        or _is_weekly(value)
        or bool(_LENGTH.search(value) or _BEGINS.match(value))
    )


@cache
def _value_words() -> tuple[tuple[str, str], ...]:
    """Each stem with its field; one that is a word in full ends with a blank."""
    return tuple((stem.replace("$", " "), field) for field, stem in word_table("value_words.tsv"))


def _plain_shape(value: str) -> str | None:
    if _EMAIL.fullmatch(value) or _PHONE.fullmatch(value):
        return "contact"
    if _LINK.fullmatch(value):
        return "link"
    return "legal_basis" if _LAW.match(value) else None


def _names_provider(value: str) -> bool:
    """Whether words name who carries a measure out, rather than how."""
    if _COMPANY.search(value) or is_office(value):
        return True
    words = value.split()
    return len(words) <= _MOST_OF_NAME and value[:1].isupper() and value[-1:].isalnum() and not _tells_mode(value)


def _tells_mode(value: str) -> bool:
    words = fold(value)
    return any(mode in words for mode in word_set("modes.txt"))


def _names_beginning(value: str) -> bool:
    """Whether words tell when a measure starts, rather than how long it takes or from when to when."""
    if _BEGINS.match(value):
        return True
    return bool(_DATE.search(value)) and not _LENGTH.search(value) and not _RANGE.search(value)


def _is_weekly(value: str) -> bool:
    """Whether words tell hours, or days of the week."""
    return bool(_HOURS.search(value) or _WEEKLY.search(value))


def _names_hours(value: str) -> bool:
    """Whether words tell on which days or at which times a measure takes place, rather than when it begins."""
    return bool(_WEEKLY.search(value)) and not _DATE.search(value) and not _BEGINS.match(value)


def _names_people(value: str) -> bool:
    """Whether words tell who takes part, rather than how many."""
    return not _COUNT.match(value) and (len(value.split()) >= _FEW_WORDS or not _COUNT.search(value))
