"""A service behind a reverse proxy, below a path of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from service.app import create_app
from service.settings import Settings

PROXY = "10.0.0.1"
Mounted = Callable[..., TestClient]


@pytest.fixture
def mounted(tmp_path: Path) -> Mounted:
    """A service, and a client of it with the address of a proxy."""

    def client(address: str = PROXY, **settings: Any) -> TestClient:
        made = Settings(index=tmp_path, hosts=("intranet.example",), proxies=(PROXY,), **settings)
        return TestClient(create_app(made), base_url="http://intranet.example", client=(address, 50_000))

    return client


def address(answer: httpx.Response) -> str:
    """The address of the widget, which is in the snippet as well."""
    found: dict[str, str] = answer.json()
    assert f'src="{found["url"]}"' in found["snippet"]
    return found["url"].partition("/widget-")[0]


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/lotse"}


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("/lotse", "/lotse"),
        ("/lotse/", "/lotse"),
        ("/a/b", "/a/b"),
        ("", ""),
        ("//evil.example", ""),
        ("/lotse/..//x", ""),
        ('/"><script>', ""),
        ("lotse", ""),
    ],
)
def test_what_the_proxy_says(mounted: Mounted, prefix: str, expected: str) -> None:
    """Scheme and path of what it serves; a path that is none is passed over."""
    answer = mounted().get("/api/widget", headers={**FORWARDED, "X-Forwarded-Prefix": prefix})
    assert address(answer) == f"https://intranet.example{expected}"


def test_nobody_else_is_believed(mounted: Mounted) -> None:
    """Another client may say what it likes."""
    assert address(mounted("10.0.0.2").get("/api/widget", headers=FORWARDED)) == "http://intranet.example"


def test_networks(mounted: Mounted, tmp_path: Path) -> None:
    """Proxies may be named by their network."""
    settings = Settings(index=tmp_path, hosts="intranet.example", proxies="10.0.0.0/8 fd00::/8")
    client = TestClient(create_app(settings), base_url="http://intranet.example", client=("10.9.9.9", 1))
    assert address(client.get("/api/widget", headers=FORWARDED)) == "https://intranet.example/lotse"


@pytest.mark.parametrize("path", ["/api/widget", "/lotse/api/widget"])
def test_a_path_that_is_set(mounted: Mounted, path: str) -> None:
    """Whether the proxy takes it off or not, and without any header."""
    assert address(mounted(root_path="/lotse").get(path)) == "http://intranet.example/lotse"


@pytest.mark.parametrize("path", ["/lotse/lotse/api/widget", "/lotse/lotse/lotse/api/widget", "/lotse/lotse/healthz"])
def test_a_path_is_taken_off_once(mounted: Mounted, path: str) -> None:
    """What goes by the beginning of a path, such as the queue, sees the same path as routing."""
    assert mounted(root_path="/lotse").get(path).status_code == 404
    assert mounted().get(path, headers=FORWARDED).status_code == 404


def test_everything_else_below_a_path(mounted: Mounted) -> None:
    """Problems name the path that was asked for; pages have relative links; headers and limits stay as they are."""
    client = mounted(root_path="/lotse/")
    answer = client.get("/lotse/api/nix")
    assert (answer.status_code, answer.json()["instance"]) == (404, "/lotse/api/nix")
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/lotse/v1/nix").json()["error"]["code"] == "not_found"
    assert client.get("/lotse/").headers["content-type"].startswith("text/html")
    lost = client.get("/lotse/a/b/c", headers={"Accept": "text/html"}).text
    assert 'href="./../../static/' in lost or '="./../../' in lost
    large = client.post("/lotse/api/search", content=b"x" * 70_000, headers={"Content-Type": "application/json"})
    assert large.status_code == 413
    assert client.get("/lotse/openapi.json").json()["servers"] == [{"url": "http://intranet.example/lotse"}]


@pytest.mark.parametrize("path", ["lotse", "/lotse/../x", "https://intranet.example/lotse", "/api/lotse", "/v1", "//x"])
def test_settings_that_cannot_be_meant(path: str) -> None:
    """A path, and none that could be one of our own."""
    with pytest.raises(ValidationError, match="must be a path such as /lotse"):
        Settings(root_path=path)
    with pytest.raises(ValidationError, match="proxies"):
        Settings(proxies=path)
