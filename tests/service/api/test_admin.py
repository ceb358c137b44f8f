"""The administration, against a live server with its own folder of documents."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from index.generations import Generations
from tests.service.conftest import serving, wait_until

KEY = "ein-langer-schluessel"
AUTHORISED = {"Authorization": f"Bearer {KEY}"}
CATALOGUE = "# Eigene\n\n## Vormittags starten\nZielgruppe: Alleinerziehende\nDauer: 16 Wochen\n"
_PATIENCE = 60.0
_INTERVAL = 0.25


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents with one catalogue."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "katalog.md").write_text(CATALOGUE, "utf-8")
    return folder


@pytest.fixture
def office(serve: Callable[..., httpx.Client], folder: Path, tmp_path: Path) -> httpx.Client:
    """A client with the key, of a service with its own folder and no index yet."""
    client = serve(tmp_path / "index", documents=folder, admin_key=KEY)
    client.headers.update(AUTHORISED)
    return client


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A client without a key and the folder, of one service for all requests that change nothing."""
    root = tmp_path_factory.mktemp("administration")
    folder = root / "own"
    folder.mkdir()
    (folder / "katalog.md").write_text(CATALOGUE, "utf-8")
    with serving(root / "index", documents=folder, admin_key=KEY) as client:
        yield client, folder


def rebuilt(office: httpx.Client, **params: bool) -> dict[str, Any]:
    """Rebuild and wait for the end."""
    assert office.post("/api/admin/rebuild", params=params).status_code == 202
    return ended(office)


def ended(office: httpx.Client) -> dict[str, Any]:
    """Wait for the end of a rebuild."""
    deadline = monotonic() + _PATIENCE
    while (state := office.get("/api/admin/rebuild").json())["status"] == "running":
        assert monotonic() < deadline, state
        sleep(_INTERVAL)
    found: dict[str, Any] = state
    return found


def test_without_a_key_there_is_no_administration(client: httpx.Client) -> None:
    """The routes don't exist."""
    assert client.get("/api/admin", headers=AUTHORISED).status_code == 404


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer falsch"}, {"Authorization": f"Basic {KEY}"}])
def test_the_key_is_needed(unchanged: tuple[httpx.Client, Path], header: dict[str, str]) -> None:
    """A wrong key, or the right one in another scheme, is refused on every route."""
    office, _ = unchanged
    looking = ("", "/check", "/rebuild", "/catalogue", "/generations/x/change")
    changing = (("POST", "/rebuild"), ("PUT", "/documents/a.md"), ("DELETE", "/documents/a.md"), ("PUT", "/catalogue"))
    more = (("DELETE", "/generations/x"), ("POST", "/generations/x/serve"))
    asked = [*(("GET", path) for path in looking), *changing, *more]
    for method, path in asked[-3:] if header else asked:  # whoever sends too many wrong keys is locked out
        answer = office.request(method, f"/api/admin{path}", headers=header)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_upload_check_and_rebuild(office: httpx.Client, folder: Path, until: Callable[..., httpx.Response]) -> None:
    """A document is added, checked, indexed and found; then the earlier generation is served again."""
    first = rebuilt(office)
    assert (first["status"], first["failure"], first["problems"]) == ("done", None, [])
    until(office, lambda answer: answer.status_code == 200 and answer.json()["measures"] == 1)

    second = CATALOGUE.replace("Vormittags", "Nachmittags").encode()
    added = office.put("/api/admin/documents/zweiter katalog.md", content=second)
    assert (added.status_code, added.json()["measures"]) == (201, 1)
    assert office.get("/api/admin").json()["files"] == ["katalog.md", "zweiter katalog.md"]
    assert [document["id"] for document in office.get("/api/admin/check").json()["documents"]] == [
        "katalog-md",
        "zweiter-katalog-md",
    ]
    second_state = rebuilt(office)
    assert (second_state["status"], second_state["failure"]) == ("done", None)
    until(office, lambda answer: answer.json()["measures"] == 2)
    found = office.post("/api/search", json={"question": "Nachmittags starten"}).json()
    assert found["measures"][0]["measure"]["title"] == "Nachmittags starten"

    older = f"/api/admin/generations/{first['generation']}"
    refused = office.post(f"{older}/serve").json()
    assert (refused["status"], refused["count"]) == (409, 1)
    assert [measure["title"] for measure in refused["measures"]] == ["Nachmittags starten"]
    change = office.get(f"{older}/change").json()
    assert (change["measures_now"], change["measures_then"], change["gone"], change["new"]) == (2, 1, 1, 0)
    back = office.post(f"{older}/serve?confirm=true").json()
    assert (back["name"], back["serving"]) == (first["generation"], True)
    assert office.get("/readyz").json()["measures"] == 1
    assert [(state["serving"], state["measures"]) for state in office.get("/api/admin").json()["generations"]] == [
        (False, 2),
        (True, 1),
    ]


