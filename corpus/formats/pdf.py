"""PDF, read by PDFium: the text of each page, line by line."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2  # type: ignore[import-untyped]

from corpus.formats.content import Extracted, ReadOptions, Unreadable, tidy, title_from

_MARKS_WITHIN = 1024  # bytes at either end in which readers look for the markers of a PDF
_LINE_END_HYPHEN = "\x02"  # what PDFium puts for a hyphen and the line break after it
_NO_TEXT = "contains no text, only images or empty pages; run text recognition (OCR) first"
_REASONS = {
    pypdfium2.raw.FPDF_ERR_FORMAT: "damaged; its structure can't be read",
    pypdfium2.raw.FPDF_ERR_PASSWORD: "encrypted; save it without a password",
    pypdfium2.raw.FPDF_ERR_SECURITY: "encrypted with an unsupported method; save it without encryption",
}


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read the text of all pages, each starting on a new line. PDFium tries an empty user password by itself."""
    _check_marks(data)
    with closing(_opened(data)) as document:
        texts = list(_page_texts(document))
        title = title_from(document.get_metadata_value("Title"))
    if not any(texts):
        raise Unreadable(_NO_TEXT)
    return Extracted("\n".join(filter(None, texts)), tuple(_pages(texts)), title)


def _check_marks(data: bytes) -> None:
    if b"%PDF-" not in data[:_MARKS_WITHIN]:
        raise Unreadable("not a PDF, despite its extension")
    # PDFium repairs a truncated file and would return part of a document as if it were complete.
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
