"""The page as a whole: accessible in every state, by keyboard, at every width; quick, and proof against markup."""

import json
import re

import httpx
import pytest
from playwright.sync_api import Browser, Route, expect

from service.api.assets import Assets
from tests.browser.page import (
    CASE,
    COACHING_ID,
    DEBTS,
    DOCUMENT,
    JUMITA,
    JUMITA_ID,
    LOOK_NAMES,
    LOOKS,
    NEAR_MISS,
    SHIFTS,
    SINGLE_PARENTS,
    answered,
    ask,
    focused,
    fragment,
    go,
    opened,
    wide_enough,
)
from tests.browser.tab import EVIL, Tab
from tests.pace import allowed

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
EVENTS = {"Content-Type": "text/event-stream"}


@pytest.mark.parametrize("look", [*LOOKS, PHONE], ids=[*LOOK_NAMES, "phone"])
def test_every_state_is_accessible(chromium: Browser, served: str, look: dict[str, object]) -> None:
    """Axe finds nothing on any view in any state, and the console complains of nothing."""
    tab = opened(chromium, served, **look)
    page = tab.page
    page.locator(".browse-list").first.wait_for()
    assert tab.axe() == []
    page.locator("#question").fill("§ 16")
    if "viewport" not in look:
        page.locator("[role=option]").first.wait_for()
        assert tab.axe() == [], "suggestions"
    ask(page, CASE)
    page.locator("[data-list=compared]").first.click()
    assert tab.axe() == [], "a case"
    page.locator(".fit .citation").first.click()
    page.locator(".source mark").first.wait_for()
    assert tab.axe() == [], "source"
    page.keyboard.press("Escape")
    if "viewport" in look:
        page.locator(".narrow").click()
        assert tab.axe() == [], "filters"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Ändern").click()
        assert tab.axe() == [], "details"
        page.keyboard.press("Escape")
    for question in ("Was kostet JUMITA?", NEAR_MISS, "Vergleiche JUMITA und Jobschmiede", "Wie lange dauert es?"):
        ask(page, question)
        assert tab.axe() == [], question
    page.locator("#turn-1 .unfold").click()
    page.locator("[data-list=collected]").first.click()
    for place in (
        *("#alle", "#merkliste", f"#massnahme={JUMITA_ID}", f"#vergleich={JUMITA_ID},{COACHING_ID}"),
        *(f"#dokument={DOCUMENT}&start=86802&end=87019", "#massnahme=gibt-es-nicht"),
    ):
        go(page, place)
        assert tab.axe() == [], place
    refused = [said for said in tab.complaints if "404" not in said]  # the browser names the measure that isn't there
    assert refused == []
    tab.close()


@pytest.mark.parametrize("look", LOOKS, ids=LOOK_NAMES)
@pytest.mark.parametrize("path", ["barrierefreiheit", "gibt-es-nicht/da"])
def test_the_other_pages_are_accessible(chromium: Browser, served: str, path: str, look: dict[str, str]) -> None:
    """The statement, with the address that the operator set, and what comes for a mistyped address."""
    tab = Tab(chromium, **look)
    tab.page.goto(f"{served}/{path}")
    assert tab.axe() == []
    assert wide_enough(tab.page)
    if path == "barrierefreiheit":
        link = tab.page.locator("#contact a")
        link.wait_for()
        assert link.get_attribute("href") == "mailto:barrieren@jobcenter.example"
    else:
        assert tab.page.get_by_role("link", name="Zur Suche").evaluate("link => link.href") == f"{served}/"
    tab.close()


def test_a_link_is_answered_within_a_second(chromium: Browser, served: str) -> None:
    """From the click on a link to the first rows, in a fresh profile, the best of three; in less than 330 kB."""
    took, sizes = [], list[float]()
    for _ in range(3):
        tab = Tab(chromium)
        session = tab.page.context.new_cdp_session(tab.page)
        session.send("Network.enable")
        sizes.clear()
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        tab.page.goto(f"{served}/{fragment(SINGLE_PARENTS)}")
        tab.page.locator(".row").first.wait_for()
        took.append(tab.page.evaluate("performance.now()"))
        answered(tab.page)
        assert tab.page.evaluate(SHIFTS) < 0.01
        tab.close()
    assert min(took) < 1000 * allowed(1.0)
    assert sum(sizes) < 330_000


