"""Train the shipped encoder: `python -m index.training --thesaurus FILE --parallel FILE ... --output DIR`."""

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from index.training.ship import ship
from index.training.sources import read_sources
from index.training.train import Recipe, train

CASES = Path(__file__).with_name("cases.tsv")


def main() -> None:
    """Read the sources, train, and write the model with its manifest."""
    options = _arguments()
    sources = read_sources(
        options.thesaurus, options.parallel, options.law, options.practice, options.cases, options.catalogue
    )
    recipe = replace(Recipe(), seed=options.seed)
    with tempfile.TemporaryDirectory() as folder:
        trained = train(sources, recipe, Path(folder), options.cache)
    options.output.mkdir(parents=True, exist_ok=True)
    name = f"lotse-static-{recipe.dimension}"
    ship(trained.tokenizer, trained.vectors, trained.misspelt, options.output, name)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("--thesaurus", type=Path, required=True, help="concepts with German and English labels")
    parser.add_argument("--parallel", type=Path, nargs="+", required=True, help="tables: sentence, English")
    parser.add_argument("--law", type=Path, help="table: law, section, heading, text")
    parser.add_argument("--practice", type=Path, help="measures with passages and questions (JSON Lines)")
    parser.add_argument("--cases", type=Path, nargs="+", default=[CASES], help="tables: german, english, formal")
    parser.add_argument("--catalogue", type=Path, help="folder of texts, used for the vocabulary only")
    parser.add_argument("--cache", type=Path, help=".npz file that caches the teacher's vectors")
    parser.add_argument("--output", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
