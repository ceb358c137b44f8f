"""Ablation: the same questions, searched without one part of the search at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.collection import Corpus
from corpus.progress import Progress
from index.build import build_index
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.retriever import Retriever
from retriever.weights import Weights
from service.evaluation.json_lines import QuestionError
from service.evaluation.levels import measure_level, passage_level, question_groups, question_mean
from service.evaluation.metrics import MAIN
from service.evaluation.questions import JudgedQuestion, QuestionSet
from service.evaluation.run import run_questions
from service.evaluation.searchers import LocalSearcher
from service.evaluation.statistics import Interval, mean_interval

WHOLE = "whole"
_MEASURE = "measure"
_FACTS = {"first": 1, "three": 3}
"""By name the number of first passages in which a fact is looked for."""
_BARE = Weights(
    examples=0, known=0, known_chunk=0, needs=0, need_words=0, need_chunk=0, thesaurus=0, broader=0, spelling=False,
    name=0, place=0, paragraph=0, field_bonus=0, contact=0, conflict=0,
)  # fmt: skip
"""Words and vectors only, without knowledge of the subject, the form of measures or the client."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A search without some part: other weights, or an index built without it."""

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
    Variant("without known questions", Weights(known=0, known_chunk=0)),
    Variant("without known needs", Weights(needs=0, need_words=0, need_chunk=0)),
    Variant("without spelling", Weights(spelling=False)),
    Variant("without conflicts", Weights(conflict=0)),
)


@dataclass(frozen=True, slots=True)
class AblationResult:
    """A variant's nDCG@10 of measures, and its differences from the whole system.

    `difference` is by level (`measure`, `passage`), for measures also by language (`measure-de`); `first` and `three`
    are differences in the share of facts stated in the first passage or the first three.
    """

    name: str
    value: float
    difference: Mapping[str, Interval]


def ablate(
    questions: QuestionSet, corpus: Corpus, encoder: Encoder, report_progress: Progress
) -> tuple[AblationResult, ...]:
    """Run the judged questions with every variant.

    Raises QuestionError if no question has graded measures, and IrMeasuresMissing.
    """
    judged = replace(
        questions, questions=tuple(filter(_is_judged, questions.questions)), conversations=(), off_topic=()
    )
    if not judged.ranked:
        raise QuestionError("an ablation needs judged questions; none has graded measures")
    with TemporaryDirectory(prefix="lotse-ablation-") as folder:
        values = {}
        for number, (name, searcher) in enumerate(_searchers(corpus, encoder, Path(folder)), 1):
            values[name] = _values(judged, searcher)
            report_progress("variants", number, len(VARIANTS))
    return tuple(_result(name, own, values[WHOLE], judged.questions) for name, own in values.items())


def _searchers(corpus: Corpus, encoder: Encoder, folder: Path) -> Iterator[tuple[str, LocalSearcher]]:
    built: dict[tuple[bool, bool], Index] = {}
    for variant in VARIANTS:
        parts = (variant.titled, variant.compounds)
        if parts not in built:
            titled, compounds = parts
            root = folder / str(len(built))
            built[parts] = build_index(corpus, encoder, root, titled=titled, compounds=compounds)
        yield variant.name, LocalSearcher(Retriever(built[parts], encoder, variant.weights), variant.weights)


def _values(questions: QuestionSet, searcher: LocalSearcher) -> dict[str, dict[str, float]]:
    """nDCG@10 by question by level, and by name whether each fact is in the first passages."""
    outcome = run_questions(questions, searcher, _ignore_progress)
    levels = (measure_level(outcome.questions), passage_level(outcome.questions))
    values = {level.name: {id: own[MAIN] for id, own in level.values.items()} for level in levels if level.values}
    for name, passages in _FACTS.items() if outcome.facts else ():
        values[name] = {each.fact.id: float((each.rank or passages + 1) <= passages) for each in outcome.facts}
    return values


def _result(
    name: str,
    values: Mapping[str, Mapping[str, float]],
    whole: Mapping[str, Mapping[str, float]],
    questions: Sequence[JudgedQuestion],
) -> AblationResult:
    difference = {}
    for level, own in values.items():
        each = {id: value - whole[level][id] for id, value in own.items()}
        if level in _FACTS:
            difference[level] = mean_interval(list(each.values()))
            continue
        for kind, group, members in question_groups([question for question in questions if question.id in each]):
            if kind == "all" or (kind, level) == ("language", _MEASURE):
                difference[level if kind == "all" else f"{level}-{group}"] = question_mean(members, each)
    return AblationResult(name, sum(values[_MEASURE].values()) / len(values[_MEASURE]), difference)


def _is_judged(question: JudgedQuestion) -> bool:
    return bool(question.grades or question.evidence or question.documents)


def _ignore_progress(step: str, done: int, total: int) -> None:
    """Progress is reported by variant, not by question."""