def test_what_cannot_be_read_is_not_kept(office: httpx.Client, folder: Path) -> None:
    """The response names the reason, and no file remains."""
    answer = office.put("/api/admin/documents/kaputt.pdf", content=b"%PDF-1.7 nothing")
    assert answer.status_code == 422
    assert answer.json()["reason"] == "incomplete; the end of the PDF is missing"
    assert answer.json()["detail"] == "Das lässt sich nicht lesen: unvollständig; das Ende des PDF fehlt"
    assert sorted(path.name for path in folder.iterdir()) == ["katalog.md"]


@pytest.mark.parametrize(
    "name",
    ["..%2Fa.md", ".hidden.md", "a.exe", "a%00.md", "x" * 160 + ".md", "🙂" * 100 + ".md", "a\u202egpj.md", "~$a.docx"],
)
def test_names_that_are_refused(unchanged: tuple[httpx.Client, Path], name: str) -> None:
    """Paths, hidden files, other file types, what nobody sees, temporary files, names too long for people or disks."""
    office, folder = unchanged
    answer = office.put(f"/api/admin/documents/{name}", content=b"# Text", headers=AUTHORISED)
    assert answer.status_code in (404, 405, 422)
    assert sorted(path.name for path in folder.rglob("*")) == ["katalog.md"]


def test_what_is_administered_is_written_down(office: httpx.Client, tmp_path: Path) -> None:
    """A line for each act, with how it ended; looking changes nothing."""
    office.put("/api/admin/documents/neu.md", content=CATALOGUE.encode())
    office.put("/api/admin/documents/neu.md", content=CATALOGUE.encode())
    office.put("/api/admin/documents/neu.exe", content=b"x")
    office.delete("/api/admin/documents/neu.md")
    office.delete("/api/admin/documents/neu.md")
    office.get("/api/admin/check")
    lines = [json.loads(line) for line in (tmp_path / "index" / "audit.jsonl").read_text("utf-8").splitlines()]
    assert {line["who"] for line in lines} == {"LOTSE_ADMIN_KEY"}
    assert [(line["what"], line["which"], line["outcome"]) for line in lines] == [
        ("upload", "neu.md", "done"),
        ("upload", "neu.md", "document-exists"),
        ("upload", "neu.exe", "unreadable"),
        ("remove", "neu.md", "done"),
        ("remove", "neu.md", "unknown-document"),
    ]


def test_nothing_is_overwritten_unasked(office: httpx.Client, folder: Path) -> None:
    """A document is replaced only on request, and the old one is kept aside."""
    new = CATALOGUE.replace("16", "20").encode()
    assert office.put("/api/admin/documents/katalog.md", content=new).status_code == 409
    assert office.put("/api/admin/documents/katalog.md?replace=true", content=new).status_code == 201
    assert (folder / "katalog.md").read_bytes() == new
    (kept,) = (folder / ".removed").iterdir()
    assert kept.read_text("utf-8") == CATALOGUE


@pytest.mark.parametrize("parallel", [8, 20])
def test_of_uploads_at_once_one_is_accepted(office: httpx.Client, folder: Path, parallel: int) -> None:
    """All the others are told that the document exists, and none of them is lost without a word."""

    def put(number: int) -> int:
        text = CATALOGUE.replace("Vormittags", f"Nummer {number}")
        return office.put("/api/admin/documents/neu.md", content=text.encode()).status_code

    with ThreadPoolExecutor(parallel) as pool:
        statuses = sorted(pool.map(put, range(parallel)))
    assert statuses == [201] + [409] * (parallel - 1)
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "katalog.md", "neu.md"]


def test_a_rebuild_that_loses_measures_waits(
    serve: Callable[..., httpx.Client], own_root: Path, folder: Path, tmp_path: Path
) -> None:
    """The check and the rebuild say what would go; the new generation is put to use when that is confirmed."""
    office = serve(own_root, documents=folder, admin_key=KEY)
    office.headers.update(AUTHORISED)
    wait_until(office, lambda answer: answer.status_code == 200)
    change = office.get("/api/admin/check").json()["change"]
    counts = {"documents_now": 5, "documents_then": 1, "measures_now": 36, "measures_then": 1, "gone": 36, "new": 1}
    assert change == change | counts | {"changed": 0, "halves": True}
    assert len(change["gone_measures"]) == 36
    assert [measure["title"] for measure in change["new_measures"]] == ["Vormittags starten"]
    assert {"id": "jumita-junge-muetter-in-teilzeit", "title": "JUMITA (Junge Mütter in Teilzeit Ausbildung)"} in [
        *change["gone_measures"]
    ]
    built = rebuilt(office)
    assert (built["status"], built["failure"], built["change"]) == ("waiting", None, change)
    assert office.get("/readyz").json()["measures"] == 36
    waiting, serving = office.get("/api/admin").json()["generations"]
    assert (waiting["name"], waiting["waiting"], waiting["serving"]) == (built["generation"], True, False)
    assert (serving["waiting"], serving["serving"]) == (False, True)
    named = f"/api/admin/generations/{waiting['name']}"
    assert office.get(f"{named}/change").json() == change
    assert office.post(f"{named}/serve").json()["type"] == "urn:massnahmenlotse:problem:measures-lost"
    in_use = office.delete(f"/api/admin/generations/{serving['name']}")
    assert (in_use.status_code, in_use.json()["type"]) == (409, "urn:massnahmenlotse:problem:generation-in-use")
    assert office.delete(named).status_code == 204
    assert office.delete(named).status_code == office.get(f"{named}/change").status_code == 404
    assert len(office.get("/api/admin").json()["generations"]) == 1

    assert rebuilt(office, bundled=True)["status"] == "done"
    wait_until(office, lambda answer: answer.json()["measures"] == 37)
    assert rebuilt(office)["status"] == "waiting"
    name = office.get("/api/admin").json()["generations"][0]["name"]
    served = office.post(f"/api/admin/generations/{name}/serve?confirm=true").json()
    assert (served["serving"], served["waiting"], served["measures"]) == (True, False, 1)
    lines = [json.loads(line) for line in (own_root / "audit.jsonl").read_text("utf-8").splitlines()]
    assert [(line["what"], line["outcome"]) for line in lines] == [
        ("rebuild", "done"),
        ("serve generation", "measures-lost"),
        ("discard generation", "generation-in-use"),
        ("discard generation", "done"),
        ("rebuild", "done"),
        ("rebuild", "done"),
        ("serve generation", "done"),
    ]


