"""The commands: each calls the part of the program that does the work, and prints the result.

Imports that only one command needs are local to it, so that a search doesn't wait for them.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches

from index.encoders.load import load_encoder
from index.store import Index
from retriever import filters
from service.cli import inputs
from service.cli.errors import Failure, warn
from service.cli.feedback import feedback_command
from service.cli.keeping import backup_command, index_command, restore_command, verify_command
from service.cli.keys import keys_command
from service.cli.settings_view import settings_command
from service.cli.terminal import show
from service.cli.waiting import waiting
from service.printable import printable_json, printable_lines

_MEASURES_READ = 5
_MEASURES_SENT = 10
_IDS_PROPOSED = 3
_PROMPT_CHARACTERS = 8_000


def search_command(options: Namespace) -> int:
    """Print the measures for a question, best first, with evidence."""
    usual = _MEASURES_SENT if options.json else _MEASURES_READ
    question = inputs.question_of(options, usual if options.limit is None else options.limit)
    retriever = inputs.load_retriever(options)
    result = retriever.search(question)
    if options.json:
        from service.wire.search import SearchResponse

        _write(SearchResponse.of(result, result.degraded).model_dump_json())
        return 0
    from service.cli.search_view import search_page
    from service.texts import Texts

    show(*search_page(result, retriever.index, Texts.in_language(options.language or result.language)))
    if not result.measures and (known := _known_values(retriever.index, question.filters)):
        warn(known)
    return 0


def ask_command(options: Namespace) -> int:
    """Print an answer, from the local model if configured, else from quotes; or print the model's prompt."""
    question = inputs.question_of(options, _MEASURES_SENT)
    retriever = inputs.load_retriever(options)
    if options.prompt:
        from prompts.render import answer_prompt
        from service.llm.sources import sources_of

        result = retriever.search(question)
        sources = sources_of(dict(enumerate(result.passages, 1)))
        prompt = answer_prompt(question.text, result.language, sources, _PROMPT_CHARACTERS)
        sys.stdout.write(printable_lines(prompt.text))
        return 0
    from service.chat.message import Message
    from service.cli.dialogue import Teller

    asked = [Message("user", question.text)]
    with Teller(retriever, inputs.settings_of(options).llm) as teller:
        if options.json:
            from service.wire.chat import ChatResponse

            index = retriever.index
            reply = teller.answer(asked, question.filters, options.language)
            _write(ChatResponse.of(reply, index, index.degraded).model_dump_json())
        else:
            teller.tell(asked, question.filters, options.language)
    return 0


def chat_command(options: Namespace) -> int:
    """Run a conversation in the terminal."""
    from service.cli.dialogue import Dialogue, Teller
    from service.texts import DEFAULT

    retriever = inputs.load_retriever(options)
    with Teller(retriever, inputs.settings_of(options).llm) as teller:
        filters, language = inputs.filters_of(options), options.language or DEFAULT
        Dialogue(teller, retriever.index, filters, language, as_json=options.json).run()
    return 0


def serve_command(options: Namespace) -> int:
    """Serve until interrupted."""
    from service.cli.serve import run

    with inputs.explained_errors():
        settings = inputs.settings_of(options, host=options.host, port=options.port)
        run(settings if settings.watch or not options.watch else settings.model_copy(update={"watch": True}))
    return 0


def mcp_command(options: Namespace) -> int:
    """Serve tools to the host of a language model."""
    from service.cli.mcp import serve_host

    return serve_host(options)


def measures_command(options: Namespace) -> int:
    """Print the list of measures, or one measure in full."""
    from service.cli import measure_view
    from service.texts import DEFAULT, Texts
    from service.wire.measures import MeasureRecordModel

    found, _ = inputs.load_index(options)
    if options.id is None:
        _list(found, as_json=options.json)
        return 0
    place = found.measure_places.get(options.id)
    if place is None:
        raise Failure(f"no measure {options.id!r}{_similar(options.id, list(found.measure_places))}")
    measure = found.measures[place]
    if options.json:
        _write(MeasureRecordModel.of_document(measure, found.documents[measure.document]).model_dump_json())
    else:
        show(
            *measure_view.record(
                measure, found.documents[measure.document], Texts.in_language(options.language or DEFAULT)
            )
        )
    return 0


def check_command(options: Namespace) -> int:
    """Report what could be read from folders or the bundled corpus.

    Raises Failure if files are unreadable or no measure was recognised.
    """
    from corpus.check import check_corpus
    from service.cli.check_view import report
    from service.texts import DEFAULT, Texts

    texts = Texts.in_language(options.language or DEFAULT)
    with inputs.explained_errors():
        folders = inputs.folders_of(options) or inputs.settings_with().documents
        with waiting("files") as tell:
            found = check_corpus(inputs.read_corpus(folders, tell))
    if options.json:
        _write(json.dumps(asdict(found), ensure_ascii=False))
    elif options.propose:
        from service.admin.proposal import proposed_settings

        sys.stdout.write(proposed_settings(found, texts))
    else:
        show(*report(found, texts))
    if found.broken:
        raise Failure(f"{len(found.broken)} of {len(found.documents) + len(found.broken)} files can't be read")
    if not any(document.measures for document in found.documents):
        raise Failure(texts.text("terminal.check.no_measures"))
    return 0


def evaluate_command(options: Namespace) -> int:
    """Evaluate the search on questions with known answers."""
    from service.cli import evaluate as evaluation

    settings = inputs.settings_of(options)
    resources = evaluation.EvaluationResources(
        retriever=lambda: inputs.load_retriever(options),
        corpus=lambda progress: inputs.read_corpus(settings.documents, progress),
        encoder=lambda: load_encoder(settings.model),
    )
    with inputs.explained_errors():
        return evaluation.run_evaluation(options, resources)


def completion_command(options: Namespace) -> int:
    """Print what completes commands in a shell."""
    from service.cli.completion import completion_script

    sys.stdout.write(completion_script(options.whole, options.shell))
    return 0


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "index": index_command,
    "search": search_command,
    "ask": ask_command,
    "chat": chat_command,
    "serve": serve_command,
    "mcp": mcp_command,
    "measures": measures_command,
    "check": check_command,
    "evaluate": evaluate_command,
    "verify": verify_command,
    "backup": backup_command,
    "restore": restore_command,
    "keys": keys_command,
    "feedback": feedback_command,
    "settings": settings_command,
    "completion": completion_command,
}


def _list(found: Index, *, as_json: bool) -> None:
    from service.cli import measure_view
    from service.wire.measures import MeasureListResponse, MeasureModel

    if as_json:
        records = [MeasureModel.of(measure) for measure in found.measures]
        _write(MeasureListResponse(total=len(records), measures=records).model_dump_json())
    elif sys.stdout.isatty():
        show(*measure_view.listed(found.measures))
    else:
        sys.stdout.write(measure_view.as_rows(found.measures))


def _similar(id: str, known: Sequence[str]) -> str:
    """Suggestions for a mistyped id: ids that contain it or are spelt similarly."""
    found = [other for other in known if id in other] or get_close_matches(id, known, cutoff=0.5)
    return f"; did you mean {', '.join(found[:_IDS_PROPOSED])}?" if found else ""


def _known_values(found: Index, wanted: Mapping[str, tuple[str, ...]]) -> str:
    counts = filters.counts(zip(found.measures, found.facets, strict=True))
    return "; ".join(f"known values of {key}: {', '.join(counts[key])}" for key in wanted if key in counts)


def _write(line: str) -> None:
    """Print a line, which may be JSON: what is in it may come from documents."""
    sys.stdout.write(f"{printable_json(line)}\n")
