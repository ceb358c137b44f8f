"""The folder's `catalogue.toml`, shown, proposed and replaced through the administration."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import serving

KEY = "ein-langer-schluessel"
ENTRIES = "".join(
    f"## {name}\nFür wen: Alleinerziehende\nPreisschild: 12 Euro\n\n" for name in ("Abends lernen", "Morgens lernen")
)
SETTINGS = 'name = "Nord"\n[labels]\n"Für wen" = "target_group"\n"Preisschild" = "budget"\n'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path, Path]]:
    """A client with the key, the folder of documents, and the index, of one service for all."""
    root = tmp_path_factory.mktemp("catalogue")
    folder = root / "own"
    folder.mkdir()
    (folder / "kurse.md").write_text(ENTRIES, "utf-8")
    with serving(root / "index", documents=folder, admin_key=KEY) as client:
        client.headers.update({"Authorization": f"Bearer {KEY}"})
        yield client, folder, root / "index"


def test_a_proposal_is_saved_and_read(office: tuple[httpx.Client, Path, Path]) -> None:
    """What is proposed can be saved as it stands; then it is what is shown. The former one is kept aside."""
    client, folder, index = office
    shown = client.get("/api/admin/catalogue").json()
    assert (shown["text"], shown["problem"]) == (None, None)
    assert '"Für wen" = "target_group"' in shown["proposal"]
    assert client.put("/api/admin/catalogue", content=shown["proposal"].encode()).status_code == 204
    assert client.put("/api/admin/catalogue", content=SETTINGS.encode()).status_code == 204
    assert (folder / "catalogue.toml").read_text("utf-8") == SETTINGS
    (kept,) = (folder / ".removed").iterdir()
    assert kept.read_text("utf-8") == shown["proposal"]
    assert client.get("/api/admin/catalogue").json()["text"] == SETTINGS
    (document,) = client.get("/api/admin/check").json()["documents"]
    fields = {use["label"]: use["field"] for use in document["labels"]}
    assert fields == fields | {"Für wen": "target_group", "Preisschild": "budget"}
    lines = [json.loads(line) for line in (index / "audit.jsonl").read_text("utf-8").splitlines()]
    assert [(line["what"], line["which"], line["outcome"]) for line in lines[:2]] == [
        ("save catalogue", "catalogue.toml", "done")
    ] * 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('name = "Nord"\nentry Kurs\n', "Zeile 2, Spalte 7: nach dem Namen fehlt „=“"),
        ('titel = "Kursname"\n', "titel: unbekannt; erlaubt sind name, entry, language, title, "),
        ('[labels]\n"Für wen" = "zielgruppe"\n', "labels: 'Für wen' bekommt 'zielgruppe'; erlaubt sind title, "),
        ("header_rows = 99\n", "header_rows: darf höchstens 20 sein"),
        ('[[document]]\nfile = "a"\nid = "Ä"\n', "document 1, id: darf nur Kleinbuchstaben, Ziffern "),
    ],
)  # fmt: skip
def test_mistakes_are_named_and_nothing_is_written(
    office: tuple[httpx.Client, Path, Path], content: str, reason: str
) -> None:
    """With line or field, in the language of whoever asks."""
    client, folder, _ = office
    before = sorted(path.name for path in folder.rglob("*"))
    answer = client.put("/api/admin/catalogue", content=content.encode())
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:massnahmenlotse:problem:catalogue-refused")
    assert answer.json()["detail"].startswith(f"So lässt sich catalogue.toml nicht verwenden: {reason}")
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.mark.parametrize(("content", "status"), [(b"\xff\xfe", 422), (b"#" * 70_000, 413)])
def test_what_is_no_text_or_too_long_is_refused(
    office: tuple[httpx.Client, Path, Path], content: bytes, status: int
) -> None:
    """Before anything is written."""
    client, _, _ = office
    assert client.put("/api/admin/catalogue", content=content).status_code == status


def test_one_that_is_broken_is_shown_with_what_is_wrong(office: tuple[httpx.Client, Path, Path]) -> None:
    """So that it can be mended; the path of the folder isn't told."""
    client, folder, _ = office
    (folder / "catalogue.toml").write_text("name = Nord\n", "utf-8")
    shown = client.get("/api/admin/catalogue").json()
    assert (shown["text"], shown["proposal"]) == ("name = Nord\n", None)
    assert shown["problem"] == "Zeile 1, Spalte 8: ungültiger Wert"


def test_the_bundled_documents_have_none(tmp_path: Path) -> None:
    """They aren't in a folder of the office's own."""
    with serving(tmp_path, admin_key=KEY) as client:
        for method in ("GET", "PUT"):
            answer = client.request(method, "/api/admin/catalogue", headers={"Authorization": f"Bearer {KEY}"})
            assert (answer.status_code, answer.json()["type"]) == (409, "urn:massnahmenlotse:problem:no-folder")
