"""What of a web page is its content, and what stands around it: navigation, banners, forms, header and footer."""

import re

from selectolax.lexbor import LexborNode

from corpus.formats.page_looks import HEADINGS, Attributes, is_opener, is_space, looks
from corpus.formats.page_shown import PageShown
from corpus.text.lexicon import word_set

_NEVER = frozenset(
    {"audio", "canvas", "datalist", "del", "head", "iframe", "math", "meter", "noscript", "object", "progress", "s"}
    | {"script", "select", "strike", "style", "svg", "template", "textarea", "video"}
)
_BY_TAG = {"nav": "navigation", "form": "form", "search": "form", "dialog": "banner"}
_BY_ROLE = {
    **dict.fromkeys(("navigation", "menu", "menubar", "directory"), "navigation"),
    **dict.fromkeys(("dialog", "alertdialog"), "banner"),
    **dict.fromkeys(("form", "search"), "form"),
}
_LANDMARKS = {"header": "header", "footer": "footer", "banner": "header", "contentinfo": "footer"}
_SECTIONS = frozenset(("article", "aside", "blockquote", "dialog", "figure", "li", "main", "section", "td"))
_TITLES = "h1, main, article"
# What is named so isn't content, unless it holds one of these.
_NOT_CONTENT = {"banner": _TITLES, "form": _TITLES, "navigation": f"{_TITLES}, h2, h3, table, dl"}
_ALWAYS_CONTENT = frozenset(("article", "body", "h1", "h2", "h3", "main"))
_WRAPPED = f"{_TITLES}, [role=main], dl"  # a form that holds one of them is wrapped around the page
_PANELS = frozenset(("div", "section", "article", "ul", "ol", "dl", "table", "p"))
_CONTROLS = "[aria-controls], [data-target], [data-bs-target]"
_OPENERS = ("aria-controls", "data-target", "data-bs-target")

_WORD = re.compile(r"[^\W\d_]+")
_SHOWS = re.compile(r"[:-](?:block|flex|grid|inline|table|visible)\b")
_NOT_SHOWN = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_STRUCK = re.compile(r"\btext-decoration(?:-line)?\s{0,9}:[^;]{0,90}\bline-through\b", re.IGNORECASE)
_LINKS_OF_NAVIGATION, _LEAST_LINKS = 0.6, 2


