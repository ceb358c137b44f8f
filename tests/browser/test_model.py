"""The page while a local model writes: checked sentences one by one, and nothing moves."""

import socket
from pathlib import Path
from threading import Event

from playwright.sync_api import Browser, expect

from tests.browser.page import SHIFTS
from tests.browser.tab import Tab
from tests.service.llm import servers
from tests.service.llm.servers import HEAD
from tests.service.llm.talk import talking

SENTENCES = (
    "JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate [1]. ",
    "Einen Dienstwagen gibt es für 99 € dazu [1]. ",
    "JUMITA kostet 117.335,04 € für 11 Monate [1]. ",
)


def test_sentences_come_one_by_one_and_nothing_moves(chromium: Browser, built_index: Path) -> None:
    """The cards are there before the model has begun, and stay; what isn't supported never shows."""
    go_on = [Event() for _ in SENTENCES]

    def writes(connection: socket.socket, closed: Event) -> None:
        connection.sendall(HEAD)
        for sentence, may in zip(SENTENCES, go_on, strict=True):
            may.wait(30)
            connection.sendall(servers.chunk(sentence))
        connection.sendall(b"data: [DONE]\n\n")

    with talking(built_index) as talk:
        talk.model(writes, first_seconds=30.0, idle_seconds=30.0, total_seconds=60.0)
        tab = Tab(chromium)
        page = tab.page
        page.goto(str(talk.client.base_url))
        page.locator("#question").fill("Was kostet JUMITA?")
        page.keyboard.press("Enter")
        page.locator(".turn .answer").wait_for()
        expect(page.locator(".answer")).to_have_text("")
        before = page.locator(".answer").bounding_box()
        assert before
        go_on[0].set()
        go_on[1].set()  # where a sentence ends is known when the next one begins
        expect(page.locator(".turn[aria-busy=true] .answer")).to_contain_text(
            "für 16 Teilnehmerinnen und 11 Monate", timeout=15_000
        )
        go_on[2].set()
        expect(page.locator(".turn[aria-busy=false] .note")).to_contain_text("Von einem Sprachmodell formuliert")
        after = page.locator(".answer").bounding_box()
        assert after
        assert (after["x"], after["y"]) == (before["x"], before["y"])
        assert page.evaluate(SHIFTS) < 0.1
        assert "Dienstwagen" not in page.locator("body").inner_text()
        expect(page.locator(".note")).to_contain_text("1 Satz ohne Beleg ist weggelassen.")
        assert tab.axe() == []
        assert tab.complaints == []
        tab.close()
