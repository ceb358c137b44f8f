"""One evaluation as it is kept: its provenance, its figures, a record for each question, and the folder they fill."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from service.evaluation import trec
from service.evaluation.ablation import AblationResult
from service.evaluation.answer_figures import FIGURES
from service.evaluation.answers import AnswerOutcome
from service.evaluation.figures import EvaluationFigures
from service.evaluation.json_lines import QuestionError
from service.evaluation.levels import Level
from service.evaluation.run import FactOutcome, QuestionOutcome, RunOutcome, TurnOutcome

Record = dict[str, Any]
RUN, QUESTION, OFF_TOPIC, FACT, TURN, ANSWER = "run", "question", "off-topic", "fact", "turn", "answer"
ANSWERS = "answers"
"""The level of answers, beside those of rankings."""
FIGURES_FILE, RECORDS_FILE = "figures.json", "questions.jsonl"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`run` is the provenance (see `provenance`); `ablation` is empty unless it was asked for."""

    run: Mapping[str, Any]
    figures: EvaluationFigures
    records: Sequence[Record]
    ablation: tuple[AblationResult, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Provenance, figures and ablation as JSON."""
        document = {"run": self.run, "figures": self.figures.as_json()}
        return document | ({"ablation": [asdict(result) for result in self.ablation]} if self.ablation else {})

    def save(self, folder: Path) -> None:
        """Write figures, records, and the judgements and rankings of each level in TREC's formats.

        The first record is the provenance of the run, each other one the outcome of a question.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for level in self.figures.levels:
            trec.write_qrels(folder / f"{level.name}.qrels", level.qrels)
            tag = f"lotse-{(self.run['commit'] or self.run['version'] or 'unknown')[:12]}"
            trec.write_run(folder / f"{level.name}.run", level.qrels, level.rankings, tag)
        (folder / FIGURES_FILE).write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1), "utf-8")
        first = {"kind": RUN, "id": self.run["generation"], **self.run}
        lines = (json.dumps(record, ensure_ascii=False) for record in (first, *self.records))
        (folder / RECORDS_FILE).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def load_records(folder: Path) -> list[Record]:
    """Read the records of a saved evaluation, that of the run first. Raises QuestionError if the file isn't valid."""
    path = folder / RECORDS_FILE
    try:
        records = [json.loads(line) for line in path.read_text("utf-8").removesuffix("\n").split("\n")]
    except OSError as error:
        raise QuestionError(f"{path}: {error.strerror}; expected a folder written by --output") from error
    except ValueError as error:
        raise QuestionError(f"{path}: not a file written by --output") from error
    valid = all(isinstance(record, dict) and {"kind", "id"} <= record.keys() for record in records)
    if not valid or not records or records[0]["kind"] != RUN:
        raise QuestionError(f"{path}: not a file written by --output")
    return records


def question_records(outcome: RunOutcome, levels: Sequence[Level]) -> Iterator[Record]:
    """The records of all questions, facts, turns and answers."""
    for each in outcome.questions:
        yield _question(each, QUESTION) | {"values": _values(each.question.id, levels)}
    for each in outcome.off_topic:
        yield _question(each, OFF_TOPIC)
    yield from map(_fact, outcome.facts)
    yield from map(_turn, outcome.turns)
    yield from map(_answer, outcome.answers)


def _question(outcome: QuestionOutcome, kind: str) -> Record:
    question = outcome.question
    return {
        "kind": kind,
        "id": question.id,
        "text": question.text,
        "language": question.language,
        "style": question.style,
        "split": question.split,
        "need": question.need,
        "answerable": question.answerable,
        "answered": outcome.result.answerable,
        "confidence": outcome.result.confidence,
        "grades": dict(question.grades),
        "borderline": list(question.borderline),
        "found": _first_found(outcome),
    }


def _first_found(outcome: QuestionOutcome) -> list[str]:
    """The best measures, or the best documents if there are no measures."""
    found = outcome.ranking or list(outcome.result.documents)
    return found[:_SHOWN]


def _values(id: str, levels: Sequence[Level]) -> dict[str, dict[str, float]]:
    return {level.name: dict(level.values[id]) for level in levels if id in level.values}


def _fact(outcome: FactOutcome) -> Record:
    fact = outcome.fact
    return {
        "kind": FACT,
        "id": fact.id,
        "text": fact.text,
        "language": fact.language,
        "split": fact.split,
        "answer": fact.answer,
        "place": outcome.rank,
        "in_answer": outcome.in_answer,
    }


def _turn(outcome: TurnOutcome) -> Record:
    return {
        "kind": TURN,
        "id": f"{outcome.conversation.id}#{outcome.number}",
        "text": outcome.turn.text,
        "language": outcome.conversation.language,
        "split": outcome.conversation.split,
        "understood": outcome.understood,
        "answer": outcome.turn.answer,
        "in_answer": outcome.in_answer,
        "grades": dict(outcome.turn.grades),
        "followed": None if outcome.followed is None else list(outcome.followed[:_SHOWN]),
        "alone": None if outcome.alone is None else list(outcome.alone[:_SHOWN]),
    }


def _answer(outcome: AnswerOutcome) -> Record:
    conversation, turn = outcome.conversation, outcome.turn
    return {
        "kind": ANSWER,
        "id": outcome.id,
        "text": turn.text,
        "language": conversation.language,
        "split": conversation.split,
        "need": conversation.id,
        "asked_kind": conversation.kind,
        "understood": outcome.understood,
        "answerable": turn.answerable,
        "expect": ["|".join(alternatives) for alternatives in turn.expected],
        "measures": list(turn.measures),
        "found": list(outcome.shown[:_SHOWN]),
        "values": {ANSWERS: {name: float(value) for name in FIGURES if (value := getattr(outcome, name)) is not None}},
    }
