"""Extraction: what good documents give, and the reason that every broken one is refused with."""

import hashlib
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats import extraction, plain
from corpus.formats.content import MEBIBYTE, tidy, title_from
from corpus.formats.extraction import SUFFIXES, Extracted, ExtractionError, ReadLimits, extract
from tests.pace import allowed

Made = Callable[[str, bytes | str], Path]

ENCRYPTED = "encrypted; save it without a password"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Writes a file and gives its path."""

    def write(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def reason(path: Path, **limits: Any) -> str:
    with pytest.raises(ExtractionError) as caught:
        extract(path, limits=ReadLimits(**limits))
    assert caught.value.path == path
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    return caught.value.reason


# PDF, written by hand: page contents in Helvetica, Windows-1252


def page(*lines: str) -> bytes:
    shown = (b"(%s) Tj 0 -14 Td" % line.encode("cp1252") for line in lines)
    return b"BT /F1 11 Tf 72 700 Td %s ET" % b" ".join(shown)


def pdf(*contents: bytes, title: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of these page contents; those of page i are object 5 + 2i, the title is in the last object."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(contents)))
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        font,
    ]
    for i, content in enumerate(contents):
        used = b"/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>" % (5 + 2 * i)
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>" % used)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects.append(b"<</Title(%s)>>" % title)
    written, places = b"%PDF-1.5\n", b""
    for number, thing in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(written)
        written += b"%d 0 obj%sendobj\n" % (number, thing)
    size = len(objects) + 1
    known = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n" % (size, size - 1, trailer)
    end = known + b"startxref\n%d\n%%%%EOF\n" % len(written)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%s%s" % (written, size, places, end)


def rc4(key: bytes, data: bytes) -> bytes:
    state, j, i, out = list(range(256)), 0, 0, bytearray()
    for k in range(256):
        j = (j + state[k] + key[k % len(key)]) % 256
        state[k], state[j] = state[j], state[k]
    j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted_pdf(content: bytes, password: bytes) -> bytes:
    """One page under the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password + pad)[:32]
    owner = rc4(hashlib.md5((b"chef" + pad)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + (2**32 - 4).to_bytes(4, "little") + b"id").digest()[:5]
    of_stream = hashlib.md5(key + b"\x05\0\0" + b"\0\0").digest()[:10]
    hexed = (owner.hex().encode(), rc4(key, pad).hex().encode())
    handler = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<6964><6964>]" % hexed
    return pdf(rc4(of_stream, content), trailer=handler)


def test_pdf_gives_text_and_pages(made: Made) -> None:
    """Umlauts, hyphens at line ends, rows on one line; pages by their offsets, but no empty ones."""
    first = page("Maßnahmen für Ältere", "Würzburg: 300 €, organisatori-", "sche Größe nach § 45 SGB III")
    table = b"BT /F1 11 Tf 72 700 Td (Tr\xe4ger) Tj 200 0 Td (Ort) Tj ET"
    title = b"Ma\xdfnahmen f\xfcr \xc4ltere"
    found = extract(made("katalog.PDF", pdf(first, b"", table, page("Vor-", "und Nachmittag"), title=title)))
    assert found.text == (
        "Maßnahmen für Ältere\nWürzburg: 300 €, organisatori-\nsche Größe nach § 45 SGB III\n"
        "Träger Ort\n"
        "Vor-\nund Nachmittag"
    )
    assert found.pages == ((0, 1), (81, 3), (92, 4))
    assert [found.text[offset : offset + 4] for offset, _ in found.pages] == ["Maßn", "Träg", "Vor-"]
    assert found.title == "Maßnahmen für Ältere"


