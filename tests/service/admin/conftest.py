"""An office of its own: documents, an index of them, feedback."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from service.settings import Settings

TEXT = "## {title}\nZielgruppe: Alleinerziehende\nDauer: 16 Wochen\n"


@pytest.fixture
def office(tmp_path: Path, encoder: Encoder) -> Settings:
    """Settings of a service with one folder of documents beside the bundled ones, and opinions."""
    own = tmp_path / "unsere kurse"
    (own / "archiv").mkdir(parents=True)
    (own / ".removed").mkdir()
    for name in ("a.md", "archiv/b.md", ".removed/c.md"):
        (own / name).write_text(TEXT.format(title=f"Kurs {name[-4]}"), "utf-8")
    (own / "catalogue.toml").write_text('name = "Unsere"\n', "utf-8")
    (tmp_path / "opinions.jsonl").write_text('{"helpful": true}\n{"helpful": fal', "utf-8")
    settings = Settings(
        index=tmp_path / "index", documents=(own, None), feedback=tmp_path / "opinions.jsonl", check_seconds=0.05
    )
    build_index(Corpus.from_catalogues((own,)), encoder, settings.index)
    return settings
