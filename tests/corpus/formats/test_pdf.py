"""PDF: pages and their text, and the reason that every broken file is refused with."""

import hashlib

import pytest

from corpus.formats.extraction import Extracted, extract
from tests.corpus.formats.conftest import Made, reason

# Written by hand: page contents in Helvetica, Windows-1252.


def page(*lines: str) -> bytes:
    shown = (b"(%s) Tj 0 -14 Td" % line.encode("cp1252") for line in lines)
    return b"BT /F1 11 Tf 72 700 Td %s ET" % b" ".join(shown)


def pdf(*contents: bytes, title: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF with these page contents; page i has object 5 + 2i, the last object has the title."""
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
    """Umlauts, hyphens at line ends, rows on one line; offsets of all pages but empty ones."""
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
        (encrypted_pdf(page("geheim"), b"1234"), "encrypted; save it without a password"),
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
    """Each fault of a PDF has its own message."""
    assert reason(made("kaputt.pdf", data)) == expected
