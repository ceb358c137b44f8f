"""Sample questions: such as catalogues of measures answer, and such as they don't."""

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sample:
    """A question as caseworkers type it, and whether the shipped catalogue answers it."""

    text: str
    answerable: bool


def samples() -> tuple[Sample, ...]:
    """The shipped ones, German and English."""
    lines = (files("corpus") / "data" / "samples.jsonl").read_text("utf-8").splitlines()
    return tuple(Sample(entry["text"], entry["answerable"]) for entry in map(json.loads, lines))
