"""Two offices in one service: what one sees is what a service of its own would show, on every route."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from service.access.key import AccessKey, secret_digest
from service.access.key_file import KeyFile
from tests.service.api import routes
from tests.service.conftest import serving, wait_until

CATALOGUES = {
    "Nord": (
        "# Angebote Nord\n\nDas Jobcenter Husum berät.\n\n"
        "## Deichläufer\nZielgruppe: Alleinerziehende mit Schulden\nDauer: 6 Monate\nKosten: 1.200 Euro\n"
        "Rechtsgrundlage: § 45 SGB III\nAnsprechpartner: Frau Petersen, Jobcenter Husum\n\n"
        "## Wegweiser\nZielgruppe: Jugendliche unter 25\nDauer: 3 Monate\nOrt: Husum\n"
    ),
    "Süd": (
        "# Angebote Süd\n\nDas Jobcenter Passau berät.\n\n"
        "## Xylophonwerkstatt\nZielgruppe: Alleinerziehende mit Zwetschgenallergie\nDauer: 9 Monate\n"
        "Kosten: 7.777 Euro\nRechtsgrundlage: § 16h SGB II\nAnsprechpartner: Herr Oberhuber, Jobcenter Passau\n\n"
        "## Wegweiser\nZielgruppe: Jugendliche unter 25\nDauer: 3 Monate\nOrt: Passau\n"
    ),
}
SOUTHERN = re.compile(r"S(?:ü|%C3%BC|ue)d\b|sued-|Passau|Xylophon|Oberhuber|Zwetschgen|7\.777|§ 16h", re.IGNORECASE)
QUESTIONS = (
    *("Was gibt es für Alleinerziehende?", "Xylophonwerkstatt", "Was kostet die Xylophonwerkstatt?", "Xylofonwerkstat"),
    *(
        "Zwetschgenallergie",
        "Zwetschgenalergie",
        "Wer ist Ansprechpartner in Passau?",
        "Herr Oberhuber",
        "§ 16h SGB II",
    ),
    *(
        "Wegweiser",
        "measures for single parents with debts",
        "Was kostet 7.777 Euro?",
        "Deichleufer",
        "Jobcenter Husum",
    ),
    *("Welche Maßnahmen dauern 9 Monate?", "Wie viele Maßnahmen gibt es?"),
)
SECRETS = {"Nord": "key-of-north", "Süd": "key-of-south", "all": "key-of-all"}
Clients = dict[str, httpx.Client]


def folder_of(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir(exist_ok=True)
    (folder / "catalogue.toml").write_text(f'name = "{name}"\n', "utf-8")
    (folder / "angebote.md").write_text(CATALOGUES[name], "utf-8")
    return folder


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the offices' documents, an index of `both`, and one of the north `alone`."""
    parent = tmp_path_factory.mktemp("offices")
    folders = [folder_of(parent, name) for name in CATALOGUES]
    build_index(Corpus.from_catalogues(folders), load_encoder(), parent / "both")
    build_index(Corpus.from_catalogues(folders[:1]), load_encoder(), parent / "alone")
    return parent


@pytest.fixture(scope="module")
def clients(parent: Path) -> Iterator[Clients]:
    """Clients of a service for both offices, by whose key they have; `alone` is that of a service for the north."""
    both, alone, folders = parent / "both", parent / "alone", tuple(parent / name for name in CATALOGUES)
    for name, secret in SECRETS.items():
        visible = None if name == "all" else (name,)
        made = AccessKey(name, ("search", "chat"), datetime.now(UTC), visible, digest=secret_digest(secret))
        KeyFile(both / "keys.json").add(made)
    with ExitStack() as stack:
        served = stack.enter_context(
            serving(both, documents=folders, admin_key="der-schluessel-des-amts", metrics=True, feedback=both / "said")
        )
        found = {"alone": stack.enter_context(serving(alone, feedback=alone / "said")), "nobody": served}
        for name, secret in SECRETS.items():
            headers = {"Authorization": f"Bearer {secret}"}
            found[name] = stack.enter_context(httpx.Client(base_url=served.base_url, headers=headers, timeout=30))
        for client in found.values():
            wait_until(client, lambda answer: answer.status_code == 200)
        yield found


def without_generation(text: str) -> str:
    """An answer without what differs between two indexes of one content, and two moments."""
    text = re.sub(r'"(?:item_)?id": ?"(?:resp|msg)_[^"]+"|"created(?:_at)?": ?\d+|"id": "chatcmpl-[^"]+"', "…", text)
    text = re.sub(r"\d{8}T\d{6}-[0-9a-f]{8}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+\d:]*", "…", text)
    text = re.sub(r"http://127\.0\.0\.1:\d+", "…", text)
    return re.sub(r'"(?:id":"chatcmpl-[^"]+"|request":"[0-9a-f]+"|created":\d+)', "…", text)


