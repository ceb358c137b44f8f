"""What every peer is given: the chunks of the shipped index and the questions of one split, in one file."""

import json
from pathlib import Path
from typing import Any

from tests.benchmarks import questions


def export(path: Path, split: str) -> dict[str, Any]:
    """Write the material to `path` and return it. A chunk's text is what our own encoder sees: where it stands, and it.

    Questions without judgements can't be ranked for and are left out.
    """
    index = questions.index()
    asked = [entry for entry in questions.load("questions", split) if entry["judgements"]]
    material = {
        "split": split,
        "chunks": [{"id": chunk.id, "measure": chunk.measure, "text": chunk.embedded} for chunk in index.chunks],
        "questions": [
            {key: entry[key] for key in ("id", "text", "language", "style", "judgements", "borderline")}
            for entry in asked
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(material, ensure_ascii=False), "utf-8")
    return material


def by_best_chunk(material: dict[str, Any], rows: list[int]) -> list[str]:
    """Measures in the order of their best chunk: the one way in which everybody's chunks become measures."""
    owners = (material["chunks"][row]["measure"] for row in rows)
    return list(dict.fromkeys(owner for owner in owners if owner))