def test_a_case_by_keyboard(chromium: Browser, served: str) -> None:
    """Ask, filter, open a source, compare, save; at most 12 stops from the composer to the first title."""
    tab = opened(chromium, served, viewport={"width": 1440, "height": 900})
    page, keyboard = tab.page, tab.page.keyboard
    keyboard.type(CASE)
    keyboard.press("Enter")
    answered(page)
    assert page.evaluate("document.activeElement.id") == "question"
    keyboard.press("ArrowUp")
    stops = 1
    while focused(page) != JUMITA:
        keyboard.press("Tab")
        stops += 1
        assert stops <= 12, focused(page)
    keyboard.press("Tab")
    assert focused(page) == f"Vergleichen: {JUMITA}"
    keyboard.press("Space")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    keyboard.press("Tab")
    keyboard.press("Space")
    expect(page.locator("nav [data-count=collected]")).to_have_text("1")
    keyboard.press("Tab")
    assert focused(page) == "Quelle 1: JUMITA"
    keyboard.press("Enter")
    expect(page.locator(".source-title")).to_be_focused()
    page.locator(".source mark").first.wait_for()
    keyboard.press("Escape")
    assert focused(page) == "Quelle 1: JUMITA"
    page.locator("#skip-filters").focus()
    keyboard.press("Enter")
    assert focused(page) == "Eingrenzen"
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Space")
    expect(page.locator(".narrowed .chip")).to_contain_text("Land:")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    keyboard.press("/")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.id") == "question"
    page.locator("h1").first.focus()
    keyboard.press("?")
    expect(page.locator("dialog")).to_contain_text("zur Frage")
    keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    tab.close()


def test_english_is_kept(chromium: Browser, served: str) -> None:
    """The switch changes every word, marks German ones as German, and is there after a reload."""
    tab = opened(chromium, served)
    page = tab.page
    page.get_by_role("button", name="English").click()
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("h1")).to_have_text("Which measure are you looking for?")
    turn = ask(page, SINGLE_PARENTS)
    expect(turn.locator(".lead")).to_contain_text("fits best")
    assert turn.locator(".title a:not([lang=de])").count() == 0
    assert turn.locator("q:not([lang=de])").count() == 0
    assert tab.axe() == []
    tab.close()


@pytest.mark.parametrize("width", [320, 640, 1024, 1920])
def test_widths(chromium: Browser, served: str, width: int) -> None:
    """From 320 px on, which is 200 % and 400 % zoom as well, nothing has to be scrolled sideways but wide tables."""
    tab = opened(chromium, served, viewport={"width": width, "height": 640})
    assert wide_enough(tab.page)
    ask(tab.page, DEBTS)
    assert wide_enough(tab.page)
    for place in (f"#massnahme={JUMITA_ID}", f"#vergleich={JUMITA_ID},{COACHING_ID}", "#merkliste", "#alle"):
        go(tab.page, place)
        assert wide_enough(tab.page), place
    small = tab.page.evaluate(
        "[...document.querySelectorAll('button, select, summary')].filter(each => each.checkVisibility())"
        ".map(each => [each.className, each.getBoundingClientRect()])"
        ".filter(([, box]) => box.height < 24 && box.width > 0).map(([name]) => name)"
    )
    assert small == []
    tab.close()


def test_a_failing_service(chromium: Browser, served: str) -> None:
    """It says so, keeps what was typed and the conversation, and answers when asked again."""
    tab = opened(chromium, served)
    page = tab.page
    page.context.set_offline(True)
    page.locator("#question").fill("Was kostet BAHN FREI?")
    page.keyboard.press("Enter")
    expect(page.locator(".box-danger")).to_contain_text("nicht erreichbar")
    expect(page.locator("#question")).to_have_value("Was kostet BAHN FREI?")
    assert tab.axe() == []
    page.context.set_offline(False)
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.locator(".value")).to_contain_text("5.250 Euro")
    expect(page.locator("#question")).to_have_value("")
    tab.close()