def test_pdf_with_an_empty_user_password_is_read(made: Made) -> None:
    """A PDF that only forbids printing opens without a password."""
    assert extract(made("gesperrt.pdf", encrypted_pdf(page("Größe"), b""))) == Extracted("Größe", ((0, 1),), None)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (encrypted_pdf(page("geheim"), b"1234"), ENCRYPTED),
        (
            pdf(b"0 0 m 9 9 l S", b""),
            "contains no text, only images or empty pages; run text recognition (OCR) first",
        ),
        (pdf(page("Hallo"))[:-40], "incomplete; the end of the PDF is missing"),
        (pdf(page("Hallo")) + b"6 0 obj <<>>" * 100, "incomplete; the end of the PDF is missing"),
        (pdf(page("Hallo"))[:90] + b"%%EOF", "damaged; its structure can't be read"),
        (b"Guten Tag", "not a PDF, despite its extension"),
    ],
    ids=["password", "scan", "truncated", "truncated revision", "damaged", "text"],
)
def test_broken_pdf_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Every way in which a PDF can't be read has its own reason."""
    assert reason(made("kaputt.pdf", data)) == expected


# Word


def word(build: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(package: bytes, name: str, content: bytes) -> bytes:
    """The same package with another content of one part."""
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
    """Form fields, insertions, text boxes once; no hidden or deleted text, no prompts of empty fields."""
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
    """Styles of an office's own are headings and lists by inheritance; the table of contents is no text."""

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
    """Without a title among the metadata the first heading is the title."""
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
        (OLE + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
    ],
    ids=["truncated", "pdf", "damaged", "blank", "entities", "doc", "password"],
)
def test_broken_docx_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Every way in which a Word document can't be read has its own reason."""
    assert reason(made("kaputt.docx", data)) == expected


def test_zip_bomb_is_refused_before_it_is_inflated(made: Made) -> None:
    """64 MiB of spaces in a small .docx aren't unpacked: they wouldn't fit into the memory that is given."""
    data = repacked(SMALL, "word/document.xml", b" " * 64 * MEBIBYTE)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    sizes = f"{len(data):,} bytes unpack to {sum(part.file_size for part in parts):,} bytes in {len(parts)} parts"
    assert reason(made("bombe.docx", data), memory_bytes=128 * MEBIBYTE) == f"rejected as a possible zip bomb: {sizes}"


# HTML


def test_html_gives_headings_lists_and_tables(made: Made) -> None:
    """What a page says, without scripts, styles, navigation and hidden parts."""
    html = """<!DOCTYPE html><meta charset=utf-8><title> Maßnahmen&shy;katalog
      Würzburg </title><style>p {}</style><script>alert("böse")</script>
    <nav><ul><li>Start</ul></nav><h1>Maßnahmen für <em>Ältere</em></h1>
    <p>Nach §&nbsp;45 SGB&nbsp;III<br>&lt;= 300&nbsp;€<p>für alle<p hidden>versteckt
    <h2>Träger</h2><ul><li>Eins<ul><li>Eins a</ul>Rest<li><p>Zwei<p>Zwei b</ul>
    <table><caption>Übersicht</caption><tr><th>Träger<th>Ort<th>Kosten
    <tr><td>bfz<br>Ost<td><td>1.200 €</table>
    <table><tr><td><h3>Ziel</h3>Arbeit<td><table><tr><td>a<td>b</table></table>
    <dl><dt>Zielgruppe<dd>Allein<b>erziehende</b></dl>"""
    assert extract(made("seite.html", html)) == Extracted(
        "# Maßnahmen für Ältere\n\nNach § 45 SGB III\n<= 300 €\n\nfür alle\n\n## Träger\n\n"
        "- Eins\n- Eins a\n\nRest\n\n- Zwei\n\nZwei b\n\n"
        "Übersicht\n\nTräger\tOrt\tKosten\nbfz Ost\t\t1.200 €\n\n"
        "### Ziel\n\nArbeit\n\na\tb\n\nZielgruppe\n\nAlleinerziehende",
        title="Maßnahmenkatalog Würzburg",
    )


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="ISO-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("<?xml version='1.0' encoding='iso-8859-15'?>", "iso-8859-15"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ('<meta charset="latin1">', "utf-8-sig"),
        ("", "utf-8"),
    ],
)
def test_html_is_decoded_as_declared(made: Made, declared: str, encoding: str) -> None:
    """The encoding is that of the byte order mark, else the declared one, else UTF-8."""
    html = f"{declared}<p>Größe 300 €</p>".encode(encoding)
    assert extract(made("seite.htm", html)).text == "Größe 300 €"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>Größe".encode("latin-1"), "not valid UTF-8 at byte 5 (line 1); save it as UTF-8"),
        (b"<meta charset=latin1>\n<p>\x81", "not valid WINDOWS-1252 at byte 25 (line 2); save it as UTF-8"),
        (b"<meta charset=utf-7>", "declares the encoding utf-7, which isn't supported; save it as UTF-8"),
        ("<p>Größe".encode("utf-16"), "encoded as UTF-16; save it as UTF-8"),
        (b"<script>1</script>", "contains no text"),
        (b"<b>" * 20_000 + b"x", "nested too deeply"),
    ],
    ids=["latin-1", "no windows-1252", "utf-7", "utf-16", "blank", "deep"],
)
def test_broken_html_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Every way in which a page can't be read has its own reason."""
    assert reason(made("kaputt.html", data)) == expected


