"""The question set, encoder and index that the benchmarks share."""

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


def load_questions(name: str, split: str) -> list[dict[str, Any]]:
    """The entries of `tests/relevance/{name}.jsonl` in `split`."""
    lines = (RELEVANCE / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["split"] == split]


@cache
def shipped_encoder() -> Encoder:
    """The shipped encoder, loaded once."""
    return load_encoder()


@cache
def shipped_index() -> Index:
    """An index of the shipped corpus, built once in a temporary folder."""
    return build_index(Corpus.shipped(), shipped_encoder(), Path(mkdtemp(prefix="lotse-bench-")))
