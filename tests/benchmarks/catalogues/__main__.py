"""Reads other people's catalogues, and says how much of what they state was read: a table, a row a catalogue.

`python -m tests.benchmarks.catalogues` measures the split dev. Nothing is decided on `--split test`.
"""

import argparse
from collections.abc import Mapping
from dataclasses import replace

from corpus.collection import Corpus
from tests.benchmarks.catalogues.asking import Asked, ask
from tests.benchmarks.catalogues.comparison import compare
from tests.benchmarks.catalogues.field_questions import field_questions
from tests.benchmarks.catalogues.sources import PARTS, Source, Split, list_sources
from tests.benchmarks.catalogues.table import Row, markdown_rows, plain_rows

_SPLITS: Mapping[str, tuple[Split, ...]] = {"dev": ("dev",), "test": ("test",), "all": ("dev", "test")}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.catalogues")
    parser.add_argument("--split", choices=_SPLITS, default="dev")
    parser.add_argument("--part", choices=PARTS, action="append", help="may be repeated; all by default")
    parser.add_argument("--only", metavar="TEXT", default="", help="catalogues whose name holds this")
    parser.add_argument("--questions", action="store_true", help="also ask the chat; builds an index of each catalogue")
    parser.add_argument(
        "--fields", choices=("dev", "test"), help="ask for each field that is stated, in these wordings"
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="with --fields: of one entry in N")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="also name everything that isn't right")
    options = parser.parse_args()
    sources = list_sources(tuple(options.part or PARTS), _SPLITS[options.split])
    rows = []
    for source in sources:
        if options.only in source.name:
            rows.append(measure_source(source, options.questions, options.fields, options.every))
            if not options.markdown:
                print("\n".join(plain_rows(rows[-1:], headed=len(rows) == 1)), flush=True)
            for fault in rows[-1].faults if options.verbose else ():
                print(f"    {fault}", flush=True)
    print("\n".join(markdown_rows(rows) if options.markdown else plain_rows([Row.total(rows)], headed=False)))


def measure_source(source: Source, questions: bool = False, fields: Split | None = None, every: int = 1) -> Row:
    """Read a catalogue, compare it with what it states, and ask its questions if wanted.

    `fields` asks for each field instead, of one entry in so many, in the wordings of a split.
    """
    with source.opened() as (folder, truth):
        corpus = Corpus.from_folder(folder)
        if fields:
            truth = replace(truth, questions=tuple(field_questions(truth, fields, every=every)))
        return Row(
            source.name,
            source.part,
            truth.shape,
            compare(corpus, truth),
            ask(corpus, truth) if questions or fields else Asked(),
        )


if __name__ == "__main__":
    main()
