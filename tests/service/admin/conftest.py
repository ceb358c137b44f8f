"""An office of its own: documents, an index of them, feedback."""

import shutil
from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from service.settings import Settings

TEXT = "## {title}\nZielgruppe: Alleinerziehende\nDauer: 16 Wochen\n"


@pytest.fixture(scope="module")
def unused(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """All that an office has, built once; copied, never written to."""
    root = tmp_path_factory.mktemp("office")
    own = root / "unsere kurse"
    (own / "archiv").mkdir(parents=True)
    (own / ".removed").mkdir()
    for name in ("a.md", "archiv/b.md", ".removed/c.md"):
        (own / name).write_text(TEXT.format(title=f"Kurs {name[-4]}"), "utf-8")
    (own / "catalogue.toml").write_text('name = "Unsere"\n', "utf-8")
    (root / "opinions.jsonl").write_text('{"helpful": true}\n{"helpful": fal', "utf-8")
    build_index(Corpus.from_catalogues((own,)), encoder, root / "index")
    return root


@pytest.fixture
def office(unused: Path, tmp_path: Path) -> Settings:
    """Settings of a service with one folder of documents beside the bundled ones, and opinions."""
    shutil.copytree(unused, tmp_path, dirs_exist_ok=True)
    return Settings(
        index=tmp_path / "index",
        documents=(tmp_path / "unsere kurse", None),
        feedback=tmp_path / "opinions.jsonl",
        check_seconds=0.05,
    )
