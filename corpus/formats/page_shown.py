"""Which text of a web page isn't shown, as far as its styles tell; what they don't tell counts as shown."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from corpus.formats.unseen import SMALLEST_TYPE, WHITE, Colour, Unseen, colour, look_alike

_AT_RULE = re.compile(r"@[^{};]{0,200}+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_SIMPLE = re.compile(r"(?=[\w.#-])[\w-]*(?:[.#][\w-]+){0,5}")
_MATTERS = re.compile(r"color|background|font-size|opacity|display|visibility|indent|left|right|top|clip|transform")
_NAME = re.compile(r"[.#]?[\w-]+")
_MOST_RULES = 1_000
_LENGTH = re.compile(r"\s*(-?\d{0,6}\.?\d{1,6})\s*(px|pt|em|rem|ex|%|vw|vh)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "vw": 12.0, "vh": 9.0}
_POINTS = 0.75  # a pixel
_PLAIN_SIZE = 16.0
_FAR = -500.0
_FAINT = 0.05
_CUT = re.compile(
    r"rect\(\s{0,9}[01](?:px)?[\s,]|inset\(\s{0,9}(?:[5-9]\d|100)%|circle\(\s{0,9}0|scale\(\s{0,9}0?(?:\.0\d{0,9})?\s{0,9}[,)]"
)
_LONGEST_LABEL = 40
"""Characters of what stands off the page for people who have a page read out."""


class _Look(NamedTuple):
    """How text in an element looks; a colour is None where it isn't known. `gone`: whatever it is, it isn't shown."""

    text: Colour | None = (0, 0, 0)
    ground: Colour | None = WHITE
    size: float = _PLAIN_SIZE
    gone: bool = False

    @property
    def is_shown(self) -> bool:
        return not self.gone and self.size * _POINTS >= SMALLEST_TYPE and not look_alike(self.text, self.ground)


class PageShown:
    """The looks of the elements of one page: of their `style`, and of rules in the page for simple selectors."""

    def __init__(self, body: LexborNode) -> None:
        page = body.parent if body.parent is not None else body
        self._has_programs = page.css_first("script") is not None
        self._is_known = page.css_first("link[rel~=stylesheet]") is None
        self._rules: dict[str, list[tuple[int, frozenset[str], str]]] = {}  # by a name that each needs
        self._count = 0
        self._looks: dict[int, _Look] = {}
        self._noted: set[int] = set()
        for style in page.css("style"):
            self._take(style.text())
        self._matters = bool(self._rules) or page.css_first("[style], [bgcolor], font") is not None
        self.unseen = Unseen()

    def shows(self, text: LexborNode) -> bool:
        """Whether a text of the page is shown; one that isn't is noted."""
        above = text.parent
        if not self._matters or above is None or self._look(above).is_shown:
            return True
        if text.mem_id not in self._noted:
            self._noted.add(text.mem_id)
            self.unseen.add(text.text_content or "")
        return False

    def _take(self, sheet: str) -> None:
        """Take the rules of a style sheet that matter, leaving out those for some media or states."""
        if "@" in sheet:
            self._is_known = False
        for rule in _AT_RULE.sub(" ", _without_comments(sheet)).split("}"):
            selectors, _, style = rule.partition("{")
            if not _MATTERS.search(style.lower()):
                continue
            for selector in map(str.strip, selectors.split(",")):
                if self._count < _MOST_RULES and _SIMPLE.fullmatch(selector):
                    self._count += 1
                    names = frozenset(_NAME.findall(selector))
                    self._rules.setdefault(min(names), []).append((self._count, names, style))
                else:
                    self._is_known = False

    def _ruled(self, node: LexborNode) -> str:
        """What the rules say of an element."""
        if not self._rules:
            return ""
        attributes = node.attributes
        classes = (f".{each}" for each in (attributes.get("class") or "").split())
        own = {node.tag, f"#{attributes.get('id')}", *classes}
        found = [rule for name in own for rule in self._rules.get(name or "", ()) if rule[1] <= own]
        return ";".join(style for _, _, style in sorted(found, key=itemgetter(0)))

    def _look(self, node: LexborNode) -> _Look:
        """The look of an element; those around it are looked at first."""
        chain: list[LexborNode] = []
        around: LexborNode | None = node
        while around is not None and around.mem_id not in self._looks:
            chain.append(around)
            around = around.parent
        look = _Look() if around is None else self._looks[around.mem_id]
        for each in reversed(chain):
            look = self._looks[each.mem_id] = self._inner(each, look)
        return look

    def _inner(self, node: LexborNode, outer: _Look) -> _Look:
        """The look of an element within another one."""
        attributes = node.attributes
        ruled = self._ruled(node)
        said = _said(f"{ruled};{attributes.get('style') or ''}")
        text, ground = outer.text, outer.ground
        if not self._is_known and (attributes.get("class") or attributes.get("id")):
            text = ground = None  # a style sheet that isn't here may say anything of it
        if painted := said.get("background-color") or said.get("background") or attributes.get("bgcolor"):
            ground = ground if painted in ("none", "transparent", "inherit") else colour(painted.split()[0])
        if drawn := said.get("color") or (attributes.get("color") if node.tag == "font" else None):
            text = text if drawn == "inherit" else colour(drawn)
        size = _length(said.get("font-size"), outer.size, outer.size)
        return _Look(text, ground, size, outer.gone or self._is_gone(node, said, _said(ruled)))

    def _is_gone(self, node: LexborNode, said: dict[str, str], ruled: dict[str, str]) -> bool:
        """Whether a style takes an element off the page; its own `display` is looked at in PageParts."""
        if not said:
            return False
        if said.get("color", "").replace(" ", "").endswith((",0)", "transparent")):
            return True
        if not self._has_programs and (
            _length(said.get("opacity"), 1.0, 1.0) < _FAINT
            or ruled.get("display") == "none"
            or ruled.get("visibility") == "hidden"
        ):
            return True
        moved = said.get("position") in ("absolute", "fixed")
        away = [said.get("text-indent"), *((said.get(side) for side in ("left", "right", "top")) if moved else ())]
        is_off = any(_length(each, 0.0, _PLAIN_SIZE) <= _FAR for each in away)
        cut = " ".join(said.get(name, "") for name in ("clip", "clip-path", "transform"))
        return (is_off or bool(_CUT.search(cut))) and len(node.text().strip()) > _LONGEST_LABEL


def _without_comments(sheet: str) -> str:
    first, *rest = sheet.split("/*")
    return "".join((first, *(each.partition("*/")[2] for each in rest)))


def _said(style: str) -> dict[str, str]:
    """What declarations say, the last one of each property."""
    return dict(_declarations(style)) if _MATTERS.search(style.lower()) else {}


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for each in style.lower().split(";"):
        name, colon, value = each.partition(":")
        if colon:
            yield name.strip(), value.replace("!important", "").strip()


def _length(raw: str | None, otherwise: float, whole: float) -> float:
    """A length in pixels; `whole` is what shares are of. `otherwise` if there is none, or it isn't plain."""
    found = _LENGTH.match(raw or "")
    if not found:
        return otherwise
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return number / 100 * whole
    return number * (whole if unit in ("em", "ex") else _PIXELS.get(unit or "px", 1.0))
