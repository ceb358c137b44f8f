"""Draws docs/search.svg, the picture in docs/cli.md, from what `lotse search` shows: `make picture`."""

import os
import re
from pathlib import Path

from rich.console import Console

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from retriever.query import Question
from retriever.retriever import Retriever
from service.cli.search_view import search_page
from service.settings import Settings

QUESTION = "measures for single parents with childcare issues"
_COLUMNS = 92


def main() -> None:
    """Search as the command does and write what it shows as one SVG file without fonts from elsewhere."""
    encoder = load_encoder()
    index = build_index(Corpus.shipped(), encoder, Settings().index)
    result = Retriever(index, encoder).search(Question(QUESTION, limit=2))
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=_COLUMNS, file=nowhere, force_terminal=True, highlight=False, markup=False)
        console.print(f'$ lotse search --limit 2 "{QUESTION}"\n')
        for part in search_page(result, index):
            console.print(part)
        svg = console.export_svg(title="Maßnahmenlotse", unique_id="lotse")
    svg = re.sub(r"@font-face \{.*?\}|<!-- Generated.*?-->", "", svg, flags=re.DOTALL)
    (Path(__file__).parent / "search.svg").write_text(svg.replace("Fira Code, monospace", "monospace"), "utf-8")


if __name__ == "__main__":
    main()
