"""Other origins: exact ones, named by the operator, and only for what the widget needs."""

from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from service.addresses import origin
from service.app import create_app
from service.settings import Settings

INTRANET = "https://intranet.example"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A service without an index that one other origin may use."""
    folder = tmp_path_factory.mktemp("origins")
    return TestClient(create_app(Settings(index=folder, origins=(INTRANET,))))


def allowed(response: httpx.Response) -> str | None:
    """The origin that may read a response."""
    return response.headers.get("access-control-allow-origin")


@pytest.mark.parametrize("text", [INTRANET, "http://localhost:8080", "http://127.0.0.1:1", "https://[::1]:8443"])
def test_origins_as_browsers_send_them(text: str) -> None:
    """Scheme, host and port, as they stand in the header."""
    assert origin(text) == text


@pytest.mark.parametrize(
    "text",
    "* null intranet.example https://*.example https://intranet.example/ https://intranet.example:443 "
    "https://A.example ftp://a.example https://u:p@a.example https://a.example?x https:// https://a.example:99999".split(),
)
def test_other_texts_are_no_origins(text: str) -> None:
    """No wildcard, no path, no user, nothing a browser would write otherwise."""
    with pytest.raises(ValueError, match=r"(?i)origin|port"):
        origin(text)


@pytest.mark.parametrize("path", ["/api/facets", "/api/measures", "/api/documents/x", "/api/config", "/v1/models"])
def test_a_named_origin_may_read(opened: TestClient, path: str) -> None:
    """What the widget needs, errors included; nobody else may."""
    assert allowed(opened.get(path, headers={"Origin": INTRANET})) == INTRANET
    assert allowed(opened.get(path, headers={"Origin": f"{INTRANET}.evil.example"})) is None


def test_the_rest_stays_closed(opened: TestClient) -> None:
    """Pages, their files and the description."""
    for path in ("/", "/openapi.json", "/static/index.html", "/healthz"):
        assert allowed(opened.get(path, headers={"Origin": INTRANET})) is None


def test_asking_first(opened: TestClient) -> None:
    """A question from a named origin passes the browser's preflight, one from another doesn't."""
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert opened.options("/api/chat", headers={"Origin": INTRANET, **wanted}).status_code == 200
    assert opened.options("/api/chat", headers={"Origin": "https://other.example", **wanted}).status_code == 400


OF_CLIENTS = "authorization, content-type, x-stainless-lang, x-stainless-os, x-stainless-retry-count"


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses", "/v1/models"])
def test_widgets_of_others(opened: TestClient, path: str) -> None:
    """OpenAI's client in a named page may ask, with a key and the headers it sends; nothing else may be sent along."""
    method = {"Access-Control-Request-Method": "POST"}
    for origin_, headers, status in (
        (INTRANET, OF_CLIENTS, 200),
        (INTRANET, "x-forwarded-user", 400),
        ("https://other.example", OF_CLIENTS, 400),
    ):
        asked = {"Origin": origin_, **method, "Access-Control-Request-Headers": headers}
        assert opened.options(path, headers=asked).status_code == status
    asked = {"Origin": INTRANET, **method, "Access-Control-Request-Headers": OF_CLIENTS}
    assert opened.options("/api/chat", headers=asked).status_code == 400


def test_errors_of_the_other_widgets_routes(opened: TestClient) -> None:
    """Can be read by the page that asked."""
    refused = opened.post("/v1/responses", json={"model": "x"}, headers={"Origin": INTRANET})
    assert (refused.json()["error"]["code"] != "", allowed(refused)) == (True, INTRANET)


def test_none_by_default(opened: TestClient, tmp_path: Path) -> None:
    """Without the setting there is no other origin; the widget's script, which says so, is every page's."""
    closed = TestClient(create_app(Settings(index=tmp_path)))
    assert allowed(closed.get("/api/config", headers={"Origin": INTRANET})) is None
    for client in (opened, closed):
        version = client.get("/api/widget").json()["url"].removeprefix("http://testserver")
        for path in ("/widget.js", version):
            assert allowed(client.get(path, headers={"Origin": "https://other.example"})) == "*"


def test_origins_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Separated by spaces or commas."""
    monkeypatch.setenv("LOTSE_ORIGINS", f"{INTRANET}, http://localhost:8080")
    assert Settings().origins == (INTRANET, "http://localhost:8080")
