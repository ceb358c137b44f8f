"""A tab of a real browser, and everything in it that goes wrong."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
EVIL = "<img src=x onerror=run()><svg onload=run()> javascript:run() {{run()}} ${run()} <script>run()</script>"


class Tab:
    """A page of a fresh profile, and everything that its console complains of."""

    def __init__(self, chromium: Browser, **context: Any) -> None:
        self.page: Page = chromium.new_context(**{"locale": "de-DE", **context}).new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))

    def axe(self) -> list[str]:
        """The violations that axe finds, in the page and in shadow roots, each with the first node that it names."""
        session = self.page.context.new_cdp_session(self.page)  # a script of the page itself is refused by its policy
        told = "found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`)"
        program = f"{AXE};axe.run(document).then(found => JSON.stringify({told}))"
        answer = session.send("Runtime.evaluate", {"expression": program, "awaitPromise": True, "returnByValue": True})
        found: list[str] = json.loads(answer["result"]["value"])
        return found

    def close(self) -> None:
        """End the profile."""
        self.page.context.close()
