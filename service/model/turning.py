"""Whether a sentence turns round what its source says: denies it, affirms what is denied, or says the opposite."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.model import claims, facts
from service.model.opposites import PAIRS
from service.model.wording import Terms, Wording, shared

_MOST_OF = 0.4
_CLAUSE_END = re.compile(r"[;.!?•:]\s|,\s|\s(?:und|sowie|sondern|aber|jedoch)\s")
_ASIDE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    words: list[Terms]
    denied: bool


def turns(said: str, source: str, wording: Wording) -> bool:
    """Whether a clause of `said` is nearest to clauses of `source` that say the contrary."""
    there = [_clause(text, wording.source_words(text)) for text in _split(source)]
    return any(_against(_clause(text, wording.heads(text)), there) for text in claims.clauses(said))


def _against(clause: _Clause, there: Sequence[_Clause]) -> bool:
    nearest = _nearest(clause, there)
    if not nearest:
        return False
    if not clause.denied and all(other.denied for other in nearest):
        return True
    return any(
        here.search(clause.text)
        and not opposite.search(clause.text)
        and any(opposite.search(other.text) for other in nearest)
        and not any(here.search(other.text) for other in nearest)
        for here, opposite in PAIRS
    )


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
    return _Clause(text, [terms for terms in words if terms], bool(facts.negations(text)))
