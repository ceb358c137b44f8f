"""The practice catalogue: invented measures with questions in both languages, for training and for its vocabulary."""

import json
from collections.abc import Iterator
from importlib.resources import files


def texts() -> Iterator[str]:
    """Its correctly spelt texts, German and English."""
    lines = (files("corpus") / "data" / "practice.jsonl").read_text("utf-8").splitlines()
    for entry in map(json.loads, lines):
        yield entry["title"]
        yield entry["summary_en"]
        yield from (passage["de"] for passage in entry["passages"])
        yield from (question["text"] for question in entry["questions"] if question["style"] != "typo")
