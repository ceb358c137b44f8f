"""`lotse evaluate`: what is asked, of which search, and how the figures are shown."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.collection import Corpus
from corpus.text.language import Language
from index.build import build_index
from index.encoders.encoder import Encoder
from retriever.retriever import Retriever
from service.cli.errors import Failure, UsageError, warn
from service.cli.evaluation_view import terminal
from service.cli.progress import progress
from service.cli.terminal import FAINT, show, text
from service.evaluation import (
    beir,
    comparison,
    figures,
    keywords,
    levels,
    metrics,
    provenance,
    questions,
    report,
    results,
    run,
    trec,
)
from service.evaluation.ablation import ablate
from service.evaluation.figures import Figures
from service.evaluation.json_lines import QuestionError
from service.evaluation.metrics import MeasuresMissing
from service.evaluation.questions import QuestionSet
from service.evaluation.remote import RemoteSearcher, ServiceFault
from service.evaluation.results import Evaluation, saved_records
from service.evaluation.run import Tell
from service.evaluation.searchers import LocalSearcher, Searcher
from service.evaluation.tables import Sheet, markdown, of_ablation, of_comparison, sheets
from service.evaluation.texts import say


@dataclass(frozen=True, slots=True)
class Tools:
    """What the command line has to work with, each made when it is needed."""

    retriever: Callable[[], Retriever]
    corpus: Callable[[], Corpus]
    encoder: Callable[[], Encoder]


def evaluate(options: Namespace, tools: Tools) -> int:
    """Measure a search and show the figures. The status is 1 if a quote doesn't reproduce its source."""
    language: Language = options.language or "de"
    with _explained():
        if options.compare:
            return _compare(options, language)
        metrics.check_installed()
        found = _evaluation(options, tools)
        if options.output:
            found.save(options.output)
        if options.report:
            report.write(found, options.report, language)
        drawn = list(sheets(found.figures, language))
        if found.ablation:
            drawn += of_ablation(found.ablation, language)
        _show(options, found, drawn, language)
    return _status(found.figures)


def _compare(options: Namespace, language: Language) -> int:
    """Two folders that --output wrote, the earlier first."""
    if options.folder or options.keywords or options.url:
        raise UsageError("--compare takes two folders that --output wrote, and measures nothing")
    before, after = map(saved_records, options.compare)
    found = comparison.compare(before, after)
    if options.json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    elif options.markdown:
        sys.stdout.write(markdown(of_comparison(found, language), language))
    else:
        runs = zip(("before", "after"), (before[0], after[0]), strict=True)
        told = (text(f"{say(name, language)}: {provenance.told(run, language)}", FAINT) for name, run in runs)
        show(*terminal(of_comparison(found, language), language), text(say("p-note", language)), *told)
    return 0


def _evaluation(options: Namespace, tools: Tools) -> Evaluation:
    if (options.folder is None) != options.keywords:
        raise UsageError("either a folder or file of questions is needed, for instance tests/relevance, or --keywords")
    if options.ablate and (options.url or options.keywords):
        raise UsageError("--ablate takes parts out of the search here, asked with questions of a folder or file")
    with progress() as tell:
        if options.keywords:
            return _of_keywords(options, tools, tell)
        if beir.is_beir(options.folder):
            return _of_beir(options, tools, tell)
        wanted, split = _wanted(options)
        with _searcher(options, tools) as searcher:
            found = measured(wanted, searcher, tell, options.folder.name, split)
        if options.ablate:
            found = replace(found, ablation=ablate(wanted, tools.corpus(), tools.encoder(), tell))
        return found


def measured(
    wanted: QuestionSet, searcher: Searcher, tell: Tell, name: str, split: str, level: str = "measure"
) -> Evaluation:
    """Ask all of `wanted` and compute its figures."""
    asked = run.ask(wanted, searcher, tell)
    own = figures.figures(asked, level)
    origin = provenance.provenance(searcher.state(), name, split)
    return Evaluation(origin, own, list(results.records(asked, own.levels)))


def _wanted(options: Namespace) -> tuple[QuestionSet, str]:
    """The questions of the split that is meant."""
    path, split = options.folder, options.split or "dev"
    if not path.exists():
        raise Failure(f"{path}: not there")
    if path.is_dir() and not questions.is_set(path):
        files = ", ".join(questions.FILES)
        raise Failure(f"{path}: holds neither {files} nor a BEIR folder's corpus.jsonl and queries.jsonl")
    wanted = questions.read(path)
    if options.qrels:
        wanted = trec.judged(wanted, trec.read_qrels(options.qrels))
    wanted = wanted.of_split(split)
    if not any((wanted.questions, wanted.facts, wanted.conversations, wanted.strange)):
        raise Failure(f"{path}: no questions of the split {split}")
    return wanted, split


def _of_keywords(options: Namespace, tools: Tools, tell: Tell) -> Evaluation:
    """The keyword index of the documents; no one here wrote it, so it has no splits."""
    if options.qrels or options.split:
        raise UsageError("the keyword index has no splits and brings its own judgements")
    wanted = QuestionSet(keywords.keyword_questions(tools.corpus()))
    with _searcher(options, tools) as searcher:
        return measured(wanted, searcher, tell, provenance.KEYWORDS, "all", keywords.NAME)


def _of_beir(options: Namespace, tools: Tools, tell: Tell) -> Evaluation:
    """Index the texts of the folder by themselves, and search them."""
    if options.url or options.qrels or options.ablate:
        raise UsageError("a BEIR folder brings its own texts and grades: no --url, --qrels or --ablate goes with it")
    read = beir.read(options.folder, options.split)
    if read.absent:
        warn(f"{read.absent} graded texts aren't in corpus.jsonl and count as not found")
    encoder = tools.encoder()
    with TemporaryDirectory(prefix="lotse-beir-") as folder:
        searcher = LocalSearcher(Retriever(build_index(read.corpus, encoder, Path(folder), tell), encoder))
        answered = run.search_all(read.questions, searcher, tell)
        level = levels.of_documents(answered)
        origin = provenance.provenance(searcher.state(), options.folder.name, read.split)
    asked = run.Asked(tuple(answered))
    return Evaluation(origin, Figures((level,)), list(results.records(asked, [level])))


@contextmanager
def _searcher(options: Namespace, tools: Tools) -> Iterator[Searcher]:
    if not options.url:
        yield LocalSearcher(tools.retriever())
        return
    remote = RemoteSearcher(options.url)
    try:
        yield remote
    finally:
        remote.close()


def _status(found: Figures) -> int:
    """1 if a quote isn't what stands in its source: that is a fault, however good the ranking is."""
    wrong = found.cited.wrong if found.cited else ()
    if wrong:
        warn(f"{len(wrong)} quotes aren't word for word in their source, for instance that of {wrong[0]}")
    return 1 if wrong else 0


def _show(options: Namespace, found: Evaluation, drawn: list[Sheet], language: Language) -> None:
    if options.json:
        sys.stdout.write(json.dumps(found.as_json(), ensure_ascii=False) + "\n")
    elif options.markdown:
        sys.stdout.write(markdown(drawn, language))
    else:
        show(
            *terminal(drawn, language),
            *([text(say("ablation-note", language)), text("")] if found.ablation else ()),
            text(provenance.purpose(found.run, language)),
            text(say("intervals", language)),
            text(provenance.told(found.run, language), FAINT),
        )


@contextmanager
def _explained() -> Iterator[None]:
    """Turns what is wrong with questions, a service or the installation into a failure in one line."""
    try:
        yield
    except (QuestionError, ServiceFault, MeasuresMissing) as error:
        raise Failure(str(error)) from error
