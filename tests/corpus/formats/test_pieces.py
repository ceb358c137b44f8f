"""Pieces as text and blocks: headings, lists, tables, pairs and layout."""

from corpus.blocks import Block
from corpus.formats.pieces import Piece, first_heading, pair, pieces, render, table


def cell(*texts: str) -> list[Piece]:
    return [Piece("paragraph", text) for text in texts]


def test_pieces_are_rendered_with_blank_lines_between() -> None:
    """But none within a list or a table; a second table is set off. Blocks are spans of the words."""
    first = table([[cell("a"), cell("b")], [cell("c"), []]], headers=1)
    second = [Piece("row", cells=("e", "f"), opens=True)]
    items = [Piece("item", "eins"), Piece("item", "zwei")]
    text, blocks = render([Piece("heading", "Ziel", 2), Piece("paragraph", "Arbeit", lead=3), *items, *first, *second])
    assert text == "## Ziel\n\nArbeit\n\n- eins\n- zwei\n\na\tb\nc\n\ne\tf"
    assert [text[block.start : block.end] for block in blocks] == "Ziel|Arbeit|eins|zwei|a\tb|c|e\tf".split("|")
    assert [(block.kind, block.level, block.lead) for block in blocks[:3]] == [
        ("heading", 2, 0), ("paragraph", 0, 3), ("item", 0, 0),
    ]  # fmt: skip
    assert [[text[slice(*span)] for span in block.cells] for block in blocks[4:]] == [["a", "b"], ["c", ""], ["e", "f"]]
    assert [(block.opens, block.header) for block in blocks[4:]] == [(True, True), (False, False), (True, False)]


def test_pairs_keep_label_and_value_apart() -> None:
    """A colon is written once; a record holds nothing; without a label or a value there is no pair."""
    made = [Piece("record"), *pair("Dauer :", "6 Monate", opens=True), *pair("Kosten", "keine"), *pair("", "Ende")]
    text, blocks = render(made)
    assert text == "Dauer: 6 Monate\nKosten: keine\n\nEnde"
    assert blocks[0] == Block("record", 0, 0)
    assert [text[slice(*span)] for block in blocks for span in block.cells] == ["Dauer", "6 Monate", "Kosten", "keine"]


def test_nothing_makes_no_piece() -> None:
    """White space and invisible characters."""
    assert pieces("paragraph", " \u200b\n") == []
    assert pieces("heading", " Ziel\ngruppe ", level=1) == [Piece("heading", "Ziel gruppe", 1)]


def test_cells_become_rows_and_headings_layout() -> None:
    """An empty cell keeps its place, paragraphs stay one cell; one column or a heading in a cell is layout."""
    rows = table([[cell("a"), [], cell("c", "d")], [[], cell("nur"), []]])
    assert [row.cells for row in rows] == [("a", "", "c\nd"), ("", "nur", "")]
    layout = table([[[Piece("heading", "Ziel", 3)], cell("Arbeit")]])
    assert [found.kind for found in layout] == ["heading", "paragraph"]
    assert first_heading(layout) == "Ziel"
    assert [found.kind for found in table([[cell("a")], [cell("b")]])] == ["paragraph", "paragraph"]
