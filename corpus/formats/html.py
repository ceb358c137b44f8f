"""HTML, parsed by Lexbor: the text of a page without scripts, styles and navigation."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from corpus.blocks import BlockKind
from corpus.formats.content import Extracted, ReadOptions, Unreadable, title_from
from corpus.formats.pieces import Cell, Piece, first_heading, pieces, render, table
from corpus.formats.plain import decoded

_META = rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)"
_XML = rb"^\s*<\?xml\s[^>]*?encoding\s*=\s*[\"'](?P<xml>[\w.:-]+)"
_DECLARED = re.compile(_META + b"|" + _XML, re.IGNORECASE)
_DECLARED_WITHIN = 1024  # bytes, as browsers do: https://html.spec.whatwg.org/multipage/parsing.html
# As browsers read the names: https://encoding.spec.whatwg.org/#names-and-labels. A page whose meta element can be read
# byte by byte isn't UTF-16, so that name means UTF-8.
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "utf-16le"), "utf-8"),
    **dict.fromkeys(("windows-1252", "cp1252", "ascii", "us-ascii"), "windows-1252"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1"), "windows-1252"),
    **dict.fromkeys(("iso-8859-15", "latin-9", "latin9"), "iso-8859-15"),
    "windows-1250": "windows-1250",
    "iso-8859-2": "iso-8859-2",
}

_SKIPPED = frozenset(
    {"head", "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "audio"}
    | {"video", "canvas", "select", "datalist", "textarea", "button"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main"}
    | {"menu", "ol", "p", "pre", "search", "section", "summary", "ul"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_SPACE = re.compile(r"[ \t\n\f\r]+")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a page: `<h2>` becomes `## `, list items `- `, table rows tab-separated lines."""
    tree = _parsed(_decoded(data))
    made = _Reader().read(tree.body) if tree.body else []
    text, blocks = render(made)
    title = tree.css_first("head > title")
    named = title_from(title.text() if title else None) or title_from(first_heading(made))
    return Extracted(text, title=named, blocks=blocks)


def _parsed(text: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(text)
    except SelectolaxError as error:  # any text parses as HTML, so memory must have run out
        raise MemoryError from error


def _decoded(data: bytes) -> str:
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not declared or data.startswith(b"\xef\xbb\xbf"):
        return decoded(data, "utf-8").removeprefix("\ufeff")
    name = (declared["meta"] or declared["xml"]).decode("ascii", "replace").lower()
    if name not in _ENCODINGS:
        raise Unreadable(f"declares the encoding {name}, which isn't supported; save it as UTF-8")
    return decoded(data, _ENCODINGS[name])


class _Reader:
    """Walks a tree. Text is held until its block ends; `_kind` and `_level` are those of the next block."""

    def __init__(self) -> None:
        self._made: list[Piece] = []
        self._waiting: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0

    def read(self, node: LexborNode) -> list[Piece]:
        self._container(node)
        return self._made

    def _container(self, node: LexborNode) -> None:
        self._flush()
        self._children(node)
        self._flush()

    def _children(self, node: LexborNode) -> None:
        child = node.first_child
        while child is not None:
            self._node(child, child.tag or "")
            child = child.next

    def _node(self, node: LexborNode, tag: str) -> None:
        if tag == "-text":
            self._waiting.append(_words(node))
        elif tag in _SKIPPED or _is_hidden(node):
            return
        elif tag == "br":
            self._waiting.append("\n")
        elif tag in _HEADINGS:
            self._block(node, "heading", _HEADINGS[tag])
        elif tag == "li":
            self._block(node, "item")
        elif tag == "table":
            self._table(node)
        elif tag in _BLOCKS or "-" in tag:  # tags with a hyphen are custom elements
            self._container(node)
        else:
            self._children(node)

    def _block(self, node: LexborNode, kind: BlockKind, level: int = 0) -> None:
        self._flush()
        self._kind, self._level = kind, level
        self._container(node)
        self._kind, self._level = "paragraph", 0

    def _flush(self) -> None:
        made = pieces(self._kind, "".join(self._waiting), level=self._level)
        self._waiting.clear()
        if made:
            self._made += made
            self._kind, self._level = "paragraph", 0  # an item's second paragraph isn't a second item

    def _table(self, node: LexborNode) -> None:
        self._flush()
        for caption in _children_of(node, "caption"):
            self._made += _Reader().read(caption)
        self._made += table(_cells(row) for row in _children_of(node, "tr"))


def _cells(row: LexborNode) -> list[Cell]:
    return [_Reader().read(cell) for cell in _children_of(row, "td", "th")]


def _children_of(node: LexborNode, *tags: str) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.first_child
    while child is not None:
        if child.tag in tags and not _is_hidden(child):
            found.append(child)
        elif child.tag in _ROW_GROUPS:
            found += _children_of(child, *tags)
        child = child.next
    return found


def _words(node: LexborNode) -> str:
    text, parent = node.text_content or "", node.parent
    return text if parent and parent.tag == "pre" else _SPACE.sub(" ", text)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or attributes.get("role") == "navigation"
