"""PDF: pages and their text, and the reason that every broken file is refused with."""

import hashlib

import pytest

from corpus.blocks import Block
from corpus.formats.extraction import Extracted, extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.pdfs import page, pdf


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
        "Maßnahmen für Ältere\nWürzburg: 300 €, organisatori-\nsche Größe nach § 45 SGB III\n\n"
        "Träger Ort\n\n"
        "Vor-\nund Nachmittag"
    )
    assert found.pages == ((0, 1), (82, 3), (94, 4))
    assert [found.text[offset : offset + 4] for offset, _ in found.pages] == ["Maßn", "Träg", "Vor-"]
    assert [block.kind for block in found.blocks] == ["paragraph"] * 3
    assert found.title == "Maßnahmen für Ältere"


def test_pdf_with_an_empty_user_password_is_read(made: Made) -> None:
    """A PDF that only forbids printing opens without a password."""
    found = extract(made("gesperrt.pdf", encrypted_pdf(page("Größe"), b"")))
    assert found == Extracted("Größe", ((0, 1),), None, (Block("paragraph", 0, 5),))


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
