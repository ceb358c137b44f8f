"""The words that name whom a measure is for."""

from pathlib import Path

from corpus.collection import Corpus
from corpus.eligibility.reading import read_limits


def test_an_age_before_a_mark_is_named(tmp_path: Path) -> None:
    """As in `18+`, behind which no word goes on."""
    text = "# Courses\n\n## Starter\nWho it's for: Anyone aged 18+ who likes people\nHow long it takes: 10 weeks\n"
    (tmp_path / "courses.md").write_text(text, "utf-8")
    (parsed,) = Corpus.from_folder(tmp_path).parsed
    limits = read_limits(parsed.measures[0], parsed.document)
    assert [span.quote for limit in limits.named for span in limit.evidence] == ["18+"]
