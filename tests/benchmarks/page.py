"""Load times and sizes of the page and the widget: `python -m tests.benchmarks.page`.

Medians of nine visits with a fresh profile each, in Debian's chromium, to a service on the loopback interface. The
times come from Chromium's performance timeline and are named as in Lighthouse.
"""

import gzip
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from service.api.assets import Assets
from tests.browser.conftest import FLAGS
from tests.browser.tab import Tab
from tests.service.conftest import serving, wait_until

_TIMES = 9
_LINK = "#frage=measures+for+single+parents+with+childcare+issues"
_TIMELINE = """new Promise(done => {
  const found = { shift: 0, largest: 0 };
  new PerformanceObserver(list => list.getEntries().forEach(each => { found.shift += each.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(each => { found.largest = each.startTime; }))
    .observe({ type: "largest-contentful-paint", buffered: true });
  const paint = name => performance.getEntriesByName(name)[0]?.startTime ?? 0;
  requestAnimationFrame(() => setTimeout(() => done([paint("first-contentful-paint"), found.largest, found.shift])));
})"""


def main() -> int:
    """Print a table in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        build_index(Corpus.shipped(), load_encoder(), Path(folder))
        with serving(Path(folder)) as client, sync_playwright() as playwright:
            wait_until(client, lambda answer: answer.status_code == 200)
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            visits = [visit(browser, f"{client.base_url}/{_LINK}") for _ in range(_TIMES)]
            browser.close()
    results, first, largest, shift, size = (median(each) for each in zip(*visits, strict=True))
    widget = Assets.load().widget.content
    print("| | |\n|---|---|")
    print(f"| first contentful paint | {first:.0f} ms |")
    print(f"| largest contentful paint | {largest:.0f} ms |")
    print(f"| from a link with a question to its first rows | {results:.0f} ms |")
    print(f"| cumulative layout shift until the answer is complete | {shift:.3f} |")
    print(f"| fetched for all of it, compressed | {size / 1000:.0f} kB |")
    print(f"| the widget, compressed | {len(gzip.compress(widget)) / 1000:.1f} kB, one file |")
    return 0


def visit(browser: Browser, address: str) -> tuple[float, float, float, float, float]:
    """Milliseconds to the rows, to the first and the largest paint; layout shift; bytes fetched."""
    tab = Tab(browser)
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    tab.page.goto(address)
    tab.page.locator(".row").first.wait_for()
    rows: float = tab.page.evaluate("performance.now()")
    tab.page.locator(".turn[aria-busy=false]").wait_for()
    first, largest, shift = tab.page.evaluate(_TIMELINE)
    tab.close()
    return rows, first, largest, shift, sum(sizes)


if __name__ == "__main__":
    sys.exit(main())
