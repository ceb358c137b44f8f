"""Styles of Word documents: what they mean for a paragraph, and how runs look in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from corpus.formats.runs import PLAIN, Appearance
from corpus.formats.unseen import WHITE, colour, is_tiny, look_alike

Element = Any  # lxml has no types
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
_TOGGLES = {f"{W}b": "bold", f"{W}strike": "struck", f"{W}dstrike": "struck", f"{W}vanish": "hidden"}
_OFF = frozenset(("0", "false", "off"))
_HEADING = re.compile(r"(?:heading|überschrift) (\d)")
_DEEPEST = 6
_NO_LEVEL = 10


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a style means; `level` is a heading's, from 1 to 6, and 0 for other styles."""

    level: int = 0
    is_item: bool = False
    is_contents: bool = False
    look: Appearance = PLAIN


class WordStyles:
    """The styles of a document by their id, each with what it inherits."""

    def __init__(self, definitions: Iterable[Element]) -> None:
        self._definitions: Mapping[str | None, Element] = {each.get(f"{W}styleId"): each for each in definitions}
        self._styles: dict[str | None, WordStyle] = {None: WordStyle()}
        self._looks: dict[tuple[str | None, str | None], Appearance] = {}

    def style(self, id: str | None) -> WordStyle:
        """A style by its id; the plain one if there is none."""
        if id not in self._styles:
            self._styles[id] = self._inherited(id)
        return self._styles[id]

    def look(self, run: Element, paragraph: str | None) -> Appearance:
        """How a run looks in a paragraph of the style with this id."""
        properties = run.find(f"{W}rPr")
        named = value_of(properties, "rStyle")
        if (paragraph, named) not in self._looks:
            self._looks[paragraph, named] = _combined(self.style(named).look, self.style(paragraph).look)
        look = self._looks[paragraph, named]
        return look if properties is None else _look(properties).over(look)

    def shades(self, id: str | None) -> bool:
        """Whether a style, or one that it is based on, gives a ground to a paragraph or to cells of a table."""
        seen: set[str | None] = set()
        while id in self._definitions and id not in seen:
            seen.add(id)
            definition = self._definitions[id]
            if any(is_shaded(each.getparent()) for each in definition.iter(f"{W}shd")):
                return True
            id = value_of(definition, "basedOn")
        return False

    def _inherited(self, id: str | None) -> WordStyle:
        found: dict[str | None, Element] = {}
        while id in self._definitions and id not in found:
            found[id] = self._definitions[id]
            id = value_of(found[id], "basedOn")
        chain = list(found.values())
        names = [(value_of(each, "name") or "").lower() for each in chain]
        paragraphs = [each.find(f"{W}pPr") for each in chain]
        levels = (_level(name, each) for name, each in zip(names, paragraphs, strict=True))
        return WordStyle(
            next(filter(None, levels), 0),
            any(name.startswith(("list bullet", "list number")) for name in names)
            or bool(next((said for each in paragraphs if (said := is_numbered(each)) is not None), False)),
            any(name.startswith(("toc ", "table of figures")) for name in names),
            reduce(Appearance.over, (_look(each.find(f"{W}rPr")) for each in chain), PLAIN),
        )


def outline_level(paragraph: Element) -> int:
    """Outline level of a paragraph with these properties, from 1 to 6; 0 for body text."""
    raw = value_of(paragraph, "outlineLvl") or ""
    level = int(raw) + 1 if raw.isdecimal() else _NO_LEVEL
    return min(level, _DEEPEST) if level < _NO_LEVEL else 0


def is_numbered(paragraph: Element) -> bool | None:
    """Whether a paragraph with these properties has a bullet or a number; None if they don't say."""
    number = None if paragraph is None else paragraph.find(f"{W}numPr/{W}numId")
    return None if number is None else number.get(VALUE) != "0"


def value_of(properties: Element, name: str) -> str | None:
    """The value of a property; None if there are no properties, or not this one."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(VALUE)


def is_on(property: Element) -> bool:
    """Whether a property that is on unless it says otherwise is on; it is off where it is missing."""
    return property is not None and property.get(VALUE) not in _OFF


def is_shaded(properties: Element) -> bool:
    """Whether properties give a ground in another colour than white."""
    shading = None if properties is None else properties.find(f"{W}shd")
    if shading is None:
        return False
    fill = colour(shading.get(f"{W}fill"))
    patterned = shading.get(VALUE) not in (None, "clear", "nil")
    return patterned or shading.get(f"{W}themeFill") is not None or (fill is not None and not look_alike(fill, WHITE))


def _level(name: str, paragraph: Element) -> int:
    heading = _HEADING.fullmatch(name)
    if heading:
        return min(int(heading[1]), _DEEPEST)
    return 1 if name == "title" else outline_level(paragraph)


def _look(properties: Element) -> Appearance:
    if properties is None:
        return PLAIN
    found: dict[str, Any] = {}
    for each in properties:
        if each.tag in _TOGGLES:
            name = _TOGGLES[each.tag]
            found[name] = is_on(each) or found.get(name, False)  # struck out once or twice
        elif each.tag == f"{W}vertAlign":
            found["raised"] = each.get(VALUE) == "superscript"
        elif each.tag == f"{W}rFonts":
            found["font"] = each.get(f"{W}ascii") or each.get(f"{W}hAnsi") or ""
        elif each.tag == f"{W}sz":
            found["tiny"] = is_tiny(each.get(VALUE), 2)
        elif each.tag == f"{W}color":
            found["pale"] = look_alike(colour(each.get(VALUE)), WHITE)
    if found.get("pale"):
        found["pale"] = not is_shaded(properties) and properties.find(f"{W}highlight") is None
    return Appearance(**found)


def _combined(character: Appearance, paragraph: Appearance) -> Appearance:
    """The look of a character style within a paragraph style: either turns bold on, both together turn it off again."""
    return replace(
        character.over(paragraph),
        bold=_toggled(character.bold, paragraph.bold),
        struck=_toggled(character.struck, paragraph.struck),
        hidden=_toggled(character.hidden, paragraph.hidden),
    )


def _toggled(own: bool | None, below: bool | None) -> bool | None:
    return below if own is None else own is not bool(below)
