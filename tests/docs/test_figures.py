"""docs/figures.py, which puts what `lotse evaluate` measured into the tables of docs/quality.md."""

import re

import pytest

from tests.docs.markdown import ROOT
from tests.docs.session import Session

QUALITY = "docs/quality.md"
EVERY = {"questions": 14, "facts": 20, "conversations": 8, "off-topic": 25, "answers": 20}
TABLE = re.compile(r"<!-- (?!end)(\w+) -->\n(.*?)<!-- end -->", re.DOTALL)


def tables(page: str) -> dict[str, list[str]]:
    """The lines of each table that has a name."""
    return {name: text.split("\n")[1:-2] for name, text in TABLE.findall(page)}


@pytest.mark.slow
def test_tables_are_filled_and_nothing_else_changes(session: Session) -> None:
    """With a few of the questions: each table keeps its columns and gets other figures."""
    for name, step in EVERY.items():
        lines = (ROOT / "tests" / "relevance" / f"{name}.jsonl").read_text("utf-8").splitlines(keepends=True)
        session.write(f"few/{name}.jsonl", "".join(lines[::step]))
    session.run(".venv/bin/lotse evaluate few --split all --ablate --output build/few")
    session.run(".venv/bin/lotse evaluate --keywords --output build/keywords")
    session.run(".venv/bin/python docs/figures.py build/few build/few build/keywords")
    before, after = (ROOT / QUALITY).read_text("utf-8"), (session.folder / QUALITY).read_text("utf-8")
    assert TABLE.sub(r"\1", after) == TABLE.sub(r"\1", before)
    old, new = tables(before), tables(after)
    assert {name: lines[:2] for name, lines in new.items()} == {name: lines[:2] for name, lines in old.items()}
    assert {name for name, lines in new.items() if lines[2:] == old[name][2:]} <= {"keywords"}


def test_each_table_has_its_rows() -> None:
    """The page was filled by the same program: no table is empty."""
    found = tables((ROOT / QUALITY).read_text("utf-8"))
    assert {name: len(lines) > 2 for name, lines in found.items()} == dict.fromkeys(
        ("measures", "passages", "rest", "answers", "shown", "keywords", "worth", "facts"), True
    )
