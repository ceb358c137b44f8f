"""What a reader returns, the limits it works under, and the error that says why a document can't be read."""

import re
import unicodedata
from dataclasses import dataclass, field

from corpus.blocks import Block
from corpus.text.cleaning import clean
from corpus.text.instructions import instructions

MEBIBYTE = 2**20
_TITLE_CHARACTERS = 300

# Control characters other than white space, soft hyphens, direction marks, surrogates, noncharacters; tags and
# variants, in which a whole text may hide.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufe00-\ufe0f\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NO_TITLE = re.compile(
    r"microsoft \w+ - .*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|xlsx?|html?)"
    r"|untitled|unbenannt|ohne titel|(?:word )?document ?\d*|dokument ?\d*"
    r"|\((?:anonymous|unspecified|untitled)\)|powerpoint[- ]pr[äe]sentation",
    re.IGNORECASE,
)


class Unreadable(Exception):
    """A document can't be read; the message says why in one short sentence."""


class WithoutText(Unreadable):
    """A document holds no text."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits on reading one document.

    `file_bytes` is the size on disk; text and its longest line are counted in characters. Memory and time apply to
    the child process that reads all but short text files.
    """

    file_bytes: int = 64 * MEBIBYTE
    text_characters: int = 20_000_000
    line_characters: int = 1_000_000
    memory_bytes: int = 1024 * MEBIBYTE
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read tables, where a catalogue says so: a sheet's name, how many rows head it, delimiter and encoding."""

    sheet: str | None = None
    header_rows: int | None = None
    delimiter: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a document that wasn't read, or not as it stands; `code` names a text for people, see `notices`."""

    code: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document and the blocks it is made of, in order.

    `pages` holds `(offset of the page's first character, page number from 1)` in order, pages without text left out;
    it is empty for formats without pages. `title` comes from the metadata, else from the first heading.
    """

    text: str
    pages: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()


def readable_size(size: int) -> str:
    """A number of bytes for people: `64 MiB`, `1.25 MiB`, `812 bytes`."""
    if size < MEBIBYTE:
        return f"{size:,} bytes"
    return f"{size / MEBIBYTE:,.2f}".rstrip("0").rstrip(".") + " MiB"


def ensure_readable(content: Extracted, limits: ReadLimits) -> Extracted:
    """Return `content`. Raises Unreadable if it is empty or longer than the limits allow."""
    text = content.text
    if not text or text.isspace():
        raise WithoutText("contains no text")
    if (start := _long_line(text, limits.line_characters)) is not None:
        number, length = text.count("\n", 0, start) + 1, len(text[start:].partition("\n")[0])
        most = f"{limits.line_characters:,}"
        raise Unreadable(f"line {number:,} has {length:,} characters; the limit is {most}")
    if len(text) > limits.text_characters:
        raise Unreadable(f"{len(text):,} characters; the limit is {limits.text_characters:,}")
    return content


def _long_line(text: str, most: int) -> int | None:
    """Where the first line with more than `most` characters begins."""
    start = 0
    while len(text) - start > most:
        end = text.rfind("\n", start, start + most + 1)
        if end < 0:
            return start
        start = end + 1
    return None


def tidy(text: str) -> str:
    """Normalise text from PDF, Word or HTML.

    Lines and tabs stay; other white space is folded, letters are composed (NFC), invisible characters and empty
    lines removed.
    """
    return "\n".join(filter(None, map(_tidy_line, text.splitlines())))


def _tidy_line(line: str) -> str:
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", line))
    return "\t".join(" ".join(cell.split()) for cell in visible.split("\t")).strip()


def title_from(raw: str | None) -> str | None:
    """A title fit to be shown, or None: metadata often holds a file name or a program's default.

    Nor is one that speaks to a language model: nobody sees it where the document is opened.
    """
    title = clean(_INVISIBLE.sub("", raw or ""))
    if not title or len(title) > _TITLE_CHARACTERS or _NO_TITLE.fullmatch(title) or instructions(title):
        return None
    return title
