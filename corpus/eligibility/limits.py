"""Limits of eligibility: whom a measure is for and whom it isn't for, as the index stores them."""

from dataclasses import dataclass

from corpus.document import SourceSpan

Value = bool | int | str | frozenset[str] | tuple[int, int]
"""The value of a fact: yes or no, a number, a name, one of several names, or a range with both ends included."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Facts, each `(field of the client, value)`, of which one is enough, and the words that state them."""

    any_of: tuple[tuple[str, Value], ...]
    evidence: tuple[SourceSpan, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Every one of `required` must hold, none of `excluded` may; `named` are facts that are mentioned, strictly or not.

    The evidence of what is named are the words for it alone, that of a requirement the whole sentence.
    """

    required: tuple[Limit, ...] = ()
    excluded: tuple[Limit, ...] = ()
    named: tuple[Limit, ...] = ()
