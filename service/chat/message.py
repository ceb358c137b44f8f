"""What is said in a conversation, and what the last of it means when it stands alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.text.language import Language

Role = Literal["user", "assistant"]
Task = Literal["search", "about", "compare", "more", "talk"]
Talk = Literal["greeting", "thanks", "abilities", "sources", "privacy", "identity"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `measures` are the ids that an answer showed, in order; `as_typed` forbids any rewriting.

    `stands_for` is what a local model says that the message means by itself.
    """

    role: Role
    content: str
    measures: tuple[str, ...] = ()
    as_typed: bool = False
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A message as it is understood: `text` says by itself what is asked.

    `about` are the ids of measures that it is about, `asked` is what it asks of them, without their names, and empty if
    it only points at them. `seen` are those that were shown for the same subject before, `filters` what the
    conversation narrows the search to. `rewritten` tells whether `text` differs from what was typed.
    """

    task: Task
    text: str
    language: Language
    rewritten: bool = False
    asked: str = ""
    about: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """What a conversation is about so far.

    `subject` is the last question for measures, `shown` the last list of measures, `seen` all that were shown for the
    subject, `focus` the one that was spoken of last, `asked` what was asked of it.
    """

    subject: str | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    focus: str | None = None
    asked: str = ""
    language: Language | None = None
