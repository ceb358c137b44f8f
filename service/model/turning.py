"""Whether a sentence turns round what its source says: denies it, affirms what is denied, or says the opposite."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.model import claims, facts
from service.model.opposites import opposes_clause
from service.model.wording import Terms, Wording, shared

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
    denied = _around(own, facts.negations(said), _WINDOW)
    parts = _SENTENCE_END.split(text)
    if denied:
        there = [window for part in parts for window in _around(wording.words(part), facts.negations(part), _WINDOW)]
        return not any(shared(one, other) for one in denied for other in there)
    telling = [terms for terms in own if terms]
    close = [window for part in parts for window in _around(wording.words(part), facts.negations(part), _CLOSE)]
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
    return _Clause(text, [terms for terms in words if terms], bool(facts.negations(text)))


def _around(words: Sequence[Terms], places: Sequence[int], reach: int) -> list[list[Terms]]:
    """The `reach` telling words before and behind each of `places`."""
    return [
        [
            *[terms for terms in words[:place] if terms][-reach:],
            *[terms for terms in words[place + 1 :] if terms][:reach],
        ]
        for place in places
    ]
