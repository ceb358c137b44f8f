"""The pieces of a PDF's pages become one sequence: sentences and tables that a page or column parts are joined."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.formats.pdf_layers import fills
from corpus.formats.pdf_pages import Laid
from corpus.formats.pieces import Piece

_ENDED = re.compile(r"[.!?:;…][)\"“«»’]*$")
_PARTED = re.compile(r"[^\W\d_]-$")
_ALIKE, _SMALLER = 1.05, 0.95
_NOTES = 8  # paragraphs of small type below the text of a page
_PLACE = 6.0  # points
_LONGEST_TITLE = 200


class Joining:
    """Takes the pieces of one page after the other.

    `starts` holds for each page with text the number of a piece, the place in its words and the page's number.
    """

    def __init__(self) -> None:
        self.starts: list[tuple[int, int, int]] = []
        self._made: list[Laid] = []

    @property
    def pieces(self) -> list[Piece]:
        """All pieces so far."""
        return [laid.piece for laid in self._made]

    def add(self, page: Sequence[Laid], number: int) -> None:
        """Add a page: its pieces in reading order."""
        for place, laid in enumerate(page):
            if place and _is_one_title(self._made[-1].piece, laid.piece):
                above = self._made[-1]
                whole = replace(above.piece, text=f"{above.piece.text} {laid.piece.text}")
                self._made[-1] = above._replace(piece=whole)
                continue
            joined = self._join(laid, is_first=not place) if laid.begins else None
            if not place:
                self.starts.append((*(joined or (len(self._made), 0)), number))
            if joined is None:
                self._made.append(self._continued(laid) if not place else laid)

    def _join(self, laid: Laid, *, is_first: bool) -> tuple[int, int] | None:
        """Join a piece to the paragraph that it goes on with, and say where in that it begins; None if there is none.

        Notes at the foot of the page between them go before the paragraph.
        """
        made = self._made
        place = len(made) - 1
        while is_first and place > 0 and made[place].size < _SMALLER * laid.size and len(made) - place <= _NOTES:
            place -= 1
        if place < 0 or not _goes_on(made[place], laid):
            return None
        notes = made[place + 1 :]
        if notes and self.starts[-1][0] == place and self.starts[-1][1]:
            return None  # the paragraph began on an earlier page than the notes
        before = made[place].piece
        between = "\n" if before.text.endswith("-") else " "
        text = f"{before.text}{between}{laid.piece.text}"
        joined = laid._replace(piece=replace(before, text=text), begins=made[place].begins)
        made[place:] = [*notes, joined]
        return len(made) - 1, len(before.text) + 1

    def _continued(self, laid: Laid) -> Laid:
        """The first piece of a page; a row doesn't open a table if the page before ended in the same one."""
        last = self._made[-1].table if self._made else None
        if not (laid.table and last and laid.piece.opens and not laid.piece.header):
            return laid
        if laid.table[1] != last[1] or abs(laid.table[0] - last[0]) > _PLACE:
            return laid
        return laid._replace(piece=replace(laid.piece, opens=False))


def _is_one_title(first: Piece, second: Piece) -> bool:
    """Whether two headings are the lines of one, of which the second is so short that it could be a label's column."""
    alike = first.kind == second.kind == "heading" and first.level == second.level
    return alike and not _ENDED.search(first.text) and len(first.text) + len(second.text) < _LONGEST_TITLE


def _goes_on(before: Laid, after: Laid) -> bool:
    first, second = before.piece, after.piece
    if first.kind not in ("paragraph", "item") or second.kind != "paragraph" or second.lead:
        return False
    if not before.size / _ALIKE < after.size < before.size * _ALIKE:
        return False
    if _PARTED.search(first.text):
        return second.text[0].isalpha()
    if _ENDED.search(first.text):
        return False
    margin = before.margin
    is_wrapped = margin and margin.is_certain and fills(before.lines[-1], after.lines[0], margin.right)
    return second.text[0].islower() or bool(is_wrapped)
