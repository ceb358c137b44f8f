"""Prompts for a model, rendered from the templates beside this file. Passages are data and never template text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_SHORTEST_FENCE = 8
_FEWEST_TURNS, _MOST_TURNS = 2, 6
_LONGEST_TURN = 600


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as the model sees it: its number, its citation and its text."""

    number: int
    citation: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A message of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """The system and the user message for a model. `sources` are those that fit in."""

    system: str
    user: str
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """Both messages in one, for models that take a single text."""
        return f"{self.system}\n{self.user}"


def answer_prompt(question: str, language: Literal["de", "en"], sources: Sequence[Source], budget: int) -> Prompt:
    """The prompt for an answer from `sources`, which are in order of rank.

    Keeps as many sources, from the first on, as fit into `budget` characters with their citations, but at least one.
    The fence between them is longer than any run of `=` in their texts, so that no passage can close its own block.
    Raises ValueError if there are no sources.
    """
    if not sources:
        raise ValueError("an answer prompt needs at least one source")
    kept = _within(sources, budget)
    fence = _fence(part for source in kept for part in (source.text, source.citation))
    user = _render(f"answer.{language}.j2", question=" ".join(question.split()), sources=kept, fence=fence)
    return Prompt(_render(f"system.{language}.j2"), user, tuple(kept))


def rewrite_prompt(turns: Sequence[Turn], language: Literal["de", "en"]) -> Prompt:
    """The prompt to rewrite the last question of a conversation so that it stands alone.

    Raises ValueError if nothing was said before it.
    """
    if len(turns) < _FEWEST_TURNS:
        raise ValueError(f"rewriting a question takes at least {_FEWEST_TURNS} turns, not {len(turns)}")
    short = [Turn(turn.role, " ".join(turn.text.split())[:_LONGEST_TURN]) for turn in turns[-_MOST_TURNS:]]
    user = _render("conversation.j2", turns=short, fence=_fence(turn.text for turn in short))
    return Prompt(_render(f"rewrite.{language}.j2"), user)


def _within(sources: Sequence[Source], budget: int) -> Sequence[Source]:
    used = 0
    for count, source in enumerate(sources):
        used += len(source.text) + len(source.citation)
        if used > budget and count:
            return sources[:count]
    return sources


def _fence(texts: Iterable[str]) -> str:
    longest = max((len(run) for text in texts for run in re.findall("=+", text)), default=0)
    return "=" * max(_SHORTEST_FENCE, longest + 1)


def _render(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> "ImmutableSandboxedEnvironment":
    """Created with the first prompt: without a model the service never needs jinja2."""
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("prompts", "."), undefined=StrictUndefined, keep_trailing_newline=True
    )
