"""PDF: headings, paragraphs, list items and tables, by where the words stand and how they look."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby

from corpus.formats.content import Extracted, Notice, ReadOptions, Unreadable, title_from
from corpus.formats.pdf_headings import Scale
from corpus.formats.pdf_joining import Joining
from corpus.formats.pdf_layers import Lines
from corpus.formats.pdf_pages import Page, lay_out, read_page
from corpus.formats.pdf_running import without_running
from corpus.formats.pdfium import PdfFile
from corpus.formats.pieces import Piece, render
from corpus.formats.unseen import Unseen

_MARKS_WITHIN = 1024  # bytes at either end in which readers look for the markers of a PDF
_NO_TEXT = "contains no text, only images or empty pages; run text recognition (OCR) first"
_MOST_PAGES = 0.5  # on which something stands that isn't text of each


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read all pages without their headers and footers. Notices name pages that are pictures, and text nobody sees."""
    _check_marks(data)
    with closing(PdfFile(data)) as file:
        unseen = Unseen()
        pages = [read_page(file, index, unseen) for index in range(len(file))]
        title, is_dynamic = title_from(file.title), file.is_dynamic_form
    texts = _without_repeated(pages)
    joining = Joining()
    silent, garbled = [], []
    scale = Scale(strip for lines in texts for line in lines for strip in line)
    for number, (page, lines) in enumerate(zip(pages, texts, strict=True), 1):
        laid = lay_out(page, lines, scale)
        joining.add(laid, number)
        if not laid and page.is_picture:
            silent.append(number)
        elif laid and page.is_garbled:
            garbled.append(number)
    made = joining.pieces
    if not made:
        raise Unreadable(_NO_TEXT)
    text, blocks = render(made)
    starts = tuple(
        (blocks[piece].start + (offset or -len(made[piece].mark)), number) for piece, offset, number in joining.starts
    )
    notices = (*_notices(silent, garbled, is_dynamic), *unseen.notices())
    return Extracted(text, starts, title or title_from(_own_title(made)), blocks, notices)


def _check_marks(data: bytes) -> None:
    if b"%PDF-" not in data[:_MARKS_WITHIN]:
        raise Unreadable("not a PDF, despite its extension")
    # PDFium repairs a truncated file and would return part of a document as if it were complete.
    if b"%%EOF" not in data.rstrip(b"\0\t\n\f\r ")[-_MARKS_WITHIN:]:
        raise Unreadable("incomplete; the end of the PDF is missing")


def _without_repeated(pages: Sequence[Page]) -> list[Lines]:
    """The lines of each page without headers and footers; stamps and lines at the side that repeat are taken too."""
    counted = Counter(text for page in pages for text in {_text(lines) for lines in page.aside})
    for page in pages:
        page.aside[:] = [lines for lines in page.aside if counted[_text(lines)] < max(2, _MOST_PAGES * len(pages))]
    lines = [page.lines for page in pages]
    body = Scale(strip for page in lines for line in page for strip in line).body
    kept = without_running(lines, [page.layer.turn.size[1] for page in pages], body)
    is_empty = not any(kept) and not any(page.aside or page.is_picture for page in pages)
    return lines if is_empty else kept  # copies of one short page aren't headers


def _text(lines: Lines) -> str:
    return "\n".join(strip.text for line in lines for strip in line)


def _own_title(made: Sequence[Piece]) -> str | None:
    """The first heading, unless others stand on its level, each above a text of its own: those name parts."""
    headings = [place for place, piece in enumerate(made) if piece.kind == "heading"]
    if not headings:
        return None
    first = made[headings[0]]
    alike = [place for place in headings if made[place].level <= first.level]
    return first.text if len(alike) == 1 or headings[0] + 1 in headings else None


def _notices(silent: Sequence[int], garbled: Sequence[int], is_dynamic: bool) -> Iterator[Notice]:
    if silent:
        yield Notice("pages_without_text", {"pages": _ranges(silent)})
    if garbled:
        yield Notice("pages_garbled", {"pages": _ranges(garbled)})
    if is_dynamic:
        yield Notice("dynamic_form")


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in order as people write them: `2-4, 7`."""
    ranges = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        ranges.append(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}")
    return ", ".join(ranges)
