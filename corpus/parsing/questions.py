"""Questions that stand as labels: `Was lernt man da?`, `WER`, `What it costs`."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.fields import OTHER
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import word_table

_OPENINGS = frozenset(("und", "and", "so", "also"))
_LONGEST = 2  # words that begin a question: wie lange
_ANY = "*"
_CLAUSE = re.compile(r"[,;:.!?–-]\s")


@dataclass(frozen=True, slots=True)
class AskedField:
    """The field that a clause asks for, and how the words begin that told it; none if its first words did."""

    field: str
    stems: tuple[str, ...]
    clause: str


def asked_field(words: Sequence[str], *, told: bool) -> str | None:
    """Find the field that a question asks for, given its folded words; None if it isn't one.

    If it is to be `told` by a later word, questions don't count that only begin like one.
    """
    found = _asked(words, told=told)
    return found[0] if found else None


def asked_in(text: str, named: Container[str]) -> AskedField | None:
    """Find the field that the last question in a message asks for, told by words that aren't those of a name.

    `named` are the folded words of names.
    """
    for clause in reversed(_CLAUSE.split(text)):
        words = [word for word in map(fold, WORD.findall(clause)) if word not in named]
        if words and (found := _asked(words, told=True)):
            return AskedField(*found, clause) if found[0] != OTHER else None
    return None


def _asked(words: Sequence[str], *, told: bool) -> tuple[str, tuple[str, ...]] | None:
    words = words[1:] if len(words) > 1 and words[0] in _OPENINGS else words
    for length in range(min(_LONGEST, len(words)), 0, -1):
        asked = _questions().get(" ".join(words[:length]))
        if asked is not None:
            later = f" {' '.join(words[length:])} "
            found = next(((field, stems) for field, stems in asked if _fits(stems, later, told=told)), None)
            return (found[0], (*found[1], *words[:length])) if found else None
    return None


def _fits(stems: tuple[str, ...], later: str, *, told: bool) -> bool:
    return not told if stems == (_ANY,) else any(f" {stem}" in later for stem in stems)


@cache
def _questions() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Fields with how a later word begins, by the words that begin a question."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for field, question, stems in word_table("label_questions.tsv"):
        found.setdefault(question, []).append((field, tuple(stems.replace("$", " ").split("|"))))
    return found
