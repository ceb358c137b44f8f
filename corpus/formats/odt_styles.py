"""Styles of OpenDocument texts: headings, and how text looks in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from corpus.formats.package import Element
from corpus.formats.runs import PLAIN, Appearance
from corpus.formats.unseen import SMALLEST_TYPE, WHITE, colour, look_alike

OFFICE, STYLE, TEXT, TABLE, DRAW, FORM, FO, SVG = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "style", "text", "table", "drawing", "form", "xsl-fo-compatible", "svg-compatible")
)
_DEEPEST = 6
_BOLD_FROM = 600
_RAISED = re.compile(r"\s*(?:super\b|0*[1-9])")
_TITLE = "Title"
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)pt")
_FAMILIES = {"table-cell": "table-cell", "table-row": "table-row", "table": "table"}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style means; `level` is a heading's, from 1 to 6, and 0 for other styles."""

    level: int = 0
    look: Appearance = PLAIN


class OdtStyles:
    """The styles of a document by family and name, each with what it inherits."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Take the styles of the parts `styles.xml` and `content.xml`; those of the latter come first."""
        self._definitions: dict[tuple[str | None, str | None], Element] = {}
        self._fonts: dict[str | None, str] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._definitions[style.get(f"{STYLE}family"), style.get(f"{STYLE}name")] = style
            for face in root.iter(f"{STYLE}font-face"):
                self._fonts[face.get(f"{STYLE}name")] = face.get(f"{SVG}font-family", "").strip("'\" ")
        self._styles: dict[tuple[str, str | None], OdtStyle] = {}

    def paragraph(self, name: str | None) -> OdtStyle:
        """The style of a paragraph; the plain one if there is none."""
        return self._style("paragraph", name)

    def text(self, name: str | None) -> Appearance:
        """How a span looks."""
        return self._style("text", name).look

    def gives_ground(self, element: Element) -> bool:
        """Whether a paragraph, a cell, a row or a table has a ground in another colour than white; frames may."""
        if element.tag.startswith(DRAW):
            return True
        family = _FAMILIES.get(element.tag.rpartition("}")[2], "paragraph")
        name = element.get(f"{TABLE if family.startswith('table') else TEXT}style-name")
        seen: set[str | None] = set()
        while (family, name) in self._definitions and name not in seen:
            seen.add(name)
            definition = self._definitions[family, name]
            grounds = (colour(each.get(f"{FO}background-color")) for each in definition)
            if any(ground is not None and not look_alike(ground, WHITE) for ground in grounds):
                return True
            name = definition.get(f"{STYLE}parent-style-name")
        return False

    def _style(self, family: str, name: str | None) -> OdtStyle:
        if (family, name) not in self._styles:
            self._styles[family, name] = self._inherited(family, name)
        return self._styles[family, name]

    def _inherited(self, family: str, name: str | None) -> OdtStyle:
        found: dict[str | None, Element] = {}
        while (family, name) in self._definitions and name not in found:
            found[name] = self._definitions[family, name]
            name = found[name].get(f"{STYLE}parent-style-name")
        levels = (heading_level(style.get(f"{STYLE}default-outline-level")) for style in found.values())
        looks = (self._look(style.find(f"{STYLE}text-properties")) for style in found.values())
        level = next(filter(None, levels), 0) or int(_TITLE in found or name == _TITLE)
        return OdtStyle(level, reduce(Appearance.over, looks, PLAIN))

    def _look(self, properties: Element) -> Appearance:
        if properties is None:
            return PLAIN
        weight = properties.get(f"{FO}font-weight")
        lines = [properties.get(f"{STYLE}text-line-through-{name}") for name in ("style", "type")]
        position = properties.get(f"{STYLE}text-position")
        shown = properties.get(f"{TEXT}display")
        family = properties.get(f"{FO}font-family", "").strip("'\" ")
        ground = colour(properties.get(f"{FO}background-color"))
        ink = properties.get(f"{FO}color")
        size = _POINTS.fullmatch(properties.get(f"{FO}font-size", ""))
        return Appearance(
            bold=None if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD_FROM),
            struck=None if lines == [None, None] else any(line not in (None, "none") for line in lines),
            hidden=None if shown is None else shown == "none",
            raised=None if position is None else _RAISED.match(position) is not None,
            font=self._fonts.get(properties.get(f"{STYLE}font-name"), "") or family,
            pale=None if ink is None else look_alike(colour(ink), WHITE) and (ground is None or ground == WHITE),
            tiny=None if size is None else float(size[1]) < SMALLEST_TYPE,
        )


def heading_level(raw: str | None) -> int:
    """A heading's level from 1 to 6; 0 if none is given."""
    return min(int(raw), _DEEPEST) if raw and raw.isdecimal() else 0
