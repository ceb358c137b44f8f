"""The service does what its OpenAPI description says: statuses, media types, shapes, and what it accepts."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from service.api.admission import Admission
from tests.service.api.contract import Described

JUMITA = "jumita-junge-muetter-in-teilzeit"
JSON = {"Content-Type": "application/json"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PLACES = {"id": (JUMITA, "leitbild-netzwerke-abc", "massnahmenlotse", "nix", "ä b", "%00", "x" * 300)}
TRIES = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> Described:
    """The description of the service."""
    return Described(client.get("/openapi.json").json())


def check(described: Described, method: str, path: str, answer: httpx.Response) -> None:
    """An answer is one that its operation describes."""
    responses = described.operation(method, path)["responses"]
    said = f"{method} {answer.request.url.raw_path!r} {answer.status_code}: {answer.text[:300]}"
    assert str(answer.status_code) in responses, said
    assert answer.status_code != 500, said
    content = responses[str(answer.status_code)].get("content", {})
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    assert media_type in {each.partition(";")[0] for each in content} or not content, said
    if media_type.endswith("json") and (schema := content.get(media_type, {}).get("schema")):
        assert list(described.misfits(answer.json(), schema)) == [], said


def paths(path: str) -> Iterator[str]:
    """A described path with all kinds of things in its place."""
    name = path.partition("{")[2].partition("}")[0]
    yield from (path.replace(f"{{{name}}}", each) for each in PLACES[name]) if name else [path]


def test_everything_that_is_got(client: httpx.Client, described: Described) -> None:
    """With and without what it takes, and with what it doesn't."""
    queries = ("", "limit=3", "limit=0", "limit=x", "offset=-1", "state=Bayern", "state=", "nix=1", "part_time=true",
               "part_time=false", "start=0&end=5", "start=0", "start=5&end=2", "context=-1",
               "state=%00&state=%FF")  # fmt: skip
    for method, path, _ in described.operations:
        if method == "get":
            for whole in paths(path):
                for query in queries:
                    check(described, method, path, client.get(f"{whole}?{query}"))


BODIES: tuple[Any, ...] = (
    {}, [], None, 7, "x", [[]], {"question": None}, {"question": ""}, {"question": "\u200b"}, {"question": "x" * 4_001},
    {"question": "x", "limit": 1e9}, {"question": "x", "filters": {"state": []}}, {"messages": []}, {"messages": [7]},
    {"messages": [{"role": "user", "content": ""}]}, {"messages": [{"role": "user", "content": "x", "measures": [7]}]},
    {"measures": ["nix"], "format": "csv"}, {"measures": [JUMITA], "format": "pdf"}, {"model": "massnahmenlotse"},
    {"model": "x", "messages": [{"role": "user", "content": "x"}]},
    {"model": "massnahmenlotse", "messages": [{"role": "user", "content": [{"type": "image_url"}]}]},
    {"model": "massnahmenlotse", "input": 7}, {"model": "massnahmenlotse", "input": [{"role": "user", "content": 7}]},
)  # fmt: skip
RAW = (
    b"",
    b"{",
    b"\xff",
    b"[" * 2_000,
    b'{"question": "\\ud800"}',
    b'{"question": NaN}',
    b" " * 70_000,
    b"x" * 1_100_000,
)


def test_everything_that_is_posted(client: httpx.Client, described: Described) -> None:
    """What isn't meant is refused as described, whatever it is."""
    for method, path, _ in described.operations:
        if method == "post":
            for body in BODIES:
                check(described, method, path, client.post(path, json=body))
            for content in RAW:
                check(described, method, path, client.post(path, content=content, headers=JSON))
                check(described, method, path, client.post(path, content=content))


