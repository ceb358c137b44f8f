"""What kind of answer a question asks for, and whether a sentence holds one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.text.lexicon import word_list

AnswerType = Literal[
    "amount", "duration", "date", "hours", "frequency", "number", "people", "staff", "share", "ratio",
    "phone", "email", "contact", "who", "place", "reason", "legal", "age", "voluntary", "definition",
]  # fmt: skip

_NUMBER = (
    r"(?:\d[\d.,]{0,20}|eine?[nrms]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
)
_MONTHS = (
    "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    "|january|february|march|may|june|july|october|december"
)
_DAYS = "montag|dienstag|mittwoch|donnerstag|freitag|monday|tuesday|wednesday|thursday|friday"
_COUNT = (
    r"(?<![§\d.,/-])(?<!§ )\d+(?:\.\d{3})*(?![\d/]|[.,-]\d)"
    r"|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve)(?:\b|mal|stündig|monatig|wöchig|tägig)"
    r"|\b(?:einmal|hälfte|drittel|viertel)\b"
)
_UNITS = r"(?:tage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten?|days?|weeks?|months?|years?|hours?|minutes?)\b"

_COUNTED = (
    r"(?:der |die |the |of the )?(?:teilnehm|tn\b|plätze|platz\b|leute|personen|menschen|kund|eLb\b|participants|places"
    r"|people|ppl\b|persons|clients|customers|haushalte|bedarfsgemeinschaften|bg\b|households|families|familien)"
)
_STAFF = "|".join(map(re.escape, word_list("staff_words.txt")))


@dataclass(frozen=True, slots=True)
class _Type:
    asks: re.Pattern[str]
    holds: re.Pattern[str]


def _type(asks: str, holds: str, flags: re.RegexFlag = re.IGNORECASE) -> _Type:
    return _Type(re.compile(asks, re.IGNORECASE), re.compile(holds, flags))


_CASED = re.RegexFlag(0)
_TYPES: dict[AnswerType, _Type] = {
    "amount": _type(
        r"\bkost(?:et|en|e)\b|\bteuer|\bpreis|\bgebühr|budget|\bgeld\b|\beuro\b|€|\bbetrag|mittelvolumen"
        r"|\bwie ?viel (?:bekomm|zahl|erh|verdien|gib|muss)"
        r"|\bwie hoch (?:ist|sind) (?:der|die|das) \w*(?:zuschuss|förderung|beitrag|satz|geld|kosten|gebühr|prämie)"
        r"|\bcosts?\b|\bprice|\bfees?\b|\bhow much(?! (?:time|longer))|\bmoney\b|\bexpensive|\bcheap",
        r"€|\beuro\b|\beur\b|\bmio\b|\bkosten(?:los|frei|neutral)|\bunentgeltlich|\bfree of charge\b|\bkeine kosten",
    ),
    "duration": _type(
        r"\bwie lang|\bdauer|\bhow long|\blaufzeit|\bduration\b|\bwie viele (?:tage|wochen|monate|jahre)\b"
        r"|\bhow many (?:days|weeks|months|years)\b",
        rf"\b{_NUMBER}[\s-]*(?:bis {_NUMBER} )?{_UNITS}|\b{_NUMBER}-(?:wochen|monate?|tage?|stunden)\b"
        r"|(?:stündig|monatig|wöchig|tägig)|\b(?:ein|zwei|drei|vier|fünf|\d)[\s-]?jährig|\bunbefristet|\blängstens|\d\.\s*[–-]|\bdauerhaft",
    ),
    "date": _type(
        r"\bwann\b|\bwhen\b|\bwelche[mrsn]? (?:jahr|datum|tag)|\b(?:what|which) (?:year|date|day)\b|\böffnungszeit"
        r"|\bstart(?:ing)? date|\bbegin|\bbegonnen|\bendete?\b|\bwhat time\b|\bsprechzeit",
        rf"\b\d{{1,2}}\.\s?\d{{1,2}}\.|\b(?:19|20)\d\d\b|\b(?:{_MONTHS}|{_DAYS})\b|\b\d{{1,2}}[:.]\d\d\b|\buhr\b",
    ),
    "hours": _type(
        r"stunden\b|\bhours?\b",
        rf"\b{_NUMBER}\s*(?:(?:[^\W\d]\w{{0,20}})?stunden?\b|std\b|h\b|hours?\b)|\bwochenstunden|\bvollzeit|\bteilzeit",
    ),
    "frequency": _type(
        r"\bwie (?:oft|häufig)|\bhow (?:often|many times)|\b(?:pro|a|per|in der|je) (?:woche|monat|week|month)\b",
        rf"\b(?:täglich|wöchentlich|monatlich|jährlich|daily|weekly|monthly)|\balle \w+ (?:tage|wochen|monate)"
        rf"|\bjede[nrs]?\b|\bevery\b|\b{_NUMBER}[\s-]?mal\b|\b(?:pro|per) (?:woche|monat|week|month)|\b{_NUMBER} tage",
    ),
    "number": _type(
        r"\bwie ?viele?n?\b(?! (?:geld|euro|zeit)\b)|\bhow many\b|\banzahl\b|\bnumber of\b|\bhow large\b|\bwie groß",
        _COUNT,
    ),
    "people": _type(
        rf"\b(?:wie ?viele?n?|how many|number of|anzahl)\s{_COUNTED}",
        rf"\d\s?(?:\(?[^\W\d]\w{{0,20}}\)?\s)?{_COUNTED}|{_COUNTED}\w{{0,20}}\s?:\s?\D{{0,30}}\d"
        r"|\bteilnehm\w{0,20}zahl\D{0,30}\d",
    ),
    "staff": _type(
        rf"\b(?:wie ?viele?n?|how many|number of|anzahl)\s(?:der |die |the |of the )?(?:{_STAFF})"
        r"|\bwie ?viele (?:leute |personen )?arbeiten (?:da|dort|hier|bei|beim|im|in|für)\b"
        r"|\bhow many (?:people |ppl )?work (?:there|here|at|in|for|on)\b",
        rf"(?:{_COUNT})(?:\s[^\W\d][\w-]*){{0,2}}?\s(?:{_STAFF})"
        rf"|\b(?:{_STAFF})\w{{0,20}}\s?:\s?\D{{0,30}}\d|\b1 ?: ?\d",
    ),
    "share": _type(r"quote\b|\banteil|prozent|\brates?\b|\bpercent|\bshare\b", r"\d\s*%|\bprozent|\bpercent|quote\b"),
    "ratio": _type(
        r"schlüssel\b|\bverhältnis\b|\bratio\b|\b(?:pro|je|per)\b|\beach\b",
        r"\b\d+\s*:\s*\d+|\b(?:pro|je|per)\b|schlüssel\b",
    ),
    "phone": _type(r"\btelefon|\bnummer\b|\banruf|\bphone|\bcall\b|\btel\b", r"\b\d{3,}[\s/-]*\d{3,}"),
    "email": _type(r"\be-?mail|\bmail", r"@"),
    "contact": _type(
        r"\bansprechp|\bkontaktperson|\bcontact\b|\bwen\b|\bwhom\b|\berreich|\breach\b|\bzuständig|\bresponsible"
        r"|\bin charge",
        r"@|\btel|\b\d{3,}[\s/-]+\d{3,}|\bfrau\b|\bherr\b|\bansprechp",
    ),
    "who": _type(
        r"\bwer\b|\bwho\b|\bwhich (?:organi[sz]ation|provider|agency)|\bwelche[rs]? (?:träger|stelle|einrichtung)",
        r"\b[A-ZÄÖÜ]\w+ [A-ZÄÖÜ]\w+|\b[A-ZÄÖÜ]{2,}\b|\bFrau\b|\bHerr\b",
        _CASED,
    ),
    "place": _type(
        r"\bwo\b|\bwhere\b|\bwelche[mrsn]? (?:ort|stadt|städt|gemeinde|region|land)"
        r"|\bwhich (?:towns?|cit|place|region)",
        r"straße|str\.|\b[Ii]n [A-ZÄÖÜ]|[Pp]latz\b|[Ss]tandort",
        _CASED,
    ),
    "reason": _type(
        r"\bwarum|\bweshalb|\bwieso|\bwhy\b|\bgrund\b|\breasons?\b",
        r"\bweil\b|\bda\b|\bdamit\b|\bdeshalb|\bdaher|\bbecause|\bsince\b|\btherefore|\bgrund\b",
    ),
    "legal": _type(r"\brechtsgrundlage|\bparagra|\bgesetz|\blaws?\b|\blegal|\bsection\b", r"§|\bsgb\b|gesetz|\blaw\b"),
    "age": _type(
        r"\bwie alt|\balter\b|\baltersgrenze|\bhow old|\bages?\b",
        r"\bU ?25\b|\b\d\d[\s-]*(?:bis \d\d[\s-]*)?j(?:ähr|ahre)|\balter",
    ),
    "voluntary": _type(
        r"\bfreiwillig|\bpflicht\b|\bverpflichte|\bmuss \w+ (?:mitmachen|teilnehmen|hin)|\bvoluntary|\bvoluntarily"
        r"|\bmandatory|\bcompulsory|\bobligatory",
        r"\bfreiwillig(?!endienst)|\bverpflicht|\b(?:teilnahme)?pflicht\b|verbindlich|\bzwingend|sanktion|\bvoluntar|\bmandatory|\bcompulsory|\bobligat",
    ),
    "definition": _type(
        r"^\W*(?:was (?:ist|sind|bedeutet|heißt)|what(?:'s| is| are))\b|\bwhat is (?:it|that)\b|\bwas ist das\b",
        r"\b(?:ist|sind|bedeutet|heißt|is|are|means)\b",
    ),
}
_ALWAYS_ASKS = frozenset(_TYPES) - {"definition", "ratio"}
_SOFT = frozenset(("ratio", "contact", "who", "place", "reason", "definition"))
"""Kinds of answer that a sentence can give without a form that shows it."""
_GENERAL = frozenset(("number", "frequency"))
"""Kinds that say less than any other one: how many hours a week?"""
_COUNTS = frozenset(("number", "people", "staff"))
"""Kinds that a ratio answers as well: how many clients has each adviser?"""
_QUESTION_WORD = re.compile(
    r"\b(?:wie|wann|wer|wen|wem|wo|woher|warum|weshalb|wieso|wodurch|womit|how|when|who|whom|where|why)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:(?:und|and|but|aber)\s+)?(?:ist|sind|war|waren|hat|haben|hatte|kann|können|muss|müssen|darf|dürfen|wird"
    r"|werden|wurde|gibt es|gilt|braucht|bekommt|is|are"
    r"|was (?:it|this|that|there|the|he|she|they|any\w*)|were|has|have|can|must|do|does|did|will)\b",
    re.IGNORECASE,
)


def asked_types(question: str) -> tuple[AnswerType, ...]:
    """Return the kinds of answer that a question asks for, none where any sentence may answer it."""
    return tuple(name for name, each in _TYPES.items() if each.asks.search(question))


def strict_types(question: str) -> tuple[AnswerType, ...]:
    """Return those of the asked kinds of answer that a sentence can't give without holding one, the telling ones."""
    asked = asked_types(question)
    strict = tuple(name for name in asked if name not in _SOFT)
    telling = tuple(name for name in strict if name not in _GENERAL) or strict
    return (*telling, "ratio") if "ratio" in asked and _COUNTS.intersection(telling) else telling


def held_types(sentence: str) -> int:
    """Return the kinds of value that a sentence holds, a bit for each."""
    return sum(1 << bit for bit, each in enumerate(_TYPES.values()) if each.holds.search(sentence))


def type_bits(types: Iterable[AnswerType]) -> list[int]:
    """Return the bit of each kind in `held_types`."""
    bits = {name: 1 << bit for bit, name in enumerate(_TYPES)}
    return [bits[name] for name in types]


def is_yes_no(question: str) -> bool:
    """Whether a question can be answered by yes or no."""
    return bool(_YES_NO.search(question))


def asks_for_fact(question: str) -> bool:
    """Whether a question wants a fact told, rather than measures named."""
    asked = bool(_ALWAYS_ASKS & {*asked_types(question)})
    return asked or bool(_QUESTION_WORD.search(question)) or is_yes_no(question)
