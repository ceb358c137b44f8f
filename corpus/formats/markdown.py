"""Markdown: front matter, and the text made HTML by markdown-it-py, which is read as a page."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from corpus.formats.content import Extracted, ReadOptions, Unreadable, title_from
from corpus.formats.front_matter import FrontMatter, front_matter
from corpus.formats.html import page_pieces
from corpus.formats.pieces import Piece, first_heading, pair, pieces, render
from corpus.formats.plain import decoded_text

_DEEPEST = 40  # levels; a list and its item are two
# `**Dauer:**6 Monate` isn't bold in CommonMark, for want of a space.
_UNCLOSED_BOLD = re.compile(r"\*\*([^*\n]*[:?!.])\*\*(?=\w)")
_STARRED = re.compile(r"\*(?:innen|in|r|n|e|er|en|s)(?!\w)")
_TICK_BOX = re.compile(r"\[([ xX])\](?![(\[])")
_WIKI_LINK = re.compile(r"(!?)\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[#.:][^{}\n]*\}$")
_LABELLED = re.compile(r"[^:\n]{1,60}:\s+\S")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a Markdown file as the page that it is written for; see `html.read`.

    Front matter becomes one entry: a record, its title as a heading, and a pair for each key. Of links and images their
    words are kept, of code its text, of tick boxes whether they are ticked.
    """
    matter = front_matter(decoded_text(data))
    made, notices = page_pieces(_html(matter.body))
    made = [*_above(matter, made), *made]
    text, blocks = render(made)
    title = title_from(matter.title) or title_from(first_heading(made))
    return Extracted(text, title=title, blocks=blocks, notices=(*matter.notices, *notices))


def _above(matter: FrontMatter, body: list[Piece]) -> list[Piece]:
    """The pieces of front matter; its title, or that of the text, goes first and isn't repeated."""
    title = pieces("heading", matter.title, level=1)
    same = bool(body) and body[0].kind == "heading" and (not title or _key(body[0].text) == _key(title[0].text))
    if same and (title or matter.fields):
        title = [body.pop(0)]
    pairs = [made for place, (label, text) in enumerate(matter.fields) for made in pair(label, text, opens=place == 0)]
    return [*([Piece("record")] if matter.is_entry else []), *title, *pairs]


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


@cache
def _parser() -> MarkdownIt:
    options = {"html": True, "breaks": True, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.disable("code")  # what is indented is text that was pasted, or a list further in
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    parser.inline.ruler.before("emphasis", "ending", _ending)
    parser.add_render_rule("image", _image)
    return parser


def _ending(state: StateInline, silent: bool) -> bool:
    """Read the star of `Teilnehmer*innen` as it stands: it begins no emphasis."""
    if not _STARRED.match(state.src, state.pos) or not state.src[state.pos - 1 : state.pos].islower():
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _image(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    words: str = self.renderInlineAsText(tokens[at].children, options, env)
    return escapeHtml(words)


def _html(text: str) -> str:
    parser = _parser()
    env: dict[str, Any] = {}
    source = _UNCLOSED_BOLD.sub(r"**\1** ", text)
    tokens = parser.parse(source, env)
    if any(token.nesting == 1 and token.level >= _DEEPEST - 1 for token in tokens):
        raise Unreadable("nested too deeply")  # what is further in would go missing
    lines = source.split("\n")
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "heading_open":
            _mend_heading(opening, inline, closing, lines)
    for token in tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _WIKI_LINK.sub(_linked, _TICK_BOX.sub(_box, child.content))
    html: str = parser.renderer.render(tokens, parser.options, env)
    return html


def _mend_heading(opening: Token, inline: Token, closing: Token, lines: Sequence[str]) -> None:
    """Make a paragraph of what `---` stands below to set it off, and drop attributes such as `{#id}` from a heading."""
    if opening.markup == "-" and opening.map:
        underline = lines[opening.map[1] - 1].strip()
        fits = len(underline) * 2 > len(inline.content)
        if "\n" in inline.content or (_LABELLED.match(inline.content) and not fits):
            opening.tag = closing.tag = "p"
    if inline.children and inline.children[-1].type == "text":
        inline.children[-1].content = _ATTRIBUTES.sub("", inline.children[-1].content)


def _box(match: re.Match[str]) -> str:
    return "☐" if match[1] == " " else "☒"


def _linked(match: re.Match[str]) -> str:
    """The words of a link between notes; a file that is put in has none."""
    return "" if match[1] else match[2]
