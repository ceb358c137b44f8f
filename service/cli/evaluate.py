"""`lotse evaluate`: which questions to run against which search, and how to show the figures."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.collection import Corpus
from corpus.progress import Progress
from corpus.text.language import Language
from index.build import build_index
from index.encoders.encoder import Encoder
from retriever.retriever import Retriever
from service.cli.errors import Failure, UsageError, warn
from service.cli.evaluation_view import evaluation_tables
from service.cli.inputs import settings_with
from service.cli.progress import progress
from service.cli.terminal import FAINT, show, text
from service.evaluation.ablation import ablate
from service.evaluation.beir import is_beir_folder, read_beir
from service.evaluation.comparison import compare_evaluations
from service.evaluation.figures import EvaluationFigures, compute_figures
from service.evaluation.json_lines import QuestionError
from service.evaluation.keywords import LEVEL_NAME, keyword_questions
from service.evaluation.levels import document_level
from service.evaluation.metrics import IrMeasuresMissing, require_ir_measures
from service.evaluation.provenance import KEYWORDS, collect_provenance, describe_run, describe_split
from service.evaluation.questions import FILES, QuestionSet, is_question_set, read_question_set
from service.evaluation.remote import RemoteSearcher, RemoteServiceError
from service.evaluation.report import write_report
from service.evaluation.results import Evaluation, load_records, question_records
from service.evaluation.run import RunOutcome, run_questions, search_questions
from service.evaluation.searchers import LocalSearcher, Searcher
from service.evaluation.tables import Sheet, ablation_sheets, comparison_sheets, markdown_tables, sheets
from service.evaluation.texts import say
from service.evaluation.trec import read_qrels, with_judgements
from service.printable import printable_json, printable_lines


@dataclass(frozen=True, slots=True)
class EvaluationResources:
    """What an evaluation may need, each part loaded when it is called for."""

    retriever: Callable[[], Retriever]
    corpus: Callable[[Progress], Corpus]
    encoder: Callable[[], Encoder]


def run_evaluation(options: Namespace, resources: EvaluationResources) -> int:
    """Evaluate a search and show its figures. Returns 1 if a quote doesn't reproduce its source."""
    language: Language = options.language or "de"
    with _failures():
        if options.compare:
            return _compare(options, language)
        require_ir_measures()
        evaluation = _evaluation(options, resources)
        if options.output:
            evaluation.save(options.output)
        if options.report:
            write_report(evaluation, options.report, language)
        tables = list(sheets(evaluation.figures, language))
        if evaluation.ablation:
            tables += ablation_sheets(evaluation.ablation, language)
        _show(options, evaluation, tables, language)
    return _status(evaluation.figures)


def _compare(options: Namespace, language: Language) -> int:
    """Compare two folders written by --output, the earlier first."""
    if options.folder or options.keywords or options.url:
        raise UsageError("--compare takes two folders written by --output and runs no questions")
    before, after = map(load_records, options.compare)
    found = compare_evaluations(before, after)
    if options.json:
        sys.stdout.write(printable_json(json.dumps(asdict(found), ensure_ascii=False)) + "\n")
    elif options.markdown:
        sys.stdout.write(printable_lines(markdown_tables(comparison_sheets(found, language), language)))
    else:
        runs = zip(("before", "after"), (before[0], after[0]), strict=True)
        lines = (text(f"{say(name, language)}: {describe_run(run, language)}", FAINT) for name, run in runs)
        show(*evaluation_tables(comparison_sheets(found, language), language), text(say("p-note", language)), *lines)
    return 0


def _evaluation(options: Namespace, resources: EvaluationResources) -> Evaluation:
    if (options.folder is None) != options.keywords:
        raise UsageError("give either a folder or file of questions, for instance tests/relevance, or --keywords")
    if options.ablate and (options.url or options.keywords):
        raise UsageError("--ablate changes the local search, so it needs a folder or file of questions and no --url")
    with progress() as report_progress:
        if options.keywords:
            return _evaluate_keywords(options, resources, report_progress)
        if is_beir_folder(options.folder):
            return _evaluate_beir(options, resources, report_progress)
        questions, split = _questions(options)
        with _searcher(options, resources) as searcher:
            evaluation = _evaluate(questions, searcher, report_progress, options.folder.name, split)
        if options.ablate:
            ablation = ablate(questions, resources.corpus(report_progress), resources.encoder(), report_progress)
            evaluation = replace(evaluation, ablation=ablation)
        return evaluation


