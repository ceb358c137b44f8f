"""One evaluation: what it was of, its figures, what came of each question; and the folder that keeps it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from service.evaluation import trec
from service.evaluation.ablation import Worth
from service.evaluation.figures import Figures
from service.evaluation.json_lines import QuestionError
from service.evaluation.levels import Level
from service.evaluation.run import Answered, Asked, FactAnswered, TurnAnswered

Record = dict[str, Any]
RUN, QUESTION, STRANGE, FACT, TURN = "run", "question", "off-topic", "fact", "turn"
_SHOWN = 10


def records(asked: Asked, levels: Sequence[Level]) -> Iterator[Record]:
    """One for each question, fact and turn."""
    for each in asked.questions:
        yield _question(each, QUESTION) | {"values": _values(each.question.id, levels)}
    for each in asked.strange:
        yield _question(each, STRANGE)
    yield from map(_fact, asked.facts)
    yield from map(_turn, asked.turns)


def _question(each: Answered, kind: str) -> Record:
    own = each.question
    return {
        "kind": kind,
        "id": own.id,
        "text": own.text,
        "language": own.language,
        "style": own.style,
        "split": own.split,
        "need": own.need,
        "answerable": own.answerable,
        "answered": each.found.answerable,
        "confidence": each.found.confidence,
        "grades": dict(own.grades),
        "borderline": list(own.borderline),
        "found": _first(each),
    }


def _first(each: Answered) -> list[str]:
    """The measures found first, or the texts where there are no measures."""
    found = each.ranked or list(dict.fromkeys(piece.document for piece in each.found.passages))
    return found[:_SHOWN]


def _values(id: str, levels: Sequence[Level]) -> dict[str, dict[str, float]]:
    return {level.name: dict(level.values[id]) for level in levels if id in level.values}


def _fact(each: FactAnswered) -> Record:
    own = each.fact
    return {
        "kind": FACT,
        "id": own.id,
        "text": own.text,
        "language": own.language,
        "split": own.split,
        "answer": own.answer,
        "place": each.place,
        "in_answer": each.answered,
    }


def _turn(each: TurnAnswered) -> Record:
    return {
        "kind": TURN,
        "id": f"{each.conversation.id}#{each.number}",
        "text": each.turn.text,
        "language": each.conversation.language,
        "split": each.conversation.split,
        "understood": each.understood,
        "answer": each.turn.answer,
        "in_answer": each.answered,
        "grades": dict(each.turn.grades),
        "followed": None if each.followed is None else list(each.followed[:_SHOWN]),
        "alone": None if each.alone is None else list(each.alone[:_SHOWN]),
    }


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
