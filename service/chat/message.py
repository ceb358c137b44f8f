"""What is said in a conversation, and what the last of it means when it stands alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.text.language import Language
from retriever.conditions.condition import Inquiry
from retriever.features.feature import NO_FEATURES, FeatureRequest
from retriever.intent import FieldIntent
from retriever.understanding import Understanding

Role = Literal["user", "assistant"]
Task = Literal["search", "list", "about", "judge", "compare", "more", "talk", "gone"]
Talk = Literal["greeting", "thanks", "abilities", "sources", "privacy", "identity"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `measures` are the ids that an answer showed, in order; `as_typed` forbids any rewriting."""

    role: Role
    content: str
    measures: tuple[str, ...] = ()
    as_typed: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A message as it is understood: `text` says by itself what is asked, and `reading` is what reading it found.

    `about` are the ids of measures or documents that it is about, `guessed` tells that nothing named them. `asked` is
    what it asks of them, and empty if it only points at them; `asking` is the reading of that, `wished` are the fields
    that it is for. `gone` are measures that it is about as well but the index doesn't hold any more; a message about no
    others is a task of its own. `seen` are the measures shown for the same subject before, `filters` what the
    conversation narrows the search to. `inquiry` is what is asked of the figures of those that it is about,
    `features` what they are to have.
    `rewritten` tells whether `text` differs from `typed`. `follows` tells whether other messages came before. Small
    talk has no reading.
    """

    task: Task
    text: str
    language: Language
    reading: Understanding | None = None
    typed: str = ""
    rewritten: bool = False
    follows: bool = False
    as_typed: bool = False
    asked: str = ""
    asking: Understanding | None = None
    wished: tuple[FieldIntent, ...] = ()
    about: tuple[str, ...] = ()
    guessed: bool = False
    seen: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    talk: Talk | None = None
    inquiry: Inquiry | None = None
    features: FeatureRequest = NO_FEATURES

    @property
    def may_be_follow_up(self) -> bool:
        """Whether it follows other messages and was taken as it stands, so that it may depend on them all the same."""
        return self.follows and not self.as_typed and self.task == "search" and not self.rewritten
