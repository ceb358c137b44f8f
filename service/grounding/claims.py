"""What a sentence claims beyond numbers and names: something owed, only so, the other way round, or so often."""

import re
from dataclasses import dataclass

from corpus.text.folding import WORD
from corpus.text.sentences import sentences
from service.grounding import numbers
from service.grounding.light import is_light
from service.grounding.wording import Terms, Wording

_ENTITLED = re.compile(
    r"\b(?:rechtsanspruch|anspruch auf|steht \w+ zu|stehen \w+ zu|zusteh\w*|garantier\w*|auf jeden fall"
    r"|haben \w+ das recht"
    r"|entitle\w*|(?:have|has) (?:a|the) right|guarantee\w*|definitely)\b|\bsteht\b[^.,;]*\bzu(?=[ .]*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Strong:
    """Words that say more than a source does, unless it has words as strong."""

    said: re.Pattern[str]
    source: re.Pattern[str]


def _strong(said: str, source: str) -> _Strong:
    return _Strong(*(re.compile(rf"\b(?:{words})", re.IGNORECASE) for words in (said, source)))


_ONLY = r"nur\b|ausschließlich|lediglich|einzig|bloß\b|only\b|solely|exclusively|merely"
_ALWAYS = (
    r"(?<!vor )alle[mnrs]?\b|sämtlich|jede[mnrs]?\b(?! (?:jahr|monat|woche|tag))|jederzeit|immer\b|stets|ausnahmslos"
    r"|nie\b|niemals|überall|in jedem fall"
    r"|all\b|(?:every|each)\b(?! (?:year|month|week|day))|always|every(?:one|body)|anyone|any\b|never|without exception"
)
_MUST = r"muss\b|müssen\b|zwingend|verpflicht|pflicht|must\b|have to|has to|mandatory|compulsory|obliged|required"
_PRAISE = (
    r"ideal|perfekt|optimal|hervorragend|ausgezeichnet|am besten|beste[mnrs]?\b|bestens|empfehl|empfohlen|ratsam"
    r"|lohnt|lohnend|sinnvoll"
    r"|genau (?:das )?richtig|sollten sie|sollte (?:ihr|der|die|sich)|wie geschaffen"
    r"|attraktiv|einzigartig|führend|unschlagbar"
    r"|perfect|best\b|excellent|outstanding|recommend|advisable|worth|you should"
    r"|should (?:apply|join|sign|register|take)"
    r"|great\b|unique|leading|attractive|right choice|suitable for your|good (?:fit|choice)"
)
_SUCCESS = (
    r"erfolg|bewährt|wirksam|effektiv|erreicht\w* ihr ziel|zufrieden|beliebt|ausgebucht"
    r"|successful|success|proven|effective|satisfied|popular|well received|fully booked"
)
_CAUSE = (
    r"weil\b|denn\b|deshalb|deswegen|aufgrund|wegen\b|dadurch"
    r"|because|since\b(?! \w*\d)|due to|therefore|as a result|thanks to"
)
_WHOLE = r"jeweils|beide|gesamt|insgesamt|durchgehend|durchgängig|grundsätzlich|täglich|wöchentlich"
_EACH = re.compile(r"\b(?:je|pro)\b(?! nach)|\w ?/ ?\w", re.IGNORECASE)
_NEEDED = (
    r"soll|vorausgesetzt|voraussetzung|erforderlich|notwendig|nötig|bedingung|\w*pflicht|freiwillig"
    r"|(?:ist|sind) zu\b|(?:ab|an|auf|aus|be|ein|nach|vor|weg|wieder|zurück)zu\w+en|(?:hat|haben)\b[^.]*\bzu\b"
)
_RATE = re.compile(r"\b(?:jede[mnrs]?|each|every)\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:soll\w*|ziele?|zielt|geplant|vorgesehen|erwartet|rechnet"
    r"|aims?|expect\w*|planned|should|is to|are to|intended)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:wurden?|konnten?|worden|ist \w+ um|gesunken|gestiegen|erreichte\w*"
    r"|has been|have been|were|was|achieved|fell|rose|could)\b",
    re.IGNORECASE,
)
_STRONG = (
    _strong(
        _CAUSE, rf"{_CAUSE}|da\b|daher|so ?dass|somit|durch|damit|infolge|bedingt|\w*gr[uü]nd|ursache|zurückzuführen"
    ),
    _strong(_ONLY, rf"{_ONLY}|erst\b"),
    _strong(_ALWAYS, rf"{_ALWAYS}|{_WHOLE}"),
    _strong(_MUST, rf"{_MUST}|{_NEEDED}"),
    _strong(_PRAISE, rf"{_PRAISE}|geeignet|gut\b|besonders|vorteil|positiv"),
    _strong(_SUCCESS, rf"{_SUCCESS}|\w*erfolg|positiv|gut\w* erfahrung|gelungen"),
)
_UNITS = {
    "monat": r"monat\w*|months?|monthly",
    "woche": r"woche\w*|wöchentlich\w*|weeks?|weekly",
    "jahr": r"jahr\w*|jährlich\w*|years?|yearly|annual\w*|p\. ?a\.",
    "tag": r"tage?n?|täglich\w*|days?|daily",
}
_EVERY = {
    unit: re.compile(
        rf"(?:\b(?:pro|per|je|jede\w*|every|each|a|im|/)\s+(?:and\s+)?|/\s*)(?:{words})\b|\b(?:\w+lich|monthly|weekly|yearly|annually)\b",
        re.IGNORECASE,
    )
    for unit, words in _UNITS.items()
}
_UNIT = {unit: re.compile(rf"(?:{words})\b", re.IGNORECASE) for unit, words in _UNITS.items()}
_FRACTIONS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bhälfte\b|\bhalf\b|halbjahr|\b1/2\b|\b50 ?(?:%|prozent)",
        r"\bdrittel\b|\b(?:a|one|two|good|about) thirds?\b|\b[12]/3\b",
        r"\bviertel\b|\bquarters?\b|\b[13]/4\b|\b25 ?(?:%|prozent)",
    )
)
_COUNTED = {
    "termin": r"termine?n?|sessions?|appointments?",
    "stunde": r"\w*stunden?|hours?",
    "minute": r"minuten?|minutes?",
    "teilnehmer": r"teilnehme\w+|participants?",
    "monat": r"monate?n?|months?",
    "woche": r"wochen?|weeks?",
    "modul": r"\w*module?n?|group modules?",
    "durchgang": r"durchgänge?n?|rounds?",
    "gruppe": r"gruppen?|groups",
    "platz": r"\w*plätze?n?|places?",
}
_AFTER = {
    name: re.compile(rf"(\d[\d.,]*)\s*(?:€|euros?|eur|%)?[ /-]*(?:are |of them )?(?:{words})\b", re.IGNORECASE)
    for name, words in _COUNTED.items()
}
_CLAUSE = re.compile(
    r",?\s+(?:und|and|weil|because|da|sowie|außerdem|sondern|but|aber)\s+(?:also\s+|auch\s+)?|[,;:]\s+", re.IGNORECASE
)


