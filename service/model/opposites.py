"""Words of which one can't stand for the other."""

import re
from itertools import permutations

_SETS = (
    (
        r"steig|erhöh|zunehm|zugenommen|vergrößer|increas|rais|rise|grow|grew",
        r"reduzier|verringer|sink|senk|gesunken|abnehm|abgenommen|reduc|decreas|lower(?:s|ed|ing)?\b|fell\b|falls?\b",
    ),
    (
        r"höher|häufiger|öfter|higher|more (?:often|frequent)",
        r"niedriger|geringer|seltener|less (?:often|frequent)|lower\b|gesenkt",
    ),
    (
        r"angehäng|anhäng|hinzu|zuzüglich|added|on top",
        r"abzieh|abgezogen|abzug|abzüglich|deduct|subtract",
    ),
    (r"verlänger|extend|prolong", r"verkürz|shorten"),
    (
        r"verpflicht|pflicht|zwingend|compuls|mandatory|obligat|must take part",
        r"freiwillig|voluntar|unverbindlich|optional",
    ),
    (
        r"bund(?:es)?\b|bundesmittel|federal (?:government|funds|share)",
        r"land(?:es)?\b|landesmittel|(?:federal )?state\b",
    ),
    (r"kommunal|municipal|kommune", r"bundesmittel|vom bund\b|federal government"),
    (r"jünger|younger", r"älter|older"),
    (r"beginn|anfang|beginning|at the start", r"\bende\b|am schluss|abschluss|at the end"),
    (r"vormittag|morning|morgens", r"nachmittag|afternoon", r"\babend|evening"),
    (r"vollzeit|full[- ]time|ganztags", r"teilzeit|part[- ]time|halbtags"),
    (r"einzel|individual(?:ly)?\b|one[- ]to[- ]one", r"grupp|\bgroups?\b|gemeinsam|together"),
    (r"intern|in[- ]house|eigene[nmrs]? personal", r"extern|external|dritte[nr]?\b|outside"),
    (r"\bvor\b|\bbefore\b|\bprior\b", r"\bnach\b|\bafter\b"),
    (
        r"täglich|daily|jeden tag|every day",
        r"wöchentlich|weekly|jede woche|every week",
        r"monatlich|monthly|jeden monat",
    ),
    (r"männ(?:er|lich)|\bmen\b|\bmale\b|väter|fathers?\b", r"frauen|weiblich|\bwomen\b|female|mütter|mothers?\b"),
    (r"erleichter|ease[sd]?\b|easier", r"erschwer|harder|more difficult"),
    (r"verbesser|improv|stärk|strengthen", r"verschlechter|worsen|schwäch|weaken"),
    (r"abgeschlossen|beendet|complet|finish", r"abgebrochen|abbruch|abbrech|broke off|dropped? out|discontinu"),
    (r"aufgenommen|aufnahm|took up|taken up", r"beendet|abgebrochen|verloren|aufgegeben|gave up|lost\b|quit\b"),
    (r"kostenlos|kostenfrei|unentgeltlich|free of charge", r"kostenpflichtig|gebühr|\bfees?\b|for a charge"),
    (r"städtisch|großstadt|urban\b|\bcity\b", r"ländlich|rural\b"),
    (r"befristet|fixed[- ]term|temporary", r"unbefristet|permanent"),
    (r"minderjährig|under age|minors\b", r"volljährig|of age\b|adults?\b|erwachsene"),
    (r"mehrheit|überwiegend|majority|most of", r"minderheit|wenige\b|minority|few of"),
    (r"mehr als|over\b|above\b|more than|exceed", r"weniger als|unter\b|below\b|less than|fewer than"),
    (r"länger|longer", r"kürzer|shorter"),
    (r"größer|larger|bigger", r"kleiner|smaller"),
    (r"leicht(?:e|er|es|en)?\b|minor\b|mild\b", r"schwer(?:e|er|es|en|wiegend\w*)?\b|serious|severe"),
    (r"gering\w*|low\b|little", r"hoh\w*|hoch\b|high\b|große\w*|great\b"),
    (r"vorhanden|bestehend|existing", r"fehlend\w*|missing|lack"),
    (r"arbeitslos|unemploy", r"beschäftigte|berufstätig|\bemployed\b|in work"),
    (r"zugewiesen|zuweisung|assign", r"selbst(?:ständig)? angemeldet|sign themselves|self-referr"),
)
_PAIRS = tuple(
    (re.compile(rf"\b(?:{one})", re.IGNORECASE), re.compile(rf"\b(?:{other})", re.IGNORECASE))
    for words in _SETS
    for one, other in permutations(words, 2)
)


def opposes(said: str, source: str) -> bool:
    """Whether `said` has a word whose opposite alone stands in `source`."""
    return any(
        here.search(said) and not there.search(said) and there.search(source) and not here.search(source)
        for here, there in _PAIRS
    )
