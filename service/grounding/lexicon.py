"""Word lists and small tables below `corpus/data/lexicon`, read when they are first needed."""

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> tuple[str, ...]:
    """Read the lines of a file, in their order, without comments (`#`) and empty lines."""
    text = (files("corpus") / "data" / "lexicon" / name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(*names: str) -> frozenset[str]:
    """Read one or more lists as one set."""
    return frozenset(word for name in names for word in entries(name))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a table of tab-separated columns."""
    return tuple(tuple(line.split("\t")) for line in entries(name))
