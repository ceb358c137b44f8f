"""Debian's Chromium, started once for all tests of pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.service.conftest import serving, wait_until

CHROMIUM = shutil.which("chromium")
FLAGS = "--no-sandbox --disable-background-networking --disable-component-update --disable-sync --no-first-run".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if CHROMIUM is None:
        pytest.skip("needs Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that takes feedback and has somebody to report barriers to."""
    feedback = tmp_path_factory.mktemp("feedback") / "feedback.jsonl"
    with serving(built_index, feedback=feedback, accessibility_contact="barrieren@jobcenter.example") as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield str(client.base_url).rstrip("/")
