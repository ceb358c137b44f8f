"""The practice catalogue: invented measures with questions in both languages, for training, vocabulary and examples."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the German passage of a measure that answers it, after the measure's title."""

    question: str
    passage: str


def examples() -> Iterator[Example]:
    """All questions with the passage of the field that answers best."""
    for entry in _entries():
        passages = {passage["field"]: passage["de"] for passage in entry["passages"]}
        for question in entry["questions"]:
            yield Example(question["text"], f"{entry['title']}: {passages[question['field']]}")


def texts() -> Iterator[str]:
    """Its correctly spelt texts, German and English."""
    for entry in _entries():
        yield entry["title"]
        yield entry["summary_en"]
        yield from (passage["de"] for passage in entry["passages"])
        yield from (question["text"] for question in entry["questions"] if question["style"] != "typo")


def _entries() -> Iterator[dict[str, Any]]:
    lines = (files("corpus") / "data" / "practice.jsonl").read_text("utf-8").splitlines()
    yield from map(json.loads, lines)
