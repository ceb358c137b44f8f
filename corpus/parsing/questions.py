"""Questions that stand as labels: `Was lernt man da?`, `WER`, `What it costs`."""

from collections.abc import Mapping, Sequence
from functools import cache

from corpus.text.lexicon import word_table

_OPENINGS = frozenset(("und", "and", "so", "also"))
_LONGEST = 2  # words that begin a question: wie lange
_ANY = "*"


def asked_field(words: Sequence[str], *, told: bool) -> str | None:
    """Find the field that a question asks for, given its folded words; None if it isn't one.

    If it is to be `told` by a later word, questions don't count that only begin like one.
    """
    words = words[1:] if len(words) > 1 and words[0] in _OPENINGS else words
    for length in range(min(_LONGEST, len(words)), 0, -1):
        asked = _questions().get(" ".join(words[:length]))
        if asked is not None:
            later = f" {' '.join(words[length:])}"
            fits = (field for field, stems in asked if _fits(stems, later, told=told))
            return next(fits, None)
    return None


def _fits(stems: tuple[str, ...], later: str, *, told: bool) -> bool:
    return not told if stems == (_ANY,) else any(f" {stem}" in later for stem in stems)


@cache
def _questions() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Fields with how a later word begins, by the words that begin a question."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for field, question, stems in word_table("label_questions.tsv"):
        found.setdefault(question, []).append((field, tuple(stems.split("|"))))
    return found
