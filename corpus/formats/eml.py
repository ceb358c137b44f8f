"""E-mail messages (.eml): the subject as a heading, the text, and below it the attachments, each by its own reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from corpus.formats.content import Extracted, Notice, ReadLimits, ReadOptions, Unreadable, WithoutText, title_from
from corpus.formats.eml_parts import (
    SUFFIXES_BY_TYPE,
    file_name,
    header_text,
    html_of,
    inside,
    is_decoration,
    is_text,
    text_of,
)
from corpus.formats.pieces import Piece, pieces, render, unrendered
from corpus.formats.readers import READERS, read_document, unsupported

_HEADERS = ("From", "To", "Subject", "Date", "Received", "Message-ID", "MIME-Version", "Content-Type")
_ANSWERED = re.compile(r"\A\s*(?:(?:AW|WG|RE|FW|FWD|Antwort|Weitergeleitet)\s*:\s*)+", re.IGNORECASE)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_MESSAGE = "message/rfc822"
_MOST_ATTACHMENTS = 50
_DEEPEST_MESSAGE = 3
_DEEPEST_HEADING = 6
_LONGEST_SUBJECT = 2_000  # characters, since encoded words take much longer to decode than to write


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a message with its attachments, each below a heading with its file name.

    Of alternatives the HTML is read. Left out: sender, recipients and date, pictures within the text, signatures.
    Notices name attachments that can't be read.
    """
    message = message_from_bytes(data, policy=policy.default)
    if not any(name in message for name in _HEADERS):
        raise Unreadable("not an e-mail message (.eml)")
    if message.get_content_type() in _ENCRYPTED:
        raise Unreadable("encrypted; save it without encryption")
    reader = _Reader(options)
    made = reader.read(message, 1)
    text, blocks = render(made)
    return Extracted(text, title=title_from(_subject(message)), blocks=blocks, notices=tuple(reader.notices()))


class _Reader:
    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._notices: list[Notice] = []
        self._attachments = 0

    def notices(self) -> Iterator[Notice]:
        """What couldn't be read, or not as it is declared."""
        yield from self._notices
        if (surplus := self._attachments - _MOST_ATTACHMENTS) > 0:
            yield Notice("attachments_left_out", {"count": surplus, "limit": _MOST_ATTACHMENTS})

    def read(self, message: Message, depth: int) -> list[Piece]:
        """The pieces of a message; `depth` is the level of its subject as a heading, from 1."""
        attached: list[Message] = []
        text = self._text(message, attached)
        below = [piece for part in attached for piece in self._attachment(part, depth)]
        made = [*pieces("heading", _subject(message), level=depth), *_below(text, depth), *below]
        is_one_entry = depth == 1 and made and not below and all(piece.kind != "heading" for piece in text)
        return [Piece("record"), *made] if is_one_entry else made

    def _text(self, part: Message, attached: list[Message]) -> list[Piece]:
        """The text of a part; those of its parts that are attachments are added to `attached`."""
        kind = part.get_content_type()
        if kind == "multipart/alternative":
            return self._alternative(part, attached)
        if part.get_content_maintype() == "multipart" and kind not in _ENCRYPTED:
            return [piece for each in inside(part) for piece in self._text(each, attached)]
        if is_text(part):
            return self._words(part, kind)
        if not is_decoration(part):
            attached.append(part)
        return []

    def _alternative(self, part: Message, attached: list[Message]) -> list[Piece]:
        """The last alternative with a text, which is the richest."""
        for each in reversed(inside(part)):
            files: list[Message] = []
            if text := self._text(each, files):
                attached += files
                return text
        attached += (each for each in inside(part) if not is_text(each) and not each.is_multipart())
        return []

    def _words(self, part: Message, kind: str) -> list[Piece]:
        text, notices = text_of(part)
        self._notices += notices
        suffix, data = (".html", html_of(text)) if kind == "text/html" else (".txt", text.encode())
        try:
            return self._read(kind, suffix, data)
        except WithoutText:
            return []
        except Unreadable as error:
            return self._unreadable(kind, str(error))

    def _attachment(self, part: Message, depth: int) -> list[Piece]:
        self._attachments += 1
        if self._attachments > _MOST_ATTACHMENTS:
            return []
        if part.get_content_type() == _MESSAGE:
            return self._message(inside(part), depth)
        called = file_name(part)
        name = called or header_text(part.get_content_type())
        suffix = "." + name.lower().rpartition(".")[2]
        if suffix not in READERS and part["Content-Type"] is not None:
            suffix = SUFFIXES_BY_TYPE.get(part.get_content_type(), suffix)
        data = part.get_payload(decode=True)
        if suffix == ".eml" and isinstance(data, bytes):
            return self._message([message_from_bytes(data, policy=policy.default)], depth)
        if part.get_content_type() in _ENCRYPTED:
            return self._unreadable(name, "encrypted")
        if suffix not in READERS or not isinstance(data, bytes):
            return self._unreadable(name, unsupported(suffix))
        try:
            text = self._read(name, suffix, data)
        except Unreadable as error:
            return self._unreadable(name, str(error))
        heading = pieces("heading", called, level=depth + 1)
        return heading + _below(text, depth + len(heading))

    def _message(self, messages: Sequence[Message], depth: int) -> list[Piece]:
        if depth >= _DEEPEST_MESSAGE:
            return self._unreadable(_MESSAGE, f"a message within more than {_DEEPEST_MESSAGE - 1} others")
        return [piece for each in messages for piece in self.read(each, depth + 1)]

    def _read(self, name: str, suffix: str, data: bytes) -> list[Piece]:
        """The pieces of a file. Raises Unreadable if it can't be read."""
        content = read_document(suffix, data, ReadLimits(), self._options)
        self._notices += (replace(each, values={**each.values, "attachment": name}) for each in content.notices)
        return unrendered(content)

    def _unreadable(self, name: str, reason: str) -> list[Piece]:
        self._notices.append(Notice("attachment_unreadable", {"name": name, "reason": reason}))
        return []


def _subject(message: Message) -> str:
    """The subject without what marks an answer or a forwarded message."""
    raw = next((str(value) for name, value in message.raw_items() if name.lower() == "subject"), "")
    return _ANSWERED.sub(
        "", header_text(str(policy.default.header_factory("Subject", header_text(raw)[:_LONGEST_SUBJECT]))), count=1
    )


def _below(made: Sequence[Piece], depth: int) -> list[Piece]:
    """Pieces with their headings below one of level `depth`."""
    return [
        replace(piece, level=min(piece.level + depth, _DEEPEST_HEADING)) if piece.kind == "heading" else piece
        for piece in made
    ]
