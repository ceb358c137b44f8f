"""Whether a sentence turns round what its source says: denies it, affirms what is denied, or says the opposite."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from service.grounding import claims, numbers
from service.grounding.wording import Terms, Wording, shared

_PLAIN = (
    (
        r"steig|erhöh|(?:nimmt|nehmen)\b[^.]*\bzu\b|zunehm|zugenommen|vergrößer|increas|rais|rise|grow|grew",
        r"reduzier|verringer|vermeid|verhinder|abbau|abbruch|sink|senk|gesunken|abnehm|abgenommen"
        r"|reduc|decreas|prevent|avoid|lower(?:s|ed|ing)?\b|fell\b|falls?\b",
    ),
    (
        r"höher|häufiger|öfter|higher|more (?:often|frequent)",
        r"niedriger|geringer|seltener|gesenkt|less (?:often|frequent)|lower\b",
    ),
    (r"angehäng|anhäng|hinzu|zuzüglich|added|on top", r"abzieh|abgezogen|abzug|abzüglich|deduct|subtract"),
    (r"verlänger|extend|prolong", r"verkürz|shorten"),
    (
        r"verpflicht|pflicht|zwingend|compuls|mandatory|obligat|must take part",
        r"freiwillig|voluntar|unverbindlich|optional",
    ),
    (r"jünger|younger", r"älter|older"),
    (r"beginn|begann|am anfang|start", r"ende[nt](?:e|en)?\b|am ende|am schluss|ended\b|at the end"),
    (r"vormittag|morning|morgens", r"nachmittag|afternoon", r"abend|evening"),
    (r"vollzeit|full[- ]time|ganztags", r"teilzeit|part[- ]time|halbtags"),
    (r"einzel|individual(?:ly)?\b|one[- ]to[- ]one", r"grupp|groups?\b|gemeinsam|together"),
    (r"intern|in[- ]house", r"extern|external|outside"),
    (
        r"täglich|daily|jeden tag|every day",
        r"wöchentlich|weekly|jede woche|every week",
        r"monatlich|monthly|jeden monat",
    ),
    (r"männ(?:er|lich)|men\b|male\b|väter|fathers?\b", r"frauen|weiblich|women\b|female|mütter|mothers?\b"),
    (r"erleichter|ease[sd]?\b|easier", r"erschwer|harder|more difficult"),
    (r"verbesser|improv|stärk|strengthen", r"verschlechter|worsen|schwäch|weaken"),
    (r"abgeschlossen|beendet|complet|finish", r"abgebrochen|abbruch|abbrech|broke off|dropped? out|discontinu"),
    (r"aufgenommen|aufnahm|took up|taken up", r"beendet|abgebrochen|verloren|aufgegeben|gave up|lost\b|quit\b"),
    (r"kostenlos|kostenfrei|unentgeltlich|free of charge", r"kostenpflichtig|gebühr|for a charge"),
    (r"städtisch|großstadt|urban\b", r"ländlich|rural\b"),
    (r"befristet|fixed[- ]term|temporary", r"unbefristet|permanent"),
    (r"minderjährig|under age|minors\b", r"volljährig|of age\b|adults?\b|erwachsene"),
    (r"mehrheit|überwiegend|majority|most of", r"minderheit|wenige\b|minority|few of"),
    (r"länger|longer", r"kürzer|shorter"),
    (r"größer|larger|bigger", r"kleiner|smaller"),
    (r"arbeitslos|unemploy", r"beschäftigte|berufstätig|employed\b|in work"),
    (r"zugewiesen|zuweisung|assign", r"selbst(?:ständig)? angemeldet|sign themselves|self-referr"),
)
_NEAR = (
    (r"bund(?:es)?\b|bundesmittel|federal (?:government|funds|share)", r"land(?:es)?\b|landesmittel|state\b"),
    (r"kommunal|municipal|kommune", r"bundesmittel|vom bund\b|federal government"),
    (r"vor\b|before\b|prior\b", r"nach\b|(?<!look )(?<!looks )(?<!looked )after\b"),
    (r"möglich|zulässig|possible|permitted", r"ausgeschlossen|unmöglich|unzulässig|excluded|impossible|ruled out"),
    (r"vorhanden|bestehend|existing", r"fehlend|missing|lack"),
    (r"mehr als|over\b|above\b|more than|exceed", r"weniger als|unter\b|below\b|less than|fewer than"),
    (r"leicht(?:e|er|es|en)?\b|minor\b|mild\b", r"schwer(?:e|er|es|en|wiegend\w*)?\b|serious|severe"),
    (r"gering|low\b|little", r"hoh|hoch\b|high\b|große|great\b"),
)

_Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def _pairs(sets: tuple[tuple[str, ...], ...]) -> _Pairs:
    """Each word with each of its opposites."""
    return tuple(
        (re.compile(rf"\b(?:{one})", re.IGNORECASE), re.compile(rf"\b(?:{other})", re.IGNORECASE))
        for words in sets
        for one, other in permutations(words, 2)
    )


_PLAIN_PAIRS, _ALL_PAIRS = _pairs(_PLAIN), _pairs(_PLAIN + _NEAR)


def opposes(said: str, source: str) -> bool:
    """Whether `said` has a word whose opposite alone stands in `source`."""
    return _oppose(said, source, _PLAIN_PAIRS)


def opposes_clause(said: str, source: str) -> bool:
    """The same of clauses that speak of one thing, where more words are opposites: `before` and `after`."""
    return _oppose(said, source, _ALL_PAIRS)


def _oppose(said: str, source: str, pairs: _Pairs) -> bool:
    return any(
        here.search(said) and not there.search(said) and there.search(source) and not here.search(source)
        for here, there in pairs
    )


_MOST_OF = 0.4
_WINDOW = 4
_CLOSE = 2
_SENTENCE_END = re.compile(r"[;.!?•]\s")
_CLAUSE_END = re.compile(r"[;.!?•:]\s|,\s|\s(?:und|sowie|sondern|aber|jedoch)\s")
_ASIDE = re.compile(r"\(([^()]*)\)")


def denies(said: str, text: str, wording: Wording) -> bool:
    """Whether a sentence denies what `text` doesn't, or says what it denies.

    What is denied are the words around the negation: those of the one must be among those of the other.
    """
    own = wording.words(said)
    denied = _around(own, numbers.negations(said), _WINDOW)
    parts = _SENTENCE_END.split(text)
    if denied:
        there = [window for part in parts for window in _around(wording.words(part), numbers.negations(part), _WINDOW)]
        return not any(shared(one, other) for one in denied for other in there)
    telling = [terms for terms in own if terms]
    close = [window for part in parts for window in _around(wording.words(part), numbers.negations(part), _CLOSE)]
    return any(shared(window, telling) >= _CLOSE for window in close)


def contradicts(said: str, source: str, wording: Wording) -> bool:
    """Whether a clause of `said` is nearest to clauses of `source` that are denied or say the opposite."""
    there = [_clause(part, wording.source_words(part)) for part in _split(source)]
    return any(_against(_clause(part, wording.claiming(part)), there) for part in claims.clauses(said))


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    words: list[Terms]
    denied: bool


def _against(clause: _Clause, there: Sequence[_Clause]) -> bool:
    nearest = _nearest(clause, there)
    if not nearest:
        return False
    if not clause.denied and all(other.denied for other in nearest):
        return True
    return opposes_clause(clause.text, " \n".join(other.text for other in nearest))


def _nearest(clause: _Clause, there: Sequence[_Clause]) -> list[_Clause]:
    """The clauses that share most words with `clause`; none if that is little."""
    counts = [shared(clause.words, other.words) for other in there]
    most = max(counts, default=0)
    if not most or most < _MOST_OF * len(clause.words):
        return []
    return [other for other, count in zip(there, counts, strict=True) if count == most]


def _split(source: str) -> list[str]:
    """The clauses of a source; what stands in brackets is one of its own."""
    asides = _ASIDE.findall(source)
    return [part for text in (_ASIDE.sub(" ", source), *asides) for part in _CLAUSE_END.split(text) if part.strip()]


def _clause(text: str, words: Sequence[Terms]) -> _Clause:
    return _Clause(text, [terms for terms in words if terms], bool(numbers.negations(text)))


def _around(words: Sequence[Terms], places: Sequence[int], reach: int) -> list[list[Terms]]:
    """The `reach` telling words before and behind each of `places`."""
    return [
        [
            *[terms for terms in words[:place] if terms][-reach:],
            *[terms for terms in words[place + 1 :] if terms][:reach],
        ]
        for place in places
    ]
