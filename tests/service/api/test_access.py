"""Who may ask what: every route with every kind of key, and how much of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from service.access.key import SCOPES, AccessKey, KeyScope, secret_digest
from service.access.key_file import KeyFile
from service.app import create_app
from service.settings import Settings
from tests.service.api import routes

PROXY, OTHER = "10.0.0.1", "10.0.0.2"
ORIGIN = "https://intranet.example"
NOW = datetime.now(UTC)
EVERYTHING = (
    (routes.READ, {"search", "chat"}),
    (routes.SEARCH, {"search"}),
    (routes.CHAT, {"chat"}),
    (routes.ADMIN, {"admin"}),
)
Office = Callable[..., TestClient]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A service without an index, whose file has these keys, and a client of it."""

    def client(*keys: AccessKey, address: str = OTHER, **more: Any) -> TestClient:
        more = {"feedback": tmp_path / "feedback", "metrics": True, "hosts": ("lotse.example",), **more}
        settings = Settings(index=tmp_path, **more)
        for key in keys:
            KeyFile(settings.keys_file).add(key)
        return TestClient(create_app(settings), base_url="http://lotse.example", client=(address, 50_000))

    return client


def key(name: str, *scopes: KeyScope, **more: Any) -> AccessKey:
    return AccessKey(name, scopes or ("search", "chat"), NOW, **({"digest": secret_digest(name)} | more))


def bearing(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {name}"}


def ask(client: TestClient, route: str, headers: dict[str, str]) -> httpx.Response:
    """A request of this route; nobody finds what it names, and nothing is changed by it."""
    method, _, path = route.partition(" ")
    path = path.replace("{id}", "nix").replace("{name:path}", "nix.md").replace("{name}", "nix")
    body: dict[str, Any] = {"json": {}} if method == "POST" else {"content": b""} if method == "PUT" else {}
    return client.request(method, path.replace("/rebuild", "/rebuild?confirm=x"), headers=headers, **body)


def test_every_route_is_known(office: Office) -> None:
    """Each is open or needs a scope; whoever adds one decides which, and lists it in `routes`."""
    known = [routes.OPEN, routes.READ, routes.SEARCH, routes.CHAT, routes.ADMIN]
    assert routes.routes(office().app) == set().union(*known)  # type: ignore[arg-type]
    assert sum(map(len, known)) == len(set().union(*known))


def test_every_route_with_every_scope(office: Office) -> None:
    """Without a key, or with a wrong one, 401; with one for something else, 403; others are let in."""
    client = office(*(key(scope, scope) for scope in SCOPES))
    for listed, scopes in EVERYTHING:
        for route in sorted(listed):
            assert ask(client, route, {}).status_code == 401, route
            assert ask(client, route, {"Authorization": "Basic search"}).status_code == 401, route
            for scope in SCOPES:
                status = ask(client, route, bearing(scope)).status_code
                assert (status == 403) == (scope not in scopes), (route, scope, status)
                assert status not in (401, 429), (route, scope)
    for route in sorted(routes.OPEN):
        assert ask(client, route, {}).status_code in (200, 404, 503), route
    assert client.get("/nothing").status_code == 404
    assert client.get("/api/nothing").status_code == 404


def test_the_words_of_a_refusal(office: Office) -> None:
    """The scheme is named, and no key is ever repeated; in OpenAI's shape where that is spoken."""
    client = office(key("search", "search"))
    refused = client.get("/api/measures", headers=bearing("geheim") | {"Accept-Language": "en"})
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.json()["detail"] == "This needs a key that is known and has neither expired nor been revoked."
    assert "geheim" not in refused.text
    assert client.get("/v1/models", headers=bearing("search")).json()["error"]["code"] == "forbidden"
    assert client.get("/api/config").json()["key"] is True


def test_a_service_without_keys_is_open(office: Office) -> None:
    """Whatever a client sends along, as those of OpenAI must; but nobody administers it."""
    client = office()
    for listed, scopes in EVERYTHING:
        for route in sorted(listed):
            for headers in ({}, bearing("whatever")):
                found = ask(client, route, headers).status_code
                expected = (
                    (200,) if route == "GET /metrics" else (404,) if scopes == {"admin"} else (400, 415, 422, 503)
                )
                assert found in expected, route
    assert client.get("/api/config").json()["key"] is False
    assert client.get("/verwaltung").status_code == 404


def test_keys_that_are_settings(office: Office) -> None:
    """One that is shared searches and converses, another administers; neither does what the other does."""
    client = office(key="ein-langes-geheimnis", admin_key="noch-ein-langes-geheimnis")
    assert client.get("/api/facets").status_code == 401
    assert client.get("/api/facets", headers=bearing("ein-langes-geheimnis")).status_code == 503
    assert client.get("/api/admin", headers=bearing("ein-langes-geheimnis")).status_code == 403
    assert client.get("/api/facets", headers=bearing("noch-ein-langes-geheimnis")).status_code == 403
    assert client.get("/api/admin", headers=bearing("noch-ein-langes-geheimnis")).status_code == 200


def test_a_key_ends(office: Office) -> None:
    """When it expires, and as soon as the service has seen that it is revoked."""
    client = office(key("old", expires=NOW - timedelta(seconds=1)), key("new", expires=NOW + timedelta(days=1)))
    assert client.get("/api/facets", headers=bearing("old")).status_code == 401
    assert client.get("/api/facets", headers=bearing("new")).status_code == 503
    app: Any = client.app
    KeyFile(app.state.settings.keys_file).revoke("new")
    app.state.register.refresh()
    assert client.get("/api/facets", headers=bearing("new")).status_code == 401
    assert client.get("/api/facets").status_code == 401


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_text("{}"), lambda path: path.chmod(0)])
def test_what_is_closed_stays_closed(office: Office, harm: Callable[[Path], object]) -> None:
    """A file that is gone or damaged lets nobody in, and the keys that are settings go on opening."""
    client = office(key("one"), key="ein-langes-geheimnis")
    app: Any = client.app
    harm(app.state.settings.keys_file)
    app.state.register.refresh()
    assert client.get("/api/facets").status_code == 401
    assert client.get("/api/facets", headers=bearing("ein-langes-geheimnis")).status_code == 503


