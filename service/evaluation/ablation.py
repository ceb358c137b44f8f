"""What each part of the search is worth: the same questions without it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.retriever import Retriever
from retriever.weights import Weights
from service.evaluation import levels, run
from service.evaluation.json_lines import QuestionError
from service.evaluation.metrics import MAIN
from service.evaluation.questions import Judged, QuestionSet
from service.evaluation.run import Tell
from service.evaluation.searchers import LocalSearcher
from service.evaluation.statistics import Interval, interval

WHOLE = "whole"
MEASURES = "measure"
_BARE = Weights(
    examples=0, thesaurus=0, broader=0, spelling=False,
    name=0, place=0, paragraph=0, field_bonus=0, contact=0, conflict=0,
)  # fmt: skip
"""Words and vectors, and nothing that knows the subject, the measures' form or who asks."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A search without a part: other weights, or an index that was built without it."""

    name: str
    weights: Weights = field(default_factory=Weights)
    titled: bool = True
    compounds: bool = True


VARIANTS = (
    Variant(WHOLE),
    Variant("words", replace(_BARE, vectors=0, core=0)),
    Variant("vectors", replace(_BARE, words=0)),
    Variant("fused", _BARE),
    Variant("without words", Weights(words=0)),
    Variant("without vectors", Weights(vectors=0, core=0)),
    Variant("without thesaurus", Weights(thesaurus=0, broader=0)),
    Variant("without compounds", Weights(compound_part=0), compounds=False),
    Variant("without title context", titled=False),
    Variant("without asked field", Weights(field_bonus=0, contact=0)),
    Variant("without named", Weights(name=0, place=0, paragraph=0)),
    Variant("without examples", Weights(examples=0)),
    Variant("without spelling", Weights(spelling=False)),
    Variant("without conflicts", Weights(conflict=0)),
)


@dataclass(frozen=True, slots=True)
class Worth:
    """A variant's nDCG@10 at the level of measures, and its differences to the whole system.

    By level (`measure`, `passage`; `first` and `three` are the shares of facts in the first passages), for measures
    also by language (`measure-de`).
    """

    name: str
    value: float
    difference: Mapping[str, Interval]


def ablate(wanted: QuestionSet, corpus: Corpus, encoder: Encoder, tell: Tell) -> tuple[Worth, ...]:
    """Ask the judged questions of every variant. Raises QuestionError if none is judged, MeasuresMissing."""
    judged = replace(wanted, questions=tuple(filter(_is_judged, wanted.questions)), conversations=(), strange=())
    if not judged.ranked:
        raise QuestionError("no question is judged, so nothing can be compared")
    with TemporaryDirectory(prefix="lotse-ablation-") as folder:
        found = {}
        for number, (name, searcher) in enumerate(_searchers(corpus, encoder, Path(folder)), 1):
            found[name] = _values(judged, searcher)
            tell("variants", number, len(VARIANTS))
    whole = found[WHOLE]
    return tuple(_worth(name, own, whole, judged.questions) for name, own in found.items())


def _searchers(corpus: Corpus, encoder: Encoder, folder: Path) -> Iterator[tuple[str, LocalSearcher]]:
    built: dict[tuple[bool, bool], Index] = {}
    for variant in VARIANTS:
        parts = (variant.titled, variant.compounds)
        if parts not in built:
            titled, compounds = parts
            root = folder / str(len(built))
            built[parts] = build_index(corpus, encoder, root, titled=titled, compounds=compounds)
        yield variant.name, LocalSearcher(Retriever(built[parts], encoder, variant.weights), variant.weights)


def _values(wanted: QuestionSet, searcher: LocalSearcher) -> dict[str, dict[str, float]]:
    """nDCG@10 by question by level, and which facts stand in the first passages."""
    asked = run.ask(wanted, searcher, _nobody)
    found = (levels.of_measures(asked.questions), levels.of_passages(asked.questions))
    values = {level.name: {id: own[MAIN] for id, own in level.values.items()} for level in found if level.values}
    for name, most in (("first", 1), ("three", 3)) if asked.facts else ():
        values[name] = {each.fact.id: float((each.place or most + 1) <= most) for each in asked.facts}
    return values


def _worth(
    name: str, own: Mapping[str, Mapping[str, float]], whole: Mapping[str, Mapping[str, float]], asked: Sequence[Judged]
) -> Worth:
    difference = {}
    for level, values in own.items():
        each = {id: value - whole[level][id] for id, value in values.items()}
        if level in ("first", "three"):
            difference[level] = interval(list(each.values()))
            continue
        for kind, group, questions in levels.grouped([question for question in asked if question.id in each]):
            if kind == "all" or (kind, level) == ("language", MEASURES):
                difference[level if kind == "all" else f"{level}-{group}"] = levels.mean(questions, each)
    return Worth(name, sum(own[MEASURES].values()) / len(own[MEASURES]), difference)


def _is_judged(question: Judged) -> bool:
    return bool(question.grades or question.evidence or question.documents)


def _nobody(step: str, done: int, total: int) -> None:
    """One step a variant is told, not one a question."""
