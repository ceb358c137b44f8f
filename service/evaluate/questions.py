"""What is asked to measure a search, and what the right answers are."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a measure that make it fit, as they stand in the source."""

    measure: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with grades: 2 for what was asked for, 1 for what fits partly, 0 for the rest.

    What is `borderline` is left out of the ranking. `documents` grades texts outside of measures; `id#4` is the fourth
    numbered part of one. `need` is the same for questions that ask for the same in other words.
    """

    id: str
    text: str
    language: str = ""
    style: str = ""
    split: str = ""
    need: str = ""
    answerable: bool = True
    grades: Mapping[str, int] = field(default_factory=dict)
    borderline: tuple[str, ...] = ()
    documents: Mapping[str, int] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A question for a value, and the words of the source that say it."""

    id: str
    text: str
    answer: str
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in a conversation: with grades, or the words that must be in the answer, or neither.

    `standalone` says the same without the conversation before it.
    """

    text: str
    standalone: str | None = None
    grades: Mapping[str, int] = field(default_factory=dict)
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns of one person, one after the other."""

    id: str
    turns: tuple[Turn, ...]
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Everything that is asked. `strange` are questions that no catalogue of this kind answers."""

    questions: tuple[Judged, ...]
    facts: tuple[Fact, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    strange: tuple[Judged, ...] = ()

    def of_split(self, split: str) -> "QuestionSet":
        """Those of one split; what has none belongs to each. `all` is everything."""
        if split == "all":
            return self
        wanted = ("", split)
        return QuestionSet(
            tuple(each for each in self.questions if each.split in wanted),
            tuple(each for each in self.facts if each.split in wanted),
            tuple(each for each in self.conversations if each.split in wanted),
            tuple(each for each in self.strange if each.split in wanted),
        )

    @property
    def ranked(self) -> tuple[Judged, ...]:
        """The questions of which measures are judged."""
        return tuple(question for question in self.questions if question.grades)
