"""Word lists and small tables, one file each below `corpus/data/lexicon`, read when they are first needed.

A list has one entry a line, a table tab-separated columns. Lines that begin with `#` are comments: the first ones say
what the file is for and which module reads it, in a table the last one names the columns.
"""

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Read a list in the order of its file, for example `abbreviations.de.txt`."""
    text = (files("corpus") / "data" / "lexicon" / name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def word_set(*names: str) -> frozenset[str]:
    """Read one or more lists as one set."""
    return frozenset(word for name in names for word in word_list(name))


@cache
def word_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Read the rows of a table, for example `numbers.tsv`."""
    return tuple(tuple(line.split("\t")) for line in word_list(name))


@cache
def stop_words() -> frozenset[str]:
    """German and English words of a question that say nothing about what is looked for, folded."""
    return word_set("stopwords.de.txt", "stopwords.en.txt")
