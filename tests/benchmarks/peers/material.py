"""The material of all peers: the chunks of an index and the questions of one split, in one file."""

import json
import shutil
from pathlib import Path
from typing import Any

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.benchmarks.peers.catalogue import scale_catalogue
from tests.benchmarks.questions import load_questions


def export_material(path: Path, split: str, times: int = 1) -> dict[str, Any]:
    """Write the material to `path` and return it, or read it if it exists for the same split.

    A chunk's text is what our own encoder sees, including its context. Questions without judgements are left out.
    """
    if path.exists():
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if kept["split"] == split:
            return kept
    folder = path.with_suffix(".index")
    shutil.rmtree(folder, ignore_errors=True)
    chunks = build_index(scale_catalogue(Corpus.shipped(), times), load_encoder(), folder).chunks
    shutil.rmtree(folder)
    judged = [entry for entry in load_questions("questions", split) if entry["judgements"]]
    material = {
        "split": split,
        "times": times,
        "chunks": [{"id": chunk.id, "measure": chunk.measure, "text": chunk.embedded} for chunk in chunks],
        "questions": [
            {key: entry[key] for key in ("id", "text", "language", "style", "pair", "judgements", "borderline")}
            for entry in judged
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(material, ensure_ascii=False), "utf-8")
    return material


def by_best_chunk(material: dict[str, Any], rows: list[int]) -> list[str]:
    """Measures in the order of their best chunk, the same for all peers."""
    owners = (material["chunks"][row]["measure"] for row in rows)
    return list(dict.fromkeys(owner for owner in owners if owner))
