"""Every error is a problem in German or English, and none repeats what was sent."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from service.api.languages import negotiated

JSON = {"Content-Type": "application/json"}
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}
KEYS = "state, kind, target_group, topic, legal, organisation, part_time, has_contact, document, catalogue, where"
SECRET = "Zwiebelfisch4711"


def problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    """The problem in an answer, whose form is checked."""
    found: dict[str, Any] = answer.json()
    assert answer.status_code == found["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert found["type"] == f"urn:massnahmenlotse:problem:{name}"
    assert found["instance"] == answer.request.url.raw_path.decode().partition("?")[0]
    assert {"title", "detail"} < found.keys()
    return found


def errors(answer: httpx.Response) -> dict[str, str]:
    """The messages of a 422 by field."""
    return {error["field"]: error["message"] for error in problem(answer, 422, "invalid")["errors"]}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "de"),
        ("", "de"),
        ("en", "en"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en;q=0.5,de;q=0.5", "de"),
        ("fr,en;q=0.3", "en"),
        ("fr", "de"),
        ("*,en;q=0.9", "de"),
        ("en;q=0", "de"),
        ("en;q=abc", "de"),
    ],
)
def test_language(header: str | None, language: str) -> None:
    """Accept-Language is read with its weights; German is the default."""
    assert negotiated(header) == language


@pytest.mark.parametrize(
    ("headers", "title", "detail"),
    [
        ({}, "Nicht gefunden", "Diese Adresse gibt es nicht."),
        (ENGLISH, "Not found", "There is nothing at this address."),
    ],
)
def test_unknown_address(client: httpx.Client, headers: dict[str, str], title: str, detail: str) -> None:
    """An unknown address is a 404 in the language that is asked for."""
    answer = client.get("/api/gibt%20es%20nicht", headers=headers)
    found = problem(answer, 404, "not-found")
    assert (found["title"], found["detail"]) == (title, detail)
    assert answer.headers["content-language"] == ("en" if headers else "de")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/api/search/", "/api/measures/", "/api/documents/a/b"])
def test_nothing_there(client: httpx.Client, path: str) -> None:
    """No page that fetches from other hosts, and no redirects."""
    problem(client.get(path), 404, "not-found")


def test_unknown_ids(client: httpx.Client) -> None:
    """Unknown measures and documents are told apart."""
    assert problem(client.get("/api/measures/nix"), 404, "unknown-measure")["title"] == "Maßnahme nicht gefunden"
    found = problem(client.get("/api/documents/nix", headers=ENGLISH), 404, "unknown-document")
    assert found["title"] == "Document not found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/search", "POST"),
        ("POST", "/api/facets", "GET, HEAD"),
        ("PUT", "/healthz", "GET, HEAD"),
        ("OPTIONS", "/api/chat", "POST"),
        ("DELETE", "/", "GET, HEAD"),
    ],
)
def test_wrong_method(client: httpx.Client, method: str, path: str, allowed: str) -> None:
    """A wrong method is a 405 that says which are right."""
    answer = client.request(method, path)
    assert problem(answer, 405, "method-not-allowed")["title"] == "Methode nicht erlaubt"
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
def test_wrong_content_type(client: httpx.Client, content_type: str | None) -> None:
    """Only application/json is read."""
    headers = {"Content-Type": content_type} if content_type else {}
    answer = client.post("/api/search", content=b'{"question": "Schulden"}', headers=headers)
    assert "application/json" in problem(answer, 415, "unsupported-media-type")["detail"]


def test_content_type_with_charset(client: httpx.Client) -> None:
    """A charset beside the type is no mistake."""
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert client.post("/api/search", content=b'{"question": "Schulden"}', headers=headers).status_code == 200


@pytest.mark.parametrize("body", [b"{", b'{"question": "\xff"}', b"[" * 60_000, b'{"question": "a" "b"}'])
def test_broken_json(client: httpx.Client, body: bytes) -> None:
    """Half, wrongly encoded and endlessly nested JSON is a 400."""
    answer = client.post("/api/search", content=body, headers=JSON | ENGLISH)
    assert problem(answer, 400, "bad-json")["title"] == "Not valid JSON"


def _pieces() -> Iterator[bytes]:
    yield b'{"question": "'
    for _ in range(70):
        yield b"x" * 1024
    yield b'"}'


@pytest.mark.parametrize("content", [b'"' + b"x" * 65_535 + b'"', _pieces()], ids=["announced", "chunked"])
def test_too_large(client: httpx.Client, content: Any) -> None:
    """A body over 64 KiB is a 413, whether its length was announced or not."""
    answer = client.post("/api/search", content=content, headers=JSON)
    assert problem(answer, 413, "too-large")["detail"] == "Der Inhalt darf höchstens 64 KiB haben."


def test_largest_body(client: httpx.Client) -> None:
    """A body of exactly 64 KiB is read, and refused only for its question."""
    body = b'{"question": "' + b"x" * (65_536 - 16) + b'"}'
    assert errors(client.post("/api/search", content=body, headers=JSON)) == {
        "question": "darf höchstens 4.000 Zeichen haben"
    }


@pytest.mark.parametrize(
    ("body", "field", "german", "english"),
    [
        ({}, "question", "fehlt", "is missing"),
        ({"question": " \n"}, "question", "ist leer", "is empty"),
        ({"question": 7}, "question", "muss Text sein", "must be text"),
        (
            {"question": "x" * 4_001},
            "question",
            "darf höchstens 4.000 Zeichen haben",
            "may have at most 4,000 characters",
        ),
        ({"question": "x", "limit": 0}, "limit", "muss mindestens 1 sein", "must be at least 1"),
        ({"question": "x", "limit": 101}, "limit", "darf höchstens 100 sein", "may be at most 100"),
        ({"question": "x", "limit": "10"}, "limit", "muss eine ganze Zahl sein", "must be a whole number"),
        ({"question": "x", "limit": True}, "limit", "muss eine ganze Zahl sein", "must be a whole number"),
        (
            {"question": "x", "language": "fr"},
            "language",
            "muss eines davon sein: 'de', 'en'",
            "must be one of 'de', 'en'",
        ),
        ({"question": "x", "frage": "y"}, "frage", "ist nicht bekannt", "is not known"),
        ({"question": "x", "filters": []}, "filters", "muss ein JSON-Objekt sein", "must be a JSON object"),
        (
            {"question": "x", "filters": {"bundesland": "Bayern"}},
            "filters.bundesland",
            f"ist nicht bekannt; bekannt sind {KEYS}",
            f"is not known; known are {KEYS}",
        ),
        (
            {"question": "x", "filters": {"state": []}},
            "filters.state",
            "braucht mindestens einen Wert",
            "needs at least one value",
        ),
        ({"question": "x", "filters": {"state": ["a", 1]}}, "filters.state.1", "muss Text sein", "must be text"),
        ({"question": "x", "filters": {"state": [""]}}, "filters.state.0", "ist leer", "is empty"),
        (
            {"question": "x", "filters": {"state": ["a"] * 51}},
            "filters.state",
            "darf höchstens 50 Werte haben",
            "may have at most 50 values",
        ),
        (
            {"question": "x", "filters": {"state": 3}},
            "filters.state",
            "muss Text oder eine Liste von Texten sein",
            "must be text or a list of texts",
        ),
        (
            {"question": "x", "filters": {"part_time": False}},
            "filters.part_time",
            "kann nur true sein",
            "can only be true",
        ),
        ([], "body", "muss ein JSON-Objekt sein", "must be a JSON object"),
    ],
)
def test_what_does_not_fit(client: httpx.Client, body: Any, field: str, german: str, english: str) -> None:
    """Each mistake is named at its place, in both languages."""
    assert errors(client.post("/api/search", json=body)) == {field: german}
    assert errors(client.post("/api/search", json=body, headers=ENGLISH)) == {field: english}


def test_lone_surrogate(client: httpx.Client) -> None:
    """A string that is no text is refused, not passed on."""
    answer = client.post("/api/search", content=rb'{"question": "a\ud800b"}', headers=JSON)
    assert errors(answer) == {"question": "ist kein gültiger Text"}


def test_unknown_query_keys(client: httpx.Client) -> None:
    """Lists of measures and spans of documents refuse unknown keys and name those that they know."""
    message = f"ist nicht bekannt; bekannt sind {KEYS}, limit, offset"
    assert errors(client.get("/api/measures?bundesland=Bayern")) == {"bundesland": message}
    message = "ist nicht bekannt; bekannt sind start, end, context"
    assert errors(client.get("/api/documents/leitbild-netzwerke-abc?ende=9")) == {"ende": message}


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("start=3", "end", "start und end gehören zusammen"),
        ("end=3", "start", "start und end gehören zusammen"),
        ("start=-1&end=3", "start", "muss mindestens 0 sein"),
        ("start=3&end=3", "end", "liegt außerhalb des Textes"),
        ("start=3&end=999999999", "end", "liegt außerhalb des Textes"),
        ("start=a&end=3", "start", "muss eine ganze Zahl sein"),
    ],
)
def test_wrong_spans(client: httpx.Client, query: str, field: str, message: str) -> None:
    """A span must be whole and lie in the document."""
    assert errors(client.get(f"/api/documents/leitbild-netzwerke-abc?{query}")) == {field: message}


@pytest.mark.parametrize(
    "body",
    [
        f'{{"question": "{SECRET * 300}"}}',
        f'{{"question": ["{SECRET}"]}}',
        f'{{"question": "x", "limit": "{SECRET}", "language": "{SECRET}"}}',
        f'{{"question": "x", "filters": {{"state": "{SECRET * 30}", "part_time": "{SECRET}"}}}}',
        f'{{"question": "x", "{SECRET} ist krank": 1, "filters": {{"Was kostet {SECRET}?": 1}}}}',
        f'{{"question": "{SECRET}',
    ],
)
def test_nothing_sent_is_repeated(client: httpx.Client, body: str) -> None:
    """Neither values nor keys that are no names come back in a problem."""
    answer = client.post("/api/search", content=body.encode(), headers=JSON)
    assert answer.status_code in (400, 422)
    assert SECRET not in answer.text
