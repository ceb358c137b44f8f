"""The letters of a page of a PDF: what they are, where they stand and what they look like."""

import ctypes
import math
import re
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from struct import iter_unpack
from typing import Any, NamedTuple

from corpus.formats.pdfium import POINTER, address, direct, raw

HYPHEN = "\x02"
"""What PDFium puts for a hyphen at the end of a line; it drops the line break after it."""

_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|[cs][mf]bx", re.IGNORECASE)
_SAMPLE = 200
_PLAIN_NAME = re.compile(r"regu|roman$|light|book", re.IGNORECASE)
_BOLD_FLAG, _BOLD_WEIGHT = 1 << 18, range(600, 1000)  # a weight beyond that is a guess of PDFium's

_letter_box = direct(raw.FPDFText_GetLooseCharBox, POINTER, ctypes.c_int, POINTER)
_letter_object = direct(raw.FPDFText_GetTextObject, POINTER, ctypes.c_int, result=POINTER)
_letter_matrix = direct(raw.FPDFText_GetMatrix, POINTER, ctypes.c_int, POINTER)
_letter_origin = direct(raw.FPDFText_GetCharOrigin, POINTER, ctypes.c_int, POINTER, POINTER)
_letter_size = direct(raw.FPDFText_GetFontSize, POINTER, ctypes.c_int, result=ctypes.c_double)
_letter_unknown = direct(raw.FPDFText_HasUnicodeMapError, POINTER, ctypes.c_int)
_mode = direct(raw.FPDFTextObj_GetTextRenderMode, POINTER)
_font = direct(raw.FPDFTextObj_GetFont, POINTER, result=POINTER)


Corners = tuple[float, float, float, float]
"""Left, top, right and bottom in points; y grows upwards, as in PDF."""


class LetterLook(NamedTuple):
    """How a stretch of letters looks: size in points, angle in degrees, where its first letter stands."""

    size: float
    bold: bool
    angle: float
    x: float
    y: float


class Letters:
    """The letters of a page. They are counted in the order in which they were drawn, as in `text`."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._address = address(handle)
        self._matrix, self._origin = raw.FS_MATRIX(), (ctypes.c_double(), ctypes.c_double())
        self._bold: dict[int, bool] = {}
        self.text = self._read()

    def _read(self) -> str:
        """One character a letter, with the spaces and line breaks that PDFium adds, and its sign for a hyphen."""
        count = max(raw.FPDFText_CountChars(self._handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._handle, 0, count, buffer)
        text = bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "replace")
        if len(text) == count:
            return text.replace("\ufffe", HYPHEN)
        # Letters beyond the first plane or without text would shift the positions of all that follow.
        codes = map(raw.FPDFText_GetUnicode, repeat(self._handle), range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def boxes(self, letters: Sequence[int]) -> list[Corners]:
        """Where letters stand; a box is as high as its font and as wide as the letter with its space."""
        held = (raw.FS_RECTF * len(letters))()
        first, size = ctypes.addressof(held), ctypes.sizeof(raw.FS_RECTF)
        places = range(first, first + size * len(letters), size)
        deque(map(_letter_box, repeat(self._address), letters, places), maxlen=0)
        return list(iter_unpack("4f", held))

    def stretches(self, letters: Sequence[int]) -> list[int]:
        """The stretch that each letter belongs to: its letters look alike and stand on one line. 0 if none."""
        return [stretch or 0 for stretch in map(_letter_object, repeat(self._address), letters)]

    def look(self, letter: int, stretch: int) -> LetterLook:
        """How the stretch of a letter looks."""
        matrix, (x, y) = self._matrix, self._origin
        _letter_matrix(self._address, letter, ctypes.addressof(matrix))
        _letter_origin(self._address, letter, ctypes.addressof(x), ctypes.addressof(y))
        size = _letter_size(self._address, letter) * math.hypot(matrix.c, matrix.d)
        return LetterLook(size, self._is_bold(stretch), math.degrees(math.atan2(matrix.b, matrix.a)), x.value, y.value)

    def unknown(self) -> float:
        """Which share of a sample of the letters a font draws without telling what they are."""
        sample = range(0, len(self.text), max(len(self.text) // _SAMPLE, 1))
        return sum(map(_letter_unknown, repeat(self._address), sample)) / len(sample) if sample else 0.0

    def _is_bold(self, stretch: int) -> bool:
        if not stretch:
            return False
        if _mode(stretch) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
            return True
        font = _font(stretch) or 0
        if font not in self._bold:
            self._bold[font] = _is_bold_font(ctypes.cast(font, raw.FPDF_FONT))
        return self._bold[font]


def _is_bold_font(font: Any) -> bool:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace")
    if _BOLD_NAME.search(name) or raw.FPDFFont_GetFlags(font) & _BOLD_FLAG:
        return True
    return raw.FPDFFont_GetWeight(font) in _BOLD_WEIGHT and not _PLAIN_NAME.search(name)
