"""The widget in a real browser, on another origin's page at its worst: resets, a strict policy, Trusted Types."""

import gzip
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Request, Route

from service.access.key import AccessKey
from service.access.key_file import KeyFile
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


def ask(widget: Locator, question: str) -> Locator:
    """Type a question, and wait for its answer: the newest turn."""
    turns = widget.locator("ol.turns > li")
    number = turns.count()
    widget.locator("textarea").fill(question)
    widget.locator("textarea").press("Enter")
    turn = turns.nth(number)
    turn.locator(".content:not(.busy) > *").first.wait_for()
    return turn


def words(found: Locator) -> list[str]:
    """The texts of elements, blanks made plain."""
    return [re.sub(r"\s+", " ", text).strip() for text in found.all_inner_texts()]


def test_it_is_one_small_file() -> None:
    """Under 19 kB compressed, and it loads nothing else."""
    source = Assets.load().widget.content
    assert len(gzip.compress(source)) < 19_000
    assert re.findall(rb"^\s*import\b", source, re.MULTILINE) == []


CASE = "Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit"


def test_a_case_in_rows_of_four_lines(chromium: Browser, host: Host, service: str) -> None:
    """A cited sentence, measures with facts and ticks, how many more, a question back with its readings."""
    host.show(service, "<massnahmen-chat></massnahmen-chat>")
    tab = HostTab(chromium, viewport={"width": 1000, "height": 720})
    (widget,) = tab.widgets(host)
    widget.locator(".launch").click()
    turn = ask(widget, CASE)
    (lead,) = words(turn.locator(".lead"))
    assert lead.startswith("JUMITA (Göttingen) passt am besten: für »Junge Mütter bis 30 Jahre im SGB II-Bezug« 1 ")
    assert re.search(r" 1 \w+ weitere passen zum Teil, zwei nicht\.$", lead)
    first, second = turn.locator(".rows > li").all()
    assert words(first.locator("p")) == [
        "JUMITA (Junge Mütter in Teilzeit Ausbildung) (neuer Tab)",
        "Göttingen · Niedersachsen",
        "16 Plätze · 11 Monate · Teilzeit 25 Std./Woche",
        "Passt: 24 Jahre · zwei Kinder · Ausbildung · Teilzeit",
    ]
    assert words(second.locator("p"))[0] == "Förderzentrum Plus (neuer Tab)"
    (more,) = words(turn.locator(".more"))
    others, against, found = map(int, re.findall(r"\d+", more))
    assert more == f"{others} weitere, davon {against} nicht passend Alle {others + 2} öffnen"
    assert (found, against) == (others + 2, 2)
    assert words(turn.locator("[role=group] .chips button"))[:3] == ["Schulabschluss", "Berufsabschluss", "beide"]
    box = widget.locator(".panel").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (400, 640)
    turn.get_by_text("Berufsabschluss").click()
    widget.locator("ol.turns > li").nth(1).locator(".lead").wait_for()
    assert "kein Berufsabschluss" in words(widget.locator(".question"))[1]
    assert tab.complaints == []
    tab.close()


def test_values_near_misses_and_choices(chromium: Browser, host: Host, service: str) -> None:
    """The value first; what is missing by name, with a way on; measures to choose from as buttons."""
    host.show(service, '<massnahmen-chat position="inline"></massnahmen-chat>')
    tab = HostTab(chromium)
    (widget,) = tab.widgets(host)
    value = ask(widget, "Was kostet JUMITA?")
    assert words(value.locator(".value")) == ["»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« 1"]
    assert words(value.locator(".content > .quiet")) == [
        "Mittelvolumen, JUMITA (Junge Mütter in Teilzeit Ausbildung) (Jobcenter Landkreis Göttingen – Niedersachsen)"
    ]
    assert words(value.locator(".rest > .quiet")) == ["Angaben von 2013, bitte Kontakte und Kosten prüfen."]
    miss = ask(widget, "Welche Maßnahmen gibt es für Berufskraftfahrer in Bremen?")
    assert words(miss.locator(".box p")) == [
        "Dazu steht nichts im Verzeichnis.",
        "Bremen kommt in keinem der Dokumente vor.",
    ]
    assert words(miss.locator(".title")) == ["Teilqualifizierung (neuer Tab)"]
    assert words(miss.locator("p.unstated")) == ["nicht genannt: Bremen"]
    assert tab.axe() == []
    miss.get_by_role("button", name="Ohne „Bremen“ suchen").click()
    widget.locator("ol.turns > li").nth(2).locator(".content:not(.busy) > *").first.wait_for()
    assert words(widget.locator(".question"))[2] == "Welche Maßnahmen gibt es für Berufskraftfahrer?"
    widget.locator("[part=new]").click()
    assert widget.locator("ol.turns > li").count() == 0
    asked = ask(widget, "Wie lange dauert es?")
    assert words(asked.locator(".lead")) == ["Welche Maßnahme meinen Sie?"]
    assert "Die durchschnittliche Verweildauer beträgt 6 Monate." in asked.inner_text()
    assert tab.axe() == []
    asked.locator("[part=choice]", has_text="Förderzentrum Plus").click()
    chosen = widget.locator("ol.turns > li").nth(1)
    chosen.locator(".content:not(.busy) > *").first.wait_for()
    assert "6 Monate" in words(chosen.locator(".value"))[0]
    assert tab.complaints == []
    tab.close()