def test_an_answer_that_breaks_off(chromium: Browser, served: str) -> None:
    """What was found stays; it is said, and can be tried again."""
    asked = {"messages": [{"role": "user", "content": CASE}], "rows": True}
    real = httpx.post(f"{served}/api/chat", json=asked, timeout=30).json()
    tab = opened(chromium, served)
    body = f"event: passages\ndata: {json.dumps({**real, 'passages': []})}\n\n"
    tab.page.route("**/api/chat", lambda route: route.fulfill(headers=EVENTS, body=body))
    ask(tab.page, CASE)
    expect(tab.page.locator(".box-danger")).to_contain_text("Die Antwort brach ab.")
    expect(tab.page.locator(".row").first).to_contain_text("JUMITA")
    assert tab.axe() == []
    tab.close()


def test_markup_is_text(chromium: Browser, served: str) -> None:
    """In questions, tokens, answers, titles, facts, quotes, labels, notes: no script runs, no node is made."""
    asked = {"messages": [{"role": "user", "content": CASE}], "rows": True}
    real = httpx.post(f"{served}/api/chat", json=asked, timeout=30).json()
    row = real["rows"][0]
    row |= {"title": EVIL, "name": EVIL, "id": EVIL, "organisation": EVIL, "state": EVIL, "kind": EVIL, "legal": [EVIL]}
    row["contact"] = [{"name": EVIL, "role": EVIL, "salutation": EVIL, "email": "javascript:run()", "phone": EVIL}]
    row["values"] = {"state": [EVIL], "legal": [EVIL], "target_group": [EVIL]}
    row["why"][0]["quote"] = row["criteria"][1]["quote"] = real["criteria"][1]["words"] = row["target"]["quote"] = EVIL
    real["citations"][0]["passage"] |= {"text": EVIL, "citation": EVIL}
    real |= {
        "answer": f"{EVIL} [1]",
        "answered_by": "model",
        "suggestions": [EVIL],
        "notes": [EVIL],
        "degraded": [EVIL],
        "rewritten": True,
        "standalone_question": EVIL,
        "missing": [EVIL],
        "understood": [{"kind": "spelling", "words": EVIL, "value": EVIL}],
        "expanded": [{"term": EVIL, "labels": [EVIL]}],
    }
    found = {**real, "passages": [], "written": True}
    stream = "".join(
        f"event: {name}\ndata: {json.dumps(data)}\n\n"
        for name, data in (("passages", found), ("token", {"text": EVIL}), ("answer", real))
    )

    def hostile(route: Route) -> None:
        route.fulfill(headers=EVENTS, body=stream)

    tab = Tab(chromium)
    tab.page.add_init_script("window.ran = 0; window.run = () => { window.ran += 1; }")
    tab.page.route("**/api/chat", hostile)
    tab.page.goto(f"{served}/{fragment(EVIL)}")
    page = tab.page
    page.locator(".answer .citation").first.wait_for()
    ask(page, EVIL)
    page.locator("#turn-2 .answer .citation").first.click()
    page.locator(".source mark").first.wait_for()
    assert page.locator(":is(main, .source) :is(img, script, iframe, svg:not(.icon))").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert EVIL.replace("  ", " ")[:40] in page.locator("#turn-2 .row").first.inner_text()
    page.reload()
    page.locator("#turn-2 .row").first.wait_for()
    assert page.evaluate("window.ran") == 0
    assert tab.complaints == []
    tab.close()


def test_all_modules_are_fetched_at_once() -> None:
    """In one file, which imports nothing (what it is made of: tests/service/api/test_joining.py)."""
    assets = Assets.load()
    scripts = re.findall(r'src="static/(.*?\.js)"', assets.pages["index.html", "de"].content.decode())
    assert scripts == ["page/page.js"]
    whole = assets.files["page/page.js"].content.decode()
    assert not re.search(r"^(?:import|export) ", whole, re.MULTILINE)


def test_modules_of_the_page_load_nothing_from_elsewhere() -> None:
    """No address of another host stands in any file; but that of a namespace, which nobody fetches."""
    files = {path: asset.content.decode() for path, asset in Assets.load().files.items() if path.startswith("page/")}
    assert "page/messages.js" in files
    for path, text in files.items():
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|//cdn", text), path
