"""Labels of fields as catalogues print them, and the field that each most likely names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.fields import OTHER
from corpus.parsing.questions import asked_field
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import word_set, word_table

DROPPED = "drop"
"""What a catalogue's settings give a label whose values aren't to be read."""

MOST_CHARACTERS, MOST_WORDS = 60, 9
"""A label is short."""

_EXACT, _INTRODUCED, _CONTINUED, _COMPOUND, _QUALIFIED, _GUESSED = 1.0, 0.95, 0.85, 0.8, 0.75, 0.6
_FEWEST_LETTERS = 3
_SIDES = (("start", re.compile(r"(?:von|ab|from)\b")), ("period", re.compile(r"(?:bis|to|until)\b")))
"""What stands below a group of columns for a time, by how it begins, folded."""
_MONEY = frozenset(("cost", "budget", "financing"))
_UNIT = re.compile(r"\s?\([^()]{1,20}\)$")
_MOST_QUALIFIED = 4
_ENDINGS = re.compile(r"(?<=\w)(?:[/(*:_]-?(?:innen|in|n|r|s|e|en)\b\)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """The field that a label names; `confidence`, 0 to 1, says how closely it is one of the known labels."""

    field: str
    confidence: float


@lru_cache(maxsize=65_536)
def normal_label(label: str) -> str:
    """The words of a label, folded: `Ansprechpartner/-in:` and `ansprechpartner` are one label."""
    return " ".join(map(fold, WORD.findall(_ENDINGS.sub("", label))))


@dataclass(frozen=True)
class Labels:
    """The labels of one catalogue: the known ones, and those that its settings give a field, by normal label."""

    own: Mapping[str, str]

    def match(self, label: str) -> LabelMatch | None:
        """Find the field that `label` names in this catalogue; None if it isn't known."""
        field = self.own.get(normal_label(label)) if self.own else None
        return LabelMatch(field, _EXACT) if field else match_label(label)

    def match_column(self, label: str) -> LabelMatch | None:
        """Find what the label of a column names, or a name in a file of data, which may be a group and a part of it."""
        above, dash, below = label.rpartition(" – ")
        if not dash or normal_label(label) in self.own:
            return self.match(label)
        group, part = self.match_column(above), self.match(below)
        if group and group.field == "period":
            side = next((field for field, words in _SIDES if words.match(normal_label(below))), None)
            return LabelMatch(side, _CONTINUED) if side else _of_group(group, part)
        if group and group.field in _MONEY and (part is None or part.confidence <= _GUESSED):
            return self.match(f"{_UNIT.sub('', above)} {below}") or group
        return _of_group(group, part)


KNOWN_LABELS = Labels({})
"""The labels of a catalogue without settings."""


@lru_cache(maxsize=65_536)
def match_label(label: str) -> LabelMatch | None:
    """Find the field that `label` names; None if it is too long for a label, or isn't known.

    Known labels count whole, behind an article (`Ihr Ziel`), before a closer description (`Dauer der Maßnahme`), as
    the last part of a compound (`Kursdauer`) and behind adjectives (`geplante Dauer`), in this order; then words that
    such labels have (`Gedacht für`). Of several (`Rechtsgrundlage / Finanzierung`) the first counts. A question is told
    by what it asks for, if it isn't a known label.
    """
    if label.strip(" :") in ("§", "§§"):
        return LabelMatch("legal_basis", _EXACT)
    words = normal_label(label).split()
    if not words or len(words) > MOST_WORDS or len(label) > MOST_CHARACTERS:
        return None
    several = [match_label(part) for part in label.split("/")] if "/" in label else []
    found = next(_matches(words, is_short="." in label), None)
    if several and several[0] and all(several) and (found is None or found.confidence < _CONTINUED):
        return LabelMatch(several[0].field, _CONTINUED)
    return found


def _of_group(group: LabelMatch | None, part: LabelMatch | None) -> LabelMatch | None:
    """What two labels name that stand one below the other: `Zeit – Beginn`, `Kontakt – Name`, `Kurs – Titel`."""
    of_person = group is not None and group.field in ("contact", "provider")
    if part and not (part.field == "title" and of_person):
        return LabelMatch(part.field, min(part.confidence, _CONTINUED))
    return LabelMatch(group.field, _QUALIFIED) if group and of_person else None


def _matches(words: list[str], *, is_short: bool) -> Iterator[LabelMatch]:
    """What words may name, the likeliest first; `is_short` says that some are abbreviated, as in no question."""
    exact = _known()[0]
    if field := exact.get(" ".join(words)):
        yield LabelMatch(field, _EXACT)
    if words[0] in word_set("label_beginnings.txt") and (field := exact.get(" ".join(words[1:]))):
        yield LabelMatch(field, _INTRODUCED)
    if not is_short and (field := asked_field(words, told=True)):
        if field != OTHER:
            yield LabelMatch(field, _QUALIFIED)
        return
    yield from (match for match in _close_matches(words) if match.field != "title")  # Nach dem Kurs is no title
    if not is_short and (field := asked_field(words, told=False)):
        yield LabelMatch(field, _GUESSED)


def _close_matches(words: list[str]) -> Iterator[LabelMatch]:
    exact = _known()[0]
    close, loose = word_set("label_joints.txt"), word_set("label_prepositions.txt")
    joints = [place for place in range(len(words) - 1, 0, -1) if words[place] in close | loose]
    for place in joints:
        whole = exact.get(" ".join(words[:place]))
        if field := whole or _compound(words[place - 1]):
            yield LabelMatch(field, _CONTINUED if whole and words[place] in close else _QUALIFIED)
    if joints:  # Absicht der Förderung: what stands behind says what it is of
        pass
    elif field := _compound(words[-1]):
        yield LabelMatch(field, _COMPOUND)
    elif 1 < len(words) <= _MOST_QUALIFIED and len(words[-1]) >= _FEWEST_LETTERS and (field := exact.get(words[-1])):
        yield LabelMatch(field, _QUALIFIED)
    if field := _guessed(words):
        yield LabelMatch(field, _GUESSED)


def _guessed(words: list[str]) -> str | None:
    """The field of the longest telling beginning of a word, or of several words in a row."""
    padded = f" {' '.join(words)} "
    found = [(len(stem), -number, field) for number, (stem, field) in enumerate(_stems()) if f" {stem}" in padded]
    return max(found)[2] if found else None


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """Each stem with its field; one that is a word in full ends with a blank."""
    return tuple((stem.replace("$", " "), field) for field, stem in word_table("label_stems.tsv"))


def _compound(word: str) -> str | None:
    """The field of the longest known last part of a compound."""
    compounds = _known()[1]
    starts = range(_FEWEST_LETTERS, len(word) - 1)
    return next((compounds[word[start:]] for start in starts if word[start:] in compounds), None)


@cache
def _known() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Fields by whole label, and by last part of a compound."""
    whole: dict[str, str] = {}
    last: dict[str, str] = {}
    for field, label in word_table("labels.tsv"):
        if label.startswith("*"):
            last[fold(label[1:])] = field
        else:
            whole[normal_label(label)] = field
    return whole, last
