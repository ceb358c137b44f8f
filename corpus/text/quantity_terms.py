"""Numbers with the unit beside them: `1,5 Mio. Euro`, `€12,500`, `sechsmonatig`, `Dauer in Monaten: 9`."""

import re
from functools import cache, cached_property
from typing import NamedTuple

from corpus.text.folding import fold
from corpus.text.language import guess
from corpus.text.numbers import number_words
from corpus.text.numerals import numeral, spelled_at, spelled_number
from corpus.text.quantity_words import Meaning, meaning, meaning_before, read_tokens, without_about

CURRENCIES = frozenset(("EUR", "CHF"))
DURATIONS = ("year", "month", "week", "day")
"""Units of time from the longest to the shortest."""

_IN_THOUSANDS = {"kEUR": "EUR"}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"[0-2]?[0-9]|3[01]")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_LASTING = re.compile(r"(?P<number>\w*?)(?P<unit>monat|woch|tag|jahr)ig(?:e[mnrs]?)?")
_LASTING_UNITS = {"monat": "month", "woch": "week", "tag": "day", "jahr": "year"}
_LABEL_ENDS = frozenset(":)=")
_ENDS = frozenset(".,;:!?()[]•·|")


class Term(NamedTuple):
    """A number and its unit, the tokens from `first` up to `last`; `value` is None if it isn't plain.

    `leading` is whether the unit stands before the number, `unit` empty if none stands beside it; `factor` is what
    a scale like `Mio.` has multiplied the number by.
    """

    value: float | None
    unit: str
    first: int
    last: int
    leading: bool = False
    factor: float = 1.0


