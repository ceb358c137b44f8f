"""`lotse feedback`: what people thought of answers, and the questions for `lotse evaluate` that it makes."""

import sys
from argparse import Namespace
from pathlib import Path

from service.admin.opinions import (
    ExportedQuestions,
    Opinion,
    Opinions,
    by_measure,
    exported_questions,
    json_lines,
    read_opinions,
)
from service.cli import inputs
from service.cli.errors import Failure
from service.cli.json_output import print_json
from service.cli.terminal import FAINT, rows, show, text
from service.evaluation.questions import QUESTIONS
from service.texts import Texts, of_terminal

UNJUDGED = "unjudged.jsonl"
"""Questions whose answer nobody has found helpful yet: `lotse evaluate` doesn't read them."""
_USUALLY_LISTED = 20
_COUNTS_WIDTH = 16


def feedback_command(options: Namespace) -> int:
    """List opinions, or write the questions that were sent along into a new folder."""
    settings, texts = inputs.settings_of(options), of_terminal()
    if settings.feedback is None:
        raise Failure(texts.text("terminal.feedback.off"))
    with inputs.explained_errors():
        found = read_opinions(settings.feedback)
    if options.export is None:
        _list(found, options, texts)
        return 0
    index, _ = inputs.load_index(options)
    exported = exported_questions(found.listed, index.measure_places.keys())
    with inputs.explained_errors():
        _write(options.export, exported)
    counts = {"judged": len(exported.judged), "unjudged": len(exported.unjudged), "gone": len(exported.gone)}
    if options.json:
        print_json({"folder": str(options.export), **counts})
    else:
        folder = str(options.export)
        sys.stdout.write(f"{texts.text('terminal.feedback.exported', folder=folder, **counts)}\n")
    return 0


def _write(folder: Path, exported: ExportedQuestions) -> None:
    """Write the files, which only the user may read. Raises Failure if one is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in ((QUESTIONS, exported.judged), (UNJUDGED, exported.unjudged)):
        path = folder / name
        try:
            path.touch(0o600, exist_ok=False)
        except FileExistsError as error:
            raise Failure(f"{path} exists already") from error
        path.write_text(json_lines(entries), "utf-8")


def _list(found: Opinions, options: Namespace, texts: Texts) -> None:
    shown = found.listed[: options.limit or _USUALLY_LISTED]
    rated = list(by_measure(found.listed))
    counts = {"total": len(found.listed), "helpful": found.helpful, "unread": found.unread}
    if options.json:
        measures = [{"id": id, "helpful": helped, "unhelpful": failed} for id, helped, failed in rated]
        print_json({**counts, "measures": measures, "opinions": [each.model_dump() for each in shown]})
        return
    show(
        text(texts.text("terminal.feedback.counted", **counts)),
        rows([(text(f"+{helped} −{failed}"), text(id)) for id, helped, failed in rated], _COUNTS_WIDTH),
        *(text(_line(each, texts), FAINT if each.question is None else "") for each in shown),
    )


def _line(opinion: Opinion, texts: Texts) -> str:
    said = opinion.question or texts.text("terminal.feedback.not_sent")
    return f"{opinion.day} {'+' if opinion.helpful else '−'} {said} [{', '.join(opinion.measures)}]"