def test_what_a_document_alone_holds_is_removed_when_that_is_confirmed(office: httpx.Client, folder: Path) -> None:
    """The refusal names the measures; the file stays until then."""
    rebuilt(office)
    wait_until(office, lambda answer: answer.status_code == 200)
    held = office.get("/api/admin").json()["documents"]
    assert [(each["file"], each["own"], each["measures"]) for each in held] == [("katalog.md", True, 1)]
    refused = office.delete("/api/admin/documents/katalog.md", headers={"Accept-Language": "en"})
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "1 measure would be gone. Confirm that with `?confirm=true`.",
    )
    assert [measure["title"] for measure in refused.json()["measures"]] == ["Vormittags starten"]
    assert (folder / "katalog.md").exists()
    assert office.delete("/api/admin/documents/katalog.md?confirm=true").status_code == 204
    assert not (folder / "katalog.md").exists()


def test_a_disk_that_is_full(
    serve: Callable[..., httpx.Client], own_root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upload and a change of generations that can't be written say so, and don't tell where the folder lies."""
    office = serve(own_root, documents=folder, admin_key=KEY)
    office.headers.update(AUTHORISED)
    name = Generations(own_root).names()[0]

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("index.files.os.fsync", full)
    answers = [
        office.put("/api/admin/documents/b.md", content=CATALOGUE.encode()),
        office.post(f"/api/admin/generations/{name}/serve"),
        office.put("/api/admin/catalogue", content=b'name = "Nord"'),
    ]
    assert [answer.status_code for answer in answers] == [507] * 3
    assert [answer.json()["type"] for answer in answers] == ["urn:massnahmenlotse:problem:not-written"] * 3
    assert [answer.json()["reason"] for answer in answers] == [
        "no space left in own",
        "no space left in own-index",
        "no space left in own",
    ]
    assert answers[0].json()["detail"] == "Das ließ sich nicht speichern: in own ist kein Platz mehr"
    assert sorted(path.name for path in folder.glob("[!.]*")) == ["katalog.md"]
    assert Generations(own_root).current() == name


def test_a_removed_document_is_kept_aside(office: httpx.Client, folder: Path) -> None:
    """It is no longer listed, but not deleted."""
    assert office.delete("/api/admin/documents/katalog.md").status_code == 204
    assert office.delete("/api/admin/documents/katalog.md").status_code == 404
    assert office.get("/api/admin").json()["files"] == []
    assert len(list((folder / ".removed").iterdir())) == 1


def test_a_rebuild_of_nothing_fails_with_a_reason(office: httpx.Client) -> None:
    """The reason doesn't reveal the path of the folder."""
    office.delete("/api/admin/documents/katalog.md")
    state = rebuilt(office)
    assert (state["status"], state["failure"].split(":")[0]) == ("failed", "nichts zu durchsuchen")


def test_a_damaged_generation_is_refused(serve: Callable[..., httpx.Client], own_root: Path, folder: Path) -> None:
    """A generation that doesn't match its manifest can't be served."""
    office = serve(own_root, documents=folder, admin_key=KEY)
    office.headers.update(AUTHORISED)
    (generation,) = office.get("/api/admin").json()["generations"]
    name = generation["name"]
    (own_root / "generations" / name / "chunks.json").write_text("[]", "utf-8")
    answer = office.post(f"/api/admin/generations/{name}/serve")
    assert answer.status_code == 409
    assert answer.json()["reason"] == f"{name}/chunks.json doesn't match its hash in the manifest"
    assert office.post("/api/admin/generations/20200101T000000-00000000/serve").status_code == 404


def test_the_shipped_documents_take_no_uploads(serve: Callable[..., httpx.Client], own_root: Path) -> None:
    """Uploads need a folder of the office's own."""
    client = serve(own_root, admin_key=KEY)
    answer = client.put("/api/admin/documents/a.md", content=b"# A", headers=AUTHORISED)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:massnahmenlotse:problem:no-folder")
    assert client.get("/api/admin", headers=AUTHORISED).json()["own"] is False