def test_wrong_keys_lock_an_address_out(office: Office) -> None:
    """After ten within a minute nothing of it is looked at, not even the right key; others don't notice."""
    client = office(key("right"))
    for number in range(10):
        assert client.get("/api/facets", headers=bearing(f"wrong{number}")).status_code == 401
    locked = client.get("/api/facets", headers=bearing("right"))
    assert (locked.status_code, locked.json()["type"]) == (429, "urn:massnahmenlotse:problem:too-many")
    assert 1 <= int(locked.headers["retry-after"]) <= 60
    assert client.get("/readyz", headers=bearing("right")).status_code == 429
    assert client.get("/api/facets").status_code == 401
    neighbour = TestClient(client.app, base_url="http://lotse.example", client=("10.0.0.3", 1))
    assert neighbour.get("/api/facets", headers=bearing("right")).status_code == 503


def test_wrong_keys_are_counted_by_household(office: Office) -> None:
    """Whoever has one address of IPv6 has many; and an open path is no way round."""
    app = office(key("right")).app
    statuses = []
    for number in range(11):
        client = TestClient(app, base_url="http://lotse.example", client=(f"2001:db8::{number + 1:x}", 1))
        path = ("/api/facets", "/readyz", "/api/admin")[number % 2]
        statuses.append(client.get(path, headers=bearing(f"wrong{number}")).status_code)
    assert statuses == [401] * 10 + [429]


def test_requests_a_minute(office: Office) -> None:
    """Beyond them 429 says when to come back; every key counts for itself."""
    client = office(key("few", per_minute=3), key("many"))
    statuses = [client.get("/api/facets", headers=bearing("few")).status_code for _ in range(4)]
    assert statuses == [503, 503, 503, 429]
    assert 1 <= int(client.get("/api/facets", headers=bearing("few")).headers["retry-after"]) <= 60
    assert client.get("/api/facets", headers=bearing("many")).status_code == 503


