"""Builds an index in a process of its own, so that the service goes on answering: `python -m service.admin.building`.

Each line that it prints is a JSON object: `{"step", "done", "total"}`, and last `{"generation", "problems"}` or
`{"failure"}`.
"""

import json
import sys
from pathlib import Path
from types import TracebackType

from corpus.collection import Corpus, CorpusError
from index.build import build_index
from index.encoders.encoder import EncoderError
from index.encoders.load import load_encoder
from index.generations import IndexBusy
from index.store import IndexUnavailable


def main(root: str, folder: str, model: str) -> None:
    """Build from `folder` (empty: the shipped documents) with the encoder `model` (empty: the shipped one)."""
    try:
        corpus = Corpus.from_folder(Path(folder)) if folder else Corpus.shipped()
        built = build_index(corpus, load_encoder(model or None), Path(root), _step)
    except (CorpusError, EncoderError, IndexBusy, IndexUnavailable) as error:
        _tell(failure=str(error))
    except OSError as error:
        _tell(failure=error.strerror or type(error).__name__)
    else:
        _tell(generation=built.generation, problems=[[problem.file, problem.reason] for problem in corpus.unread_files])


def _step(step: str, done: int, total: int) -> None:
    _tell(step=step, done=done, total=total)


def _tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _tell_kind(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
    """Say what kind of error nobody reckoned with; not its text, which may hold words of a document."""
    _tell(failure=kind.__name__)


if __name__ == "__main__":
    sys.excepthook = _tell_kind
    main(*sys.argv[1:])