class Terms:
    """The terms of one text, by its tokens."""

    def __init__(self, text: str) -> None:
        self.tokens = read_tokens(text)
        self._words = [token.folded for token in self.tokens]
        self._text = text

    def at(self, at: int, since: int) -> Term | None:
        """The term whose number stands at `at`, its unit not before `since`; None for words, years and names."""
        if at >= len(self.tokens):
            return None
        if lasting := self._lasting(at):
            return lasting
        number = self._number(at)
        if number is None or self._belongs_to_a_name(at):
            return None
        value, last = number
        scale = meaning("scale", self.tokens, last) or self._glued_scale(last)
        last += scale.words if scale else 0
        first, unit, leading = at, self._unit_behind(last), False
        if unit:
            last += unit.words + (self._words[last] == "-")
        elif unit := self._unit_before(at, since, last):
            first, leading = self._label_end(at) - unit.words, True
            if above := meaning_before("scale", self.tokens, first):
                first, scale = first - above.words, above
        name = unit.value if unit else ""
        if self._counts_nothing(at, name, scale):
            return None
        if value is not None:
            value = self._plain(at, value, unit, scale)
        if leading and last < len(self.tokens) and self.tokens[last].kind == "word" and self._touches(last):
            value = None
        factor = (float(scale.value) if scale else 1.0) * (1_000 if name in _IN_THOUSANDS else 1)
        value = None if value is None else round(value * factor, 2)
        return Term(value, _IN_THOUSANDS.get(name, name), first, last, leading, factor)

    def at_or_behind_unit(self, at: int) -> Term | None:
        """The term that begins at `at`, with its number or a unit before it: `12 €`, `€12`."""
        unit = meaning("unit", self.tokens, at)
        return self.at(at + (unit.words if unit else 0), at)

    def is_bare(self, last: int) -> bool:
        """Whether nothing follows that a number ending before `last` could count."""
        if last + 1 < len(self.tokens) and self._words[last] == "." and _DAY.fullmatch(self._words[last - 1]):
            return False  # 1. Projektphase, 15. März
        return last >= len(self.tokens) or self._words[last] in _ENDS

    def stands_alone(self, at: int) -> bool:
        """Whether no other number, and no label that takes one (`Modul 2 120`), stands directly before this one."""
        if at == 0:
            return True
        start = without_about(self.tokens, at)
        if meaning_before("share", self.tokens, start) or (start < at and self._is_count(start - 1)):
            return False  # 75 % von 100.000 Euro, 4 von 5 Teilnehmern
        before = self.tokens[at - 1]
        if before.kind == "number":
            return not self._is_count(at - 1)
        if before.kind == "word" and before.folded not in _articles() and spelled_number(before.folded) is not None:
            return False
        grouped = len(self._words[at].split()) > 1
        return not (grouped and meaning_before("numbered", self.tokens, at))

    def is_numbered(self, at: int) -> bool:
        """Whether the number at `at` tells one of several things from another: `§ 45`, `Modul 2`."""
        return meaning_before("numbered", self.tokens, at) is not None

    def _is_count(self, at: int) -> bool:
        return at >= 0 and self.tokens[at].kind == "number" and not _YEAR.fullmatch(self._words[at])

    @cached_property
    def _language(self) -> str | None:
        return guess(self._text)

    def _number(self, at: int) -> tuple[float | None, int] | None:
        """The value of the number at `at`, in digits or words, and where it ends; `12 (zwölf)` is one number."""
        number = self._written(at)
        if number is None or self._words[number[1] : number[1] + 1] != ["("]:
            return number
        again = self._written(number[1] + 1)
        restated = again and again[0] == number[0] and self._words[again[1] : again[1] + 1] == [")"]
        return (number[0], again[1] + 1) if again and restated else number

    def _written(self, at: int) -> tuple[float | None, int] | None:
        if at >= len(self.tokens) or self.tokens[at].kind not in ("number", "word"):
            return None
        if self.tokens[at].kind == "number":
            return numeral(self._words[at], english=True), at + 1
        return spelled_at(self._words, at)

    def _plain(self, at: int, value: float, unit: Meaning | None, scale: Meaning | None) -> float | None:
        """`value` if the notation leaves no doubt in the language of its unit, or of the text."""
        written = self._words[at]
        if self.tokens[at].kind != "number":
            return value
        if group := _ONE_GROUP.fullmatch(written):
            language = unit.language if unit and unit.language != "any" else scale.language if scale else self._language
            if scale:  # 2,375 Mio. has three decimals, 2.375 Mio. none that are plain
                return value / 1_000 if group[1] == "," and language != "en" else None
            symbol = at > 0 and self._words[at - 1] == "€" and self._touches(at)
            return value if group[1] == "." or symbol or language == "en" else None
        is_money = unit is not None and (unit.value in CURRENCIES or unit.value in _IN_THOUSANDS)
        return None if _DAY_AND_MONTH.fullmatch(written) and not is_money and not scale else value

    def _unit_behind(self, at: int) -> Meaning | None:
        """The unit at `at`, with or without a hyphen: `6 months`, `6-month`, `6-monatig`."""
        hyphen = at < len(self.tokens) and self._words[at] == "-" and self._touches(at)
        if unit := meaning("unit", self.tokens, at + hyphen):
            return unit
        if at + hyphen < len(self.tokens) and (lasting := _LASTING.fullmatch(self._words[at + hyphen])):
            return None if lasting["number"] else Meaning(_LASTING_UNITS[lasting["unit"]], "de", 1)
        return None

    def _glued_scale(self, at: int) -> Meaning | None:
        """The letter in `€1.5m`."""
        return meaning("glued_scale", self.tokens, at) if at < len(self.tokens) and self._touches(at) else None

    def _touches(self, at: int) -> bool:
        return self.tokens[at - 1].touches(self.tokens[at])

    def _unit_before(self, at: int, since: int, last: int) -> Meaning | None:
        """A currency, or what labels a bare number: `Dauer in Monaten: 9`, `Plätze 25`; never `pro Monat 450`."""
        end = self._label_end(at)
        unit = meaning_before("unit", self.tokens, end)
        if unit is None or (first := end - unit.words) < since:
            return None
        if unit.value in CURRENCIES or unit.value in _IN_THOUSANDS:
            return unit
        counted = meaning_before("per", self.tokens, first) or meaning("singular", self.tokens, first)
        return unit if not counted and self.is_bare(last) else None

    def _label_end(self, at: int) -> int:
        while at and self._words[at - 1] in _LABEL_ENDS:
            at -= 1
        return at

    def _lasting(self, at: int) -> Term | None:
        """`sechsmonatig` as one word."""
        found = _LASTING.fullmatch(self._words[at]) if self.tokens[at].kind == "word" else None
        value = spelled_number(found["number"]) if found and found["number"] else None
        return Term(value, _LASTING_UNITS[found["unit"]], at, at + 1) if found and value is not None else None

    def _belongs_to_a_name(self, at: int) -> bool:
        """`COVID-19`: a hyphen joins the number to a word before it."""
        if at < 2 or self._words[at - 1] != "-":
            return False
        hyphen, word = self.tokens[at - 1], self.tokens[at - 2]
        return (
            word.kind == "word"
            and word.touches(hyphen)
            and hyphen.touches(self.tokens[at])
            and not self._number(at - 2)
        )

    def _counts_nothing(self, at: int, unit: str, scale: Meaning | None) -> bool:
        """Whether it is a year, or `ein` as an article."""
        if self.tokens[at].kind == "number":
            return _YEAR.fullmatch(self._words[at]) is not None and unit not in (*CURRENCIES, "hour")
        return self._words[at] in _articles() and unit not in DURATIONS and scale is None


@cache
def _articles() -> frozenset[str]:
    return frozenset(fold(word) for word in number_words((1,), "de", all_forms=True))