def test_a_household_shares_what_a_page_may_ask(office: Office) -> None:
    """The key of a page is no secret: with the many addresses that one client has it gets no more."""
    app = office(key("page", digest=None, origin="https://intranet.example", per_minute=2)).app
    statuses = []
    for number in range(3):
        client = TestClient(app, base_url="http://lotse.example", client=(f"2001:db8::{number + 1:x}", 1))
        statuses.append(client.get("/api/facets", headers={"Origin": "https://intranet.example"}).status_code)
    assert statuses == [503, 503, 429]


def test_the_proxy_names_the_user(office: Office) -> None:
    """Only where a proxy is configured is its header believed, only from there, and only if it names one."""
    client = office(address=PROXY, proxies=PROXY, user_header="X-Forwarded-User")
    named = {"X-Forwarded-User": "erika@nord.example", "X-Forwarded-For": "192.0.2.7"}
    assert client.get("/api/facets", headers=named).status_code == 503
    assert client.get("/api/facets").status_code == 401
    assert client.get("/api/facets", headers={"X-Forwarded-User": " "}).status_code == 401
    two = [("X-Forwarded-User", "erika"), ("X-Forwarded-User", "max")]
    assert client.get("/api/facets", headers=two).status_code == 401
    outside = TestClient(client.app, base_url="http://lotse.example", client=(OTHER, 1))
    assert outside.get("/api/facets", headers=named).status_code == 401
    unnamed = office(key("x"), address=PROXY, proxies=PROXY)
    assert unnamed.get("/api/facets", headers=named).status_code == 401


def test_users_by_name_and_domain(office: Office) -> None:
    """The narrowest key decides, also if it is one that was revoked; limits are each user's own."""
    keys = [
        key("erika", "admin", digest=None, user="Erika@nord.example"),
        key("nord", digest=None, user="*@nord.example", per_minute=1),
        key("gone", digest=None, user="max@nord.example"),
    ]
    client = office(*keys, address=PROXY, proxies=PROXY, user_header="X-Forwarded-User")
    app: Any = client.app
    KeyFile(app.state.settings.keys_file).revoke("gone")
    app.state.register.refresh()

    def status(user: str, path: str = "/api/facets") -> int:
        return client.get(path, headers={"X-Forwarded-User": user.encode()}).status_code

    assert (status("erika@nord.example"), status("erika@NORD.example", "/api/admin")) == (403, 200)
    assert (status("a@nord.example"), status("a@nord.example"), status("b@nord.example")) == (503, 429, 503)
    assert (status("max@nord.example"), status("x@süd.example"), status("nord.example")) == (401, 401, 401)


