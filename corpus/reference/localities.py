"""The towns that a catalogue's own place field names, with a postal code and a street or without."""

import re
from functools import cache

from corpus.reference.spellings import WORD
from corpus.text.folding import fold
from corpus.text.lexicon import word_list

_POSTAL = re.compile(r"(?<![\w.,/-])(?:(?:D|DE|A|AT|CH)[ -]?)?\d{4,5}\s+(?=[^\W\d_])")
_BETWEEN = re.compile(r"[,;|·•/\n]|\s[–-]\s|\s(?:und|oder|sowie|and|or)\s")
_LABEL = re.compile(r"^[^\W\d_]+:\s")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*\.?(?:[ -][^\W\d_]+\.?)*")
_LONGEST = 40
_MOST_WORDS = 5


def localities(text: str) -> list[str]:
    """The towns in the value of a place field, each once: `Bahnhofstr. 12, 12345 Musterstadt` names Musterstadt.

    Without a postal code, a part of the value that is no street, building or `online` counts as a town.
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    text = _LABEL.sub("", "\n".join(filter(None, lines)))
    coded = [text[match.end() :] for match in _POSTAL.finditer(text)]
    parts = [_BETWEEN.split(each, maxsplit=1)[0] for each in coded] or _BETWEEN.split(text)
    names = (_BRACKETS.sub("", part).strip(" .,:") for part in parts)
    return list(dict.fromkeys(name for name in names if _is_town(name)))


def locality(text: str) -> str | None:
    """The only town in the value of a place field, None if it names none or several."""
    found = localities(text)
    return found[0] if len(found) == 1 else None


def _is_town(name: str) -> bool:
    words = WORD.findall(name)
    if not (0 < len(name) <= _LONGEST and len(words) <= _MOST_WORDS and _NAME.fullmatch(name)):
        return False
    telling = (fold(word) for word in words if word[0].isupper())  # am See, an der Aisch
    return name[0].isupper() and not any(map(_names_no_town().fullmatch, telling))


@cache
def _names_no_town() -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\*", r"\w*") for word in word_list("not_localities.txt"))
    return re.compile("|".join(words))
