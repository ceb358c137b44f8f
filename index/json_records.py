"""Dataclasses stored as JSON, validated when they are read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from index.files import write_file

T = TypeVar("T")


def write_records(path: Path, kind: type[T], records: Sequence[T]) -> None:
    """Write records of one dataclass as a JSON array. Raises NotWritten."""
    write_file(path, TypeAdapter(list[kind]).dump_json(list(records)))  # type: ignore[valid-type]


def read_records(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read what `write_records` wrote. Raises ValueError naming the record and field that are invalid."""
    records: list[T] = TypeAdapter(list[kind]).validate_json(path.read_bytes())  # type: ignore[valid-type]
    return tuple(records)
