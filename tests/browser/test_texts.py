"""Texts in a real browser: written as the service writes them, and in a language that nobody has coded for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import service.texts
from service.texts import Texts, languages, placeholders
from tests.browser.tab import Tab
from tests.languages import with_marked_language
from tests.service.conftest import serving, wait_until

COUNTS = (0, 1, 2, 4.5, 1200)
WRITTEN = """async ([language, uses]) => {
  const { Texts } = await import("/static/shared/texts.js");
  const { MESSAGES } = await import("/static/page/messages.js");
  const texts = new Texts(language, MESSAGES[language]);
  return uses.filter(([key]) => texts.has(key)).map(([key, values]) => [key, texts.text(key, values)]);
}"""


@pytest.fixture
def address(built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a service with a third language."""
    monkeypatch.setattr(service.texts, "FOLDER", with_marked_language(tmp_path))
    with serving(built_index) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")


def uses(texts: Texts) -> Iterator[tuple[str, dict[str, object]]]:
    """Every text with values for its placeholders, plurals with several counts."""
    for key, message in texts.messages.items():
        forms = [message] if isinstance(message, str) else message.values() if isinstance(message, Mapping) else []
        values: dict[str, object] = {name: "<b>{x}</b>" for form in forms for name in placeholders(form)}
        for count in COUNTS if isinstance(message, Mapping) or "count" in values else ():
            yield key, {**values, "count": count}
        if isinstance(message, str) and "count" not in values:
            yield key, values


def test_the_browser_writes_texts_as_the_service_does(chromium: Browser, address: str) -> None:
    """Placeholders, plurals and numbers, in every language."""
    tab = Tab(chromium)
    tab.page.goto(f"{address}/")
    for language in languages():
        texts = Texts.in_language(language)
        written = tab.page.evaluate(WRITTEN, [language, [[key, values] for key, values in uses(texts)]])
        assert len(written) > 200
        known = {key for key, _ in written}
        assert [tuple(each) for each in written] == [
            (key, texts.text(key, **values)) for key, values in uses(texts) if key in known
        ]
    assert tab.complaints == []
    tab.close()


def test_a_third_language_is_offered_and_spoken(chromium: Browser, address: str) -> None:
    """By a button beside the others, on every view, kept after a reload, and at once where the browser asks for it."""
    tab = Tab(chromium)
    page = tab.page
    page.goto(f"{address}/")
    expect(page.locator(".wide .speak")).to_have_text(["English", "Marked"])
    page.get_by_role("button", name="Marked").click()
    page.reload()
    expect(page.locator("h1")).to_have_text("¡Which measure are you looking for?")
    expect(page.locator(".wide .speak")).to_have_text(["Deutsch", "English"])
    page.locator("#question").fill("Alleinerziehende")
    page.keyboard.press("Enter")
    page.locator(".row").first.wait_for()
    expect(page.locator(".lead")).to_contain_text("¡fits best")
    expect(page.locator(".list-count")).to_contain_text("¡")
    page.locator(".popup.menu > summary").click()
    page.get_by_role("link", name="¡Accessibility").click()
    expect(page.locator("h1")).to_have_text("¡Accessibility statement")
    assert [said for said in tab.axe() if not said.startswith("html-lang-valid")] == []  # there is no language xx
    assert tab.complaints == []
    tab.close()


def test_the_widget_speaks_a_third_language(chromium: Browser, address: str) -> None:
    """If the page around it does, or its attribute says so; any other is answered in the default."""
    tab = Tab(chromium)
    page = tab.page
    page.goto(f"{address}/")
    page.evaluate("import('/widget.js')")
    for attribute, wanted in (("xx", "¡Your question"), ("en-US", "Your question"), ("fr", "Ihre Frage")):
        page.evaluate(
            "language => { document.querySelector('massnahmen-chat')?.remove(); document.body.append("
            "Object.assign(document.createElement('massnahmen-chat'), {id: 'chat'}));"
            "document.getElementById('chat').setAttribute('language', language); }",
            attribute,
        )
        expect(page.locator("massnahmen-chat label")).to_have_text(wanted)
    tab.close()
