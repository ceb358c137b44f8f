"""Symbol fonts: what the pictures of Wingdings and its kin mean as characters. Ticked boxes are ☒, empty ones ☐."""

import re

_EMPTY, _TICKED = "☐", "☒"
_WINGDINGS = {
    **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), _EMPTY),
    **dict.fromkeys((0x78, 0xFD, 0xFE), _TICKED),
    **dict.fromkeys((0x28, 0x29), "☎"),
    **dict.fromkeys((0x2A, 0x2B), "✉"),
    **dict.fromkeys((0x6C, 0x9F), "•"),
    **dict.fromkeys((0x6E, 0xA7), "▪"),
    **dict.fromkeys((0xE0, 0xE8, 0xF0), "→"),
    0x9E: "·",
    0xA1: "○",
    0xA4: "◉",
    0xD8: "➢",
    0xFB: "✗",
    0xFC: "✓",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    **dict.fromkeys((0x51, 0x52, 0x53, 0x54), _TICKED),
    0xA3: _EMPTY,
}
_WEBDINGS = {0x61: "✓", 0x63: _EMPTY, 0x72: "✗", 0x67: "▪", 0x3D: "•"}
_SYMBOL = {0xA0: "€", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xD7: "·"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "symbol": _SYMBOL}
_PRIVATE = range(0xF000, 0xF100)  # where symbol fonts have their characters in Unicode
_HAS_PRIVATE = re.compile(f"[{chr(_PRIVATE.start)}-{chr(_PRIVATE.stop - 1)}]")

BOXES = {False: f" {_EMPTY} ", True: f" {_TICKED} "}
"""An empty and a ticked box, set off from the words beside them."""


def is_symbol_font(font: str | None) -> bool:
    """Whether the characters of a font are pictures."""
    return (font or "").strip().lower() in _FONTS


def symbols(text: str, font: str | None) -> str:
    """Text that is set in `font` as characters that mean the same; pictures without a meaning are dropped.

    In other fonts only private characters are replaced: most come from Wingdings.
    """
    name = (font or "").strip().lower()
    if name not in _FONTS and not _HAS_PRIVATE.search(text):
        return text
    return "".join(_symbol(character, name) for character in text)


def _symbol(character: str, font: str) -> str:
    code = ord(character)
    private = code in _PRIVATE
    if not private and (font not in _FONTS or code > 0xFF or character.isspace()):
        return character
    code -= _PRIVATE.start if private else 0
    meaning = _FONTS.get(font, _WINGDINGS).get(code, "")
    if meaning in (_EMPTY, _TICKED):
        return f" {meaning} "
    if not meaning and font == "symbol" and code < 0x80 and not chr(code).isalpha():
        return chr(code)  # digits and punctuation are where they are in ASCII, Greek letters in the place of Latin ones
    return meaning
