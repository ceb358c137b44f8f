"""What the tests of the page do in it: open it, ask, look at what stands there."""

from urllib.parse import quote

from playwright.sync_api import Browser, Locator, Page

from tests.browser.tab import Tab

LOOKS = [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
LOOK_NAMES = ["light", "dark", "forced colours"]
CASE = "Kundin, 24, zwei Kinder, kein Abschluss, möchte Ausbildung in Teilzeit"
DEBTS = "Kunde, 27, Schulden, kein Führerschein, Rücken kaputt - was haben wir?"
SINGLE_PARENTS = "measures for single parents with childcare issues"
NEAR_MISS = "Welche Maßnahmen gibt es für Berufskraftfahrer in Bremen?"
JUMITA = "JUMITA (Junge Mütter in Teilzeit Ausbildung)"
JUMITA_ID, COACHING_ID = "jumita-junge-muetter-in-teilzeit", "bg-coaching"
DOCUMENT = "handlungsansaetze-langzeitleistungsbezug-2013"
SHIFTS = """new Promise(done => {
  const shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries().filter(each => !each.hadRecentInput)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(shifts.reduce((sum, each) => sum + each.value, 0))));
})"""
SAID = """window.said = [];
const heard = found => found.forEach(({ target }) => /status|alert/.test(target.role) && said.push(target.textContent));
new MutationObserver(heard).observe(document.body, { childList: true, subtree: true })"""


def opened(chromium: Browser, service: str, fragment: str = "", **context: object) -> Tab:
    """A tab with the page, and what the fragment names in view."""
    tab = Tab(chromium, **context)
    tab.page.goto(f"{service}/{fragment}")
    tab.page.locator("#inhalt h1").first.wait_for(state="attached")
    return tab


def ask(page: Page, question: str) -> Locator:
    """Type a question and wait for its answer; the newest turn."""
    count = page.locator(".turn").count()
    page.locator("#question").fill(question)
    page.locator("#question").press("Enter")
    turn = page.locator(".turn").nth(count)
    turn.wait_for()
    answered(page)
    return turn


def answered(page: Page) -> None:
    """Wait until nothing is being answered."""
    page.locator(".turn").first.wait_for()
    page.locator(".turn[aria-busy=true]").wait_for(state="detached")


def heard(page: Page, count: int) -> list[str]:
    """What has been said since `SAID` ran, once it is `count` sentences; the page's policy forbids to wait inside."""
    for _ in range(100):
        said: list[str] = page.evaluate("said")
        if len(said) >= count:
            return said
        page.wait_for_timeout(50)
    raise AssertionError(f"not said: {said}")


def go(page: Page, fragment: str) -> None:
    """Go to another view and wait for it."""
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    page.locator("main h1:focus, #marked:focus").wait_for()


def fragment(question: str) -> str:
    """The fragment of a link with a question."""
    return f"#frage={quote(question)}"


def wide_enough(page: Page) -> bool:
    """Whether nothing stands out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def focused(page: Page) -> str:
    """What the focus is on: its name or text."""
    told = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText.trim()"
    return str(page.evaluate(f"{told} || document.activeElement.id"))
