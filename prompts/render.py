"""Prompts for any local model, from the templates beside this file, which get data and never template text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_SHORTEST_FENCE = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as the model sees it: its number, where it stands, and its words."""

    number: int
    citation: str
    text: str


def answer_prompt(question: str, language: Literal["de", "en"], sources: Sequence[Source], budget: int) -> str:
    """The prompt for an answer from `sources`, the best first.

    Of the passages as many are kept, from the first on, as fit into `budget` characters with their citations, but at
    least one. The line between them is longer than any like it in their text, so that no passage can end itself.
    Raises ValueError if there is no source.
    """
    if not sources:
        raise ValueError("a prompt needs at least one source")
    kept = _within(sources, budget)
    template = _environment().get_template(f"answer.{language}.j2")
    return template.render(question=" ".join(question.split()), sources=kept, fence=_fence(kept))


def _within(sources: Sequence[Source], budget: int) -> Sequence[Source]:
    used = 0
    for count, source in enumerate(sources):
        used += len(source.text) + len(source.citation)
        if used > budget and count:
            return sources[:count]
    return sources


def _fence(sources: Sequence[Source]) -> str:
    texts = (part for source in sources for part in (source.text, source.citation))
    longest = max((len(run) for text in texts for run in re.findall("=+", text)), default=0)
    return "=" * max(_SHORTEST_FENCE, longest + 1)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("prompts", "."), undefined=StrictUndefined, keep_trailing_newline=True
    )
