"""The commands: each calls the part of the program that does the work, and shows what comes out.

Each imports what only it needs, so that a search doesn't wait for it.
"""

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from index.build import build_index
from index.encoders.encoder import Encoder, EncoderError
from index.encoders.load import load_encoder
from index.generations import IndexBusy
from index.store import Index, IndexUnavailable
from retriever import filters
from retriever.query import Question
from retriever.retriever import Retriever
from service.cli.errors import Failure, UsageError, warn
from service.cli.terminal import show
from service.settings import Settings

if TYPE_CHECKING:
    from corpus.collection import Corpus

_MEASURES_READ = 5
_MEASURES_SENT = 10
_IDS_PROPOSED = 3
_PROMPT_CHARACTERS = 8_000
_ONLY_TRUE = ("part_time", "has_contact")


def index(options: Namespace) -> int:
    """Build the index of the shipped corpus or a folder; broken files are named and left out."""
    from service.cli.progress import progress

    began = time.monotonic()
    settings = _settings(options)
    with progress() as tell, _explained():
        tell("documents", 0, 0)
        corpus = _corpus(options.folder or settings.documents)
        tell("documents", len(corpus.documents), len(corpus.documents))
        for problem in corpus.problems:
            warn(f"{problem.file}: {problem.reason}")
        if corpus.skipped:
            warn(f"skipped, files of this kind aren't read: {', '.join(corpus.skipped)}")
        built = build_index(corpus, load_encoder(settings.model), settings.index, tell)
    sizes = {"document": len(built.documents), "measure": len(built.measures), "chunk": len(built.chunks)}
    counts = ", ".join(f"{size} {name}{'s' if size != 1 else ''}" for name, size in sizes.items())
    _write(f"{counts}, {time.monotonic() - began:.1f} seconds, generation {built.generation}")
    return 1 if corpus.problems else 0


def search(options: Namespace) -> int:
    """Measures for a question, the best first, with what proves them."""
    usual = _MEASURES_SENT if options.json else _MEASURES_READ
    question = _question(options, usual if options.limit is None else options.limit)
    retriever = _retriever(options)
    result = retriever.search(question)
    if options.json:
        from service.api import schemas

        _write(schemas.SearchAnswer.of(result, result.degraded).model_dump_json())
        return 0
    from service.cli.search_view import search_page

    show(*search_page(result, retriever.index))
    if question.filters and not result.measures:
        warn(_known_values(retriever.index, question.filters))
    return 0


def ask(options: Namespace) -> int:
    """An answer, by a local model if one is set and otherwise by quotes; or the prompt for a model."""
    question = _question(options, _MEASURES_SENT)
    retriever = _retriever(options)
    if options.prompt:
        from prompts.render import Source, answer_prompt

        result = retriever.search(question)
        sources = [Source(n, passage.citation, passage.text) for n, passage in enumerate(result.passages, 1)]
        sys.stdout.write(answer_prompt(question.text, result.language, sources, _PROMPT_CHARACTERS).text)
        return 0
    from service.chat.message import Message
    from service.cli.dialogue import Teller

    asked = [Message("user", question.text)]
    with Teller(retriever, _settings(options).llm) as teller:
        if options.json:
            _write(teller.answer(asked, question.filters, options.language).model_dump_json())
        else:
            teller.tell(asked, question.filters, options.language)
    return 0


def chat(options: Namespace) -> int:
    """A conversation in the terminal."""
    from service.cli.dialogue import Dialogue, Teller

    retriever = _retriever(options)
    with Teller(retriever, _settings(options).llm) as teller:
        Dialogue(teller, retriever.index, _filters(options), options.language or "de").run()
    return 0


def serve(options: Namespace) -> int:
    """Serve until interrupted."""
    from service.cli.serve import run

    with _explained():
        run(_settings(options, host=options.host, port=options.port))
    return 0


def measures(options: Namespace) -> int:
    """The list of measures, or one in full."""
    from service.api import schemas
    from service.cli import measure_view
    from service.texts import words

    found, _ = _load(options)
    if options.id is None:
        _list(found, as_json=options.json)
        return 0
    place = found.measure_places.get(options.id)
    if place is None:
        raise Failure(f"no measure {options.id!r}{_similar(options.id, list(found.measure_places))}")
    measure = found.measures[place]
    if options.json:
        _write(schemas.MeasureRecord.of(measure).model_dump_json())
    else:
        show(*measure_view.record(measure, found.documents[measure.document], words(options.language or "de")))
    return 0