def test_entities_of_a_page_are_not_expanded(made: Made) -> None:
    """HTML knows no entities of a page's own: the billion laughs stay a handful of characters."""
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    html = f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{declared}]><p>Haha: &l9;</p>'
    assert extract(made("lachen.html", html)).text == "]>\n\nHaha: &l9;"


# Plain text


@pytest.mark.parametrize("name", ["katalog.txt", "katalog.md", "KATALOG.TXT"])
def test_plain_text_is_unchanged(made: Made, name: str) -> None:
    """Line ends, trailing spaces, markup and soft hyphens stay, so that spans are those of the file."""
    text = "\r\n## **Für Ältere**  \r\n\tGrö\u00adße <= 300 €\n\n"
    assert extract(made(name, text)) == Extracted(text, (), "Für Ältere")


def test_byte_order_mark_is_no_text(made: Made) -> None:
    """The mark is stripped; offsets count from the first character behind it."""
    assert extract(made("katalog.txt", "\ufeffTitel\n=====\nText")) == Extracted("Titel\n=====\nText", (), "Titel")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_plain_text_survives_whatever_it_is(text: str) -> None:
    """Reading the bytes of any text gives that text."""
    assert plain.read(text.encode()).text == text


@given(st.text())
def test_tidying_again_changes_nothing(text: str) -> None:
    """Tidied text is tidy: no empty lines, no white space at the ends of lines."""
    once = tidy(text)
    assert tidy(once) == once
    assert all(line and line == line.strip() for line in once.split("\n") if once)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (" Für\u00ad **Ältere** \n heute ", "Für Ältere heute"),
        ("Microsoft Word - Katalog", None),
        ("katalog_final.docx", None),
        ("Unbenannt", None),
        ("\x00 \t", None),
        ("a" * 301, None),
        (None, None),
    ],
)
def test_titles_are_clean_or_missing(raw: str | None, title: str | None) -> None:
    """File names and what programs put there are no titles."""
    assert title_from(raw) == title


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Größe\nfür".encode("latin-1"), "not valid UTF-8 at byte 2 (line 1); save it as UTF-8"),
        (b"a\n" * 400 + "für\n".encode("cp1252"), "not valid UTF-8 at byte 801 (line 401); save it as UTF-8"),
        ("Größe".encode("utf-16"), "encoded as UTF-16; save it as UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not a text file: NUL character at byte 7"),
        (b"", "empty"),
        (b" \n\t\xc2\xa0\n", "contains no text"),
        (
            b"kurz\n" + b"a" * 1_000_001 + b"\nkurz",
            "line 2 has 1,000,001 characters; the limit is 1,000,000",
        ),
    ],
    ids=["latin-1", "cp1252", "utf-16", "binary", "empty", "blank", "long line"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_broken_text_is_refused_by_name(made: Made, data: bytes, expected: str, suffix: str) -> None:
    """An encoding is never guessed; every other fault has its own reason too."""
    assert reason(made(f"kaputt{suffix}", data)) == expected


def test_a_hundred_megabytes_in_one_line_are_refused(made: Made) -> None:
    """By its size before it is read; by its line where such a size is allowed."""
    path = made("zeile.txt", b"a" * 100 * MEBIBYTE)
    assert reason(path) == "100 MiB; the limit is 64 MiB"
    long = "line 1 has 104,857,600 characters; the limit is 1,000,000"
    assert reason(path, file_bytes=100 * MEBIBYTE) == long


def test_limits_are_inclusive(made: Made) -> None:
    """A text of exactly the allowed size is read, one character more is not."""
    path = made("genau.txt", "ä" * 9 + "\n" + "b" * 10)
    assert len(extract(path, limits=ReadLimits(file_bytes=29, text_characters=20, line_characters=10)).text) == 20
    assert reason(path, text_characters=19) == "20 characters; the limit is 19"
    assert reason(path, line_characters=9) == "line 2 has 10 characters; the limit is 9"
    assert reason(path, file_bytes=28) == "29 bytes; the limit is 28 bytes"


# Files that are none


def test_what_is_no_document_is_refused_by_name(tmp_path: Path, made: Made) -> None:
    """Missing files, folders, pipes and other types of file, each with its reason."""
    (tmp_path / "ordner.txt").mkdir()
    os.mkfifo(tmp_path / "rohr.pdf")
    assert reason(tmp_path / "fehlt.pdf") == "can't be opened (No such file or directory)"
    assert reason(tmp_path / "ordner.txt") == "not a regular file"
    assert reason(tmp_path / "rohr.pdf") == "not a regular file"
    known = ".docx, .htm, .html, .md, .pdf, .txt"
    assert reason(made("katalog.odt", "x")) == f"unsupported file type; supported: {known}"
    assert ", ".join(sorted(SUFFIXES)) == known


# The process that reads


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't limit address space")
def test_too_much_memory_is_refused(made: Made) -> None:
    """The process gets no more memory than the limit says, in Python and in the library."""
    path = made("gross.html", b"<p>x</p>" * 4_000_000)
    assert reason(path, memory_bytes=64 * MEBIBYTE) == "reading it needs more than 64 MiB of memory"
    assert reason(path, memory_bytes=192 * MEBIBYTE) == "reading it needs more than 192 MiB of memory"


@pytest.mark.timed
def test_too_much_time_is_refused(made: Made) -> None:
    """A page that would take the parser half a minute is given up when its time is over."""
    path = made("tief.html", b"<div>" * 100_000 + b"x")
    began = time.monotonic()
    assert reason(path, seconds=0.5) == "took longer than 0.5 s to read"
    assert time.monotonic() - began < allowed(5)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (
            "import os; os.abort()",
            "the reader crashed (SIGABRT); the file is damaged or needs more than 1,024 MiB of memory",
        ),
        (
            "raise SystemExit(3)",
            "the reader crashed (exit status 3); the file is damaged or needs more than 1,024 MiB of memory",
        ),
        ("print('ratlos')", "the reader returned an invalid answer"),
        ("print('{\"text\": 1}')", "the reader returned an invalid answer"),
        ("print('[' * 10_000_000)", "the reader returned too much data"),
    ],
)
def test_whatever_happens_to_the_process_is_a_reason(
    made: Made, monkeypatch: pytest.MonkeyPatch, program: str, expected: str
) -> None:
    """A crash, a wrong answer and an endless one are errors of the document, not of the program."""
    monkeypatch.setattr(extraction, "_START", program)
    assert reason(made("seite.html", "<p>Hallo"), text_characters=1_000) == expected


def test_the_process_gets_no_environment(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies, secrets and settings of the service aren't handed on."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("LOTSE_SECRET", "geheim")
    told = "import json, os; print(json.dumps({'text': ' '.join(os.environ), 'pages': [], 'title': None}))"
    monkeypatch.setattr(extraction, "_START", told)
    assert set(extract(made("seite.html", "<p>Hallo")).text.split()) <= {"LC_CTYPE", "LD_LIBRARY_PATH"}


def test_libraries_are_loaded_by_the_process_alone() -> None:
    """Importing the interface loads none of the libraries that read foreign formats."""
    program = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]); import corpus.formats.extraction;"
        "print([name for name in ('docx', 'lxml', 'pypdfium2', 'selectolax') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, json.dumps(sys.path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
