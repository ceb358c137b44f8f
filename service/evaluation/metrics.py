"""How good rankings are against judgements. The one file that imports ir_measures."""

from collections.abc import Mapping, Sequence

ASKED_FOR = 2
"""The grade of what was asked for; 1 fits partly."""
MAIN = "nDCG@10"
"""The figure by which two systems are compared."""

Qrels = Mapping[str, Mapping[str, int]]
"""Grades by document by question."""
Rankings = Mapping[str, Sequence[str]]
"""Documents by question, the best first, each once."""

_METRICS = ("nDCG@10", "RR", "R@5", "R@10", "AP", "Success@1")
_GRADED = "R(rel=2)@5"


class MeasuresMissing(Exception):
    """ir_measures isn't installed; the message says how it is."""

    def __init__(self) -> None:
        super().__init__(
            "measuring needs ir_measures, which the extra brings: "
            ".venv/bin/pip install -e '.[evaluate]' -c constraints.txt"
        )


def check_installed() -> None:
    """Raises MeasuresMissing if nothing can be measured, so that nothing needs to be asked first."""
    try:
        import ir_measures  # noqa: F401
    except ModuleNotFoundError as error:
        raise MeasuresMissing from error


def metrics(qrels: Qrels) -> tuple[str, ...]:
    """What is computed, as ir_measures calls it; where something has grade 2, also the recall of that alone."""
    graded = any(grade >= ASKED_FOR for grades in qrels.values() for grade in grades.values())
    return (*_METRICS, _GRADED) if graded else _METRICS


def values(qrels: Qrels, ranked: Rankings) -> dict[str, dict[str, float]]:
    """Values by metric by question; a question that nothing was found for has zeros.

    Raises MeasuresMissing.
    """
    check_installed()
    import ir_measures

    names = metrics(qrels)
    parsed = {ir_measures.parse_measure(name): name for name in names}
    judged = [
        ir_measures.Qrel(id, document, grade) for id, grades in qrels.items() for document, grade in grades.items()
    ]
    run = [ir_measures.ScoredDoc(id, document, score) for id in qrels for document, score in scored(ranked.get(id, ()))]
    found: dict[str, dict[str, float]] = {id: dict.fromkeys(names, 0.0) for id in qrels}
    for metric in ir_measures.iter_calc(list(parsed), judged, run):
        found[metric.query_id][parsed[metric.measure]] = float(metric.value)
    return found


def scored(ranking: Sequence[str]) -> list[tuple[str, float]]:
    """Documents with scores that tell nothing but the order: tools sort by them, and would reorder equal ones."""
    return [(document, float(len(ranking) - place)) for place, document in enumerate(ranking)]


def version() -> str:
    """The version of ir_measures."""
    from importlib.metadata import version as installed

    return installed("ir_measures")
