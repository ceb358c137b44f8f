"""Polarity: what a sentence denies or affirms, and words whose opposite stands in the source."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.text.lexicon import word_table
from service.grounding.wording import Terms, Wording, shared

_WIDE = 4
_NARROW = 2
_SENTENCE_END = re.compile(r"[;.!?•]\s")
_NEGATION = re.compile(
    r"\b(?:nicht|kein\w*|ohne|nie(?:mals)?|weder|keinesfalls|not|no|without|never|neither|cannot|isn't|aren't|doesn't|don't|can't|won't|"
    r"unentgeltlich|kostenneutral|kostenfrei|kostenlos|free of charge|cost[- ]neutral)\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\b(?:n(?:o|ot) (?:more|fewer|less) than|nicht (?:mehr|weniger) als|or not|oder nicht|not only|nicht nur)\b",
    re.IGNORECASE,
)


def opposes(sentence: str, source: str) -> bool:
    """Whether `sentence` has a word of which `source` has only the opposite."""
    for sides in _opposites():
        said = {side for side in sides if side.search(sentence)}
        known = {side for side in sides if side.search(source)}
        if said - known and known - said:
            return True
    return False


def reverses_negation(sentence: str, source: str, wording: Wording) -> bool:
    """Whether `sentence` denies what `source` doesn't deny, or affirms what it does.

    What is denied are the words around a negation. A denial needs a negation in the source with one of these words
    around it; an affirmation must not hold two of the words right beside a negation of the source.
    """
    words = wording.words(sentence)
    parts = _SENTENCE_END.split(source)
    if denied := _around(words, _negations(sentence), _WIDE):
        known = [terms for part in parts for terms in _around(wording.words(part), _negations(part), _WIDE)]
        return not any(shared(terms, others) for terms in denied for others in known)
    own = [terms for terms in words if terms]
    beside = (terms for part in parts for terms in _around(wording.words(part), _negations(part), _NARROW))
    return any(shared(terms, own) >= _NARROW for terms in beside)


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(map(_side, row)) for row in word_table("opposites.tsv"))


def _side(words: str) -> re.Pattern[str]:
    pattern = re.escape(words).replace(r"\|", "|").replace(r"\*", r"\w*").replace(r"\.\.\.", r"\b[^.]{0,200}\b")
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _negations(text: str) -> list[int]:
    """The places of negations among the words of `text`."""
    plain = _NO_NEGATION.sub(lambda match: "x" * len(match.group()), text)
    return [len(re.findall(r"[^\W_]+", text[: match.start()])) for match in _NEGATION.finditer(plain)]


def _around(words: Sequence[Terms], places: Sequence[int], reach: int) -> list[list[Terms]]:
    """For each place, the terms of the `reach` content words on either side."""
    return [
        [
            *[terms for terms in words[:place] if terms][-reach:],
            *[terms for terms in words[place + 1 :] if terms][:reach],
        ]
        for place in places
    ]
