"""The blocks of a web page: a walk over its elements that makes pieces of them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from selectolax.lexbor import LexborNode

from corpus.blocks import BlockKind
from corpus.formats.html_cards import Alike
from corpus.formats.html_labels import Group, begins_with_label, definitions, facts, side_by_side
from corpus.formats.html_tables import TableCell, TableRow, span_of, table_pieces
from corpus.formats.inline_text import InlineText
from corpus.formats.page_looks import (
    Attributes,
    holds_within,
    is_bold,
    is_opener,
    is_raised,
    is_space,
    looks,
    page_level,
)
from corpus.formats.page_parts import PageParts
from corpus.formats.pieces import Piece, pair
from corpus.formats.runs import paragraph_pieces

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main"}
    | {"menu", "nav", "ol", "p", "pre", "search", "section", "summary", "ul"}
)
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_SPACE = re.compile(r"[ \t\n\f\r]+")
_INNER_BLOCKS = "p, div, ul, ol, dl, table, section, article, h1, h2, h3, h4, h5, h6"
_DEEPEST = 6
_LONGEST_SUMMARY = 120


class PageReader:
    """Walks a tree. InlineText are held until their block ends; `_kind` and `_level` are those of the next block."""

    def __init__(self, parts: PageParts, alike: Alike, above: int = 1, *, in_cell: bool = False) -> None:
        self._parts = parts
        self._alike = alike
        self._made: list[Piece] = []
        self._words = InlineText()
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._bold = 0  # how many elements around the words make them bold
        self._preformatted = 0
        self._above = above  # the level of the last heading
        self._in_cell = in_cell

    def read(self, *nodes: LexborNode) -> list[Piece]:
        for node in nodes:
            self._container(node)
        return self._made

    def _inner(self, *nodes: LexborNode, in_cell: bool = False) -> list[Piece]:
        """The pieces of elements that become part of another piece."""
        return PageReader(self._parts, self._alike, self._above, in_cell=in_cell or self._in_cell).read(*nodes)

    def _container(self, node: LexborNode) -> None:
        self._flush()
        self._children(node)
        self._flush()

    def _children(self, node: LexborNode) -> None:
        child = node.first_child
        after_card = False
        while child is not None:
            is_card = child.mem_id in self._alike.cards
            if is_card or (after_card and not is_space(child)):
                self._flush()
                self._made.append(Piece("record", header=is_card))
            after_card = is_card or (after_card and is_space(child))
            self._node(child, child.tag or "-")
            child = child.next
        if after_card:
            self._flush()
            self._made.append(Piece("record"))

    def _node(self, node: LexborNode, tag: str) -> None:
        if tag == "-text":
            if not self._parts.shown.shows(node):
                return
            text = node.text_content or ""
            self._words.add(text if self._preformatted else _SPACE.sub(" ", text), bold=self._bold > 0)
            return
        if tag.startswith("-"):  # a comment
            return
        attributes = node.attributes
        if self._parts.is_dropped(node, tag, attributes):
            if tag in _BLOCKS:
                self._flush()
        elif (level := page_level(tag, attributes)) is not None:
            self._heading(node, level)
        elif self._is_title(node, tag):
            above = self._above
            self._heading(node, min(above + 1, _DEEPEST))
            self._above = above
        elif tag == "table":
            self._table(node)
        elif tag == "details" or attributes.get("role") == "tabpanel":
            self._disclosure(node)
        elif tag == "summary" and node.parent is not None and node.parent.tag == "details":
            return  # has been read as the title of what opens
        elif tag == "dl" and not self._in_cell:
            self._flush()
            self._pairs(definitions(node))
        elif tag in ("li", "button") or tag in _BLOCKS or "-" in tag:  # tags with a hyphen are custom elements
            self._block(node, tag, attributes)
        else:
            self._inline(node, tag, attributes)

    def _is_title(self, node: LexborNode, tag: str) -> bool:
        """Whether an element is no heading by its tag, but the title of a card, or of what opens below it."""
        if node.mem_id in self._alike.titles:
            return tag != "summary"
        return tag in ("button", "label") and not is_opener(node.attributes) and self._parts.titles_panel(node)

    def _heading(self, node: LexborNode, level: int) -> None:
        self._flush()
        before = len(self._made)
        self._kind, self._level, self._above = "heading", level, level
        self._container(node)
        if len(self._made) == before and (image := node.css_first("img[alt]")) is not None:
            self._words.add(image.attributes.get("alt") or "")
            self._flush()
        self._kind, self._level = "paragraph", 0

    def _block(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        self._flush()
        is_card = node.mem_id in self._alike.cards
        if not self._in_cell and not is_card and (groups := side_by_side(node, self._parts, self._alike.pairs)):
            self._pairs(groups)
            return
        if not is_card and (lines := facts(node, self._parts)):
            for line in lines:
                self._container(line)
            return
        bold = is_bold(node, tag, attributes) and not holds_within(node, _INNER_BLOCKS)
        self._bold += bold
        self._preformatted += tag == "pre"
        self._kind = "item" if tag == "li" else self._kind
        self._container(node)
        self._kind = "paragraph" if tag == "li" else self._kind
        self._preformatted -= tag == "pre"
        self._bold -= bold

    def _inline(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        if tag == "br":
            self._words.add("\n")
        elif is_raised(node, tag, attributes):
            self._words.add(_SPACE.sub(" ", node.text()), bold=self._bold > 0, raised=True)
        elif tag == "input":
            if attributes.get("type") == "checkbox" and "disabled" in attributes:
                self._words.add(" ☒ " if "checked" in attributes else " ☐ ")
        else:
            before = _element_before(node)
            bold = is_bold(node, tag, attributes) or (self._words.is_empty and begins_with_label(node))
            is_set_apart = tag == "sup" or bool(looks(attributes) & {"label", "value"})
            differ = looks(before.attributes) != looks(attributes) if before is not None else is_set_apart
            self._words.gap(elements=before is not None, differ=differ)
            self._bold += bold
            self._children(node)
            self._bold -= bold
            if bold or is_set_apart:
                self._words.gap(elements=True, differ=is_set_apart)

    def _flush(self) -> None:
        made = paragraph_pieces(self._kind, self._words.taken(), level=self._level)
        if made:
            self._made += made
            self._kind, self._level = "paragraph", 0  # an item's second paragraph isn't a second item

    def _disclosure(self, node: LexborNode) -> None:
        """What opens at a click, with its title as a heading one level below the last one."""
        self._flush()
        above = self._above
        self._above = min(above + 1, _DEEPEST)
        title = _child(node, "summary") if node.tag == "details" else self._parts.tab_of(node)
        self._made += _as_heading(self._inner(title), self._above) if title is not None else []
        self._children(node)
        self._flush()
        self._above = above

    def _pairs(self, groups: Iterable[Group]) -> None:
        opens = not self._made or self._made[-1].kind != "pair"
        for labels, values in groups:
            made, value = self._inner(*labels, in_cell=True), self._inner(*values)
            plain = all(piece.kind == "paragraph" for piece in made)
            if made and plain and not any(piece.kind in ("heading", "row", "pair") for piece in value):
                label = " / ".join(piece.text for piece in made)
                words = "\n".join(piece.mark + piece.words for piece in value)
                self._made += pair(label, words.removeprefix(":"), opens=opens)
                opens = False
            else:
                self._made += [replace(piece, lead=len(piece.text)) if plain else piece for piece in made] + value

    def _table(self, node: LexborNode) -> None:
        self._flush()
        for caption in (child for child in node.iter() if child.tag == "caption"):
            self._block(caption, "caption", caption.attributes)
        rows = self._rows(node, heads=False)
        if node.attributes.get("role") in ("presentation", "none"):
            self._made += [piece for row in rows for cell in row.cells for piece in cell.pieces]
        else:
            self._made += table_pieces(rows)

    def _rows(self, node: LexborNode, *, heads: bool) -> list[TableRow]:
        rows: list[TableRow] = []
        for child in node.iter():
            if child.tag in _ROW_GROUPS:
                rows += self._rows(child, heads=child.tag == "thead")
            elif child.tag == "tr" and not self._parts.is_dropped(child, "tr", child.attributes):
                rows.append(TableRow([self._cell(cell) for cell in child.iter() if self._is_cell(cell)], heads))
        return rows

    def _is_cell(self, node: LexborNode) -> bool:
        tag = node.tag or "-"
        return tag in ("td", "th") and not self._parts.is_dropped(node, tag, node.attributes)

    def _cell(self, node: LexborNode) -> TableCell:
        columns, rows = (span_of(node.attributes.get(name)) for name in ("colspan", "rowspan"))
        return TableCell(self._inner(node, in_cell=True), columns, rows, heads=node.tag == "th")


def _child(node: LexborNode, tag: str) -> LexborNode | None:
    return next((child for child in node.iter() if child.tag == tag), None)


def _as_heading(title: list[Piece], level: int) -> list[Piece]:
    """The title of what opens at a click; a longer text, as of a question, stays a paragraph."""
    text = " ".join(" ".join(piece.words for piece in title).split())
    if not text or any(piece.kind == "heading" for piece in title) or len(text) > _LONGEST_SUMMARY:
        return title
    return [Piece("heading", text, level)]


def _element_before(node: LexborNode) -> LexborNode | None:
    """The element that ends directly before `node`."""
    before = node.prev
    while before is not None and before.tag == "-comment":
        before = before.prev
    return None if before is None or (before.tag or "-").startswith("-") else before
