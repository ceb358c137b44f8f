"""Names that the service answers to: a page of another name can't be made to talk to it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from service.app import create_app
from service.settings import Settings

ROUTES = (
    *("/", "/healthz", "/readyz", "/api/facets", "/api/measures", "/api/config", "/api/nix", "/openapi.json"),
    *("/v1/models", "/widget.js", "/static/page/page.js", "/verwaltung", "/api/admin", "/nothing"),
)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A service with a name of its own."""
    folder = tmp_path_factory.mktemp("hosts")
    return TestClient(create_app(Settings(index=folder, hosts="Lotse.Intranet.example, other.example")))


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", ""])
def test_other_names_are_refused(named: TestClient, path: str, host: str) -> None:
    """On every route, whatever is there, before anything else is looked at."""
    for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE"):
        assert named.request(method, path, headers={"Host": host}).status_code == 421, method


def test_what_is_said(named: TestClient) -> None:
    """Which setting allows the name; in OpenAI's shape where that is spoken."""
    answer = named.get("/api/facets", headers={"Host": "evil.example", "Accept-Language": "en"})
    assert answer.json()["type"] == "urn:massnahmenlotse:problem:misdirected"
    assert "LOTSE_HOSTS" in answer.json()["detail"]
    assert "evil" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert named.get("/v1/models", headers={"Host": "evil.example"}).json()["error"]["code"] == "misdirected"


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]:8000", "[::1]"),
        *("lotse.intranet.example", "LOTSE.intranet.example:443", "other.example"),
    ],
)
def test_own_names(named: TestClient, host: str) -> None:
    """Those of the loopback interface and those of the setting, with any port."""
    assert named.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["user@localhost", "localhost:", "localhost:123456", "local host", "[::1", "localhost/", "x\u00e4"]
)
def test_names_that_are_none(named: TestClient, host: str) -> None:
    """Nothing is guessed."""
    assert named.get("/healthz", headers={b"Host": host.encode("latin-1")}).status_code == 421


@pytest.mark.parametrize("address", ["10.9.9.9", "[fd00::1]"])
def test_the_address_that_was_connected_to(tmp_path: Path, address: str) -> None:
    """Is right as well, since no page can have it as its own name without being ours."""
    connected = TestClient(create_app(Settings(index=tmp_path, host="::")), base_url=f"http://{address}:8000")
    assert connected.get("/healthz").status_code == 200
    assert connected.get("/healthz", headers={"Host": "10.9.9.8:8000"}).status_code == 421


def test_the_name_it_listens_on(tmp_path: Path) -> None:
    """Counts; that of all interfaces is no name."""
    listening = TestClient(create_app(Settings(index=tmp_path, host="10.1.2.3")), base_url="http://10.1.2.3")
    assert listening.get("/healthz").status_code == 200
    anywhere = TestClient(create_app(Settings(index=tmp_path, host="0.0.0.0")), base_url="http://localhost")  # noqa: S104
    assert anywhere.get("/healthz", headers={"Host": "0.0.0.0"}).status_code == 421  # noqa: S104


@pytest.mark.parametrize("hosts", ["*", "https://lotse.example", "lotse.example:8000", "lotse.example/lotse", "a b*"])
def test_settings_that_cannot_be_meant(hosts: str) -> None:
    """A name, without scheme, port and path, and without wildcards."""
    with pytest.raises(ValidationError, match="is not the name of a host"):
        Settings(hosts=hosts)