def test_the_conversation_goes_along_to_the_page(chromium: Browser, host: Host, service: str) -> None:
    """From window to window: the address names no question, and the page shows the turns without asking again."""
    host.show(service, '<massnahmen-chat position="inline"></massnahmen-chat>')
    tab = HostTab(chromium)
    (widget,) = tab.widgets(host)
    ask(widget, "Was kostet JUMITA?")
    turn = ask(widget, CASE)
    asked: list[str] = []
    tab.page.context.on("request", lambda request: asked.append(request.url))
    with tab.page.context.expect_page() as opened:
        opens = turn.get_by_text(re.compile(r"^Alle \d+ öffnen"))
        found = int(re.findall(r"\d+", opens.inner_text())[0])
        opens.click()
    page = opened.value
    page.locator("#turn-2 .row").first.wait_for()
    assert page.url == f"{service}/#gespraech=2"
    assert words(page.locator(".question")) == ["Was kostet JUMITA?", CASE]
    assert page.locator("#turn-2 .row").count() == found
    assert page.evaluate("window.opener") is None
    assert [url for url in asked if "/api/chat" in url or "JUMITA" in url] == []
    assert tab.complaints == []
    tab.close()


def test_a_page_that_is_not_allowed_hands_nothing_over(chromium: Browser, host: Host, built_index: Path) -> None:
    """It may open the page, but what it says is not taken for a conversation."""
    with serving(built_index) as closed:
        wait_until(closed, lambda answer: answer.status_code == 200)
        service = str(closed.base_url).rstrip("/")
        host.show(service, "")
        tab = HostTab(chromium)
        tab.page.goto(host.origin)
        turns = json.dumps([{"question": EVIL, "found": None}])
        with tab.page.context.expect_page() as opened:
            tab.page.evaluate(
                "([url, turns]) => { const page = open(url); addEventListener('message', () => "
                "page.postMessage({lotse: 'conversation', turns}, '*')); }",
                [f"{service}/#uebernahme", turns],
            )
        page = opened.value
        page.locator("#question").wait_for()
        assert page.locator(".question").count() == 0
        page.wait_for_url(lambda url: url.removesuffix("#") == f"{service}/")
        tab.close()


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
    assert "5.250 Euro" in corner.locator(".value").inner_text()
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
    assert (start, end) == ("Wird gesucht.", "Die Antwort ist fertig: 1 Maßnahme, 1 Quelle.")
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
    """It gets the script, which says so, and what to do; it gets no answer."""
    with serving(built_index) as closed:
        host.show(str(closed.base_url).rstrip("/"), "<massnahmen-chat></massnahmen-chat>")
        tab = HostTab(chromium)
        (widget,) = tab.widgets(host)
        widget.locator(".launch").click()
        widget.locator(".told .problem").wait_for()
        said = f"Diese Seite ist beim Maßnahmenlotsen nicht freigegeben: {host.origin} fehlt in LOTSE_ORIGINS."
        assert widget.locator(".told").inner_text().strip() == said
        widget.locator("textarea").fill("Was kostet BAHN FREI?")
        widget.locator("textarea").press("Enter")
        widget.locator("li .problem").wait_for()
        assert said in widget.locator("li .problem").inner_text()
        assert tab.axe() == []
        assert all("CORS" in said or "ERR_FAILED" in said for said in tab.complaints)
        tab.page.context.close()


def test_a_key_is_not_needed_where_the_origin_has_one(
    chromium: Browser, host: Host, built_index: Path, tmp_path: Path
) -> None:
    """A page that is allowed, but has no key, says what its operator can do; with one it answers."""
    keys = KeyFile(tmp_path / "keys.json")
    keys.add(AccessKey("somebody", ("search", "chat"), datetime.now(UTC), origin="https://other.example"))
    with serving(built_index, origins=(host.origin,), keys=tmp_path / "keys.json") as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        host.show(str(client.base_url).rstrip("/"), '<massnahmen-chat position="inline"></massnahmen-chat>')
        tab = HostTab(chromium)
        (widget,) = tab.widgets(host)
        widget.locator("textarea").fill("Was kostet BAHN FREI?")
        widget.locator("textarea").press("Enter")
        widget.locator("li .problem").wait_for()
        assert f"lotse keys add --origin {host.origin}." in widget.locator("li .problem").inner_text()
        keys.add(AccessKey("widget", ("chat",), datetime.now(UTC), origin=host.origin))
        deadline = monotonic() + 10
        while client.get("/api/facets", headers={"Origin": host.origin}).status_code == httpx.codes.UNAUTHORIZED:
            assert monotonic() < deadline
            sleep(0.05)  # the service looks at the file of keys
        assert "5.250 Euro" in ask(widget, "Was kostet BAHN FREI?").inner_text()
        tab.close()


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
        f"{service}/api/chat", json={"messages": [{"role": "user", "content": "Was kostet BAHN FREI?"}], "rows": True}
    ).json()
    real["citations"][0]["passage"] |= {"text": EVIL, "citation": EVIL}
    real["rows"][0] |= {"title": EVIL, "id": EVIL, "name": EVIL, "organisation": EVIL, "state": EVIL}
    real |= {"answer": f"{EVIL} [1]", "suggestions": [EVIL], "notes": [EVIL], "rewritten": True, "kind": "list"}
    real |= {"degraded": [EVIL]}
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
    assert widget.locator("img, svg:not(.icon), script").count() == 0
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
