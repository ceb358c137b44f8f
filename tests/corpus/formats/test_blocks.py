"""Blocks as text: headings, lists, tables and layout."""

from corpus.formats.blocks import Block, block, first_heading, render, table_blocks


def test_blocks_are_rendered_with_blank_lines_between() -> None:
    """But none within a list or a table; a second table is set off."""
    rows = [Block("row", "a\tb", opens=True), Block("row", "c\td"), Block("row", "e\tf", opens=True)]
    items = [Block("item", "eins"), Block("item", "zwei")]
    text = render([Block("heading", "Ziel", 2), Block("paragraph", "Arbeit"), *items, *rows])
    assert text == "## Ziel\n\nArbeit\n\n- eins\n- zwei\n\na\tb\nc\td\n\ne\tf"


def test_nothing_makes_no_block() -> None:
    """White space and invisible characters."""
    assert block("paragraph", " \u200b\n") == []
    assert block("heading", " Ziel ", 1) == [Block("heading", "Ziel", 1)]


def test_cells_become_rows_and_headings_layout() -> None:
    """An empty cell keeps its place; a cell that holds a heading is no cell of a table."""

    def cell(*texts: str) -> list[Block]:
        return [Block("paragraph", text) for text in texts]

    assert [found.text for found in table_blocks([[cell("a"), [], cell("c")], [[], cell("nur")]])] == ["a\t\tc", "nur"]
    layout = table_blocks([[[Block("heading", "Ziel", 3)], cell("Arbeit")]])
    assert [found.kind for found in layout] == ["heading", "paragraph"]
    assert first_heading(layout) == "Ziel"
