"""The widget in a real browser, on another origin's page at its worst: resets, a strict policy, Trusted Types."""

import gzip
import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Request, Route

from service.api.assets import Assets
from tests.browser.tab import EVIL, Tab
from tests.service.conftest import serving, wait_until

RESET = "* { all: unset !important; z-index: 9 !important }"
JUMITA = "jumita-junge-muetter-in-teilzeit"


class Host:
    """Pages of an intranet: what `shown` says, whatever the path, under a policy that lets in the widget alone."""

    def __init__(self) -> None:
        self.shown = self.policy = ""
        host = self

        class Pages(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                style = self.path == "/reset.css"
                body = (RESET if style else host.shown).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", host.policy)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def show(self, service: str, elements: str, script: str = "", language: str = "de") -> None:
        """A page that loads the widget of `service`, with `elements` in its body."""
        script = script or f'<script type="module" src="{service}/widget.js"></script>'
        head = (
            f'<title>Intranet</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/reset.css">{script}'
        )
        self.shown = (
            f'<!doctype html><html lang="{language}"><head>{head}</head><body><main><h1>Intranet</h1>{elements}</main>'
        )
        self.policy = (
            f"default-src 'none'; script-src {service}; connect-src {service}; style-src 'self'; img-src data:; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """The intranet."""
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture(scope="module")
def service(built_index: Path, host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that the intranet may use, and that takes feedback."""
    feedback = tmp_path_factory.mktemp("feedback") / "feedback.jsonl"
    with serving(built_index, origins=(host.origin,), feedback=feedback) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")


class HostTab(Tab):
    """A page of the intranet."""

    def widgets(self, host: Host) -> list[Locator]:
        """Open the intranet's page and wait for its widgets."""
        self.page.goto(host.origin)
        self.page.locator("massnahmen-chat textarea").first.wait_for(state="attached")
        return self.page.locator("massnahmen-chat").all()


def ask(widget: Locator, question: str) -> None:
    """Type a question, and wait for the citations of the newest answer."""
    widget.locator("textarea").fill(question)
    widget.locator("textarea").press("Enter")
    widget.locator("ol.turns > li").last.locator(".citation").first.wait_for()


def test_it_is_one_small_file() -> None:
    """Under 30 kB compressed, and it loads nothing else."""
    source = Assets.load().widget.content
    assert len(gzip.compress(source)) < 30_000
    assert re.findall(rb"^\s*import\b", source, re.MULTILINE) == []


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_two_on_a_hostile_page(chromium: Browser, host: Host, service: str, look: dict[str, str]) -> None:
    """Both answer, nothing is complained of, and axe finds nothing in any state, in any look, down to 320 px."""
    host.show(service, '<massnahmen-chat position="inline"></massnahmen-chat><massnahmen-chat></massnahmen-chat>')
    tab = HostTab(chromium, **look)
    inline, corner = tab.widgets(host)
    assert tab.page.evaluate("document.activeElement.tagName") == "BODY"
    ask(inline, "Was gibt es für Alleinerziehende?")
    assert tab.axe() == []
    corner.locator(".launch").click()
    ask(corner, "Was kostet BAHN FREI?")
    corner.locator(".feedback").wait_for()
    assert "5.250 Euro" in corner.locator(".content").inner_text()
    assert "5.250" not in inline.inner_text()
    assert tab.axe() == []
    corner.locator(".citation").first.click()
    corner.locator(".source p.cited + p", has_text="…").wait_for()
    assert "Gesamtkosten" in corner.locator("mark").inner_text()
    assert tab.axe() == []
    tab.page.set_viewport_size({"width": 320, "height": 256})
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert tab.page.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length") == 0
    assert tab.complaints == []
    tab.page.context.close()


def test_keyboard_alone(chromium: Browser, host: Host, service: str) -> None:
    """Open, ask, read the source, come back, close: focus is always where one would look for it."""
    host.show(service, "<massnahmen-chat></massnahmen-chat>")
    tab = HostTab(chromium)
    (widget,) = tab.widgets(host)
    keyboard = tab.page.keyboard

    def focused() -> str:
        part: str = widget.evaluate("host => host.shadowRoot.activeElement?.getAttribute('part') ?? ''")
        return part

    keyboard.press("Tab")
    assert focused() == "launcher"
    keyboard.press("Enter")
    assert focused() == "field"
    keyboard.type("Was kostet BAHN FREI?")
    keyboard.press("Enter")
    widget.locator(".citation").first.wait_for()
    assert focused() == "field"
    while focused() != "citation":
        keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    assert widget.evaluate("host => host.shadowRoot.activeElement.id") == "source"
    keyboard.press("Escape")
    assert focused() == "citation"
    keyboard.press("Escape")
    assert focused() == "launcher"
    tab.page.context.close()


def test_the_live_region_says_start_and_end(chromium: Browser, host: Host, service: str) -> None:
    """And no token; events tell the page around it that something was asked, not what."""
    host.show(service, '<massnahmen-chat position="inline"></massnahmen-chat>')
    tab = HostTab(chromium)
    (widget,) = tab.widgets(host)
    widget.evaluate(
        "host => { window.said = []; window.told = []; const live = host.shadowRoot.querySelector('[aria-live]');"
        "new MutationObserver(() => said.push(live.textContent)).observe(live, {childList: true});"
        "document.addEventListener('lotse-question', event => told.push(event.detail)); }"
    )
    ask(widget, "Was kostet BAHN FREI?")
    start, end = tab.page.evaluate("said")
    assert start == "Wird gesucht."
    assert re.fullmatch(r"Die Antwort ist fertig: 1 Maßnahme, \d Quellen?\.", end)
    assert tab.page.evaluate("told") == [{"number": 1, "language": "de"}]
    tab.page.context.close()


def test_a_failing_service(chromium: Browser, host: Host, service: str) -> None:
    """It says so, keeps what was typed, and answers when asked again."""
    host.show(service, '<massnahmen-chat position="inline" language="en"></massnahmen-chat>')
    tab = HostTab(chromium)
    (widget,) = tab.widgets(host)
    tab.page.context.set_offline(True)
    widget.locator("textarea").fill("What does BAHN FREI cost?")
    widget.locator("textarea").press("Enter")
    widget.locator(".problem").wait_for()
    assert "can't be reached" in widget.locator(".problem").inner_text()
    assert widget.locator("textarea").input_value() == "What does BAHN FREI cost?"
    assert tab.axe() == []
    tab.page.context.set_offline(False)
    widget.get_by_text("Try again").click()
    widget.locator(".citation").first.wait_for()
    assert (widget.locator("textarea").input_value(), widget.locator(".problem").count()) == ("", 0)
    assert widget.locator(".content .quote[lang=de]").count() > 0
    tab.page.context.close()


def test_an_origin_that_is_not_allowed(chromium: Browser, host: Host, built_index: Path) -> None:
    """It doesn't even get the script."""
    with serving(built_index) as closed:
        host.show(str(closed.base_url).rstrip("/"), "<massnahmen-chat></massnahmen-chat>")
        tab = HostTab(chromium)
        with tab.page.expect_console_message(lambda said: "CORS" in said.text):
            tab.page.goto(host.origin)
        assert tab.page.evaluate("customElements.get('massnahmen-chat') === undefined")
        tab.page.context.close()


@pytest.mark.parametrize("right", [True, False])
def test_the_hash_of_the_script(chromium: Browser, host: Host, service: str, right: bool) -> None:
    """The snippet with its hash loads; with another hash the browser refuses."""
    snippet = httpx.get(f"{service}/api/widget").json()["snippet"]
    script, element = snippet.split("\n")
    host.show(service, element, script if right else script.replace("sha384-", "sha384-AAAA"))
    tab = HostTab(chromium)
    tab.page.goto(host.origin)
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.evaluate("customElements.get('massnahmen-chat') !== undefined") is right
    tab.page.context.close()


def test_markup_is_text(chromium: Browser, host: Host, service: str) -> None:
    """In questions, tokens, answers, titles, passages, suggestions and a restored conversation: no script runs."""
    real = httpx.post(
        f"{service}/api/chat", json={"messages": [{"role": "user", "content": "Was kostet BAHN FREI?"}]}
    ).json()
    real["citations"][0]["passage"] |= {"text": EVIL, "citation": EVIL}
    real["measures"][0]["measure"] |= {"title": EVIL, "id": EVIL}
    real |= {"answer": f"{EVIL} [1]", "suggestions": [EVIL], "notes": [EVIL], "rewritten": True}
    real["standalone_question"] = EVIL
    stream = f"event: token\ndata: {json.dumps({'text': EVIL})}\n\nevent: answer\ndata: {json.dumps(real)}\n\n"

    def hostile(route: Route, request: Request) -> None:
        if request.method == "OPTIONS":
            return route.continue_()
        headers = {"Access-Control-Allow-Origin": host.origin, "Content-Type": "text/event-stream"}
        return route.fulfill(headers=headers, body=stream)

    host.show(service, '<massnahmen-chat position="inline" session></massnahmen-chat>')
    tab = HostTab(chromium)
    tab.page.add_init_script("window.ran = 0; window.run = () => { window.ran += 1; }")
    tab.page.route("**/api/chat", hostile)
    (widget,) = tab.widgets(host)
    ask(widget, EVIL)
    (widget,) = tab.widgets(host)  # restored from the tab's storage
    widget.locator(".citation").first.click()
    widget.locator("mark").wait_for()
    assert widget.locator("img, svg, script").count() == 0
    assert EVIL in widget.locator(".question").inner_text()
    assert "<img src=x onerror=run()>" in widget.locator(".content").inner_text()
    assert tab.page.evaluate("window.ran") == 0
    assert tab.complaints == []
    tab.page.context.close()


def test_misunderstood(chromium: Browser, host: Host, service: str) -> None:
    """A follow-up says how it was understood, and can be sent as it was typed."""
    host.show(service, '<massnahmen-chat position="inline"></massnahmen-chat>')
    tab = HostTab(chromium)
    (widget,) = tab.widgets(host)
    ask(widget, "Was kostet BAHN FREI?")
    ask(widget, "Und wer ist Ansprechpartner?")
    with tab.page.expect_request("**/api/chat") as sent:
        widget.get_by_text("Anders gemeint").click()
    assert sent.value.post_data_json["messages"][-1] == {
        "role": "user",
        "content": "Und wer ist Ansprechpartner?",
        "as_typed": True,
    }
    tab.page.context.close()
