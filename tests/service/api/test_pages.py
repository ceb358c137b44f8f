"""Pages, files, the widget and feedback as browsers get them."""

import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from service.api.assets import PAGE_POLICY, Assets
from service.api.feedback import Feedback
from service.app import create_app
from service.settings import Settings

WIDGET = Assets.load().widget.content


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of a service without an index; what browsers load needs none."""
    folder = tmp_path_factory.mktemp("web")
    return TestClient(create_app(Settings(index=folder, feedback=folder / "feedback.jsonl")))


@pytest.mark.parametrize("path", ["/", "/barrierefreiheit"])
def test_pages(browser: TestClient, path: str) -> None:
    """HTML that runs no script but its own files, and can't be framed."""
    page = browser.get(path)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["content-security-policy"] == PAGE_POLICY
    assert "trusted-types 'none'" in PAGE_POLICY
    assert page.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_file_is_revalidated(browser: TestClient) -> None:
    """A browser asks every time and gets nothing twice."""
    first = browser.get("/static/widget.js", headers={"Accept-Encoding": "identity"})
    assert (first.content, first.headers["cache-control"]) == (WIDGET, "no-cache")
    again = browser.get(
        "/static/widget.js", headers={"Accept-Encoding": "identity", "If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_is_compressed(browser: TestClient) -> None:
    """For clients that take gzip, under a tag of its own."""
    with browser.stream("GET", "/widget.js", headers={"Accept-Encoding": "gzip"}) as small:
        assert small.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(small.iter_raw())) == WIDGET
    plain = browser.get("/widget.js", headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["etag"] != small.headers["etag"]


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", "%00", "", "missing.js"])
def test_nothing_else_is_served(browser: TestClient, path: str) -> None:
    """No path leads out of the folder."""
    assert browser.get(f"/static/{path}").status_code == 404


def test_no_administration_without_a_key(browser: TestClient, tmp_path: Path) -> None:
    """Neither by its own path nor by its file's."""
    assert browser.get("/verwaltung").status_code == browser.get("/static/verwaltung.html").status_code == 404
    assert browser.get("/api/config").json()["admin"] is False


def test_the_widget_of_one_version(browser: TestClient) -> None:
    """Its address holds for ever, its hash is that of its content, and another version isn't there."""
    named = browser.get("/api/widget").json()
    versioned = browser.get(named["url"])
    assert versioned.content == WIDGET
    assert versioned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert named["integrity"] == f"sha384-{base64.b64encode(hashlib.sha384(WIDGET).digest()).decode()}"
    assert named["url"] in named["snippet"]
    assert named["integrity"] in named["snippet"]
    assert browser.get("/widget-0000000000000000.js").status_code == 404


def test_feedback_is_kept_without_the_question(browser: TestClient) -> None:
    """Unless it is sent along; the day is kept, the hour isn't."""
    opinion = {"helpful": True, "measures": ["jumita-junge-muetter-in-teilzeit"]}
    assert browser.post("/api/feedback", json=opinion).status_code == 204
    assert browser.post("/api/feedback", json={"helpful": False, "question": "Wer hilft?"}).status_code == 204
    path: Path = browser.app.state.feedback.path  # type: ignore[attr-defined]
    kept = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [sorted(entry) for entry in kept] == [
        ["day", "helpful", "measures"],
        ["day", "helpful", "measures", "question"],
    ]
    assert (kept[0]["measures"], kept[1]["question"]) == (opinion["measures"], "Wer hilft?")
    assert path.stat().st_mode & 0o777 == 0o600


def test_feedback_is_json(browser: TestClient) -> None:
    """Or else a page elsewhere could send it unasked."""
    text = browser.post("/api/feedback", content=b'{"helpful": true}', headers={"Content-Type": "text/plain"})
    assert (text.status_code, browser.post("/api/feedback", json={"helpful": "yes"}).status_code) == (415, 422)


def test_feedback_stops_when_the_file_is_full(tmp_path: Path) -> None:
    """What fits is kept, and no more."""
    feedback = Feedback(tmp_path / "full.jsonl", most=100)
    assert [feedback.add(True, ()) for _ in range(3)] == [True, False, False]
    assert feedback.path.stat().st_size < 100


def test_feedback_is_off_by_default(tmp_path: Path) -> None:
    """Without the setting nothing is taken."""
    off = TestClient(create_app(Settings(index=tmp_path)))
    assert off.get("/api/config").json()["feedback"] is False
    assert off.post("/api/feedback", json={"helpful": True}).status_code == 404


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "http://a.example", "nobody", "a@b.de?bcc=c@d.de"])
def test_a_contact_is_an_address(contact: str) -> None:
    """An e-mail address or an https URL, as it becomes a link."""
    assert Settings(accessibility_contact="barrieren@amt.example").accessibility_contact == "barrieren@amt.example"
    with pytest.raises(ValidationError, match="e-mail address or an https URL"):
        Settings(accessibility_contact=contact)