class PageParts:
    """Tells what isn't content; parts of the kinds in `kept` are taken for content nevertheless.

    The kinds are `navigation`, `banner` (of cookies, and dialogs), `form`, `header`, `footer` and `aside`.
    """

    def __init__(self, body: LexborNode, kept: frozenset[str] = frozenset()) -> None:
        self._kept = kept
        self.shown = PageShown(body)
        self.dropped: set[str] = set()
        opened = [node.attributes for node in body.css(_CONTROLS)]
        targets = " ".join(each.get(name) or "" for each in opened for name in _OPENERS)
        self._opened = frozenset(target.removeprefix("#") for target in targets.split())
        self._controls = {control.attributes.get("id") for control in body.css("input[id], select[id], textarea[id]")}
        self._boxes = {box.attributes.get("id") for box in body.css("input[type=checkbox][id], input[type=radio][id]")}
        self._tabs = _tabs(body)
        self._is_titled = any(_header_of(title) is None for title in body.css("h1"))

    def is_dropped(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Whether an element and all it holds isn't content."""
        if tag in _NEVER or self._is_button(node, tag, attributes):
            return True
        if self._is_invisible(attributes) and not self._is_panel(node):
            return True
        if attributes.get("role") == "tab":
            return any(tab.mem_id == node.mem_id for tab in self._tabs.values())
        kind = self._kind(node, tag, attributes)
        if kind is None:
            return False
        self.dropped.add(kind)
        return kind not in self._kept

    def tab_of(self, panel: LexborNode) -> LexborNode | None:
        """The tab that titles a panel, unless it is a heading above it; such tabs count as dropped."""
        return self._tabs.get(panel.mem_id)

    def titles_panel(self, node: LexborNode) -> bool:
        """Whether a button or the label of a box to tick stands directly before what it opens, and titles it."""
        panel = _element_after(node)
        if panel is None or panel.tag not in _PANELS or node.attributes.get("type") == "submit":
            return False
        if node.tag == "label" and node.attributes.get("for") not in self._boxes:
            return False
        words, below = node.text().strip(), panel.text().strip()
        is_content = len(below) > len(words) and not _holds(panel, "input, select") and not _is_mostly_links(panel)
        return node.tag in ("button", "label") and is_content and not _leads_on(words)

    def _is_panel(self, node: LexborNode) -> bool:
        """Whether what is hidden is opened by the button or label before it."""
        before = _element_before(node)
        return before is not None and before.tag in ("button", "label") and self.titles_panel(before)

    def _is_invisible(self, attributes: Attributes) -> bool:
        """Whether an element is struck out, or hidden and nothing on the page opens it."""
        if not attributes:
            return False
        style, names = attributes.get("style") or "", looks(attributes)
        if "struck" in names or _STRUCK.search(style):
            return True
        hidden = attributes.get("hidden", "until-found") != "until-found" or attributes.get("aria-hidden") == "true"
        by_class = "hidden" in names and not _SHOWS.search(attributes.get("class") or "")
        return (hidden or by_class or bool(_NOT_SHOWN.search(style))) and not self._is_opened(attributes)

    def _is_opened(self, attributes: Attributes) -> bool:
        return attributes.get("role") == "tabpanel" or attributes.get("id") in self._opened

    def _is_button(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Whether an element is a button, the label of a control, or a link that only leads on.

        A button that opens a part of the page is its title.
        """
        if tag == "label":
            return attributes.get("for") in self._controls and not self.titles_panel(node)
        if tag not in ("a", "button", "span"):
            return False
        if is_opener(attributes):
            return _leads_on(node.text())
        if tag == "button":
            return (node.parent is None or node.parent.tag not in HEADINGS) and not self.titles_panel(node)
        if (attributes.get("href") or "").startswith(("tel:", "mailto:")):
            return False
        if attributes.get("role") == "button" or "button" in looks(attributes):
            return True
        return tag == "a" and _leads_on(node.text())

    def _kind(self, node: LexborNode, tag: str, attributes: Attributes) -> str | None:
        """What part of the page around its content an element is."""
        role, names = attributes.get("role") or "", looks(attributes)
        kind = "banner" if attributes.get("aria-modal") == "true" else _BY_TAG.get(tag) or _BY_ROLE.get(role)
        if kind == "banner" and "banner" not in names and self._is_opened(attributes):
            return None
        if kind == "form":
            return None if _holds(node, _WRAPPED) else kind
        if kind is not None:
            return kind
        for named in sorted(names & _NOT_CONTENT.keys() if tag not in _ALWAYS_CONTENT else ()):
            if not _holds(node, _NOT_CONTENT[named]):
                return named
        if (tag == "aside" or (tag in ("ul", "ol") and _header_of(node) is not None)) and _is_mostly_links(node):
            return "aside" if tag == "aside" else "navigation"
        return self._landmark(node, tag, _LANDMARKS.get(tag) or _LANDMARKS.get(role))

    def _landmark(self, node: LexborNode, tag: str, kind: str | None) -> str | None:
        """A header or footer, if it is that of the page and doesn't hold its only title."""
        if kind is None and tag == "div" and _is_outermost(node):
            kind = next(iter(sorted(looks(node.attributes) & {"header", "footer"})), None)
        if kind is None or _is_in_section(node) or _holds(node, "main, article"):
            return None
        return None if kind == "header" and not self._is_titled and _holds(node, "h1") else kind


def _element_after(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and is_space(after):
        after = after.next
    return after


def _element_before(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and is_space(before):
        before = before.prev
    return before


def _header_of(node: LexborNode) -> LexborNode | None:
    """The page's header that `node` stands in."""
    above = node.parent
    while above is not None and above.tag not in _SECTIONS:
        attributes = above.attributes
        named = above.tag == "div" and "header" in looks(attributes) and _is_outermost(above)
        if named or above.tag == "header" or attributes.get("role") == "banner":
            return above
        above = above.parent
    return None


def _is_in_section(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in _SECTIONS or above.attributes.get("role") == "main":
            return True
        above = above.parent
    return False


def _leads_on(text: str) -> bool:
    """Whether the words of a link only lead on or around, or are just an arrow or another sign."""
    words = " ".join(_WORD.findall(text)).lower()
    return words in word_set("page_links.txt") or (bool(text.strip()) and not any(map(str.isalnum, text)))


def _tabs(body: LexborNode) -> dict[int, LexborNode]:
    """The tab of each panel that has one, by the panel; a tab that is a heading itself heads its panel anyway."""
    by_id: dict[str | None, LexborNode] = {}
    for tab in body.css("[role=tab]"):
        if not _holds(tab, ", ".join(HEADINGS)):
            controlled = tab.attributes.get("aria-controls") or (tab.attributes.get("href") or "").removeprefix("#")
            by_id |= {f"={controlled}": tab, tab.attributes.get("id"): tab}
    found = {}
    for panel in body.css("[role=tabpanel]"):
        label, id = panel.attributes.get("aria-labelledby") or "", panel.attributes.get("id")
        if (title := by_id.get(label) or by_id.get(f"={id}")) is not None:
            found[panel.mem_id] = title
    return found


def _is_outermost(node: LexborNode) -> bool:
    """Whether an element stands in the page's body, or in the one element that is wrapped around the page."""
    above = node.parent
    return above is not None and (above.tag == "body" or (above.parent is not None and above.parent.tag == "body"))


def _holds(node: LexborNode, selector: str) -> bool:
    """Whether a selector matches an element or one below it."""
    return node.css_first(selector) is not None


def _is_mostly_links(node: LexborNode) -> bool:
    links = node.css("a")
    linked = sum(len(link.text().strip()) for link in links)
    return len(links) >= _LEAST_LINKS and linked >= _LINKS_OF_NAVIGATION * len(node.text().strip())
