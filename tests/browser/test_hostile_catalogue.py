"""A catalogue whose every word is markup, really indexed and really served: all of it is shown as text."""

import json
from collections.abc import Iterator
from html import escape

import httpx
import pytest
from playwright.sync_api import Browser, expect

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.browser.tab import Tab
from tests.service.conftest import serving, wait_until

IMAGE = "<img src=x onerror=run()>"
NAMES = (f"{IMAGE} Schuldnerberatung", "{{ 7*7 }} ${run()} <svg onload=run()> Beratung")
FIELDS = f"""Zielgruppe: Alleinerziehende {IMAGE} <script>run()</script>
Dauer: 16 Wochen <a href="javascript:run()">hier</a>
Rechtsgrundlage: § 45 SGB III <iframe srcdoc="x">
Ansprechpartner: Frau {IMAGE}, Telefon 0551 1234, javascript:run()@example.org
"""
CELLS = [
    [f"Jahr {IMAGE}", "<svg onload=run()>2011</svg>", "</table><script>run()</script>"],
    ["javascript:run()", "12", '<iframe srcdoc="x">'],
]
ROWS = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in CELLS)
TABLES = f"""<h1>Tafeln</h1><h2>Tafelberatung</h2><p>Zielgruppe: Alleinerziehende</p><p>Ergebnisse:</p>
<table>{ROWS}</table><h2>Andere Beratung</h2><p>Zielgruppe: Aufstocker</p>"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over that catalogue."""
    folder = tmp_path_factory.mktemp("hostile")
    measures = "\n".join(f"## {name}\n{FIELDS}" for name in NAMES)
    (folder / "katalog.txt").write_text(f"# {IMAGE} Katalog\n\n{measures}", "utf-8")
    (folder / "tafeln.html").write_text(f"<html><body>{TABLES}</body></html>", "utf-8")
    (folder / "catalogue.toml").write_text(
        f'[[document]]\nfile = "katalog.txt"\ntitle = {json.dumps(IMAGE + " Katalog")}\npublisher = "<b>x</b>"\n',
        "utf-8",
    )
    root = tmp_path_factory.mktemp("hostile-index")
    build_index(Corpus.from_folder(folder), load_encoder(), root)
    with serving(root) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")


def test_everything_is_text(chromium: Browser, service: str) -> None:
    """Rows, quotes, sources, measure, document, comparison and list run nothing and hold no node."""
    tab = Tab(chromium)
    page = tab.page
    page.add_init_script("window.ran = 0; window.run = () => { window.ran += 1; }")
    page.goto(f"{service}/#frage=Alleinerziehende")
    page.locator(".row").first.wait_for()
    measures = httpx.get(f"{service}/api/measures").json()["measures"]
    ids, document = [measure["id"] for measure in measures], measures[0]["document"]
    page.locator(".row .citation").first.click()
    page.locator(".source mark").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-list=collected]").first.click()
    for place in (
        f"#massnahme={ids[0]}",
        f"#dokument={document}",
        f"#vergleich={','.join(ids)}",
        "#merkliste",
        "#alle",
    ):
        page.evaluate("fragment => { location.hash = fragment; }", place)
        page.locator("main h1:focus").wait_for()
        expect(page.locator("main")).to_contain_text(IMAGE)
        assert page.locator("#inhalt :is(img, svg:not(.icon), script, iframe, b)").count() == 0, place
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.evaluate("window.ran") == 0
    assert tab.complaints == []
    tab.close()


def test_tables_are_text(chromium: Browser, service: str) -> None:
    """Cells hold their words, and words that a quote marks; a document shows them as they are."""
    tab = Tab(chromium)
    page = tab.page
    page.add_init_script("window.ran = 0; window.run = () => { window.ran += 1; }")
    found = httpx.get(f"{service}/api/measures").json()["measures"]
    (measure,) = (each for each in found if each["title"] == "Tafelberatung")
    page.goto(f"{service}/#massnahme={measure['id']}")
    cells = page.locator(".source-table :is(th, td)")
    expect(cells).to_have_text([cell.replace("</table>", "") for row in CELLS for cell in row])
    assert page.locator(".source-table :is(th, td) *").count() == 0
    page.locator(".measure-body .citation, .measure-body .page-number").last.click()
    expect(page.locator(".source")).to_contain_text(IMAGE)
    page.goto(f"{service}/#dokument={measure['document']}")
    expect(page.locator("main")).to_contain_text("<svg onload=run()>2011</svg>")
    assert page.locator("#inhalt :is(img, svg:not(.icon), script, iframe, b)").count() == 0
    assert page.evaluate("window.ran") == 0
    assert tab.complaints == []
    tab.close()
