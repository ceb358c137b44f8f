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
from service.api.feedback import Feedback
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


@pytest.fixture(scope="module")
def bundled(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that serves the bundled documents, but whose next rebuild reads a folder of one."""
    root = tmp_path_factory.mktemp("bundled")
    documents = root / "documents"
    documents.mkdir()
    (documents / "katalog.md").write_text(CATALOGUE.format(name="Vormittags starten"), "utf-8")
    index = Path(shutil.copytree(built_index, root / "index"))
    with serving(index, documents=documents, admin_key=KEY) as client:
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
    expect(page.locator(".note.danger")).to_be_visible()
    expect(page.locator("#key")).to_be_focused()
    assert tab.axe() == []
    signed_in(page, service)
    page.get_by_role("button", name="Jetzt prüfen").click()
    page.locator("#check summary").click()
    page.get_by_role("button", name="Zuordnung zeigen").click()
    page.locator("#mapping-text").wait_for()
    assert tab.axe() == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert tab.axe() == []
    assert page.url == f"{service}/verwaltung"
    assert page.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length") == 0
    tab.close()


def test_several_documents_are_added_and_one_removed(chromium: Browser, service: str, tmp_path: Path) -> None:
    """One result for each, in the page's language; what is added is found after a rebuild; an older one is put back."""
    new, broken = tmp_path / "neu.md", tmp_path / "kaputt.pdf"
    new.write_text(CATALOGUE.format(name="Abends lernen"), "utf-8")
    broken.write_bytes(b"%PDF-1.7 nichts")
    tab = Tab(chromium)
    page = tab.page
    signed_in(page, service)
    expect(page.locator(".figures").first).to_contain_text("Maßnahmen1Dokumente1")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Dokument hinzufügen").click()
    chooser.value.set_files([new, broken])
    expect(page.locator(".results li")).to_have_text(
        [
            "neu.md ist aufgenommen: 1 Maßnahme, 15\xa0% nicht zugeordnet.",
            "kaputt.pdf: Das lässt sich nicht lesen: unvollständig; das Ende des PDF fehlt",
        ]
    )
    expect(page.locator("body > [aria-live]")).to_have_text("1 von 2 Dateien ist aufgenommen.")
    expect(page.locator("#documents tbody th")).to_have_text(["katalog.md", "neu.md"])
    expect(page.locator("#documents tbody tr").last).to_contain_text("nach dem nächsten Aufbau")
    page.locator("#file").set_input_files([new])
    expect(page.locator(".results li")).to_have_text(["neu.md: gibt es schon. Ersetzen"])
    page.get_by_role("button", name="Ersetzen: neu.md").click()
    expect(page.locator(".results li")).to_contain_text("neu.md ist aufgenommen: 1 Maßnahme")
    page.get_by_role("button", name="Jetzt prüfen").click()
    expect(page.locator("#check details")).to_have_count(2)
    expect(page.locator("#check .figures").first).to_contain_text("1 → 2")
    expect(page.locator("#check .named")).to_have_text(["Neu ist Abends lernen "])
    assert tab.axe() == []
    page.get_by_role("button", name="Neu aufbauen").click()
    finished = "Der neue Stand ist fertig und in Benutzung."
    expect(page.locator("#message")).to_contain_text(finished, timeout=PATIENCE)
    expect(page.locator("#generations tbody tr")).to_have_count(2)
    expect(page.locator("#generations tbody tr").first).to_contain_text("2 Maßnahmen, 2 Dokumente")
    page.get_by_role("button", name=re.compile("^Einsetzen: Stand vom")).click()
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Damit fällt 1 Maßnahme weg")
    expect(dialog).to_contain_text("Weg fällt Abends lernen")
    expect(dialog.get_by_role("button", name="Abbrechen")).to_be_focused()
    assert tab.axe() == []
    dialog.get_by_role("button", name="Trotzdem einsetzen").click()
    expect(page.locator("#message")).to_contain_text("Der Stand ist eingesetzt.")
    expect(page.locator("#generations tbody tr").last).to_contain_text("in Benutzung")
    page.get_by_role("button", name="Entfernen: katalog.md").click()
    expect(dialog).to_contain_text("Weg fällt Vormittags starten")
    page.keyboard.press("Escape")
    expect(page.locator("#documents tbody th").first).to_have_text("katalog.md")
    page.get_by_role("button", name="Entfernen: neu.md").click()
    dialog.get_by_role("button", name="Dokument entfernen").click()
    expect(page.locator("#message")).to_contain_text("neu.md ist entfernt.")
    expect(page.locator("#documents tbody th")).to_have_text(["katalog.md"])
    assert tab.axe() == []
    refused = [said for said in tab.complaints if not re.search("409|422", said)]  # the browser names what was refused
    assert refused == []
    tab.close()


def test_measures_disappear_only_when_somebody_says_so(chromium: Browser, bundled: str) -> None:
    """The rebuild asks, focus is on the safe way; Escape decides later; what is kept is built along."""
    tab = Tab(chromium, viewport={"width": 1440, "height": 900})
    page = tab.page
    signed_in(page, bundled)
    page.get_by_role("button", name="Neu aufbauen").press("Enter")
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Mit dem neuen Stand fallen 36 Maßnahmen weg", timeout=PATIENCE)
    expect(dialog.get_by_role("button", name="Neuen Stand verwerfen")).to_be_focused()
    figures = ["36 → 1Maßnahmen", "5 → 1Dokumente", "0geändert", "− 36fallen weg"]
    pairs = "all => all.map(each => each.lastChild.textContent + each.firstChild.textContent)"
    shown = dialog.locator(".figures > div").evaluate_all(pairs)
    assert shown == figures
    dialog.get_by_role("button", name="und 29 weitere zeigen").press("Enter")
    assert len(dialog.locator(".named span[lang=de]").first.inner_text().split(", ")) > 36
    assert tab.axe() == []
    first = dialog.locator(".actions button").first
    expect(first).to_have_text("Behalten und neu aufbauen")
    dialog.get_by_label("Nur den eigenen Ordner durchsuchen").check()
    expect(first).to_have_text("36 Maßnahmen entfernen")
    assert tab.axe() == []
    page.keyboard.press("Escape")
    expect(page.locator("#message")).to_contain_text("Der neue Stand wartet in der Liste der Stände.")
    expect(page.locator("#generations tbody tr").first).to_contain_text("wartet auf Ihre Entscheidung")
    page.get_by_role("button", name=re.compile("^Entscheiden: Stand vom")).click()
    first.click()
    expect(page.locator("#message")).to_contain_text("ist fertig und in Benutzung", timeout=PATIENCE)
    expect(page.locator("#generations tbody tr").first).to_contain_text("37 Maßnahmen, 6 Dokumente")
    expect(page.locator("#documents tbody tr", has_text="mitgeliefert")).to_have_count(5)
    assert tab.complaints == []
    tab.close()


def test_the_mapping_is_proposed_and_saved(chromium: Browser, bundled: str) -> None:
    """A mistake is named with its line, and what was typed stays; then it is saved. English after a click."""
    tab = Tab(chromium)
    page = tab.page
    signed_in(page, bundled)
    page.get_by_role("button", name="Zuordnung zeigen").click()
    field = page.locator("#mapping-text")
    expect(field).to_be_focused()
    proposed = field.input_value()
    assert '"Zielgruppe" = "target_group"' in proposed
    field.fill(f"{proposed}nichts\n")
    page.get_by_role("button", name="Prüfen und speichern").click()
    line = proposed.count("\n") + 1
    expect(page.locator("#mapping-problem")).to_contain_text(f"Zeile {line}, Spalte 7: nach dem Namen fehlt „=“")
    expect(field).to_be_focused()
    assert tab.axe() == []
    field.fill(proposed)
    page.get_by_role("button", name="Prüfen und speichern").click()
    expect(page.locator("#message")).to_contain_text("catalogue.toml ist gespeichert.")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Administration")
    expect(page.locator("#mapping")).to_contain_text("This is what catalogue.toml says.")
    expect(page.get_by_role("button", name="Deutsch")).to_be_focused()
    assert tab.complaints == [
        "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
    ]
    tab.close()


def test_markup_is_text(chromium: Browser, tmp_path: Path) -> None:
    """In names of files, titles, labels, reasons and the mapping: no node is made of it, and nothing runs."""
    documents = tmp_path / "documents"
    documents.mkdir()
    hostile = "<img src=x onerror=run()><svg onload=run()>"
    entry = "Bezeichnung der Maßnahme: {name}\nZielgruppe: Jugendliche\nDauer: 2 Wochen\n"
    (documents / f"{hostile}.txt").write_text(entry.format(name=hostile), "utf-8")
    (documents / f"{hostile}.pdf").write_bytes(b"%PDF-1.7")
    build_index(Corpus.from_folder(documents), load_encoder(), tmp_path / "index")
    (documents / f"{hostile}.txt").write_text(entry.format(name=f"Neu {hostile}"), "utf-8")
    with serving(tmp_path / "index", documents=documents, admin_key=KEY) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        tab = Tab(chromium)
        page = tab.page
        page.add_init_script("window.ran = 0; window.run = () => { window.ran += 1; }")
        signed_in(page, str(client.base_url).rstrip("/"))
        expect(page.locator("#documents tbody th")).to_have_text([f"{hostile}.txt", f"{hostile}.pdf"])
        page.get_by_role("button", name="Jetzt prüfen").click()
        expect(page.locator("#check .note.danger")).to_contain_text(f"{hostile}.pdf: unvollständig")
        expect(page.locator("#check .named").first).to_contain_text(hostile)
        page.get_by_role("button", name="Zuordnung zeigen").click()
        page.locator("#mapping-text").fill(f'"{hostile}" = 1\n')
        page.get_by_role("button", name="Prüfen und speichern").click()
        expect(page.locator("#mapping-problem")).to_contain_text(f"{hostile}: unbekannt")
        page.get_by_role("button", name=f"Entfernen: {hostile}.txt").click()
        expect(page.locator("dialog")).to_contain_text(hostile)
        assert page.locator("img:not(.brand img), svg, main script").count() == 0
        assert page.evaluate("window.ran") == 0
        assert [said for said in tab.complaints if not re.search("409|422", said)] == []
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


def test_opinions_are_listed(chromium: Browser, built_index: Path, tmp_path: Path) -> None:
    """Measures by title, questions only where they were sent along, and as text."""
    feedback = Feedback(tmp_path / "opinions.jsonl")
    feedback.add(True, ["jumita-junge-muetter-in-teilzeit"], "Was gibt es <b>hier</b>?")
    feedback.add(False, ["jumita-junge-muetter-in-teilzeit", "nicht-mehr-da"])
    with serving(built_index, feedback=feedback.path, admin_key=KEY) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        page = Tab(chromium).page
        signed_in(page, str(client.base_url).rstrip("/"))
        page.get_by_role("button", name="Meinungen zeigen").click()
        part = page.locator("#opinions")
        expect(part).to_contain_text("Meinungen: 2, davon hilfreich: 1")
        rows = [row.inner_text().split("\t") for row in part.locator("tbody tr").all()]
        title = "JUMITA (Junge Mütter in Teilzeit Ausbildung)"
        assert rows == [
            [title, "1", "1"],
            ["nicht-mehr-da", "0", "1"],
            ["Was gibt es <b>hier</b>?", "hat geholfen", title],
        ]
