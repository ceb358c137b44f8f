"""PDFium, the library that reads PDF: documents and pages are opened here, and its functions are found in `raw`."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from corpus.formats.content import Unreadable

raw = pypdfium2.raw
"""The functions of the library itself, as its headers document them."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points; y grows upwards, as in PDF."""

POINTER = ctypes.c_void_p
_REASONS = {
    raw.FPDF_ERR_FORMAT: "damaged; its structure can't be read",
    raw.FPDF_ERR_PASSWORD: "encrypted; save it without a password",
    raw.FPDF_ERR_SECURITY: "encrypted with an unsupported method; save it without encryption",
}


class PdfFile:
    """An open PDF. PDFium tries an empty user password by itself."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable if PDFium can't open it."""
        try:
            self._document = pypdfium2.PdfDocument(data)
            self._document.init_forms()
        except pypdfium2.PdfiumError as error:
            raise Unreadable(_REASONS.get(error.err_code, "damaged; it can't be opened")) from error

    def __len__(self) -> int:
        """The number of pages."""
        return len(self._document)

    @property
    def title(self) -> str:
        """The title in the metadata, or nothing."""
        return str(self._document.get_metadata_value("Title"))

    @property
    def form(self) -> Any:
        """The handle of its form, or None if it has none."""
        return self._document.formenv and self._document.formenv.raw

    @property
    def is_dynamic_form(self) -> bool:
        """Whether its pages are made by a program (XFA) that PDFium doesn't run."""
        return bool(self._document.get_formtype() == raw.FORMTYPE_XFA_FULL)

    @contextmanager
    def page(self, index: int) -> Iterator[tuple[Any, Any, Box, int]]:
        """The handles of a page and of its text, the box of what is shown of it, and its turn in quarters, clockwise.

        Raises Unreadable if the page is damaged.
        """
        try:
            with closing(self._document[index]) as page, closing(page.get_textpage()) as text:
                yield page.raw, text.raw, page.get_bbox(), page.get_rotation() // 90
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"page {index + 1} is damaged") from error

    def close(self) -> None:
        """Give its memory back."""
        self._document.close()


def address(handle: Any) -> int:
    """The address behind a handle, as functions made by `direct` take it; 0 for none."""
    return ctypes.cast(handle, POINTER).value or 0


def direct(function: Any, *arguments: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """One of PDFium's functions without pypdfium2's checks of arguments, which take longer than most functions do.

    For those that are called for every letter or drawing; `arguments` and `result` are types of ctypes.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))
