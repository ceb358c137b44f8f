"""Cleaning text of what extraction left in it: tags, markup, page breaks, white space.

Cleaning is local and idempotent, so that cleaning the span of a passage again gives exactly its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

Replacement = tuple[str | int, ...]
"""What replaces a match: literal strings, and numbers of groups to keep."""

_INLINE = "u|b|i|em|strong|span|sup|sub|a|font|code"
_BLOCK = "p|ul|ol|li|br|div|h[1-6]|table|thead|tbody|tr|td|th|hr|blockquote|pre|center"
# Nested markup stays: if removing the inner one could complete the outer one, cleaning would take quadratic time.
_OPEN = r"<(?=[a-zA-Z/<])[^<>]*(?=<)"
_NESTED = rf"(?P<kept>(?:{_OPEN})+(?:<[^<>]*>)?)|"
_RAISED = r"(?P<kept>(?:\^\{[^{}]*(?=\^\{))+(?:\^\{[^{}\n]*\})?)|"
_LINKED = r"(?P<kept>(?:\[[^\[\]\n]*(?=\[)){2,}(?:\[[^\[\]\n]*\])?)|"
_LETTER = r"[^\W\d_]"
_NO_MEND = r"(?!(?:und|oder|bzw|sowie|als|bis|u)\b)"


class _Rule(NamedTuple):
    """`needs` is a character without which `pattern` can't match, and which is quicker to look for."""

    needs: str
    pattern: re.Pattern[str]
    replacement: Replacement


_RULES = tuple(
    _Rule(needs, re.compile(pattern, re.MULTILINE), replacement)
    for needs, pattern, replacement in (
        ("", "[\u00ad\u200b\u2060\ufeff]", ()),
        ("<", rf"{_NESTED}</?(?:{_INLINE})\b(?:\s[^<>]*)?/?>", ()),
        ("<", rf"{_NESTED}</?(?:{_BLOCK})\b(?:\s[^<>]*)?/?>", ("\n",)),
        ("<", rf"{_NESTED}<(https?://[^<>\s]+)>", (2,)),
        ("[", rf"{_LINKED}!?\[([^\[\]\n]+)\]\((?:https?://|mailto:|/)[^()\s]*\)", (2,)),
        ("^", _RAISED + r"(?<!\s)\s*\^\{([^{}\n]*)\}", (" ", 2)),
        ("#", r"^(?:[ \t]{0,3}#{1,6}[ \t]+)+", ()),
        ("*", r"\*{4,}|(?<=[\w:.)!?“])\*{2,3}(?=[\w(„])", (" ",)),
        ("*", r"\*{2,3}", ()),
        ("*", r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])", (1,)),
        ("-", rf"(?<={_LETTER})-[ \t]*\n\s*(?=[a-zäöüß]){_NO_MEND}", ()),
        ("-", rf"(?<={_LETTER})-[ \t]*\n\s*(?=[A-ZÄÖÜ])", ("-",)),
        ("", r"^[^\S\n]*[-*•○▪◦·][ \t]+", ("\n• ",)),
        ("", "[○▪◦]", ("•",)),
        ("•", r"•(?:\s*•)+", ("•",)),
        ("", r"\s{2,}|[^\S ]", (" ",)),  # all but a single space
        (" ", r"^ | $", ()),
    )
)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Cleaned text; its character `i` comes from offset `origin[i]` of the raw text."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of `text[start:end]`, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1


def clean(raw: str) -> str:
    """The readable text of `raw`: tags and markup removed, hyphenation undone, white space folded."""
    text = raw
    while (cleaned := _once(text)) != text:
        text = cleaned
    return text


def align(raw: str) -> Aligned:
    """Clean `raw`, keeping track of where each character comes from."""
    text, origin = raw, list(range(len(raw)))
    while True:
        before = text
        for needs, pattern, replacement in _RULES:
            if needs in text:
                text, origin = _substitute(pattern, replacement, text, origin)
        if text == before:
            return Aligned(text, origin)


def _once(text: str) -> str:
    for needs, pattern, replacement in _RULES:
        if needs not in text:
            continue
        template = "".join(rf"\g<{part}>" if isinstance(part, int) else part for part in replacement)
        if "kept" in pattern.groupindex:
            text = pattern.sub(partial(_unless_kept, template), text)
        else:
            text = pattern.sub(template, text)
    return text


def _unless_kept(template: str, match: re.Match[str]) -> str:
    return match.expand(template) if match["kept"] is None else match.group()


def _substitute(
    pattern: re.Pattern[str], replacement: Replacement, text: str, origin: list[int]
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    origins: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        if match.groupdict().get("kept") is not None:
            continue
        pieces.append(text[last : match.start()])
        origins.extend(origin[last : match.start()])
        for part in replacement:
            if isinstance(part, int):
                pieces.append(match.group(part))
                origins.extend(origin[match.start(part) : match.end(part)])
            else:
                pieces.append(part)
                origins.extend([_anchor(match, part, origin)] * len(part))
        last = match.end()
    if not pieces:
        return text, origin
    return "".join(pieces) + text[last:], origins + origin[last:]


def _anchor(match: re.Match[str], part: str, origin: list[int]) -> int:
    """The origin of an inserted character; a bullet's is the old bullet, not the line break before it."""
    inside = re.search(r"\S", match.group()) if part.strip() else None
    return origin[match.start() + (inside.start() if inside else 0)]
