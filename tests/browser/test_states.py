"""States that are rare: the index was renewed, a search is degraded, the browser keeps nothing, the service is busy."""

import json

import httpx
import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.page import CASE, LOOK_NAMES, LOOKS, SAID, answered, ask, heard, opened
from tests.browser.tab import Tab

EVENTS = {"Content-Type": "text/event-stream"}
FORBIDDEN = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
NOT_KEPT = "Dieser Browser behält nichts für diesen Tab. Beim Neuladen ist das Gespräch weg."


@pytest.mark.parametrize("look", LOOKS, ids=LOOK_NAMES)
def test_the_index_was_renewed(chromium: Browser, served: str, look: dict[str, str]) -> None:
    """After a reload, older answers say so, whatever they are; asked again, they say it no more."""
    tab = opened(chromium, served, **look)
    page = tab.page
    ask(page, CASE)
    ask(page, "Was kostet JUMITA?")

    def renewed(route: Route) -> None:
        ready = route.fetch().json()
        ready["index"]["generation"] += "-renewed"
        route.fulfill(json=ready)

    page.route("**/readyz", renewed)
    page.reload()
    note = page.locator("#turn-2 .renewed")
    expect(note).to_contain_text("Das Verzeichnis ist seitdem erneuert.")
    expect(page.locator("#turn-2 .value")).to_contain_text("117.335,04 €")
    assert tab.axe() == []
    note.get_by_role("button", name="Neu suchen").click()
    answered(page)
    expect(note).to_have_count(0)
    tab.close()


@pytest.mark.parametrize("look", LOOKS, ids=LOOK_NAMES)
def test_a_degraded_search_says_so_once(chromium: Browser, served: str, look: dict[str, str]) -> None:
    """In a box with a sign, above the answer."""
    asked = {"messages": [{"role": "user", "content": CASE}], "rows": True}
    real = httpx.post(f"{served}/api/chat", json=asked, timeout=30).json()
    real["degraded"] = ["Der neueste Stand ist beschädigt und wird nicht benutzt."]
    body = f"event: passages\ndata: {json.dumps(real)}\n\nevent: answer\ndata: {json.dumps(real)}\n\n"
    tab = opened(chromium, served, **look)
    page = tab.page
    page.route("**/api/chat", lambda route: route.fulfill(headers=EVENTS, body=body))
    ask(page, CASE)
    ask(page, CASE)
    expect(page.locator(".box-warning")).to_have_count(0)  # the first turn is folded
    page.locator("#turn-1 .unfold").click()
    expect(page.locator(".box-warning")).to_have_count(1)
    expect(page.locator(".box-warning")).to_contain_text("Der neueste Stand ist beschädigt und wird nicht benutzt.")
    expect(page.locator(".box-warning svg")).to_have_count(1)
    assert tab.axe() == []
    tab.close()


def test_a_browser_that_keeps_nothing(chromium: Browser, served: str) -> None:
    """It is said once, and seen; the conversation goes on in memory."""
    tab = opened(chromium, served)
    page = tab.page
    page.add_init_script(FORBIDDEN)
    page.reload()
    page.locator("h1").wait_for()
    page.evaluate(SAID)
    page.locator("#question").press_sequentially("W")
    assert NOT_KEPT in heard(page, 1)
    ask(page, CASE)
    turn = ask(page, "Was kostet JUMITA?")
    expect(turn.locator(".note")).to_have_text(NOT_KEPT)
    expect(turn.locator(".value")).to_contain_text("117.335,04 €")
    page.locator("#turn-1 .unfold").click()
    page.locator("[data-list=collected]").first.click()
    expect(page.locator("nav [data-count=collected]")).to_have_text("1")
    assert page.evaluate("said").count(NOT_KEPT) == 1
    assert tab.complaints == []
    tab.close()


def test_what_was_left_out_can_be_taken_back_after_a_reload(chromium: Browser, served: str) -> None:
    """And so can a conversation that was emptied."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    expect(page.locator(".facts-chips li.chip")).to_have_count(6)
    page.locator(".facts-chips button").nth(1).click()
    expect(page.locator(".facts-chips li.chip")).to_have_count(5)
    page.reload()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".facts-chips li.chip")).to_have_count(6)
    page.get_by_role("button", name="Neues Gespräch").click()
    page.reload()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".facts-chips li.chip")).to_have_count(6)
    tab.close()


def test_a_busy_service_is_asked_again(chromium: Browser, served: str) -> None:
    """Nobody is told that the service is busy, if it soon isn't any more."""
    tab = Tab(chromium)
    refused: list[str] = []

    def busy(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.fulfill(status=503, headers={"Retry-After": "1"}, json={"type": "overloaded"})

    tab.page.route("**/api/rows?offset=0", busy)
    tab.page.goto(f"{served}/#alle")
    expect(tab.page.locator(".list-count")).to_have_text("36 Maßnahmen")
    assert len(refused) == 1
    refused.clear()
    tab.page.route("**/api/chat", busy)
    tab.page.goto(f"{served}/#frage=Was%20kostet%20JUMITA%3F")
    expect(tab.page.locator(".value")).to_contain_text("117.335,04 €")
    assert [address.rpartition("/")[2] for address in refused] == ["chat"]
    tab.close()
