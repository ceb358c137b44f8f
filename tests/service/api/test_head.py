"""HEAD answers as GET does, without the content."""

import httpx
import pytest

PATHS = (
    *("/", "/barrierefreiheit", "/widget.js", "/static/page/page.js", "/openapi.json", "/healthz", "/readyz"),
    *("/api/measures", "/api/measures?state=Bayern", "/api/facets", "/api/widget", "/api/config", "/v1/models"),
    *("/api/measures/jumita-junge-muetter-in-teilzeit", "/api/documents/leitbild-netzwerke-abc", "/v1/models/x"),
    *("/api/measures/nix", "/api/search", "/nix", "/api/measures?nix=1"),
)
OWN = ("date", "x-request-id")


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_content(client: httpx.Client, path: str) -> None:
    """The same status and headers, the length of what GET sends, and nothing behind them."""
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert {name: value for name, value in head.headers.items() if name not in OWN} == {
        name: value for name, value in whole.headers.items() if name not in OWN
    }
    assert int(head.headers["content-length"]) > 0
    assert client.get("/healthz").json() == {"status": "ok"}  # the connection goes on


def test_head_of_what_the_browser_has(client: httpx.Client) -> None:
    """Is 304, as for GET."""
    tag = client.get("/widget.js").headers["etag"]
    assert client.head("/widget.js", headers={"If-None-Match": tag}).status_code == 304
