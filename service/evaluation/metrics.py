"""Metrics of single rankings against judgements, by ir_measures, which only this file imports."""

from collections.abc import Mapping, Sequence

FULLY_RELEVANT = 2
"""The grade of full relevance; 1 is partial relevance."""
MAIN = "nDCG@10"
"""The metric by which systems are compared."""

Qrels = Mapping[str, Mapping[str, int]]
"""Grades by document by question."""
Rankings = Mapping[str, Sequence[str]]
"""Documents by question, best first, without duplicates."""

_METRICS = ("nDCG@10", "RR", "R@5", "R@10", "AP", "Success@1")
_FULL_RECALL = "R(rel=2)@5"


class IrMeasuresMissing(Exception):
    """ir_measures isn't installed; the message says how to install it."""

    def __init__(self) -> None:
        super().__init__(
            "evaluating needs ir_measures; install the extra: .venv/bin/pip install -e '.[evaluate]' -c constraints.txt"
        )


def require_ir_measures() -> None:
    """Raise IrMeasuresMissing unless ir_measures is installed, so that no question is run in vain."""
    try:
        import ir_measures  # noqa: F401
    except ModuleNotFoundError as error:
        raise IrMeasuresMissing from error


def metric_names(qrels: Qrels) -> tuple[str, ...]:
    """The metrics to compute, in ir_measures' notation; with the recall of full relevance if it is graded."""
    full = any(grade >= FULLY_RELEVANT for grades in qrels.values() for grade in grades.values())
    return (*_METRICS, _FULL_RECALL) if full else _METRICS


def metric_values(qrels: Qrels, rankings: Rankings) -> dict[str, dict[str, float]]:
    """Values by metric by question; all 0 for a question without a ranking. Raises IrMeasuresMissing."""
    require_ir_measures()
    import ir_measures

    names = metric_names(qrels)
    parsed = {ir_measures.parse_measure(name): name for name in names}
    judgements = [
        ir_measures.Qrel(id, document, grade) for id, grades in qrels.items() for document, grade in grades.items()
    ]
    run = [
        ir_measures.ScoredDoc(id, document, score)
        for id in qrels
        for document, score in scored_documents(rankings.get(id, ()))
    ]
    values: dict[str, dict[str, float]] = {id: dict.fromkeys(names, 0.0) for id in qrels}
    for metric in ir_measures.iter_calc(list(parsed), judgements, run):
        values[metric.query_id][parsed[metric.measure]] = float(metric.value)
    return values


def scored_documents(ranking: Sequence[str]) -> list[tuple[str, float]]:
    """Documents with descending scores: tools sort by score, and would reorder ties."""
    return [(document, float(len(ranking) - place)) for place, document in enumerate(ranking)]


def ir_measures_version() -> str:
    """The installed version of ir_measures."""
    from importlib.metadata import version

    return version("ir_measures")
