"""The project's question set and index, for benchmarks."""

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.store import Index

RELEVANCE = Path(__file__).parent.parent / "relevance"


def load(name: str, split: str) -> list[dict[str, Any]]:
    """The entries of `tests/relevance/{name}.jsonl` that belong to `split`."""
    lines = (RELEVANCE / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["split"] == split]


@cache
def encoder() -> Encoder:
    return load_encoder()


@cache
def index() -> Index:
    """The shipped corpus with the shipped encoder, built into a temporary folder."""
    return build_index(Corpus.shipped(), encoder(), Path(mkdtemp(prefix="lotse-bench-")))
