"""Builds that are killed, one at each call that changes the disk: `python -m tests.index.killed DOCUMENTS INDEX`.

Prints a JSON object a line: the call, whether the process was killed, and the generation that answers afterwards.
Everything but the first build happens in children, so that none inherits the threads of a search.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from corpus.collection import Corpus
from corpus.reference.thesaurus import Thesaurus
from index import assembly
from index.build import build_index
from index.store import Index
from retriever.probe import probe
from tests.index.conftest import FakeEncoder
from tests.index.faults import Broken


def main(documents: str, index: str) -> None:
    """Kill a build at its first call, its second, and so on, until one succeeds."""
    few = Thesaurus(Thesaurus.shipped().concepts[::120])
    Thesaurus.shipped = staticmethod(lambda: few)  # type: ignore[method-assign]
    assembly.sayings = lambda: ()  # they name concepts that aren't among those few
    corpus, root = Corpus.from_folder(Path(documents)), Path(index)
    build_index(corpus, FakeEncoder(), root)
    told = root / "told"
    for number in count(1):
        killed = _in_child(_build, corpus, root, number) == -signal.SIGKILL
        assert _in_child(_answer, root, told) == 0
        generation, *reasons = json.loads(told.read_text("utf-8"))
        print(json.dumps({"killed": killed, "serves": generation, "degraded": reasons}), flush=True)
        if not killed:
            return


def _build(corpus: Corpus, root: Path, number: int) -> None:
    with Broken(number, None).disk():
        build_index(corpus, FakeEncoder(), root, probe=probe)


def _answer(root: Path, told: Path) -> None:
    index = Index.load(root, FakeEncoder())
    probe(index, FakeEncoder())
    told.write_text(json.dumps([index.generation, *index.degraded]), "utf-8")


def _in_child(work: Callable[..., None], *arguments: object) -> int:
    """Do something in a child; its exit status, negative for a signal."""
    child = os.fork()
    if not child:
        work(*arguments)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
