"""What was added to a page of a PDF: values of form fields, text written onto it, lines through its text."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.formats.pdfium import Box, raw

_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13  # flag of a text field, ISO 32000-1, table 228
_MOST = 10_000
_LONGEST = 1 << 20  # bytes of a value
_TICKED, _NOT_TICKED = "☒", "☐"


class Added(NamedTuple):
    """A `text` of `size` points within a box (0 if the size isn't stated), or a line struck through what is there.

    `is_value` marks what was written or chosen in a field; a ticked box belongs to the words beside it.
    """

    box: Box
    text: str
    size: float = 0.0
    is_value: bool = False
    strikes: bool = False


def added_to(page: Any, form: Any) -> Iterator[Added]:
    """What was added to a page, given its handle and that of the document's form. Comments aren't part of a page."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if not raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                yield from (added for added in _read(annotation, form) if math.isfinite(sum(added.box) + added.size))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _read(annotation: Any, form: Any) -> Iterator[Added]:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_STRIKEOUT:
        yield from _struck(annotation)
    elif kind == raw.FPDF_ANNOT_FREETEXT:
        text = _text(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
        if text.strip():
            yield Added(_box(annotation), text, _size(annotation, form))
    elif kind == raw.FPDF_ANNOT_WIDGET and form:
        text = _value(annotation, form)
        if text.strip():
            is_value = text not in (_TICKED, _NOT_TICKED)
            yield Added(_box(annotation), text, _size(annotation, form), is_value)


def _value(annotation: Any, form: Any) -> str:
    """What a field shows: its text, its chosen options, whether it is ticked."""
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        return _TICKED if raw.FPDFAnnot_IsChecked(form, annotation) else _NOT_TICKED
    if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        chosen = [
            _text(raw.FPDFAnnot_GetOptionLabel, form, annotation, option)
            for option in range(min(raw.FPDFAnnot_GetOptionCount(form, annotation), _MOST))
            if raw.FPDFAnnot_IsOptionSelected(form, annotation, option)
        ]
        return ", ".join(chosen) or _text(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
    if kind != raw.FPDF_FORMFIELD_TEXTFIELD or raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
        return ""  # a button or a signature
    return _text(raw.FPDFAnnot_GetFormFieldValue, form, annotation)


def _struck(annotation: Any) -> Iterator[Added]:
    """One for each line of text that is struck out."""
    points = raw.FS_QUADPOINTSF()
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            yield Added((min(across), min(up), max(across), max(up)), "", strikes=True)


def _box(annotation: Any) -> Box:
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    return min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)


def _size(annotation: Any, form: Any) -> float:
    size = ctypes.c_float()
    found = form and raw.FPDFAnnot_GetFontSize(form, annotation, size)
    return size.value if found else 0.0


def _text(function: Any, *arguments: Any) -> str:
    """The text that one of PDFium's functions writes into a buffer, asked twice: first for its length."""
    length = min(function(*arguments, None, 0), _LONGEST)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    function(*arguments, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n")
