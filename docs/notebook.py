"""Runs `docs/notebook.ipynb` with Jupyter and takes the picture of what it shows: `python -m docs.notebook`.

Needs nbconvert, ipykernel and pandas in the application's environment, and Debian's chromium.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from docs.screenshots import tab, take
from tests.browser.conftest import FLAGS

NOTEBOOK = Path(__file__).with_suffix(".ipynb")
_WIDTH = 900


def main() -> int:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        photograph(executed(Path(folder)))
    return 0


def executed(folder: Path) -> Path:
    """The page, in `folder`, that Jupyter makes of the notebook once each of its cells has run without an error."""
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--execute", "--output-dir", folder]
    subprocess.run([*command, NOTEBOOK], check=True)
    return folder / f"{NOTEBOOK.stem}.html"


def photograph(page: Path) -> None:
    """Take the picture of a notebook's page, which asks nobody else for anything: its scripts aren't needed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        shown = tab(browser, _WIDTH, _WIDTH)
        shown.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        shown.goto(page.as_uri())
        height = shown.evaluate("Math.ceil(document.querySelector('main').getBoundingClientRect().height)")
        shown.set_viewport_size({"width": _WIDTH, "height": height})
        take(shown, "notebook")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
