"""E-mail messages: subject, text and attachments, and what of them can't be read."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from corpus.formats.content import Extracted, Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.test_docx import word
from tests.corpus.formats.told import told

DOCX = word(lambda document: (document.add_heading("Neustart", 1), document.add_paragraph("Ziel: Arbeit")))
UNSUPPORTED = "unsupported file type; supported: "


def message(subject: str = "Neue Maßnahme", text: str = "Guten Tag", html: str = "") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = "Frau Weiß <weiss@example.org>", "jobcenter@example.org"
    made["Date"] = "Mon, 02 Feb 2026 09:00:00 +0100"
    if subject:
        made["Subject"] = subject
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def attach(to: EmailMessage, data: bytes, name: str | None, kind: str = "application/octet-stream") -> None:
    main, _, sub = kind.partition("/")
    to.add_attachment(data, maintype=main, subtype=sub, filename=name)


def read(made: Made, sent: EmailMessage | bytes) -> Extracted:
    return extract(made("nachricht.eml", sent if isinstance(sent, bytes) else sent.as_bytes()))


def test_subject_and_text_of_a_message_are_one_entry(made: Made) -> None:
    """The subject is its heading, without what marks an answer; sender, recipient and date aren't text."""
    found = read(made, message("AW: WG: Neustart Büro für Ältere", "Zielgruppe: Frauen\n\nDauer: 6 Monate"))
    assert found.text == "# Neustart Büro für Ältere\n\nZielgruppe: Frauen\n\nDauer: 6 Monate"
    assert told(found) == ["record", "h1 Neustart Büro für Ältere", "p Zielgruppe: Frauen", "p Dauer: 6 Monate"]
    assert (found.title, found.pages, found.notices) == ("Neustart Büro für Ältere", (), ())


def test_of_alternatives_the_html_is_read(made: Made) -> None:
    """Once, below the subject; a page without text gives way to the plain one, pictures within it are passed over."""
    page = "<h1>Neustart</h1><p>Ziel: Arbeit</p><img src='cid:bild'><p>Jobcenter</p>"
    both = message("Katalog", "Neustart\n\nZiel: Arbeit\n\nJobcenter", page)
    html = both.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<bild>")
    found = read(made, both)
    assert told(found) == ["h1 Katalog", "h2 Neustart", "p Ziel: Arbeit", "p Jobcenter"]
    assert found.notices == ()
    empty = message("Katalog", "Ziel: Arbeit", "<p><img src='cid:bild'></p>")
    assert told(read(made, empty)) == ["record", "h1 Katalog", "p Ziel: Arbeit"]


def test_attachments_stand_below_their_names(made: Made) -> None:
    """Each by its own reader, its headings one level deeper; the name says its kind, else the type does."""
    sent = message("Katalog", "Anbei")
    attach(sent, DOCX, "C:\\Ordner\\Übersicht Ältere.docx")
    attach(sent, "<h2>Büro</h2><p>25<b> Plätze</b></p>".encode(), None, "text/html")
    attach(sent, b"Ort: Neudorf", "hinweis", "text/plain")
    found = read(made, sent)
    assert [line.partition("*")[0] for line in told(found)] == [
        "h1 Katalog", "p Anbei", "h2 Übersicht Ältere.docx", "h3 Neustart", "p Ziel: Arbeit", "h3 Büro", "p 25 Plätze",
        "h2 hinweis", "p Ort: Neudorf",
    ]  # fmt: skip
    assert found.notices == ()


def test_tables_of_attachments_keep_their_cells(made: Made) -> None:
    """Spans are those of the message."""
    sent = message("Katalog", "Anbei")
    attach(sent, b"<table><tr><th>Ort<th>Dauer<tr><td>Neudorf<td></table>", "liste.html")
    rows = [block for block in read(made, sent).blocks if block.kind == "row"]
    assert [block.opens for block in rows] == [True, False]
    assert told(read(made, sent))[-1] == "r Neudorf |"


