"""HTML: the text of a page, and the reason that every broken one is refused with."""

import pytest

from corpus.formats.extraction import Extracted, extract
from tests.corpus.formats.conftest import Made, reason


def test_html_gives_headings_lists_and_tables(made: Made) -> None:
    """The text of a page without scripts, styles, navigation and hidden parts."""
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
    """By its byte order mark, else by the declared encoding, else as UTF-8."""
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
    """Each fault of a page has its own message."""
    assert reason(made("kaputt.html", data)) == expected


def test_entities_of_a_page_are_not_expanded(made: Made) -> None:
    """HTML has no custom entities, so the billion laughs stay a handful of characters."""
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    html = f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{declared}]><p>Haha: &l9;</p>'
    assert extract(made("lachen.html", html)).text == "]>\n\nHaha: &l9;"
