"""Takes the pictures of the documentation: `make screenshots`. Needs Debian's chromium and the test extra."""

import base64
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pypdfium2
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from massnahmenlotse import Client
from tests.browser.conftest import FLAGS
from tests.service.conftest import serving, wait_until

PICTURES = Path(__file__).parent / "pictures"
CASE = "Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit"
PIXELS = 1000  # a sheet's width
KEY = "ein-langer-geheimer-schluessel"
CATALOGUE = """# Eigene Maßnahmen

## Vormittags starten
Zielgruppe: Alleinerziehende
Dauer: 16 Wochen

## Abends lernen
Zielgruppe: Aufstocker
Dauer: 4 Monate
"""
QUESTION = "measures for single parents with childcare issues"
INTRANET = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Intranet</title>
<style>body{{font-family:sans-serif;margin:3rem;max-width:34rem;line-height:1.5}}</style>
<script type="module" src="{service}/widget.js"></script></head>
<body><h1>Intranet des Jobcenters</h1><p>Neues aus dem Haus, Formulare, Ansprechpersonen.</p>
<massnahmen-chat></massnahmen-chat></body></html>"""

NOTEBOOK = """<!doctype html><html lang="de"><head><meta charset="utf-8"><style>
body{{font:14px/1.4 sans-serif;margin:1.5rem 2rem}} td,th{{padding:.2rem .6rem}}
tr:nth-child(even){{background:#f3f4f6}}
pre{{background:#f6f6f6;border:1px solid #ccc;border-left:4px solid #4078c0;padding:.5rem .8rem;margin:1.2rem 0 .6rem}}
</style></head><body>{cells}</body></html>"""


def main() -> int:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with intranet() as (host, show), tempfile.TemporaryDirectory() as root, sync_playwright() as playwright:
        build_index(Corpus.shipped(), load_encoder(), Path(root))
        with serving(Path(root), origins=(host,)) as client:
            wait_until(client, lambda answer: answer.status_code == httpx.codes.OK)
            take_all(playwright, str(client.base_url).rstrip("/"), host, show)
        documents = Path(root) / "documents"
        documents.mkdir()
        (documents / "katalog.md").write_text(CATALOGUE, "utf-8")
        with serving(Path(root), documents=documents, admin_key=KEY) as client:
            wait_until(client, lambda answer: answer.status_code == httpx.codes.OK)
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            take_administration(browser, str(client.base_url).rstrip("/"))
            browser.close()
    return 0


def take_all(playwright: Playwright, service: str, host: str, show: Callable[[str], None]) -> None:
    """Take the pictures of the page and of the widget on `host`."""
    show(INTRANET.format(service=service))
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    walk(browser, service)
    take_page(browser, service)
    take_states(browser, service)
    take_widget(browser, host)
    take_notebook(browser, service)
    browser.close()


def walk(browser: Browser, service: str) -> None:
    """A newcomer's first minute, step by step."""
    page = tab(browser, 1440, 900, "en-GB")
    page.goto(f"{service}/")
    page.locator(".browse-list").first.wait_for()
    take(page, "walk-1-open")
    ask(page, QUESTION)
    take(page, "walk-2-ask")
    page.locator("[data-facet=state] input").first.check()
    page.locator(".narrowed").wait_for()
    take(page, "walk-3-filter")
    page.locator(".narrowed").get_by_role("button", name="Clear all").click()
    page.locator(".lead .citation").first.click()
    page.locator(".source mark").wait_for()
    take(page, "walk-4-source")
    page.keyboard.press("Escape")
    page.locator(".title a").first.click()
    page.locator(".measure h1").wait_for()
    take(page, "walk-5-measure")
    page.go_back()
    for row in page.locator(".row", has_text="h/week").all()[:2]:
        row.locator("[data-list=compared]").click()
        row.locator("[data-list=collected]").click()
    page.locator(".shelf-bar a").click()
    page.locator(".comparison h1").wait_for()
    take(page, "walk-6-compare")
    page.locator(".views [data-view=collection]").click()
    page.locator(".entry").first.wait_for()
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))[0]
    paper.render(scale=PIXELS / paper.get_width()).to_pil().save(PICTURES / "walk-7-print.png")


def take_page(browser: Browser, service: str) -> None:
    """The page as a caseworker has it before her: a case, also in the dark and on a phone; facts, a near miss."""
    for name, width, height, scheme in (
        ("page", 1440, 900, "light"),
        ("dark", 1440, 900, "dark"),
        ("phone", 390, 844, "light"),
    ):
        page = tab(browser, width, height, color_scheme=scheme, has_touch=name == "phone", is_mobile=name == "phone")
        page.goto(f"{service}/")
        ask(page, CASE)
        take(page, name)
    page = tab(browser, 1440, 900)
    page.goto(f"{service}/")
    for question in (CASE, "Was kostet JUMITA?", "und wie viele Stunden pro Woche?"):
        ask(page, question)
    page.locator(".turn").last.locator(".citation").first.click()
    page.locator(".source mark").wait_for()
    take(page, "facts")
    page = tab(browser, 1440, 900)
    page.goto(f"{service}/")
    ask(page, "Welche Maßnahmen gibt es für Berufskraftfahrer in Bremen?")
    take(page, "near-miss")


def take_states(browser: Browser, service: str) -> None:
    """Rare states, one below the other: suggestions, what doesn't fit, nothing left, the service away."""
    page = tab(browser, 1440, 900)
    page.goto(f"{service}/")
    page.locator("#question").press_sequentially("§ 16")
    page.locator("[role=option]").first.wait_for()
    parts = [page.screenshot(clip={"x": 216, "y": 200, "width": 1008, "height": 376})]
    page.keyboard.press("Escape")
    ask(page, CASE)
    parts.append(page.locator(".rows").last.screenshot())
    page.locator("input[data-value='Niedersachsen']").check()
    field = page.get_by_role("textbox", name="Dauer in Monaten, bis")
    field.fill("3")
    field.press("Enter")
    parts.append(page.locator(".list").screenshot())
    page.context.set_offline(True)
    page.locator("#question").fill("Was kostet JUMITA?")
    page.locator("#question").press("Enter")
    parts.append(page.locator(".box-danger").screenshot())
    page.context.close()
    sheet = tab(browser, 1080, 700)
    pictures = (f'<img src="data:image/png;base64,{base64.b64encode(part).decode()}">' for part in parts)
    sheet.set_content(f"<style>img{{display:block;max-width:1000px;margin:0 auto 2rem}}</style>{''.join(pictures)}")
    sheet.screenshot(path=PICTURES / "states.png", full_page=True)
    print(PICTURES.name, "states.png")  # noqa: T201


def take_administration(browser: Browser, service: str) -> None:
    """A rebuild that asks, since measures would disappear."""
    page = tab(browser, 1440, 900)
    page.goto(f"{service}/verwaltung")
    page.locator("#key").fill(KEY)
    page.keyboard.press("Enter")
    page.locator("#generations table").wait_for()
    page.get_by_role("button", name="Neu aufbauen").click()
    page.locator("dialog").wait_for(timeout=120_000)
    take(page, "administration")


def take_widget(browser: Browser, host: str) -> None:
    """The widget on a page of an intranet."""
    page = tab(browser, 1000, 760)
    page.goto(host)
    widget = page.locator("massnahmen-chat")
    widget.locator(".launch").click()
    widget.locator("textarea").fill("Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit")
    widget.locator("textarea").press("Enter")
    widget.locator(".rows").wait_for()
    take(page, "widget")


def take_notebook(browser: Browser, service: str) -> None:
    """What the library's results look like below the lines that ask for them."""
    cells = []
    with Client(service) as lotse:
        for line, result in (
            ('lotse.ask("Was kostet BAHN FREI?")', lotse.ask("Was kostet BAHN FREI?")),
            ('lotse.search("Schulden", limit=3)', lotse.search("Schulden", limit=3)),
        ):
            cells.append(f"<pre>{line}</pre>{result._repr_html_()}")
    page = tab(browser, 900, 700)
    page.set_content(NOTEBOOK.format(cells="".join(cells)))
    take(page, "notebook")


def tab(browser: Browser, width: int, height: int, locale: str = "de-DE", **context: Any) -> Page:
    """A page of a fresh profile."""
    return browser.new_context(viewport={"width": width, "height": height}, locale=locale, **context).new_page()


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    count = page.locator(".turn").count()
    page.locator("#question").fill(question)
    page.locator("#question").press("Enter")
    page.locator(".turn").nth(count).wait_for()
    page.locator(".turn[aria-busy=true]").wait_for(state="detached")


def take(page: Page, name: str) -> None:
    """Save what is seen."""
    page.screenshot(path=PICTURES / f"{name}.png")
    print(PICTURES.name, f"{name}.png")  # noqa: T201


@contextmanager
def intranet() -> Iterator[tuple[str, Callable[[str], None]]]:
    """The address of a page, and what sets its content."""
    shown = [b""]

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(shown[0])

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", lambda page: shown.insert(0, page.encode())
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    sys.exit(main())
