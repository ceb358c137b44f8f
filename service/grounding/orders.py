"""Orders: sentences that tell the reader or a client to do something.

A document may hold one that nobody should follow. It may be quoted, but isn't an answer's own to say.
"""

import re
from functools import cache

from corpus.text.lexicon import word_list, word_set, word_table
from service.grounding.wording import without_quotations

_START = (
    r"(?:^|[.;:!–] )(?:(?:bitte|please|then|dann|now|jetzt|simply|just|kindly|und|and|always|immer|zuerst|first) ){0,3}"
)
_CONDITION = re.compile(r"^(?:to|for|if|in order|once|after|before|wenn|um|falls|sobald|für) [^,]+, ", re.IGNORECASE)
_NO_ORDER = r"(?!(?:haben|sind|werden|können|wollen|möchten|sollten) )"
_TO_READER = re.compile(rf"{_START}{_NO_ORDER}[a-zäöüß]+n (?-i:Sie)\b(?![^.!]{{0,200}}\?)", re.IGNORECASE)
_REQUEST = re.compile(r"\b(?:bitte|please|kindly)\b", re.IGNORECASE)
_DUTY_DE = r"\b(?:muss|müssen|musst|sollen?|sollst|sollten?|haben|hat|ist|sind)\b"
_DUTY_EN = r"\b(?:must|should|shall|(?:have|has|needs?|are|is|ought|asked|required|requested|told) to)\b"
_WITHIN = "[^.!?]{0,200}"
_PREFIX = re.compile("(?:ab|an|aus|ein|frei|heraus|herunter|hoch|mit|preis|vor|weiter|zu)(?=[a-zäöü]{3})")


def gives_order(sentence: str, *, has_contact: bool) -> bool:
    """Whether a sentence tells somebody to do something, quotations apart.

    To ask or call somebody is no order if the sentence cites a contact (`has_contact`); to send, pay, open or trust
    something always is.
    """
    own = _CONDITION.sub("", " ".join(without_quotations(sentence).split()))
    if any(pattern.search(own) for pattern in _harmful()):
        return True
    asks = _to_ask().search(own) is not None
    return not (asks and has_contact) and (asks or bool(_TO_READER.search(own) or _REQUEST.search(own)))


@cache
def _harmful() -> tuple[re.Pattern[str], ...]:
    """To send, pay, open or trust something: as an order, as a duty, or as something that is to be done."""
    german = word_list("orders.de.txt")
    english, done = ("|".join(column) for column in zip(*word_table("orders.en.txt"), strict=True))
    infinitive = "|".join((*german, *(f"{verb[:end]}zu{verb[end:]}" for verb in german if (end := _prefix(verb)))))
    stems = "|".join(verb[_prefix(verb) : -1] for verb in german)
    patterns = (
        rf"\b(?:{stems})n (?-i:Sie)\b(?![^.!]{{0,200}}\?)",
        rf"{_START}(?:(?:{stems}) (?:an |auf |das |de[mnr] |die |dein|eine?n? |ihr|mir |uns |ihm )|(?:{english})\b)",
        rf"{_DUTY_DE}{_WITHIN} (?-i:{infinitive})\b",
        rf"{_DUTY_EN} (?:\w+ ){{0,3}}(?:(?:{english})|be (?:{done}))\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _to_ask() -> re.Pattern[str]:
    """To ask or call somebody, as an order."""
    verbs = "|".join(sorted(word_set("orders_to_ask.txt")))
    return re.compile(
        rf"{_START}(?:(?:{verbs}) (?-i:Sie)\b(?![^.!]{{0,200}}\?)|(?:{verbs})\b(?! (?-i:Sie)\b))", re.IGNORECASE
    )


def _prefix(verb: str) -> int:
    """The length of the part of a German verb that stands apart: `ein` of `einreichen`."""
    found = _PREFIX.match(verb)
    return found.end() if found else 0
