"""A large catalogue in XLSX: how long its index takes, how much memory, and whether entries are found by their names.

`python -m tests.benchmarks.large` prints the three; the limits are those of the project.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from index.store import Index
from retriever.query import Question
from retriever.retriever import Retriever
from tests.benchmarks.catalogues.formats import rows
from tests.benchmarks.catalogues.office import xlsx
from tests.benchmarks.catalogues.practice import practice_entries
from tests.benchmarks.catalogues.truth import StatedEntry
from tests.benchmarks.questions import shipped_encoder

_TOWNS = "Altwerder Birkental Drosselfeld Eschenau Fichtenborn Grünhain Hohenfurt Ilmenrode Jagstberg Kolmsee".split()
_EVERY = 10  # entries: one of so many is asked for
_MEBIBYTE = 1024  # in KiB, as Linux counts memory


def main() -> None:
    """Write the catalogue, build its index in a process of its own, and ask for every tenth name."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.large")
    parser.add_argument("--entries", type=int, default=2000, help="how many, 2,000 by default and 2,100 at most")
    wanted = parser.parse_args().entries
    with TemporaryDirectory(prefix="lotse-large-") as folder:
        documents, index = Path(folder, "documents"), Path(folder, "index")
        documents.mkdir()
        entries = list(large_catalogue(wanted))
        xlsx(rows(entries), documents / "massnahmen.xlsx")
        seconds, used = _built(documents, index)
        memory, busy = used.ru_maxrss / _MEBIBYTE, used.ru_utime + used.ru_stime
        print(f"index: {seconds:.1f} s from process start, {busy:.1f} s of a core (limit 60 s)")
        print(f"memory: {memory:.0f} MiB at most (limit 500 MB)")
        retriever = Retriever(Index.load(index, shipped_encoder()), shipped_encoder())
        asked = entries[::_EVERY]
        found = sum(_is_found(entry.title, retriever) for entry in asked)
        print(f"found first by name: {found / len(asked):.3f} of {len(asked)} (limit .97)")


def large_catalogue(count: int) -> Iterator[StatedEntry]:
    """Entries with names and numbers of their own: the practice measures, each in several towns."""
    for number in range(count):
        round_, place = divmod(number, len(practice_entries()))
        entry = practice_entries()[place]
        first, *others = entry.values
        values = (replace(first, text=f"{first.text}-{round_}"), *others)
        yield StatedEntry(f"{entry.title} {_TOWNS[round_]}", "", values)


def _built(documents: Path, index: Path) -> tuple[float, resource.struct_rusage]:
    """Seconds that building the index takes from process start, and what it uses."""
    command = [sys.executable, "-m", "service.cli.main", "index", "--index", str(index), str(documents)]
    start = time.perf_counter()
    subprocess.run(command, env=os.environ, check=True, capture_output=True)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)


def _is_found(title: str, retriever: Retriever) -> bool:
    hits = retriever.search(Question(title)).measures
    return bool(hits) and hits[0].measure.title == title


if __name__ == "__main__":
    main()
