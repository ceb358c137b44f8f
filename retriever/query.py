"""A question, with what it is to be narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.text.language import Language

FILTER_KEYS = (
    "state",
    "kind",
    "target_group",
    "topic",
    "legal",
    "organisation",
    "part_time",
    "has_contact",
    "document",
)
LONGEST_QUESTION = 4_000
MOST_RESULTS = 100
MOST_VALUES = 50
TRUE_ONLY = ("part_time", "has_contact")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks. `filters` maps keys of `FILTER_KEYS` to values of which one must fit, for every key.

    `measures` are the ids of those that it is about, if it is about some; nothing else is searched then.
    `without` are words of it, as `Understood.words` and `Expanded.term` give them, that are to be taken for themselves:
    for no place, paragraph, measure, field or misspelling, and not searched for by other labels.
    Raises ValueError naming what is wrong.
    """

    text: str
    limit: int = 10
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: Language | None = None
    measures: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("the question is empty")
        if len(self.text) > LONGEST_QUESTION:
            raise ValueError(f"the question has {len(self.text)} characters; at most {LONGEST_QUESTION} are taken")
        if not _is_unicode(self.text):
            raise ValueError("the question holds half a character")
        if not 1 <= self.limit <= MOST_RESULTS:
            raise ValueError(f"limit must be 1 to {MOST_RESULTS}, not {self.limit}")
        for key, values in self.filters.items():
            if key not in FILTER_KEYS:
                raise ValueError(f"unknown filter {key!r}; known are {', '.join(FILTER_KEYS)}")
            if isinstance(values, str):
                raise ValueError(f"filter {key!r} needs a sequence of values, not the text {values!r}")
            if not 1 <= len(values) <= MOST_VALUES:
                raise ValueError(f"filter {key!r} needs 1 to {MOST_VALUES} values, not {len(values)}")
            if key in TRUE_ONLY and set(values) != {"true"}:
                raise ValueError(f"filter {key!r} takes only 'true', for the source doesn't say what isn't")


def _is_unicode(text: str) -> bool:
    """Whether it can be written down: a lone surrogate, from a broken terminal or JSON, is no character."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
