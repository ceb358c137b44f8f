"""Facts that are asked of measures: in which words, and which of them a shipped measure states."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_DATA = files("corpus") / "data"
_QUESTIONS, _STATED = "fact_questions.tsv", "stated_facts.tsv"


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """The facts that the text of a measure states, those that it states in part; it is silent about all others."""

    whole: frozenset[str]
    partly: frozenset[str]


@cache
def fact_questions() -> tuple[tuple[str, str], ...]:
    """Return questions as colleagues ask them of a measure, each behind the fact that it asks for."""
    lines = (_DATA / _QUESTIONS).read_text("utf-8").splitlines()
    return tuple((fact, text) for fact, text in (line.split("\t") for line in lines))


def stated_facts(text: str) -> Mapping[int, StatedFacts]:
    """Return what is known of the measures of a document with this text, by where they start; empty for others.

    Each measure was read for all facts that `fact_questions` ask for.
    """
    return _by_text().get(text, MappingProxyType({}))


@cache
def _by_text() -> Mapping[str, Mapping[int, StatedFacts]]:
    found: dict[str, dict[int, StatedFacts]] = {}
    for line in (_DATA / _STATED).read_text("utf-8").splitlines():
        file, start, whole, partly = line.split("\t")
        found.setdefault(file, {})[int(start)] = StatedFacts(frozenset(whole.split()), frozenset(partly.split()))
    return {(_DATA / "texts" / file).read_text("utf-8"): measures for file, measures in found.items()}
