"""The administration in a real browser: a document is added, an index built, an older one put back."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.browser.tab import Tab
from tests.browser.test_page import LOOKS
from tests.service.conftest import serving, wait_until

KEY = "ein-langer-geheimer-schluessel"
CATALOGUE = "# Eigene\n\n## {name}\nZielgruppe: Alleinerziehende\nDauer: 16 Wochen\n"
PATIENCE = 60_000


@pytest.fixture
def service(tmp_path: Path) -> Iterator[str]:
    """The address of a service with an index of one document of its own."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "katalog.md").write_text(CATALOGUE.format(name="Vormittags starten"), "utf-8")
    build_index(Corpus.from_folder(documents), load_encoder(), tmp_path / "index")
    with serving(tmp_path / "index", documents=documents, admin_key=KEY) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")


def signed_in(page: Page, service: str) -> None:
    """Open the administration with its key."""
    page.goto(f"{service}/verwaltung")
    page.locator("#key").fill(KEY)
    page.keyboard.press("Enter")
    page.locator("#generations table").wait_for()


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "forced colours"])
def test_only_with_the_key(chromium: Browser, service: str, look: dict[str, str]) -> None:
    """Another key is refused in words, and the field keeps focus; the key is in no address and no storage."""
    tab = Tab(chromium, **look)
    page = tab.page
    page.goto(f"{service}/verwaltung")
    page.locator("#key").fill("falsch")
    page.keyboard.press("Enter")
    expect(page.locator(".kern-alert--danger")).to_be_visible()
    expect(page.locator("#key")).to_be_focused()
    assert tab.axe() == []
    signed_in(page, service)
    page.get_by_role("button", name="Jetzt prüfen").click()
    page.locator("#check summary").click()
    assert tab.axe() == []
    assert page.url == f"{service}/verwaltung"
    assert page.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length") == 0
    tab.close()


def test_a_new_document_is_found_and_an_old_index_put_back(chromium: Browser, service: str, tmp_path: Path) -> None:
    """Upload, check, rebuild with progress, search, switch back, remove: all in one visit, axe content throughout."""
    new = tmp_path / "neu.md"
    new.write_text(CATALOGUE.format(name="Abends lernen"), "utf-8")
    broken = tmp_path / "kaputt.pdf"
    broken.write_bytes(b"%PDF-1.7 nichts")
    tab = Tab(chromium)
    page = tab.page
    signed_in(page, service)
    page.locator("#file").set_input_files(broken)
    page.get_by_role("button", name="Hochladen und prüfen").click()
    expect(page.locator("#message .kern-alert--danger")).to_contain_text("kaputt.pdf: Das lässt sich nicht lesen")
    page.locator("#file").set_input_files(new)
    page.get_by_role("button", name="Hochladen und prüfen").click()
    expect(page.locator("#message")).to_contain_text("neu.md ist aufgenommen: 1 Maßnahme")
    expect(page.locator(".files li > span")).to_have_text(["katalog.md", "neu.md"])
    page.get_by_role("button", name="Jetzt prüfen").click()
    expect(page.locator("#check details")).to_have_count(2)
    assert tab.axe() == []
    page.get_by_role("button", name="Neu aufbauen").click()
    expect(page.locator("#message")).to_contain_text("Das neue Verzeichnis ist fertig.", timeout=PATIENCE)
    expect(page.locator("#generations tbody tr")).to_have_count(2)
    expect(page.locator("#generations", has_text="in Benutzung")).to_be_visible()
    put_back = page.get_by_role("button", name=re.compile("^Einsetzen: "))
    put_back.first.wait_for()
    old = (put_back.first.get_attribute("aria-label") or "").removeprefix("Einsetzen: ")
    put_back.first.click()
    expect(page.locator("#message")).to_contain_text(f"{old} ist eingesetzt.")
    page.get_by_role("button", name="Entfernen: neu.md").click()
    assert tab.axe() == []
    page.locator("dialog").get_by_role("button", name="Entfernen").click()
    expect(page.locator("#message")).to_contain_text("neu.md ist entfernt.")
    assert tab.axe() == []
    refused = [said for said in tab.complaints if "422" not in said]  # the browser names the file that was refused
    assert refused == []
    tab.close()


def test_a_rebuild_that_halves_the_index_is_confirmed(chromium: Browser, built_index: Path, tmp_path: Path) -> None:
    """The check and the rebuild say what would be left and what would go; a second button builds all the same."""
    root = Path(shutil.copytree(built_index, tmp_path / "index"))
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "katalog.md").write_text(CATALOGUE.format(name="Vormittags starten"), "utf-8")
    halved = "Nach dem Aufbau gäbe es nur noch 1 Maßnahme und 1 Dokument. Jetzt sind es 36 Maßnahmen und 5 Dokumente."
    with serving(root, documents=documents, admin_key=KEY) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        tab = Tab(chromium)
        page = tab.page
        signed_in(page, str(client.base_url).rstrip("/"))
        page.get_by_role("button", name="Jetzt prüfen").click()
        expect(page.locator("#check .kern-alert--warning")).to_have_text(halved)
        page.get_by_role("button", name="Neu aufbauen").click()
        expect(page.locator("#rebuild .kern-alert--warning")).to_contain_text(halved, timeout=PATIENCE)
        expect(page.locator("#rebuild")).to_contain_text("sind neu: 1 Maßnahme; nicht mehr enthalten: 36 Maßnahmen.")
        page.locator("#rebuild summary").click()
        expect(page.locator("#rebuild details li")).to_have_count(36)
        assert tab.axe() == []
        page.get_by_role("button", name="Trotzdem aufbauen").click()
        expect(page.locator("#message")).to_contain_text("Das neue Verzeichnis ist fertig.", timeout=PATIENCE)
        expect(page.locator("#generations tbody tr")).to_have_count(2)
        assert tab.complaints == []
        tab.close()


def test_without_a_key_there_is_none(chromium: Browser, built_index: Path) -> None:
    """Neither the page nor a link to it."""
    with serving(built_index) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        tab = Tab(chromium)
        answer = tab.page.goto(str(client.base_url.join("/verwaltung")))
        assert answer
        assert answer.status == 404
        tab.page.goto(str(client.base_url))
        expect(tab.page.locator(".figures")).to_contain_text("36 Maßnahmen")
        assert tab.page.get_by_role("link", name="Verwaltung").count() == 0
        tab.close()