def test_attachments_that_cannot_be_read_are_named(made: Made) -> None:
    """With the reason; the others are read all the same, pictures in the text and signatures passed over."""
    sent = message("Katalog", "Anbei")
    attach(sent, b"PK\x03\x04", "kaputt.docx")
    attach(sent, b"\xd0\xcf", "alt.doc")
    attach(sent, b"x", "winmail.dat", "application/ms-tnef")
    attach(sent, b"\x89PNG", "Flyer.png", "image/png")
    attach(sent, b"   ", "leer.txt", "text/plain")
    attach(sent, b"x", "smime.p7s", "application/pkcs7-signature")
    attach(sent, DOCX, "gut.docx")
    found = read(made, sent)
    assert told(found)[2:] == ["h2 gut.docx", "h3 Neustart", "p Ziel: Arbeit"]
    reasons = {str(notice.values["name"]): str(notice.values["reason"]) for notice in found.notices}
    assert {notice.code for notice in found.notices} == {"attachment_unreadable"}
    assert reasons.pop("winmail.dat").startswith(UNSUPPORTED)
    assert reasons.pop("Flyer.png").startswith(UNSUPPORTED)
    assert reasons == {
        "kaputt.docx": "incomplete, or not a Word document (.docx)",
        "alt.doc": ".doc files aren't read; save it as .docx",
        "leer.txt": "contains no text",
    }


def test_names_and_types_that_are_no_text_are_told_all_the_same(made: Made) -> None:
    """Bytes in a header that no encoding was declared for, in the name of a file, its type or its encoding."""
    parts = (
        'Content-Disposition: attachment; filename="Übersicht.bin"\n\nx',
        "Content-Type: image/pñg\nContent-Disposition: attachment\n\nx",
        "Content-Type: text/plain; charset=ütf\n\nAnbei",
    )
    sent = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + "".join(f"--b\n{part}\n" for part in parts)
    for encoding in ("utf-8", "cp1252"):
        found = read(made, f"{sent}--b--\n".encode(encoding))
        assert told(found)[-2:] == ["h1 x", "p Anbei"]
        assert [notice.code for notice in found.notices].count("attachment_unreadable") == 2


