"""What other programs link to opens on the page."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.tab import Tab
from tests.service.conftest import serving, wait_until


@pytest.fixture(scope="module")
def client(built_index: Path) -> Iterator[httpx.Client]:
    """A client of a service of the shipped corpus."""
    with serving(built_index) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield client


@pytest.mark.parametrize("words", ["", "#:~:text=Teilnehmerinnen"])
def test_a_citation_of_another_program(chromium: Browser, client: httpx.Client, words: str) -> None:
    """The passage that an annotation of `/v1` links to is marked, also where a program adds words to look for."""
    body = {"model": "massnahmenlotse", "messages": [{"role": "user", "content": "Was kostet JUMITA?"}]}
    answer = client.post("/v1/chat/completions", json=body).json()
    (cited,) = answer["choices"][0]["message"]["annotations"]
    tab = Tab(chromium)
    tab.page.goto(f"{cited['url_citation']['url']}{words}")
    expect(tab.page.locator("#marked")).to_have_text("117.335,04 € für 11 Monate und 16 Teilnehmerinnen")
    assert tab.complaints == []
    tab.close()