def test_another_page_cannot_use_the_login_of_a_user(office: Office) -> None:
    """What a browser sends along by itself proves nothing about who wants it."""
    client = office(
        key("erika", "admin", digest=None, user="erika"), address=PROXY, proxies=PROXY, user_header="X-Forwarded-User"
    )
    user = {"X-Forwarded-User": "erika"}
    path = "/api/admin/generations/nix/serve"
    for foreign in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ):
        assert client.post(path, headers=user | foreign).status_code == 403, foreign
    for own in ({}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://lotse.example"}):
        assert client.post(path, headers=user | own).status_code == 404, own


def test_a_known_key_counts_before_the_user(office: Office) -> None:
    """A token of the proxy's own doesn't hurt; but nobody tries keys for the administration without being counted."""
    client = office(key("boss", "admin"), key("all", digest=None, user="*"), address=PROXY, proxies=PROXY,
                    user_header="X-Forwarded-User")  # fmt: skip
    user = {"X-Forwarded-User": "erika"}
    assert client.get("/api/admin", headers=user | bearing("boss")).status_code == 200
    assert client.get("/api/facets", headers=user | bearing("eyJhbGciOi")).status_code == 503
    assert client.get("/api/admin", headers=user).status_code == 403
    for number in range(9):
        assert client.get("/api/admin", headers=user | bearing(f"wrong{number}")).status_code == 401
    assert client.get("/api/admin", headers=user | bearing("boss")).status_code == 429


def test_groups_of_a_user(office: Office) -> None:
    """Only a proxy says them; a user's own key counts before, and a domain's behind; nobody is called like a group."""
    client = office(
        key("domain", "search", digest=None, user="*@north.example"),
        key("old", "admin", digest=None, user="group:old", revoked=NOW),
        key("staff", "search", "admin", digest=None, user="group:Staff"),
        key("erika", "search", digest=None, user="erika@north.example"),
        address=PROXY, proxies=PROXY, user_header="X-Forwarded-User", groups_header="X-Forwarded-Groups",
    )  # fmt: skip

    def status(user: str, groups: str) -> int:
        return client.get("/api/admin", headers={"X-Forwarded-User": user, "X-Forwarded-Groups": groups}).status_code

    assert status("max@north.example", "all, STAFF") == 200
    assert status("max@north.example", "old,staff") == 200
    assert status("max@south.example", "old") == 401
    assert status("max@north.example", "staff2") == 403
    assert status("erika@north.example", "staff") == 403
    assert status("group:staff", "") == 401
    elsewhere = TestClient(client.app, base_url="http://lotse.example", client=(OTHER, 1))
    said = {"X-Forwarded-User": "max@north.example", "X-Forwarded-Groups": "staff"}
    assert elsewhere.get("/api/admin", headers=said).status_code == 401


def test_nobody_tries_keys_under_the_cover_of_a_user(office: Office) -> None:
    """Wrong ones count also where the user may do it anyway; beyond ten, none is looked at, and the user stays one."""
    client = office(replace(key("nord", "search"), per_minute=1), key("all", digest=None, user="*"), address=PROXY,
                    proxies=PROXY, user_header="X-Forwarded-User")  # fmt: skip
    user = {"X-Forwarded-User": "erika"}
    for number in range(10):
        assert client.get("/api/facets", headers=user | bearing(f"wrong{number}")).status_code == 503
    assert client.get("/api/facets", headers=bearing("nord")).status_code == 429
    answers = [client.get("/api/facets", headers=user | bearing("nord")).status_code for _ in range(3)]
    assert answers == [503] * 3  # as `nord` the second one were too many


def test_the_widget_needs_no_key_where_its_page_has_one(office: Office) -> None:
    """It is counted by address, and a page may be told what was refused."""
    page = replace(key("page", "chat", digest=None), origin=ORIGIN, per_minute=1)
    client = office(page, key("other"), origins=(ORIGIN,))
    allowed = client.post("/api/chat", json={}, headers={"Origin": ORIGIN})
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (503, ORIGIN)
    refused = client.post("/api/chat", json={}, headers={"Origin": ORIGIN})
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (429, ORIGIN)
    assert client.post("/api/search", json={}, headers={"Origin": "https://evil.example"}).status_code == 401
    neighbour = TestClient(client.app, base_url="http://lotse.example", client=("10.0.0.3", 1))
    assert neighbour.post("/api/search", json={}, headers={"Origin": ORIGIN}).status_code == 403
    preflight = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    assert neighbour.options("/api/chat", headers=preflight).status_code == 200


def test_below_a_path(office: Office) -> None:
    """What is taken off by the proxy, or isn't, is needed all the same."""
    client = office(key("search"), key("admin", "admin"), root_path="/lotse")
    for path in ("/lotse/api/facets", "/api/facets", "/lotse/api/admin"):
        assert client.get(path).status_code == 401, path
    for path in ("/lotse/lotse/api/facets", "//api/facets", "/api//facets", "/API/facets", "/x/../api/facets"):
        assert client.get(path).status_code in (401, 404), path
    assert client.get("/lotse/api/config").status_code == 200
