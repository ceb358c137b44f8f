"""Letters of a PDF that nobody sees: drawn in white on white, transparent, without ink, or tiny."""

import ctypes
from collections.abc import Mapping, Sequence
from statistics import median

from corpus.formats.pdf_letters import LetterLook
from corpus.formats.pdf_words import Words
from corpus.formats.pdfium import POINTER, Box, direct, raw
from corpus.formats.unseen import SMALLEST_TYPE, WHITE, Colour, look_alike

_MOST_GROUNDS = 1_000
_USUAL = 2 * SMALLEST_TYPE
_ABOVE_BASELINE = 0.3  # ems
_FILLS = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
_WITHOUT_INK = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_mode = direct(raw.FPDFTextObj_GetTextRenderMode, POINTER)


def unseen_stretches(looks: Mapping[int, LetterLook], grounds: Sequence[Box], pictures: Sequence[Box]) -> set[int]:
    """The stretches of letters that nobody sees.

    `grounds` are the boxes of whatever isn't white, pictures among them. On a picture even letters without ink are
    read: they are what text recognition found in it.
    """
    usual = median(look.size for look in looks.values()) if looks else 0.0
    found = set()
    for stretch, look in looks.items():
        if not stretch:
            continue
        ink, opacity = fill_of(stretch)
        mode = _mode(stretch)
        if look.size < SMALLEST_TYPE and usual >= _USUAL:
            found.add(stretch)
        elif mode in _WITHOUT_INK or opacity == 0:
            if not _stands_on(look, pictures):
                found.add(stretch)
        elif mode in _FILLS and look_alike(ink, WHITE) and not _stands_on(look, grounds):
            found.add(stretch)
    return found


def fill_of(thing: int) -> tuple[Colour | None, int]:
    """The colour that a letter or a drawing is filled with, None if it isn't known, and its opacity from 0 to 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(ctypes.cast(thing, raw.FPDF_PAGEOBJECT), *parts):
        return None, 255
    red, green, blue, opacity = (part.value for part in parts)
    return (red, green, blue), opacity


def without(words: Words, unseen: set[int]) -> tuple[Words, list[int]]:
    """The words that are seen, and the numbers of the others."""
    hidden = [number for number, stretch in enumerate(words.stretches) if stretch in unseen]
    if not hidden:
        return words, hidden
    return words.chosen([number for number, stretch in enumerate(words.stretches) if stretch not in unseen]), hidden


def _stands_on(look: LetterLook, boxes: Sequence[Box]) -> bool:
    """Whether letters begin on one of some boxes; with very many of them nobody can tell."""
    x, y = look.x, look.y + _ABOVE_BASELINE * look.size
    near = look.size
    return len(boxes) > _MOST_GROUNDS or any(
        left - near <= x <= right + near and bottom - near <= y <= top + near for left, bottom, right, top in boxes
    )
