"""The forms in which values stand in a text: what costs, a time or a number of people look like."""

import re
from functools import cache

from corpus.parsing.figures import amounts
from corpus.text.legal import paragraphs
from corpus.text.lexicon import word_list
from corpus.text.numbers import number_words

_MONEY = re.compile(
    r"\b(?:Mittelvolumen:|[Kk]ostenneutral|[Kk]ein\w* (?:gesondert|zusätzlich|zentral)\w* (?:Mittel|Kosten|Budget))"
)
_PARTICIPANTS = re.compile(
    r"\d\s*(?:Teilnehm|Plätze|Personen|TN\b|Kundinnen|Kunden|Bedarfsgemeinschaften|BG\b)|Teilnehmer(?:an)?zahl\w{0,9}:|Teilnehmerplätze"
)
_TIME = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})\b|\b(?:19|20)\d\d\b|\b\w*(?:monat|woch|stund|tag|jahr|termin|laufzeit|dauer|unbefristet|fortlaufend)\w*",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|jan|feb|m[äa]r|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc])|\b(?:19|20)\d\d\b"
    r"|\b(?:seit|ab|beginn\w*|start\w*|laufend\w*|jederzeit|sofort|since|from|beg[ai]n\w*)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b\d\d\b|\bU ?25\b|\balter\w*", re.IGNORECASE)


def states(wish: str, text: str) -> bool:
    """Whether a text that stands in a fitting field says what is wished for."""
    match wish:
        case "budget" | "cost":
            return bool(_MONEY.search(text)) or any(amounts(text))
        case "places":
            return bool(_PARTICIPANTS.search(text))
        case "legal_basis":
            return bool(paragraphs(text))
        case "start":
            return bool(_BEGINNING.search(text))
        case "period" | "hours":
            return bool(_TIME.search(text))
        case "age":
            return bool(_AGE.search(text))
        case "staff":
            return bool(_staff().search(text))
        case _:
            return True


@cache
def _staff() -> re.Pattern[str]:
    """A number of those who work in a measure, or how many people each of them looks after."""
    staff = "|".join(map(re.escape, word_list("staff_words.txt")))
    numbers = "|".join((*number_words(range(2, 13)), *number_words(range(2, 13), "en")))
    return re.compile(rf"(?:\d|\b(?:{numbers}))\b(?:\s[\w(-]+){{0,2}}?\s(?:{staff})|\b1 ?: ?\d", re.IGNORECASE)