def same(clients: Clients, method: str, path: str, **sent: Any) -> httpx.Response:
    """The answer to the north, which is that of its own service, and tells nothing of the south but what was asked."""
    shared = clients["Nord"].request(method, path, **sent)
    own = clients["alone"].request(method, path, **sent)
    assert shared.status_code == own.status_code, (path, sent, shared.text)
    if shared.headers["content-type"].startswith("application/vnd"):
        return shared
    assert without_generation(shared.text) == without_generation(own.text), (path, sent)
    return shared


def test_the_offices_are_there(clients: Clients) -> None:
    """Each sees two measures, one key sees all four, and whoever has none is told no number."""
    told = {name: clients[name].get("/readyz").json()["measures"] for name in (*SECRETS, "nobody")}
    assert told == {"Nord": 2, "Süd": 2, "all": 4, "nobody": None}
    assert SOUTHERN.search(clients["Süd"].get("/api/measures").text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions(clients: Clients, question: str) -> None:
    """Measures, passages, spellings, names, counts, confidence: nothing of it is another one."""
    found = same(clients, "POST", "/api/search", json={"question": question, "limit": 100})
    hits = [hit["measure"]["catalogue"] for hit in found.json()["measures"]]
    assert set(hits) <= {"Nord"}
    said = [{"role": "user", "content": question}]
    same(clients, "POST", "/api/chat", json={"messages": said})
    same(clients, "POST", "/api/chat", json={"messages": said, "stream": True})
    for stream in (False, True):
        program = {"model": "massnahmenlotse", "stream": stream}
        same(clients, "POST", "/v1/chat/completions", json={**program, "messages": said})
        same(clients, "POST", "/v1/responses", json={**program, "input": question})
    if not SOUTHERN.search(question):
        assert not SOUTHERN.search(found.text)


def ids(client: httpx.Client) -> tuple[list[str], list[str]]:
    """The ids of all measures and documents that a client sees."""
    listed = client.get("/api/measures").json()["measures"]
    return [each["id"] for each in listed], list({each["document"] for each in listed})


def test_entries_of_the_other_office(clients: Clients) -> None:
    """They are what was never there: 404, in exports, follow-ups and filters as well."""
    (measures, documents), mine = ids(clients["Süd"]), ids(clients["Nord"])[0]
    assert (len(measures), len(documents)) == (2, 1)
    for path in (*(f"/api/measures/{id}" for id in measures), *(f"/api/documents/{id}" for id in documents)):
        assert same(clients, "GET", path).status_code == 404
        assert clients["Süd"].get(path).status_code == 200
        assert clients["all"].get(path).status_code == 200
        assert clients["nobody"].get(path).status_code == 401
    assert same(clients, "GET", f"/api/documents/{documents[0]}?start=0&end=5&context=900").status_code == 404
    for form in ("csv", "json", "docx"):
        wanted = {"measures": [mine[0], *measures], "format": form}
        assert same(clients, "POST", "/api/export", json=wanted).status_code == 422
        own = same(clients, "POST", "/api/export", json={"measures": mine, "format": form})
        assert (own.status_code, SOUTHERN.search(own.content.decode("latin-1"))) == (200, None)
    for known in (measures, [mine[0], measures[0]], ["nie-gewesen"]):
        for words in ("Was kostet das?", "Vergleiche die beiden", "das zweite", "Wer ist zuständig?"):
            said = [
                {"role": "user", "content": "Was gibt es für Alleinerziehende?"},
                {"role": "assistant", "content": "...", "measures": known},
                {"role": "user", "content": words},
            ]
            same(clients, "POST", "/api/chat", json={"messages": said})
    for wanted in ("Süd", "Nord", "Ost"):
        filters = {"catalogue": [wanted]}
        same(clients, "POST", "/api/search", json={"question": "Alleinerziehende", "filters": filters})
        program = {"model": "massnahmenlotse", "filters": filters, "input": "Alleinerziehende"}
        same(clients, "POST", "/v1/responses", json=program)
        same(clients, "GET", f"/api/measures?catalogue={wanted}")


def test_tools_for_models(clients: Clients) -> None:
    """Every tool and resource of `/mcp`: the other office's entries are what was never there."""
    (measures, documents), (mine, own) = ids(clients["Süd"]), ids(clients["Nord"])
    asked = [("tools/call", {"name": "list_facets", "arguments": {}}), ("resources/list", {})]
    for question in QUESTIONS:
        said = [{"role": "user", "content": question}]
        asked.append(("tools/call", {"name": "search_measures", "arguments": {"question": question, "limit": 10}}))
        asked.append(("tools/call", {"name": "answer_question", "arguments": {"messages": said}}))
    asked += [("tools/call", {"name": "read_measure", "arguments": {"id": id}}) for id in (*mine, *measures)]
    asked += [("resources/read", {"uri": f"lotse://measures/{id}"}) for id in (*mine, *measures)]
    asked += [("resources/read", {"uri": f"lotse://documents/{id}"}) for id in (*own, *documents)]
    for known in (measures, [mine[0], measures[0]]):
        shown = {"role": "assistant", "content": "...", "measures": known}
        said = [{"role": "user", "content": "Alleinerziehende"}, shown, {"role": "user", "content": "Was kostet das?"}]
        asked.append(("tools/call", {"name": "answer_question", "arguments": {"messages": said}}))
    filters = {"catalogue": ["Süd"]}
    asked.append(("tools/call", {"name": "search_measures", "arguments": {"question": "Schulden", "filters": filters}}))
    for method, params in asked:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        found = same(clients, "POST", "/mcp", json=body, headers={"Accept": "application/json"})
        if not SOUTHERN.search(str(params)):
            assert not SOUTHERN.search(found.text), params
        assert clients["nobody"].post("/mcp", json=body).status_code == 401


def test_lists_and_counts(clients: Clients) -> None:
    """Lists, facets, models, readiness."""
    for path in ("/api/measures", "/api/measures?limit=1&offset=2", "/api/facets", "/v1/models", "/readyz"):
        assert not SOUTHERN.search(same(clients, "GET", path).text), path
    assert clients["Nord"].get("/api/facets").json()["total"] == 2


def test_each_route_that_needs_a_key(clients: Clients) -> None:
    """A new one fails this test until it is asked here, too."""
    mine, documents = ids(clients["Nord"])
    said = [{"role": "user", "content": "Wegweiser"}]
    bodies: dict[str, dict[str, Any]] = {
        "POST /api/search": {"question": "Wegweiser"},
        "POST /api/chat": {"messages": said, "rows": True},
        "POST /v1/chat/completions": {"model": "massnahmenlotse", "messages": said},
        "POST /v1/responses": {"model": "massnahmenlotse", "input": said},
        "POST /api/export": {"measures": mine, "format": "csv"},
        "POST /api/feedback": {"helpful": True, "measures": mine},
        "POST /mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
    }
    got = {"/api/measures", "/api/measures/{id}", "/api/facets", "/api/rows", "/api/documents/{id}"}
    got |= {"/v1/models", "/v1/models/{id}"}
    assert bodies.keys() | {f"GET {path}" for path in got} == routes.READ | routes.SEARCH | routes.CHAT
    named = {"/api/documents/{id}": documents[0], "/v1/models/{id}": "massnahmenlotse", "/api/measures/{id}": mine[0]}
    for path in sorted(got):
        found = same(clients, "GET", path.replace("{id}", named.get(path, "")))
        assert (found.status_code, SOUTHERN.search(found.text)) == (200, None), path
    for route, body in bodies.items():
        path = route.removeprefix("POST ")
        found = same(
            clients, "POST", path, json=body, headers={"Accept": "*/*" if path != "/mcp" else "application/json"}
        )
        assert (found.status_code in (200, 204), SOUTHERN.search(found.text)) == (True, None), path


def test_every_other_route(clients: Clients) -> None:
    """What is open says nothing of either office; a key of one doesn't administer; the rest is above."""
    for route in sorted(routes.OPEN):
        method, _, path = route.partition(" ")
        path = path.replace("{path:path}", "page/app.js").replace("{version}", "0")
        for name in ("nobody", "Nord"):
            assert not SOUTHERN.search(clients[name].request(method, path).text), path
    for route in sorted(routes.ADMIN):
        method, _, path = route.partition(" ")
        found = clients["Nord"].request(method, re.sub(r"\{.*\}", "x.md", path))
        assert (found.status_code, SOUTHERN.search(found.text)) == (403, None)


def test_the_widget_of_an_office(parent: Path, tmp_path: Path) -> None:
    """A key made while the service runs is known within moments, and its page sees its own catalogue only."""
    root = Path(shutil.copytree(parent / "both", tmp_path / "index", ignore=shutil.ignore_patterns("*keys.json*")))
    with serving(root, origins=("https://nord.example",)) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        page = AccessKey("page", ("chat",), datetime.now(UTC), ("Nord",), origin="https://nord.example")
        KeyFile(root / "keys.json").add(page)
        wait_until(client, lambda answer: answer.json()["measures"] is None)
        origin = {"Origin": "https://nord.example"}
        deadline = monotonic() + 30
        while (listed := client.get("/api/measures", headers=origin)).status_code != 200:
            assert (listed.status_code, monotonic() < deadline) == (503, True), listed.text
            sleep(0.05)
        assert [each["catalogue"] for each in listed.json()["measures"]] == ["Nord", "Nord"]
        assert client.get("/api/measures").status_code == 401
        said = {"messages": [{"role": "user", "content": "Xylophonwerkstatt"}]}
        answered = client.post("/api/chat", json=said, headers=origin)
        assert answered.json()["citations"] == [] or "Oberhuber" not in answered.text