@pytest.mark.parametrize("field", ["stream", "rows", "as_typed"])
@pytest.mark.parametrize("value", [0, "true"])
def test_what_is_nearly_true(client: httpx.Client, field: str, value: object) -> None:
    """Is refused: the description says boolean."""
    said = {"role": "user", "content": "Wer hilft bei Schulden?"}
    body = {"messages": [{**said, field: value}]} if field == "as_typed" else {"messages": [said], field: value}
    answer = client.post("/api/chat", json=body, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert [each["field"].rpartition(".")[2] for each in answer.json()["errors"]] == [field]


def test_methods_that_are_not_described(client: httpx.Client, described: Described) -> None:
    """Are refused, with those that are."""
    taken: dict[str, set[str]] = {}
    for method, path, _ in described.operations:
        taken.setdefault(path, set()).add(method.upper())
    for path, methods in taken.items():
        whole = next(iter(paths(path)))
        for method in set(METHODS) - methods:
            answer = client.request(method, whole)
            assert answer.status_code == 405, (method, path)
            assert set(answer.headers["allow"].split(", ")) == methods | ({"HEAD"} if "GET" in methods else set())


@pytest.mark.parametrize("path", ["/api/search", "/api/chat", "/v1/chat/completions", "/v1/responses", "/api/export"])
def test_overloaded(client: httpx.Client, described: Described, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Is described everywhere."""
    monkeypatch.setattr(Admission, "is_full_for", lambda *_: True)
    check(described, "post", path, client.post(path, json={}))


def test_another_name(client: httpx.Client, described: Described) -> None:
    """Is described everywhere."""
    for method, path, _ in described.operations:
        answer = client.request(method, next(iter(paths(path))), headers={"Host": "evil.example"})
        assert answer.status_code == 421
        check(described, method, path, answer)


@given(data=st.data())
@TRIES
def test_searches_that_are_described(client: httpx.Client, described: Described, data: st.DataObject) -> None:
    """Are answered: the description promises nothing that is refused."""
    body = data.draw(described.fitting(described.body("/api/search")))
    answer = client.post("/api/search", content=json.dumps(body).encode(), headers=JSON)
    assert answer.status_code == 200, (body, answer.text)
    check(described, "post", "/api/search", answer)


@given(data=st.data())
@TRIES
def test_conversations_that_are_described(client: httpx.Client, described: Described, data: st.DataObject) -> None:
    """Are answered if they end with a question, whole and as a stream."""
    body = data.draw(described.fitting(described.body("/api/chat")))
    body["messages"].append({"role": "user", "content": "Wer hilft bei Schulden?"})
    answer = client.post("/api/chat", content=json.dumps(body).encode(), headers=JSON)
    assert answer.status_code == 200, (body, answer.text)
    check(described, "post", "/api/chat", answer)


@given(data=st.data())
@TRIES
@example(data=None)
def test_completions_that_are_described(client: httpx.Client, described: Described, data: Any) -> None:
    """The same in OpenAI's shape: text is answered, and streamed if that is wanted."""
    if data is None:
        body = {"stream": True, "n": None, "stream_options": {"include_usage": True}, "messages": []}
    else:
        body = data.draw(described.fitting(described.body("/v1/chat/completions")))
    body |= {"model": "massnahmenlotse", "response_format": None}
    body["messages"] = [each for each in body["messages"] if isinstance(each.get("content"), str | None)]
    body["messages"].append({"role": "user", "content": "Wer hilft bei Schulden?"})
    answer = client.post("/v1/chat/completions", content=json.dumps(body).encode(), headers=JSON)
    assert answer.status_code == 200, (body, answer.text)
    check(described, "post", "/v1/chat/completions", answer)


@given(data=st.data())
@TRIES
def test_responses_that_are_described(client: httpx.Client, described: Described, data: st.DataObject) -> None:
    """The same for the other API of OpenAI's."""
    body = data.draw(described.fitting(described.body("/v1/responses")))
    body |= {"model": "massnahmenlotse", "text": None}
    if isinstance(body["input"], list):
        items = [each for each in body["input"] if isinstance(each.get("content"), str | None)]
        body["input"] = [*items, {"role": "user", "content": "Wer hilft bei Schulden?"}]
    else:
        body["input"] = f"Wer hilft bei Schulden? {body['input']}"
    answer = client.post("/v1/responses", content=json.dumps(body).encode(), headers=JSON)
    assert answer.status_code == 200, (body, answer.text)
    check(described, "post", "/v1/responses", answer)


def test_refusals_are_described_as_what_they_are(client: httpx.Client) -> None:
    """Each with its own words, on every route that needs a key."""
    paths = client.get("/openapi.json").json()["paths"]
    described = paths["/api/facets"]["get"]["responses"]
    assert {status: described[status]["description"] for status in ("401", "403", "429", "500")} == {
        "401": "Unauthorized",
        "403": "Forbidden",
        "429": "Too Many Requests",
        "500": "Internal Server Error",
    }
