"""A question and its filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.text.language import Language
from retriever.conditions.condition import Condition, Inquiry
from retriever.conditions.expression import parse_condition

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
    "catalogue",
    "where",
)
LONGEST_QUESTION = 4_000
MOST_RESULTS = 100
MOST_VALUES = 50
TRUE_ONLY = ("part_time", "has_contact")
WHERE = "where"
"""The filter whose values are conditions on figures, such as `places>=50`; all of them must hold."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search question. `filters` maps keys of `FILTER_KEYS` to values.

    For each key, one value must match, but for `where`, whose values are conditions that must all hold.

    `measures` restricts the search to these ids. `without` lists words of the question, as in `Understood.words` and
    `Expanded.term`, to be taken literally: not as a place, paragraph, measure, field or misspelling, and not expanded.
    `inquiry` takes the place of what reading the text finds to ask of the figures. Raises ValueError saying what is
    wrong.
    """

    text: str
    limit: int = 10
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: Language | None = None
    measures: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    inquiry: Inquiry | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("the question is empty")
        if len(self.text) > LONGEST_QUESTION:
            raise ValueError(f"the question has {len(self.text)} characters; the limit is {LONGEST_QUESTION}")
        if not _is_unicode(self.text):
            raise ValueError("the question contains a broken character (a lone surrogate)")
        if not 1 <= self.limit <= MOST_RESULTS:
            raise ValueError(f"limit must be 1 to {MOST_RESULTS}, not {self.limit}")
        for key, values in self.filters.items():
            if key not in FILTER_KEYS:
                raise ValueError(f"unknown filter {key!r}; use one of {', '.join(FILTER_KEYS)}")
            if isinstance(values, str):
                raise ValueError(f"filter {key!r} needs a sequence of values, not the string {values!r}")
            if not 1 <= len(values) <= MOST_VALUES:
                raise ValueError(f"filter {key!r} needs 1 to {MOST_VALUES} values, not {len(values)}")
            if key in TRUE_ONLY and set(values) != {"true"}:
                raise ValueError(f"filter {key!r} only takes 'true': the sources never state the opposite")
            if key == WHERE:
                for value in values:
                    parse_condition(value)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions on figures among the filters."""
        return tuple(map(parse_condition, self.filters.get(WHERE, ())))


def _is_unicode(text: str) -> bool:
    """Whether `text` can be encoded: broken terminals and JSON may leave lone surrogates."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
