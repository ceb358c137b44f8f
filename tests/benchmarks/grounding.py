"""What the check of a model's sentences lets through: `python -m tests.benchmarks.grounding` prints a table.

For each set of sentences: how many faithful ones pass, how many wrong ones are shown, and the processor time of one
check; with `--kinds` also what is wrong with those that are shown.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from index.store import Index
from retriever.retriever import Retriever
from service.grounding.check import Grounding
from tests.service.grounding.sentences import Written, written

SETS = ("fresh.txt", "hard.txt", "held_out.txt", "unseen.txt")


class Count(NamedTuple):
    """Sentences of a set and those of them that pass, both by kind, and milliseconds a check."""

    written: Counter[str]
    passing: Counter[str]
    milliseconds: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", action="store_true", help="what is wrong with the wrong sentences that are shown")
    kinds = parser.parse_args().kinds
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as folder:
        build_index(Corpus.shipped(), encoder, Path(folder))
        retriever = Retriever(Index.load(Path(folder), encoder), encoder)
        print("\n".join(table({name: count(retriever, list(written(retriever, name))) for name in SETS}, kinds=kinds)))


def table(counts: dict[str, Count], *, kinds: bool = False) -> Iterator[str]:
    """The rows, in Markdown."""
    yield "| set | faithful ones that pass | wrong ones that are shown | a check |"
    yield "|---|---|---|---|"
    for name, (whole, passing, milliseconds) in counts.items():
        wrong, shown = (found.total() - found["faithful"] for found in (whole, passing))
        times = f"{milliseconds:.1f} ms"
        yield f"| `{name}` | {passing['faithful']} of {whole['faithful']} | {shown} of {wrong} | {times} |"
    for name, (whole, passing, _) in counts.items() if kinds else ():
        found = (f"{kind} {passing[kind]} of {whole[kind]}" for kind in sorted(whole) if kind != "faithful")
        yield f"\n{name}: {', '.join(found)}"


def count(retriever: Retriever, sentences: list[Written]) -> Count:
    """Check all sentences of a set, each as the first one of an answer."""
    passing, seconds = Counter[str](), 0.0
    for each in sentences:
        grounding = Grounding(retriever.index, retriever.encoder, each.passages, each.language)
        started = process_time()
        objection = grounding.check(each.sentence).objection
        seconds += process_time() - started
        passing[each.kind] += objection is None
    return Count(Counter(each.kind for each in sentences), passing, 1_000 * seconds / len(sentences))


if __name__ == "__main__":
    main()
