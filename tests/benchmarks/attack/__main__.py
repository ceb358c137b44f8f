"""Attacks the service and prints what it survives: `python -m tests.benchmarks.attack`; under ten minutes.

`--quick` tries less of each, in about two minutes. `--without load` leaves out what only a quiet machine can show.
`--tree FOLDER` attacks another checkout, for a comparison. Fails if anything isn't survived.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.benchmarks.attack import clients, crowds, documents, folders, models, requests, terminals, texts
from tests.benchmarks.attack.attacked import ROOT, Attacked, Outcome, Place

AGAINST_ONE: dict[str, Callable[[Attacked, bool], Outcome]] = {
    "questions made for patterns": texts.questions,
    "markers without their end": texts.markers,
    "large and deep JSON": texts.bodies,
    "chunks of one byte": texts.chunks,
    "heads as long as they may be": texts.heads,
    "other people's names": requests.names,
    "HEAD": requests.heads,
    "caches": requests.caches,
    "other methods": requests.methods,
}
OF_ITS_OWN: dict[str, Callable[[Place, bool], Outcome]] = {
    "half requests": clients.halves,
    "answers that nobody reads": clients.unread,
    "more connections than files": clients.crowd,
    "one address, silent": clients.one_address,
    "SIGTERM beside silent clients": clients.stop,
    "2, 5 and 10 times the load": crowds.overload,
    "the model server as an enemy": models.enemies,
    "orders that a model passes on": models.orders,
    "uploads, names and links": folders.uploads,
    "titles that command a terminal": terminals.terminals,
    "documents that give orders": documents.documents,
}


def main() -> int:
    """Attack, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attack", nargs="*", metavar="WORD", help="only attacks with this word in their name")
    parser.add_argument("--quick", action="store_true", help="less of each")
    parser.add_argument(
        "--without", nargs="*", default=[], metavar="WORD", help="no attacks with this word in their name"
    )
    parser.add_argument("--tree", type=Path, default=ROOT, metavar="FOLDER", help="the checkout that is attacked")
    options = parser.parse_args()
    began, lost = monotonic(), 0
    print("| attack | tried | survived | seen |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        build_index(Corpus.shipped(), load_encoder(), Path(folder))
        place = Place(options.tree.resolve(), Path(folder))
        for name, outcome in outcomes(place, options.quick, chosen(options.attack, options.without)):
            lost += outcome.tried - outcome.survived
            print(f"| {name} | {outcome.tried:,} | {outcome.survived:,} | {outcome.seen} |", flush=True)
    print(f"\n{'All survived' if not lost else f'{lost} not survived'}, in {monotonic() - began:.0f} s.")
    return 1 if lost else 0


def chosen(words: list[str], without: list[str]) -> list[str]:
    """The names of the attacks that hold one of the words, if there are any, and none of the others."""
    named = [name for name in (*AGAINST_ONE, *OF_ITS_OWN) if not words or any(word in name for word in words)]
    return [name for name in named if not any(word in name for word in without)]


def outcomes(place: Place, quick: bool, names: list[str]) -> Iterator[tuple[str, Outcome]]:
    """The outcome of each attack; those of the first kind share a process, which has to survive them all."""
    if wanted := {name: attack for name, attack in AGAINST_ONE.items() if name in names}:
        with place.serving() as attacked:
            for name, attack in wanted.items():
                yield name, attack(attacked, quick)
    for name, attack_place in OF_ITS_OWN.items():
        if name in names:
            yield name, attack_place(place, quick)


if __name__ == "__main__":
    sys.exit(main())
