"""Questions to learn from: those of an invented catalogue, and samples of what caseworkers ask.

The practice catalogue holds invented measures with questions in both languages, for training, vocabulary and examples.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the German passage that answers it, headed by its measure's title."""

    question: str
    passage: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A question as caseworkers type it, and whether the shipped catalogue answers it."""

    text: str
    answerable: bool


def examples() -> Iterator[Example]:
    """Every question of the practice catalogue with the passage that answers it best."""
    for entry in _read("practice.jsonl"):
        passages = {passage["field"]: passage["de"] for passage in entry["passages"]}
        for question in entry["questions"]:
            yield Example(question["text"], f"{entry['title']}: {passages[question['field']]}")


def practice_texts() -> Iterator[str]:
    """The correctly spelt texts of the practice catalogue, German and English."""
    for entry in _read("practice.jsonl"):
        yield entry["title"]
        yield entry["summary_en"]
        yield from (passage["de"] for passage in entry["passages"])
        yield from (question["text"] for question in entry["questions"] if question["style"] != "typo")


def samples() -> tuple[Sample, ...]:
    """The shipped sample questions, German and English."""
    return tuple(Sample(entry["text"], entry["answerable"]) for entry in _read("samples.jsonl"))


def _read(name: str) -> Iterator[dict[str, Any]]:
    lines = (files("corpus") / "data" / name).read_text("utf-8").splitlines()
    return map(json.loads, lines)
