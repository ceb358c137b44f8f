"""What a catalogue states: its entries with their values, and questions whose answers are known."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A line of a value under its printed label (empty for text without one), and the field that it belongs to.

    `field` is a name such as `cost`, or `other` with the label behind a colon.
    """

    label: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class StatedEntry:
    """An entry of a file (a path below the catalogue's folder), with its values line by line."""

    title: str
    file: str
    values: tuple[StatedValue, ...]


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question about an entry; `expected` are words of its answer, None if the catalogue doesn't state it."""

    text: str
    entry: str
    expected: str | None


@dataclass(frozen=True, slots=True)
class Truth:
    """What a catalogue states. `also_right` are further fields under which a label's values are right, by label."""

    shape: str
    entries: tuple[StatedEntry, ...]
    questions: tuple[CatalogueQuestion, ...] = ()
    also_right: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_truth(path: Path) -> Truth:
    """Read a `truth.json`, see tests/data/catalogues/README.md."""
    stated = json.loads(path.read_text("utf-8"))
    return Truth(
        stated["shape"],
        tuple(_entry(each) for each in stated["entries"]),
        tuple(CatalogueQuestion(each["question"], each["entry"], each["expected"]) for each in stated["questions"]),
        {label: tuple(fields) for label, fields in stated.get("also_right", {}).items()},
    )


def _entry(stated: Mapping[str, Any]) -> StatedEntry:
    lines = [(label, name, line) for label, name, text in stated["values"] for line in text.split("\n")]
    return StatedEntry(stated["title"], stated["file"], tuple(StatedValue(*line) for line in lines))
