"""Money that somebody gets: what a measure costs isn't what people receive, and who gets it must be said."""

import re

from corpus.sentences import sentences
from service.model import claims
from service.model.light import is_light
from service.model.wording import WORD, Terms, Wording

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
    clauses = (clause for clause in claims.clauses(said) if _MONEY.search(clause) and _GIVEN.search(clause))
    return any(not any(_all_in(known, clause, wording) for known in giving) for clause in clauses)


def _all_in(known: Terms, clause: str, wording: Wording) -> bool:
    """Whether all words of a clause that claim something, but for those that give, are among the known ones."""
    words = zip(WORD.findall(clause), wording.heads(clause), strict=True)
    own = [terms for word, terms in words if terms and not is_light(word) and not _GIVEN.search(word)]
    return all(terms & known for terms in own)
