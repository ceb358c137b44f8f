"""The process that builds an index while the service keeps answering: `python -m service.admin.building`.

It prints a JSON object per line: `{"change"}` once the documents are read, `{"step", "done", "total"}` for progress,
and last either `{"generation", "waiting", "problems"}` or `{"failure"}`.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from corpus.collection import Corpus, CorpusError
from index.build import build_index
from index.change import index_change
from index.database.outage import DatabaseDown
from index.encoders.encoder import EncoderError
from index.encoders.load import load_encoder
from index.files import NotWritten
from index.generations import IndexBusy
from index.manifest import IndexDamaged
from retriever.probe import probe
from service.sharing import building, mirror_in


def run_build(root: str, folders: str, model: str, losses: str) -> None:
    """Build an index in `root` with `model` (the shipped encoder if empty).

    `folders` is a JSON list of paths, with null for the shipped documents. A generation that lacks measures of the one
    in use waits to be put to use, unless such `losses` are all right: `any`, or `some`, at most half of a catalogue.
    """
    mirror = mirror_in(os.environ, Path(root), model or None)
    try:
        named = [Path(folder) if folder else None for folder in json.loads(folders)]
        corpus = Corpus.from_catalogues(named, _report_progress)
        with building(mirror) as publish:
            change = index_change(Path(root), corpus)
            if change:
                _print(change=asdict(change))
            waits = bool(change and losses != "any" and (change.halves if losses == "some" else change.gone))
            encoder, heard = load_encoder(model or None), _report_progress
            built = build_index(corpus, encoder, Path(root), heard, probe=probe, serve=not waits, publish=publish)
    except (CorpusError, DatabaseDown, EncoderError, IndexBusy, IndexDamaged, NotWritten) as error:
        _print(failure=str(error))
    except OSError as error:
        _print(failure=error.strerror or type(error).__name__)
    else:
        unread = [[problem.file, problem.reason] for problem in corpus.unread_files]
        _print(generation=built.generation, waiting=waits, problems=unread)


def _report_progress(step: str, done: int, total: int) -> None:
    _print(step=step, done=done, total=total)


def _print(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _report_exception(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
    """Report an unexpected error by its type; its message might quote a document."""
    _print(failure=kind.__name__)


if __name__ == "__main__":
    sys.excepthook = _report_exception
    run_build(*sys.argv[1:])
