"""The page of a service that needs a key: it is asked for once, kept nowhere, and asked for anew if it ends."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from service.access.key import AccessKey, secret_digest
from service.access.key_file import KeyFile
from tests.browser.page import LOOKS
from tests.browser.tab import Tab
from tests.service.conftest import serving, wait_until

SECRET = "lotse_ein-geheimnis"


@pytest.fixture
def keys(built_index: Path, tmp_path: Path) -> KeyFile:
    """The file of keys beside an index, with one key."""
    file = KeyFile(Path(shutil.copytree(built_index, tmp_path / "index")) / "keys.json")
    file.add(AccessKey("page", ("search", "chat"), datetime.now(UTC), digest=secret_digest(SECRET)))
    return file


@pytest.fixture
def service(keys: KeyFile) -> Iterator[str]:
    """The address of a service that needs the key."""
    with serving(keys.path.parent) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "forced colours"])
def test_the_key_is_asked_for_once(chromium: Browser, service: str, keys: KeyFile, look: dict[str, str]) -> None:
    """With the first question; a wrong one is refused in words; a revoked one is asked for again."""
    tab = Tab(chromium, **look)
    page = tab.page
    page.goto(service)
    page.wait_for_load_state("networkidle")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".figures")).to_have_count(0)
    page.locator("#question").fill("Was kostet JUMITA?")
    page.keyboard.press("Enter")
    expect(page.locator("#service-key")).to_be_focused()
    assert tab.axe() == []
    page.keyboard.type("falsch")
    page.keyboard.press("Enter")
    expect(page.locator("dialog .kern-alert--danger")).to_contain_text("gilt nicht")
    expect(page.locator("#service-key")).to_be_focused()
    assert tab.axe() == []
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("117.335,04 €")
    expect(page.locator("dialog")).to_have_count(0)
    page.goto(f"{service}/#massnahme=jumita-junge-muetter-in-teilzeit")
    expect(page.locator("dialog")).to_have_count(0)
    held = "JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), document.cookie])"
    assert SECRET not in page.evaluate(held)
    assert SECRET not in page.url
    page.reload()
    expect(page.locator("#service-key")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("main .box-danger")).to_contain_text("Dafür braucht es einen Schlüssel")
    tab.close()


def test_the_page_with_a_login_of_the_proxy(chromium: Browser, keys: KeyFile) -> None:
    """Whoever the proxy names is asked for nothing."""
    user = AccessKey("all", ("search", "chat"), datetime.now(UTC), user="*")
    keys.add(replace(user, user="*@amt.example"))
    with serving(keys.path.parent, user_header="X-Forwarded-User") as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        tab = Tab(chromium)
        tab.page.set_extra_http_headers({"X-Forwarded-User": "erika@amt.example"})
        tab.page.goto(f"{client.base_url}/#massnahme=jumita-junge-muetter-in-teilzeit")
        expect(tab.page.locator("main h1").last).to_contain_text("JUMITA")
        expect(tab.page.locator("dialog")).to_have_count(0)
        tab.close()