def test_notices_of_attachments_say_whose_they_are(made: Made) -> None:
    """Beside what they say themselves."""
    sent = message("Katalog", "Anbei")
    attach(sent, word(lambda document: document.add_paragraph("x")._p.addnext(document.element.body.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}altChunk"))), "anlage.docx")  # fmt: skip
    assert read(made, sent).notices == (Notice("embedded_left_out", {"count": 1, "attachment": "anlage.docx"}),)


def test_messages_within_messages_are_read_to_a_limit(made: Made) -> None:
    """Attached as a message or as a file, each a level deeper; beyond the third a notice takes the place."""
    inner = message("Vierte", "zu tief")
    for number, subject in enumerate(("Dritte", "WG: Zweite", "Erste")):
        outer = message(subject, f"Text {3 - number}")
        if number == 1:
            attach(outer, inner.as_bytes(), "weiter.eml")
        else:
            outer.add_attachment(inner)
        inner = outer
    found = read(made, inner)
    assert told(found) == ["h1 Erste", "p Text 1", "h2 Zweite", "p Text 2", "h3 Dritte", "p Text 3"]
    expected = {"name": "message/rfc822", "reason": "a message within more than 2 others"}
    assert found.notices == (Notice("attachment_unreadable", expected),)


def test_attachments_are_read_to_a_number(made: Made) -> None:
    """Those beyond are counted."""
    sent = message("Katalog", "Anbei")
    for number in range(53):
        attach(sent, f"Ziel {number}".encode(), f"{number}.txt", "text/plain")
    found = read(made, sent)
    assert told(found)[-2:] == ["h2 49.txt", "p Ziel 49"]
    assert found.notices == (Notice("attachments_left_out", {"count": 3, "limit": 50}),)


def raw(charset: str, body: bytes, more: str = "", subject: bytes = b"Katalog") -> bytes:
    declared = f'; charset="{charset}"' if charset else ""
    return b"Subject: " + subject + f"\r\nContent-Type: text/plain{declared}{more}\r\n".encode() + b"\r\n" + body


TEXTS = {
    "utf-8": (raw("utf-8", "für Mütter".encode()), "für Mütter"),
    "latin": (raw("iso-8859-1", "für „Mütter“ 5 €".encode("cp1252")), "für „Mütter“ 5 €"),
    "none": (raw("", "für Mütter".encode()), "für Mütter"),
    "none, latin": (raw("", "für Mütter".encode("cp1252")), "für Mütter"),
    "ascii that isn't": (raw("us-ascii", "für Mütter".encode()), "für Mütter"),
    "utf-16": (raw("utf-16le", "für Mütter".encode("utf-16-le")), "für Mütter"),
    "decomposed": (raw("utf-8", "fu\u0308r Mu\u0308tter".encode()), "für Mütter"),
    "quoted-printable": (
        raw("iso-8859-15", b"f=FCr 5 =A4 im =\r\nMonat", "\r\nContent-Transfer-Encoding: quoted-printable"),
        "für 5 € im Monat",
    ),
    "base64": (raw("utf-8", b"ZsO8ciBNw7x0dGVy", "\r\nContent-Transfer-Encoding: base64"), "für Mütter"),
    "flowed": (raw("utf-8", b"Wir beraten \r\nalle.\r\n> Ort: A", "; format=flowed"), "Wir beraten alle.\nOrt: A"),
    "flowed and delsp": (raw("utf-8", b"Wir be \r\nraten alle.", "; format=flowed; delsp=yes"), "Wir beraten alle."),
    "quoted": (raw("utf-8", b"> > Ziel: Arbeit\r\n>Ort: Neudorf"), "Ziel: Arbeit\nOrt: Neudorf"),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "expected"), TEXTS.values(), ids=TEXTS)
def test_text_is_decoded_as_declared(made: Made, sent: bytes, expected: str) -> None:
    """Encodings and transfer encodings; lines that were broken or marked for display only are as they were."""
    found = read(made, sent)
    assert found.text == f"# Katalog\n\n{expected}"
    assert found.notices == ()


@pytest.mark.parametrize(
    ("charset", "body", "used"),
    [
        ("x-unbekannt", "für Mütter".encode(), "utf-8"),
        ("utf-8", "für Mütter".encode("cp1252"), "cp1252"),
        ("zip", b"Text", "utf-8"),
    ],
)
def test_a_guessed_encoding_is_said(made: Made, charset: str, body: bytes, used: str) -> None:
    """An encoding that nobody knows, that doesn't fit or that isn't one of texts."""
    found = read(made, raw(charset, body))
    assert found.text == f"# Katalog\n\n{body.decode(used)}"
    assert found.notices == (Notice("encoding_replaced", {"declared": charset, "used": used}),)


SUBJECTS = {
    b"=?utf-8?Q?Ma=C3=9Fnahme_f=C3=BCr_?=\r\n =?iso-8859-1?B?Tfx0dGVy?=": "Maßnahme für Mütter",
    "Maßnahme".encode(): "Maßnahme",
    "Maßnahme".encode("cp1252"): "Maßnahme",
    b"Re: Fwd: AW: Ausschreibung": "Ausschreibung",
    b"=?x-unbekannt?Q?abc?=": "abc",
}


@pytest.mark.parametrize(("subject", "expected"), SUBJECTS.items(), ids=SUBJECTS.values())
def test_subjects_are_decoded(made: Made, subject: bytes, expected: str) -> None:
    """Encoded words, and bytes that aren't encoded at all."""
    assert read(made, raw("utf-8", b"Text", subject=subject)).title == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"kein Brief\n\nnur Text", "not an e-mail message (.eml)"),
        (b"Subject:\n\n", "contains no text"),
        (b"Subject: x\nContent-Type: application/pkcs7-mime\n\nabc", "encrypted; save it without encryption"),
    ],
    ids=["text", "blank", "encrypted"],
)
def test_broken_eml_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault of a message has its own message."""
    assert reason(made("kaputt.eml", data)) == expected