def check(options: Namespace) -> int:
    """What could be read of a folder, or of the shipped corpus."""
    from corpus import check as corpus_check
    from service.cli.check_view import report
    from service.texts import words

    with _explained():
        found = corpus_check.check(_corpus(options.folder or _given().documents))
    if options.json:
        _write(json.dumps(asdict(found), ensure_ascii=False))
    else:
        show(*report(found, words(options.language or "de")))
    if found.broken:
        raise Failure(f"{len(found.broken)} of {len(found.documents) + len(found.broken)} files can't be read")
    return 0


def evaluate(options: Namespace) -> int:
    """How good the search is, measured with questions whose answers are known."""
    from service.cli import evaluate as evaluation

    settings = _settings(options)
    resources = evaluation.EvaluationResources(
        retriever=lambda: _retriever(options),
        corpus=lambda: _corpus(settings.documents),
        encoder=lambda: load_encoder(settings.model),
    )
    with _explained():
        return evaluation.run_evaluation(options, resources)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "index": index,
    "search": search,
    "ask": ask,
    "chat": chat,
    "serve": serve,
    "measures": measures,
    "check": check,
    "evaluate": evaluate,
}


def _settings(options: Namespace, **more: str | int | None) -> Settings:
    """Settings of the environment, with what the options say instead."""
    return _given(**{"index": options.index, **more})


def _given(**options: Any) -> Settings:
    """Settings of the environment, with the options that aren't None instead."""
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        from service.settings import ModelSettings

        prefix = ModelSettings.model_config["env_prefix"] if error.title == ModelSettings.__name__ else "LOTSE_"
        wrong = (prefix + "_".join(map(str, found["loc"])).upper() + f": {found['msg']}" for found in error.errors())
        raise Failure("; ".join(wrong)) from error


@contextmanager
def _explained() -> Iterator[None]:
    """Turns what is wrong with files, folders or the network into a failure in one line."""
    try:
        yield
    except _expected() as error:
        raise Failure(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failure(f"{error.filename or 'error'}: {error.strerror or error}") from error


def _expected() -> tuple[type[Exception], ...]:
    """What says by itself, in one line, what is wrong."""
    from corpus.collection import CorpusError

    return CorpusError, IndexUnavailable, IndexBusy, EncoderError


def _corpus(folder: Path | None) -> "Corpus":
    from corpus.collection import Corpus

    return Corpus.shipped() if folder is None else Corpus.from_folder(folder)


def _filters(options: Namespace) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {}
    for key, value in options.filter:
        if key in _ONLY_TRUE and value != "true":
            raise UsageError(f"filter {key!r} can only be 'true'")
        wanted[key] = (*wanted.get(key, ()), value)
    return wanted


def _question(options: Namespace, limit: int) -> Question:
    wanted = _filters(options)
    try:
        return Question(" ".join(options.question), limit, wanted, options.language)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _retriever(options: Namespace) -> Retriever:
    return Retriever(*_load(options))


def _load(options: Namespace) -> tuple[Index, Encoder]:
    """The index, and the encoder that it was built with."""
    settings = _settings(options)
    with _explained():
        encoder = load_encoder(settings.model)
        found = Index.load(settings.index, encoder)
    for reason in found.degraded:
        warn(f"{reason}; generation {found.generation} answers")
    return found, encoder


def _list(found: Index, *, as_json: bool) -> None:
    from service.api import schemas
    from service.cli import measure_view

    if as_json:
        records = [schemas.Measure.of(measure) for measure in found.measures]
        _write(schemas.MeasureList(total=len(records), measures=records).model_dump_json())
    elif sys.stdout.isatty():
        show(*measure_view.listed(found.measures))
    else:
        sys.stdout.write(measure_view.table(found.measures))


def _similar(id: str, known: Sequence[str]) -> str:
    """Ids that hold the one that was typed, or are spelt much like it."""
    found = [other for other in known if id in other] or get_close_matches(id, known, cutoff=0.5)
    return f"; did you mean {', '.join(found[:_IDS_PROPOSED])}?" if found else ""


def _known_values(found: Index, wanted: Mapping[str, tuple[str, ...]]) -> str:
    counts = filters.counts(zip(found.measures, found.facets, strict=True))
    return "; ".join(f"{key} is one of {', '.join(counts[key])}" for key in wanted)


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
