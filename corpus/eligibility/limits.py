"""Whom a measure is for and whom it isn't for, as the index holds it."""

from dataclasses import dataclass

from corpus.document import Evidence

Value = bool | int | str | frozenset[str] | tuple[int, int]
"""Of a fact about a client: whether, how many, which, one of which, or from where to where, both included."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Facts `(field of Client, value)` of which one is enough, and what proves it."""

    any_of: tuple[tuple[str, Value], ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """`required`: each of them must hold. `excluded`: none of them may hold."""

    required: tuple[Limit, ...] = ()
    excluded: tuple[Limit, ...] = ()
