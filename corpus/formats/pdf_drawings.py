"""What is drawn on a page of a PDF besides letters: lines, filled areas and pictures."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

from corpus.formats.pdf_unseen import fill_of
from corpus.formats.pdfium import POINTER, Box, address, direct, raw
from corpus.formats.unseen import WHITE, look_alike

_MOST, _MOST_CORNERS, _DEEPEST = 10_000, 500, 4
_THIN = 3.0  # points; what is thicker is an area
_SHORTEST = 2.0

_page_object = direct(raw.FPDFPage_GetObject, POINTER, ctypes.c_int, result=POINTER)
_form_object = direct(raw.FPDFFormObj_GetObject, POINTER, ctypes.c_ulong, result=POINTER)
_object_type = direct(raw.FPDFPageObj_GetType, POINTER)

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The boxes of straight lines along the edges of the page, of filled rectangles and of pictures.

    `grounds` are those of pictures and of whatever is filled with another colour than white.
    """

    lines: list[Box] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    others: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)


def drawn_on(page: Any) -> Drawn:
    """What is drawn on a page, given its handle. Of a page with more than 10,000 drawings the rest isn't looked at."""
    found = Drawn()
    count = min(raw.FPDFPage_CountObjects(page), _MOST)
    _add(found, map(_page_object, repeat(address(page)), range(count)), None, _DEEPEST)
    return found


def _add(found: Drawn, things: Iterable[int], outer: Matrix | None, depth: int) -> None:
    for thing in things:
        kind = _object_type(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        handle = ctypes.cast(thing, raw.FPDF_PAGEOBJECT)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(found, handle, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            count = min(max(raw.FPDFFormObj_CountObjects(handle), 0), _MOST)
            inner = map(_form_object, repeat(thing), range(count))
            _add(found, inner, _joined(_matrix(handle), outer), depth - 1)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            found.pictures.append(_around(_moved(_corners(_bounds(handle)), outer)))
            found.grounds.append(found.pictures[-1])


def _add_path(found: Drawn, path: Any, outer: Matrix | None) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return  # only limits what is drawn after it
    if fill.value and not look_alike(fill_of(address(path))[0], WHITE):
        found.grounds.append(_around(_moved(_corners(_bounds(path)), outer)))
    if not 1 < raw.FPDFPath_CountSegments(path) <= _MOST_CORNERS:
        found.others.append(_around(_moved(_corners(_bounds(path)), outer)))
        return
    matrix = _joined(_matrix(path), outer)
    for points in _outlines(path):
        corners = _moved(points, matrix)
        box = _around(corners)
        if _is_line(box):
            found.lines.append(box)
        elif stroke.value:
            edges = [_around(edge) for edge in pairwise(corners)]
            straight = [edge for edge in edges if _is_line(edge)]
            found.lines.extend(straight)
            if len(straight) < len(edges):
                found.others.append(box)
        else:
            found.areas.append(box)


def _outlines(path: Any) -> Iterator[list[Point]]:
    """The corners of each closed or open part of a path; those of a closed one end where they began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_line(box: Box) -> bool:
    thinner, longer = sorted((box[2] - box[0], box[3] - box[1]))
    return thinner <= _THIN and longer >= _SHORTEST and longer > 2 * thinner


def _bounds(handle: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _corners(box: Box) -> list[Point]:
    left, bottom, right, top = box
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def _around(points: Iterable[Point]) -> Box:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _matrix(handle: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that does what `inner` and then `outer` do."""
    if outer is None:
        return inner
    (a, b, c, d, e, f), (g, h, i, j, k, m) = inner, outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(points: list[Point], matrix: Matrix | None) -> list[Point]:
    if matrix is None:
        return points
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
