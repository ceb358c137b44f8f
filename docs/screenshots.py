"""Takes the pictures of the documentation: `make screenshots`. Needs Debian's chromium and the test extra."""

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
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.browser.conftest import FLAGS
from tests.service.conftest import serving, wait_until

PICTURES = Path(__file__).parent / "pictures"
CASE = "Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit"
QUESTION = "measures for single parents with childcare issues"
INTRANET = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Intranet</title>
<style>body{{font-family:sans-serif;margin:3rem;max-width:34rem;line-height:1.5}}</style>
<script type="module" src="{service}/widget.js"></script></head>
<body><h1>Intranet des Jobcenters</h1><p>Neues aus dem Haus, Formulare, Ansprechpersonen.</p>
<massnahmen-chat></massnahmen-chat></body></html>"""


def main() -> int:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with intranet() as (host, show), tempfile.TemporaryDirectory() as root, sync_playwright() as playwright:
        build_index(Corpus.shipped(), load_encoder(), Path(root))
        with serving(Path(root), origins=(host,)) as client:
            wait_until(client, lambda answer: answer.status_code == httpx.codes.OK)
            take_all(playwright, str(client.base_url).rstrip("/"), host, show)
    return 0


def take_all(playwright: Playwright, service: str, host: str, show: Callable[[str], None]) -> None:
    """Take the pictures of the page and of the widget on `host`."""
    show(INTRANET.format(service=service))
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    walk(browser, service)
    take_page(browser, service)
    take_widget(browser, host)
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
    for place in range(2):
        page.locator("[data-list=compared]").nth(place).click()
        page.locator("[data-list=collected]").nth(place).click()
    page.locator(".shelf-bar a").click()
    page.locator(".comparison h1").wait_for()
    take(page, "walk-6-compare")
    page.locator(".views [data-view=collection]").click()
    page.locator(".entry").first.wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 pixels an inch
    take(page, "walk-7-print")


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
