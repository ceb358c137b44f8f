"""One evaluation: what it was of, its figures, what came of each question; and the folder that keeps it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from service.evaluate import trec
from service.evaluate.ablation import Worth
from service.evaluate.entry import QuestionError
from service.evaluate.figures import Figures
from service.evaluate.records import RUN, Record

FIGURES, RECORDS = "figures.json", "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`run` says what was measured (see `provenance`), `ablation` what its parts are worth, if that was asked for."""

    run: Mapping[str, Any]
    figures: Figures
    records: Sequence[Record]
    ablation: tuple[Worth, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        own = {"run": self.run, "figures": self.figures.as_json()}
        return own | ({"ablation": [asdict(worth) for worth in self.ablation]} if self.ablation else {})

    def save(self, folder: Path) -> None:
        """Write figures, lines of JSON, and each level's judgements and ranking as TREC has them.

        The first line says what was measured, each other one what came of a question.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for level in self.figures.levels:
            trec.write_qrels(folder / f"{level.name}.qrels", level.qrels)
            tag = f"lotse-{(self.run['commit'] or self.run['version'] or 'unknown')[:12]}"
            trec.write_run(folder / f"{level.name}.run", level.qrels, level.ranked, tag)
        (folder / FIGURES).write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1), "utf-8")
        first = {"kind": RUN, "id": self.run["generation"], **self.run}
        lines = (json.dumps(record, ensure_ascii=False) for record in (first, *self.records))
        (folder / RECORDS).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def saved_records(folder: Path) -> list[Record]:
    """The lines of an evaluation that was kept, first that of the run. Raises QuestionError if there are none."""
    path = folder / RECORDS
    try:
        found = [json.loads(line) for line in path.read_text("utf-8").removesuffix("\n").split("\n")]
    except OSError as error:
        raise QuestionError(f"{path}: {error.strerror}; --output writes such a folder") from error
    except ValueError as error:
        raise QuestionError(f"{path}: not as --output writes it") from error
    whole = all(isinstance(record, dict) and {"kind", "id"} <= record.keys() for record in found)
    if not whole or not found or found[0]["kind"] != RUN:
        raise QuestionError(f"{path}: not as --output writes it")
    return found
