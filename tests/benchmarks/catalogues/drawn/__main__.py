"""Reads catalogues drawn by lot, and says how much of what they state was read, by format and by primitive of layout.

`python -m tests.benchmarks.catalogues.drawn` measures the split dev. Nothing is decided on `--split test`, which has
primitives and labels of its own.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.collection import Corpus
from tests.benchmarks.catalogues.asking import Asked
from tests.benchmarks.catalogues.comparison import Comparison, compare
from tests.benchmarks.catalogues.drawn.drawing import draw_catalogue
from tests.benchmarks.catalogues.table import Row, markdown_rows, plain_rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.catalogues.drawn")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--count", type=int, default=200, help="how many catalogues, 200 by default")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="also name each catalogue and what isn't right")
    options = parser.parse_args()
    found: dict[tuple[str, str], Comparison] = defaultdict(Comparison)
    for seed in range(options.first, options.first + options.count):
        shape, compared = read_drawn(seed, options.split)
        form, _, primitives = shape.partition(": ")
        for key in [("format", form), *(_key(primitive) for primitive in primitives.split(", "))]:
            found[key].add(compared)
        found["all", options.split].add(compared)
        if options.verbose:
            print(f"{seed}: {shape}", *compared.faults, sep="\n    ")
    rows = [Row(name, part, "", compared, Asked()) for (part, name), compared in sorted(found.items())]
    print("\n".join(markdown_rows(rows) if options.markdown else plain_rows(rows, headed=True)))


def read_drawn(seed: int, split: str) -> tuple[str, Comparison]:
    """Draw a catalogue, read it, and compare; also returns the names of its format and primitives."""
    with TemporaryDirectory(prefix="lotse-drawn-") as folder:
        truth = draw_catalogue(seed, split, Path(folder))
        return truth.shape, compare(Corpus.from_folder(Path(folder)), truth)


def _key(primitive: str) -> tuple[str, str]:
    """`label bold` becomes a row of its own below those of labels."""
    part, _, name = primitive.partition(" ")
    return (part, primitive) if name and part in ("title", "label", "border", "table") else ("more", primitive)


if __name__ == "__main__":
    main()
