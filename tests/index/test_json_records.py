"""Records as JSON: read as they were written, refused by field."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from index.json_records import read_records, write_records


@dataclass(frozen=True)
class Record:
    """What is stored."""

    name: str
    spans: tuple[tuple[int, int], ...]
    kinds: frozenset[str]


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Tuples stay tuples, sets sets, letters letters."""
    records = [Record("Größe", ((1, 2), (3, 4)), frozenset(("a", "b"))), Record("", (), frozenset())]
    write_records(tmp_path / "r.json", Record, records)
    assert read_records(tmp_path / "r.json", Record) == tuple(records)


def test_a_field_that_does_not_fit_is_named(tmp_path: Path) -> None:
    """With the number of its record."""
    (tmp_path / "r.json").write_text('[{"name": 1, "spans": [], "kinds": []}]', "utf-8")
    with pytest.raises(ValueError, match=r"0\.name"):
        read_records(tmp_path / "r.json", Record)
