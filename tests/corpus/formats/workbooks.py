"""Workbooks for tests: Excel's formats by hand or by openpyxl, and OpenDocument by hand."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl
from openpyxl.workbook import Workbook

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "table", "text")
)


def xlsx(build: Callable[[Workbook], object]) -> bytes:
    """A workbook that `build` fills; its first sheet is `Sheet`."""
    book = openpyxl.Workbook()
    build(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_of(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet of these rows and merged ranges."""

    def build(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)

    return xlsx(build)


def with_part(package: bytes, name: str, content: str) -> bytes:
    """The same package with another content of one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def ods(tables: str, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet with these tables."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    styled = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        content = f"<office:document-content {_SPACES}>{styled}{body}</office:document-content>"
        package.writestr("content.xml", content)
    return file.getvalue()


def ods_row(*cells: str, **attributes: str) -> str:
    """A row of cells; a plain text becomes a cell."""
    made = (cell if cell.startswith("<") else ods_cell(cell) for cell in cells)
    return f"<table:table-row {_attributes(attributes)}>{''.join(made)}</table:table-row>"


def ods_cell(text: str = "", **attributes: str) -> str:
    """A cell that shows `text`; attributes are those of the table's namespace unless they name another."""
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n") if line)
    return f"<table:table-cell {_attributes(attributes)}>{paragraphs}</table:table-cell>"


def _attributes(attributes: Mapping[str, str]) -> str:
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return " ".join(
        f'{name.replace("office-", "office:", 1) if name.startswith("office-") else f"table:{name}"}="{value}"'
        for name, value in named.items()
    )


def xls(name: str, rows: Sequence[Sequence[str | float]], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """An .xls file (BIFF8 in a compound file): [MS-XLS] and [MS-CFB], as little of them as a reader needs."""
    cells = b"".join(
        _record(0x0204, struct.pack("<HHH", row, column, 0) + _text(value, "<H"))
        if isinstance(value, str)
        else _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    )
    ranges = b"".join(struct.pack("<HHHH", *each) for each in merged)
    merges = _record(0x00E5, struct.pack("<H", len(merged)) + ranges) if merged else b""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + merges + _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    bound_length = len(_record(0x0085, struct.pack("<IH", 0, 0) + _text(name, "<B")))
    offset = len(start) + bound_length + len(_record(0x000A, b""))
    bound = _record(0x0085, struct.pack("<IH", offset, 0) + _text(name, "<B"))
    return _compound(start + bound + _record(0x000A, b"") + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, `Workbook`, long enough to need no small sectors."""
    stream = stream.ljust(8 * _SECTOR, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    fat = [_FAT, _END, *range(3, count + 2), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", _FREE) * 108
    table = b"".join(struct.pack("<I", each) for each in fat).ljust(_SECTOR, b"\xff")
    root = _entry("Root Entry", 5, 1, _END, 0)
    book = _entry("Workbook", 2, _FREE, 2, len(stream))
    return header + table + (root + book).ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, _FREE, _FREE, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)
