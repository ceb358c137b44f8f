"""Word documents: what a reader sees, and the reason that every broken file is refused with."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from corpus.formats.content import MEBIBYTE
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason


def word(build: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(package: bytes, name: str, content: bytes) -> bytes:
    """The same package with the content of one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def fill_table(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text


def test_docx_gives_headings_lists_and_tables_in_order(made: Made) -> None:
    """A catalogue in Word becomes Markdown-like text in the order of the document."""

    def build(document: Document) -> None:
        document.core_properties.title = "Maßnahmenkatalog"
        document.add_heading("Maßnahmen für Ältere", 1)
        document.add_paragraph("Würzburg fördert\tnach §\u00a045 SGB III.")
        document.add_heading("Träger", 2)
        document.add_paragraph("Kinder\u00adbetreuung", style="List Bullet")
        document.add_paragraph("Gru\u0308nderinnen", style="List Number")
        fill_table(document.add_table(3, 3), [("Träger", "Ort", "Kosten"), ("bfz\nOst", "", "1.200 €"), ("", "", "")])
        form = document.add_table(2, 2)
        fill_table(form, [("Zielgruppe", "Alleinerziehende"), ("Ziel", "")])
        form.cell(0, 1).add_paragraph("mit Kindern")
        form.cell(1, 1).add_paragraph("Arbeit", style="List Bullet")

    found = extract(made("katalog.docx", word(build)))
    assert found.text == (
        "# Maßnahmen für Ältere\n\nWürzburg fördert\tnach § 45 SGB III.\n\n## Träger\n\n"
        "- Kinderbetreuung\n- Gründerinnen\n\n"
        "Träger\tOrt\tKosten\nbfz Ost\t\t1.200 €\n\n"
        "Zielgruppe\tAlleinerziehende\n\nmit Kindern\n\nZiel\n\n- Arbeit"
    )
    assert (found.title, found.pages) == ("Maßnahmenkatalog", ())


def test_docx_gives_what_a_reader_sees(made: Made) -> None:
    """Form fields, insertions, each text box once; no hidden or deleted text, no prompts of empty fields."""
    mark = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></w:txbxContent>"
    both = f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    pieces = (
        "<w:ins><w:r><w:t>eingefügt </w:t></w:r></w:ins>",
        "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>",
        "<w:del><w:r><w:delText>gelöscht</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t>ausgefüllt</w:t></w:r></w:sdtContent></w:sdt>",
        f"<w:sdt>{prompt}<w:sdtContent><w:r><w:t>Hier klicken</w:t></w:r></w:sdtContent></w:sdt>",
        f'<w:r><m:AlternateContent xmlns:m="{mark}">{both}</m:AlternateContent></w:r>',
    )
    xml = f"<w:p {nsdecls('w')}>{''.join(pieces)}</w:p>"
    data = word(lambda document: document.element.body.insert(0, parse_xml(xml)))
    assert extract(made("formular.docx", data)).text == "eingefügt ausgefüllt\n\nKasten"


def test_docx_styles_mean_what_they_are_based_on(made: Made) -> None:
    """An office's own styles are headings and lists by inheritance; the table of contents is left out."""

    def build(document: Document) -> None:
        styles = document.styles
        for name, base in (
            ("Überschrift Katalog", "Heading 2"),
            ("Aufzählung", "Normal"),
            ("toc 1", "Normal"),
        ):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[base]
        numbering = f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'
        styles["Aufzählung"].element.get_or_add_pPr().append(parse_xml(numbering))
        document.add_paragraph("Träger\t12", style="toc 1")
        document.add_paragraph("Träger", style="Überschrift Katalog")
        document.add_paragraph("Eins", style="Aufzählung")
        document.add_paragraph("Zwei")._p.get_or_add_pPr().append(parse_xml(numbering))
        document.add_paragraph("Drei")

    assert extract(made("eigen.docx", word(build))).text == "## Träger\n\n- Eins\n- Zwei\n\nDrei"


def test_docx_names_itself_by_its_first_heading(made: Made) -> None:
    """Without a title in the metadata, the first heading is the title."""
    data = word(lambda document: document.add_heading("Öffentlich geförderte Beschäftigung", 0))
    assert extract(made("katalog.docx", data)).title == "Öffentlich geförderte Beschäftigung"


SMALL = word(lambda document: document.add_paragraph("Hallo"))
DECLARING = repacked(
    SMALL,
    "word/document.xml",
    f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document {nsdecls("w")}><w:body><w:p><w:r>'
    "<w:t>&e;</w:t></w:r></w:p></w:body></w:document>".encode(),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SMALL[: len(SMALL) // 2], "incomplete, or not a Word document (.docx)"),
        (b"%PDF-1.5", "incomplete, or not a Word document (.docx)"),
        (repacked(SMALL, "word/document.xml", b"<w:document"), "damaged, or not a .docx file (XMLSyntaxError)"),
        (word(lambda document: None), "contains no text"),
        (DECLARING, "declares XML entities, which Word documents never do"),
        (OLE, "an old .doc file; save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted; save it without a password"),
    ],
    ids=["truncated", "pdf", "damaged", "blank", "entities", "doc", "password"],
)
def test_broken_docx_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault of a Word document has its own message."""
    assert reason(made("kaputt.docx", data)) == expected


def test_zip_bomb_is_refused_before_it_is_inflated(made: Made) -> None:
    """64 MiB of spaces in a small .docx aren't unpacked: they wouldn't fit into the memory limit."""
    data = repacked(SMALL, "word/document.xml", b" " * 64 * MEBIBYTE)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    sizes = f"{len(data):,} bytes unpack to {sum(part.file_size for part in parts):,} bytes in {len(parts)} parts"
    assert reason(made("bombe.docx", data), memory_bytes=128 * MEBIBYTE) == f"rejected as a possible zip bomb: {sizes}"