def entitles(text: str) -> bool:
    """Whether a sentence promises something to somebody: that is decided elsewhere."""
    return bool(_ENTITLED.search(text))


def exceeds(plain: str, evidence: str) -> bool:
    """Whether a sentence says `only`, `always`, `must`, praises or tells of success, and the evidence never does."""
    counts = numbers.numbers(plain) | numbers.counted(plain)
    said = _RATE.sub(" ", plain) if counts and _EACH.search(evidence) else plain  # `each participant costs 450 €`
    return any(strong.said.search(said) and not strong.source.search(evidence) for strong in _STRONG)


def achieves(plain: str, evidence: str) -> bool:
    """Whether something is told as done that the evidence only aims at or expects."""
    done = _DONE.search(plain) and not _AIMED.search(plain)
    return bool(done) and bool(_AIMED.search(evidence)) and not _DONE.search(evidence)


def paces(plain: str, evidence: str) -> bool:
    """Whether `per week`, or a share such as a third, stands in a sentence and its unit nowhere in the evidence."""
    units = (
        unit for unit, words in _EVERY.items() if (match := words.search(plain)) and _UNIT[unit].search(match.group())
    )
    rates = any(not _UNIT[unit].search(evidence) for unit in units)
    return rates or any(share.search(plain) and not share.search(evidence) for share in _FRACTIONS)


def miscounts(plain: str, evidence: str) -> bool:
    """Whether a number counts something of which the evidence counts other numbers: `4 Termine zu 6 Stunden`."""
    spelt, known = numbers.in_digits(plain), numbers.in_digits(evidence)
    for counted in _AFTER.values():
        there = {number for match in counted.finditer(known) for number in numbers.numbers(match[1])}
        here = {number for match in counted.finditer(spelt) for number in numbers.numbers(match[1])}
        if there and here - there and not here & there:
            return True
    return False


def clauses(plain: str) -> list[str]:
    """The parts of a sentence that say something each."""
    return [part for part in _CLAUSE.split(plain) if part and part.strip()]


_GIVEN = re.compile(
    r"\b(?:bekomm\w*|erh[aä]lt\w*|zahlt\w*|ausgezahlt|receiv\w*|(?:are|is|get) paid|gets?)\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"€|\b(?:euros?|eur|\w*zusch(?:uss|üsse)\w*|\w*mitteln?|\w*prämien?|geld|darlehen|grants?|funds|bonus|loans?)\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    rf"{_GIVEN.pattern}|\b(?:\w*zahl(?:ung|en)\b|gezahlt|\w*zusch(?:uss|üsse)|gewähr|(?:ge)?förder|übern[io]mm|prämie)",
    re.IGNORECASE,
)


def pays(said: str, source: str, wording: Wording) -> bool:
    """Whether a clause gives money in a way that no sentence of the source does, with the same words."""
    texts = (source[start:end] for start, end in sentences(source))
    giving = [wording.wholes(text) for text in texts if _GIVING.search(text)]
    paying = (clause for clause in clauses(said) if _MONEY.search(clause) and _GIVEN.search(clause))
    return any(not any(_all_in(known, clause, wording) for known in giving) for clause in paying)


def _all_in(known: Terms, clause: str, wording: Wording) -> bool:
    """Whether all words of a clause that claim something, but for those that give, are among the known ones."""
    words = zip(WORD.findall(clause), wording.heads(clause), strict=True)
    own = [terms for word, terms in words if terms and not is_light(word) and not _GIVEN.search(word)]
    return all(terms & known for terms in own)
