"""How the elements of a web page look, as far as their names, classes and styles tell."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborNode

from corpus.text.lexicon import word_table

Attributes = Mapping[str, str | None]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""The levels of the elements that are headings."""

_NAME = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+")
_BOLD = re.compile(r"\bfont-weight\s*:\s*(?:bold|[6-9]00)\b", re.IGNORECASE)
_WHOSE_NAME = re.compile(r"(?:Person|Organization|Business|Place|Address|ListItem|Brand|City)$")
_OF_IDS = frozenset(("navigation", "banner", "header", "footer"))
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†])[\])]?\s*")
_MOST_LETTERS = 2  # of raised text: `1st`; more is a word
_DEEPEST, _UNSTATED_LEVEL = 6, 2
_OPENS = frozenset(("collapse", "modal", "tab", "pill"))


def looks(attributes: Attributes) -> frozenset[str]:
    """What the class and the id of an element say of it, in the words of `page_names.tsv`."""
    return _looks(attributes.get("class") or "") | (_looks(attributes.get("id") or "") & _OF_IDS)


@lru_cache(maxsize=4096)
def _looks(names: str) -> frozenset[str]:
    return frozenset(part for name in names.split() for part in _parts_of(name))


def _parts_of(name: str) -> Iterator[str]:
    words = {word.lower() for word in _NAME.findall(name)}
    for part, known in word_table("page_names.tsv"):
        if (known == f'"{name.lower()}"') if known.startswith('"') else (known in words and "sub" not in words):
            yield part


def is_bold(node: LexborNode, tag: str, attributes: Attributes) -> bool:
    """Whether the words of an element stand out: in bold, as a label, or as the title of an entry."""
    if tag in ("b", "strong", "caption", "label") or is_opener(attributes):
        return True
    if not attributes:
        return False
    if looks(attributes) & {"bold", "label", "title"} or _BOLD.search(attributes.get("style") or ""):
        return True
    return attributes.get("itemprop") == "name" and not _WHOSE_NAME.search(_item_type(node))


def _item_type(node: LexborNode) -> str:
    """The type of the item that a property belongs to."""
    above = node.parent
    while above is not None and "itemscope" not in above.attributes:
        above = above.parent
    return (above.attributes.get("itemtype") or "") if above is not None else ""


def is_opener(attributes: Attributes) -> bool:
    """Whether a click on an element opens a part of the page, and no menu."""
    toggled = attributes.get("data-bs-toggle") or attributes.get("data-toggle")
    return toggled in _OPENS or ("aria-expanded" in attributes and not toggled and "aria-haspopup" not in attributes)


def holds_within(node: LexborNode, selector: str) -> bool:
    """Whether a selector matches an element below `node`."""
    return any(child.css_first(selector) is not None for child in node.iter())


def is_space(node: LexborNode) -> bool:
    """Whether a node holds nothing that is read: white space, or a comment."""
    return node.tag == "-comment" or (node.tag == "-text" and not (node.text_content or "").strip())


def is_raised(node: LexborNode, tag: str, attributes: Attributes) -> bool:
    """Whether an element is a raised figure or mark, or a link to a footnote: just a number, to the same page."""
    if tag == "sup":
        return sum(map(str.isalpha, node.text())) <= _MOST_LETTERS
    return tag == "a" and (attributes.get("href") or "").startswith("#") and bool(_NOTE.fullmatch(node.text()))


def page_level(tag: str, attributes: Attributes) -> int | None:
    """The level of an element that is a heading by its tag or its role, from 1 to 6."""
    if tag in HEADINGS:
        return HEADINGS[tag]
    if attributes.get("role") != "heading":
        return None
    level = (attributes.get("aria-level") or "").strip()
    return min(int(level), _DEEPEST) or _UNSTATED_LEVEL if level.isdecimal() and len(level) < 3 else _UNSTATED_LEVEL
