"""Labels and their values in web pages: definition lists, and elements side by side on cards."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from selectolax.lexbor import LexborNode

from corpus.formats.page_looks import HEADINGS, holds_within, is_bold, looks
from corpus.formats.page_parts import PageParts
from corpus.parsing.labels import match_label

Group = tuple[Sequence[LexborNode], Sequence[LexborNode]]
"""Labels and the values that belong to them; without labels, elements that stand between groups."""

Shape = tuple[tuple[str, str], ...]
"""Tags with their classes: of an element, and of the elements in it."""

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "label", "mark", "output", "q"}
    | {"small", "span", "strong", "time", "u", "var"}
)
_LABELS = _INLINE | {"div"}
_BLOCKS = "p, div, ul, ol, dl, table, section, article, h1, h2, h3, h4, h5, h6, li"
_STRUCTURE = "table, dl, h1, h2, h3, h4, h5, h6"
_LONGEST_LABEL, _LONGEST_LOOSE_VALUE = 60, 200
_FEWEST_PAIRS, _KNOWN, _FEWEST_FACTS = 4, 0.5, 2
_BETWEEN = " \t\r\n\f|·•,;/–-"
_NO_LABEL = re.compile(r"\d{3}|[.!;]\s*$")


def definitions(node: LexborNode) -> list[Group]:
    """The groups of a definition list `dl`, also if `div`s are wrapped around them."""
    groups: list[tuple[list[LexborNode], list[LexborNode]]] = []
    for child in _defining(node):
        terms, details = groups[-1] if groups else ([], [])
        if child.tag == "dt":
            if not groups or details or not terms:
                groups.append(([child], []))
            else:
                terms.append(child)
        elif groups and terms:
            details.append(child)
        else:
            groups.append(([], [child]))
    return [(terms, details) for terms, details in groups]


def _defining(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=True):
        if child.tag == "div" and child.css_first("dt, dd") is not None:
            yield from _defining(child)
        elif child.tag == "dd" or not _is_blank(child):
            yield child


def side_by_side(node: LexborNode, parts: PageParts, pairs: Container[Shape] = ()) -> list[Group]:
    """The groups of an element that holds nothing but labels, each with its value behind it; else an empty list.

    Elements of the shapes in `pairs` hold a label and a value.
    """
    found = _elements(node, parts)
    if len(found) < 2 or not _may_be_label(found[0]) or parts.titles_panel(found[0]):
        return []
    if len(found) == 2 and _classed(node, found) in pairs:
        return [([found[0]], [found[1]])]
    marked = [_says(each) for each in found]
    if "value" in marked or "label" in marked:
        return _groups(found, marked)
    if len(found) != 2 or _is_name(found[0]):
        return []
    label, value = found
    if _text(label).endswith(":") or (is_bold(label, label.tag or "", label.attributes) and value.tag not in _INLINE):
        is_entry = "card" in looks(node.attributes) or node.tag == "article"
        is_field = label.tag in _LABELS and not _is_loose(value) and not (is_entry and value.tag not in _INLINE)
        return [([label], [value])] if is_field else []
    is_field = label.tag in _INLINE and value.tag in _INLINE and value.tag != "a" and not _reads_on(label, value)
    return [([label], [value])] if is_field and _is_one_of_many(node) else []


def facts(node: LexborNode, parts: PageParts) -> list[LexborNode]:
    """The elements of a line that holds several facts, each in an element with its label; else an empty list."""
    found = _elements(node, parts, between=_BETWEEN)
    labelled = sum(1 for each in found if each.tag in _INLINE and _begins_with_label(_text(each)))
    return found if labelled >= _FEWEST_FACTS and all(each.tag in _INLINE for each in found) else []


def begins_with_label(node: LexborNode) -> bool:
    """Whether an element at the start of a line is a label, and the text behind it its value, as beside it."""
    text, behind = _text(node), node.next
    if len(text) > _LONGEST_LABEL or node.tag not in _INLINE or node.tag == "a" or node.parent is None:
        return False
    if behind is None or behind.tag != "-text" or not (behind.text_content or "").strip():
        return False
    match = match_label(text.rstrip(":"))
    beside = (_first_tag(other) for other in _neighbours(node.parent) if other is not None)
    return match is not None and match.field != "title" and node.tag in beside


def _first_tag(node: LexborNode) -> str | None:
    return next((child.tag for child in node.iter(include_text=True) if not _is_blank(child)), None)


def _begins_with_label(text: str) -> bool:
    label, colon, _ = text[: _LONGEST_LABEL + 1].partition(":")
    match = match_label(label) if colon else None
    return match is not None and match.field != "title"


def pair_shapes(body: LexborNode, parts: PageParts) -> frozenset[Shape]:
    """The shapes of elements that hold a label and a value: most of their first halves are known labels.

    Classes tell them apart, so that none without a class is among them.
    """
    labels: dict[Shape, list[str]] = defaultdict(list)
    for node in body.css("div, li, p"):
        found = _elements(node, parts)
        if len(found) == 2 and (shape := _classed(node, found)) is not None:
            labels[shape].append(_text(found[0]) if _may_be_label(found[0]) else "")
    return frozenset(shape for shape, texts in labels.items() if _are_labels(texts))


def _are_labels(texts: Sequence[str]) -> bool:
    known = sum(1 for text in texts if (match := match_label(text.rstrip(":"))) and match.field != "title")
    return len(texts) >= _FEWEST_PAIRS and len(texts) > len(set(texts)) and known >= _KNOWN * len(texts)


def _classed(node: LexborNode, inner: Sequence[LexborNode]) -> Shape | None:
    """The tags and classes of an element and of those in it; None if none of them has a class."""
    classes = [each.attributes.get("class") or "" for each in (node, *inner)]
    tags = [each.tag or "" for each in (node, *inner)]
    return tuple(zip(tags, classes, strict=True)) if any(classes[1:]) else None


def _reads_on(label: LexborNode, value: LexborNode) -> bool:
    """Whether two elements are one sentence: a space between them, and a small letter in the second."""
    behind = label.next
    is_apart = behind is not None and behind.tag == "-text"
    return is_apart and _text(value)[:1].islower()


def _groups(found: Sequence[LexborNode], marked: Sequence[str]) -> list[Group]:
    """Begin a group with every label, or with what stands before a value where classes name the values alone."""
    followed = zip(marked, (*marked[1:], ""), strict=True)
    begins = [said == "label" or (after == "value" and said != "value") for said, after in followed]
    if not begins[0] or begins[-1]:
        return []
    starts = [place for place, begun in enumerate(begins) if begun]
    ends = [*starts[1:], len(found)]
    if any(end - start < 2 or not _may_be_label(found[start]) for start, end in zip(starts, ends, strict=True)):
        return []
    return [([found[start]], found[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]


def _elements(node: LexborNode, parts: PageParts, between: str = " \t\r\n\f:") -> list[LexborNode]:
    """The elements below `node` that hold words; none if there are words beside them, and not just signs `between`."""
    found: list[LexborNode] = []
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            if (child.text_content or "").strip(between):
                return []
        elif not tag.startswith("-") and not _is_blank(child) and not parts.is_dropped(child, tag, child.attributes):
            found.append(child)
    return found


def _is_blank(node: LexborNode) -> bool:
    if (node.tag or "-").startswith("-") and node.tag != "-text":
        return True
    return not ((node.text_content or "") if node.tag == "-text" else node.text()).strip()


def _says(node: LexborNode) -> str:
    """Whether the class of an element, or the only element in it, names a label or a value."""
    names = looks(node.attributes)
    return "label" if "label" in names or node.tag == "label" else "value" if "value" in names else ""


def _is_name(node: LexborNode) -> bool:
    return "title" in looks(node.attributes) or node.attributes.get("itemprop") == "name"


def _may_be_label(node: LexborNode) -> bool:
    text = _text(node)
    return (
        node.tag not in HEADINGS
        and node.tag != "a"
        and len(text) <= _LONGEST_LABEL
        and not _NO_LABEL.search(text)
        and not holds_within(node, f"a, {_BLOCKS}")
    )


def _is_loose(value: LexborNode) -> bool:
    """Whether what follows a word in bold is too much to be its value."""
    return len(_text(value)) > _LONGEST_LOOSE_VALUE or value.css_first(_STRUCTURE) is not None


def _is_one_of_many(node: LexborNode) -> bool:
    """Whether an element beside `node` is built like it."""
    shape = _shape(node)
    return any(other is not None and _shape(other) == shape for other in _neighbours(node))


def _neighbours(node: LexborNode) -> Iterator[LexborNode | None]:
    for step in ("prev", "next"):
        other = getattr(node, step)
        while other is not None and (other.tag or "-").startswith("-"):
            other = getattr(other, step)
        yield other


def _shape(node: LexborNode) -> tuple[str | None, ...]:
    inner = (child.tag for child in node.iter() if not _is_blank(child))
    return (node.tag, *inner)


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())
