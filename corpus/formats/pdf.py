"""PDF, read by PDFium: the text of each page, in the order of its lines."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2  # type: ignore[import-untyped]

from corpus.formats.content import Extracted, Unreadable, tidy, title_from

_MARKS_WITHIN = 1024  # bytes at both ends in which readers look for the marks of a PDF
_LINE_END_HYPHEN = "\x02"  # what PDFium writes for a hyphen and the line break behind it
_NO_TEXT = "holds no text, only images or empty pages; recognise the text first (OCR)"
_REASONS = {
    pypdfium2.raw.FPDF_ERR_FORMAT: "damaged; no PDF can be made out in it",
    pypdfium2.raw.FPDF_ERR_PASSWORD: "encrypted; it can't be opened without a password",
    pypdfium2.raw.FPDF_ERR_SECURITY: "encrypted in a way that can't be read",
}


def read(data: bytes) -> Extracted:
    """The text of all pages, each beginning on a new line. An empty user password is tried by itself."""
    _check_marks(data)
    with closing(_opened(data)) as document:
        texts = list(_page_texts(document))
        title = title_from(document.get_metadata_value("Title"))
    if not any(texts):
        raise Unreadable(_NO_TEXT)
    return Extracted("\n".join(filter(None, texts)), tuple(_pages(texts)), title)


def _check_marks(data: bytes) -> None:
    if b"%PDF-" not in data[:_MARKS_WITHIN]:
        raise Unreadable("no PDF, whatever its name says")
    # PDFium rebuilds what it can of a file that was cut off: part of a document, as if it were whole.
    if b"%%EOF" not in data.rstrip(b"\0\t\n\f\r ")[-_MARKS_WITHIN:]:
        raise Unreadable("incomplete; the end of the PDF is missing")


def _opened(data: bytes) -> "pypdfium2.PdfDocument":
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_REASONS.get(error.err_code, "damaged; it can't be opened")) from error


def _page_texts(document: "pypdfium2.PdfDocument") -> Iterator[str]:
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text:
                yield tidy(text.get_text_bounded().replace(_LINE_END_HYPHEN, "-\n"))
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"page {index + 1} is damaged") from error


def _pages(texts: list[str]) -> Iterator[tuple[int, int]]:
    offset = 0
    for number, text in enumerate(texts, 1):
        if text:
            yield offset, number
            offset += len(text) + 1
