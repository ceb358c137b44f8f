"""The manifest: what doesn't match it is refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.manifest import FORMAT, NAME, IndexDamaged, Manifest, hashes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a manifest of its two files."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "data.bin").write_bytes(b"data")
    (tmp_path / "chunks.json").write_text("[]", "utf-8")
    manifest = Manifest(FORMAT, "2026-01-31T12:00:00+00:00", "e@1", 1, {"a": "0"}, hashes(tmp_path))
    manifest.save(tmp_path)
    return tmp_path


def alter(folder: Path, **fields: Any) -> None:
    """Change fields of the manifest; None takes one away."""
    found = json.loads((folder / NAME).read_text("utf-8")) | fields
    (folder / NAME).write_text(json.dumps({name: value for name, value in found.items() if value is not None}), "utf-8")


def test_saved_and_loaded_again_it_is_the_same(folder: Path) -> None:
    """Files are named by their paths below the folder, the manifest isn't among them."""
    manifest = Manifest.load(folder)
    assert (manifest.encoder, manifest.analyser, manifest.documents) == ("e@1", 1, {"a": "0"})
    assert manifest.files.keys() == {"chunks.json", "words/data.bin"}
    assert manifest.files == hashes(folder)


def test_a_changed_file_is_named(folder: Path) -> None:
    """One bit is enough."""
    (folder / "words" / "data.bin").write_bytes(b"dat`")
    with pytest.raises(IndexDamaged, match=f"{folder.name}/words/data.bin doesn't match its hash in the manifest"):
        Manifest.load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    """It is not rebuilt silently."""
    (folder / "chunks.json").unlink()
    with pytest.raises(IndexDamaged, match=f"{folder.name}/chunks.json is missing"):
        Manifest.load(folder)


@pytest.mark.parametrize("name", ["notes.txt", "words/manifest.json"])
def test_a_file_too_many_is_named(folder: Path, name: str) -> None:
    """What no hash is known of isn't served, nor below another folder under the manifest's name."""
    (folder / name).write_text("{}", "utf-8")
    with pytest.raises(IndexDamaged, match=f"{folder.name}/{name} isn't in the manifest"):
        Manifest.load(folder)


def test_a_manifest_without_files_checks_them_all_the_same(folder: Path) -> None:
    """An empty list of hashes is no way around them."""
    alter(folder, files={})
    with pytest.raises(IndexDamaged, match=f"{folder.name}/chunks.json isn't in the manifest"):
        Manifest.load(folder)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"colour": "blue"}, "manifest.json can't be read: .*colour"),
        ({"encoder": None}, "manifest.json can't be read: .*encoder"),
        ({"files": ["chunks.json"]}, r"manifest.json can't be read: `files` must be dict"),
        ({"analyser": "1"}, "manifest.json can't be read: `analyser` must be int, not '1'"),
        ({"format": FORMAT + 1}, f"manifest.json has format {FORMAT + 1}, not {FORMAT}"),
        ({"format": FORMAT - 1, "dimension": 8}, f"manifest.json has format {FORMAT - 1}, not {FORMAT}"),
    ],
)
def test_a_wrong_manifest_is_refused(folder: Path, fields: dict[str, Any], reason: str) -> None:
    """Fields too many, too few, of the wrong kind; another format."""
    alter(folder, **fields)
    with pytest.raises(IndexDamaged, match=reason):
        Manifest.load(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe"])
def test_a_manifest_that_is_no_json_object_is_refused(folder: Path, content: bytes) -> None:
    """Truncated, empty, of another kind or no text."""
    (folder / NAME).write_bytes(content)
    with pytest.raises(IndexDamaged, match=f"{folder.name}/manifest.json can't be read"):
        Manifest.load(folder)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(IndexDamaged, match=r"nirgends/manifest\.json can't be read"):
        Manifest.load(tmp_path / "nirgends")