def _evaluate(
    questions: QuestionSet,
    searcher: Searcher,
    report_progress: Progress,
    name: str,
    split: str,
    measure_level_name: str = "measure",
) -> Evaluation:
    """Run all questions and compute the figures."""
    outcome = run_questions(questions, searcher, report_progress)
    figures = compute_figures(outcome, measure_level_name)
    provenance = collect_provenance(searcher.state(), name, split)
    return Evaluation(provenance, figures, list(question_records(outcome, figures.levels)))


def _questions(options: Namespace) -> tuple[QuestionSet, str]:
    """The questions of the chosen split, and its name."""
    path, split = options.folder, options.split or "dev"
    if not path.exists():
        raise Failure(f"{path}: no such file or folder")
    if path.is_dir() and not is_question_set(path):
        raise Failure(f"{path}: has neither {', '.join(FILES)} nor a BEIR folder's corpus.jsonl and queries.jsonl")
    questions = read_question_set(path)
    if options.qrels:
        questions = with_judgements(questions, read_qrels(options.qrels))
    questions = questions.of_split(split)
    if questions == QuestionSet(()):
        raise Failure(f"{path}: no questions of the split {split}")
    return questions, split


def _evaluate_keywords(options: Namespace, resources: EvaluationResources, report_progress: Progress) -> Evaluation:
    """Evaluate with the keyword index of the documents. It wasn't written here, so it needs no splits."""
    if options.qrels or options.split:
        raise UsageError("the keyword index has no splits and brings its own judgements")
    questions = QuestionSet(keyword_questions(resources.corpus(report_progress)))
    with _searcher(options, resources) as searcher:
        return _evaluate(questions, searcher, report_progress, KEYWORDS, "all", LEVEL_NAME)


def _evaluate_beir(options: Namespace, resources: EvaluationResources, report_progress: Progress) -> Evaluation:
    """Evaluate on an index of the folder's own texts."""
    if options.url or options.qrels or options.ablate:
        raise UsageError("a BEIR folder brings its own texts and grades: --url, --qrels and --ablate don't apply")
    folder = read_beir(options.folder, options.split)
    if folder.absent:
        warn(f"{folder.absent} graded texts aren't in corpus.jsonl and count as not found")
    encoder = resources.encoder()
    with TemporaryDirectory(prefix="lotse-beir-") as root:
        index = build_index(folder.corpus, encoder, Path(root), report_progress)
        searcher = LocalSearcher(Retriever(index, encoder))
        outcomes = search_questions(folder.questions, searcher, report_progress)
        level = document_level(outcomes)
        provenance = collect_provenance(searcher.state(), options.folder.name, folder.split)
    records = question_records(RunOutcome(tuple(outcomes)), [level])
    return Evaluation(provenance, EvaluationFigures((level,)), list(records))


@contextmanager
def _searcher(options: Namespace, resources: EvaluationResources) -> Iterator[Searcher]:
    if not options.url:
        yield LocalSearcher(resources.retriever())
        return
    key = settings_with().key
    remote = RemoteSearcher(options.url, key.get_secret_value() if key else None)
    try:
        yield remote
    finally:
        remote.close()


def _status(figures: EvaluationFigures) -> int:
    """1 if a quote doesn't reproduce its source: a defect, however good the ranking is."""
    wrong = figures.cited.wrong if figures.cited else ()
    if wrong:
        warn(f"{len(wrong)} quotes aren't word for word in their source, for instance that of {wrong[0]}")
    return 1 if wrong else 0


def _show(options: Namespace, evaluation: Evaluation, tables: list[Sheet], language: Language) -> None:
    if options.json:
        sys.stdout.write(printable_json(json.dumps(evaluation.as_json(), ensure_ascii=False)) + "\n")
    elif options.markdown:
        sys.stdout.write(printable_lines(markdown_tables(tables, language)))
    else:
        show(
            *evaluation_tables(tables, language),
            *([text(say("ablation-note", language)), text("")] if evaluation.ablation else ()),
            text(describe_split(evaluation.run, language)),
            text(say("intervals", language)),
            text(describe_run(evaluation.run, language), FAINT),
        )


@contextmanager
def _failures() -> Iterator[None]:
    """Turn errors in questions, the service or the installation into a one-line failure."""
    try:
        yield
    except (QuestionError, RemoteServiceError, IrMeasuresMissing) as error:
        raise Failure(str(error)) from error
