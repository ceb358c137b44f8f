"""Conversations whose answers are known: the words that an answer must hold and the measures that it must show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgedTurn:
    """One message of the user, and what a right answer holds.

    `expected` are the texts that it holds, each as its alternatives; `measures` name those that it shows, see
    `MeasureNames`. With `answerable` false the documents hold no answer, and `expected` are the words with which
    they say so, if they do.
    """

    text: str
    expected: tuple[tuple[str, ...], ...] = ()
    measures: tuple[str, ...] = ()
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class JudgedConversation:
    """The user's messages in order; `kind` is what they ask for, such as a fact or a list."""

    id: str
    turns: tuple[JudgedTurn, ...]
    kind: str = ""
    language: str = ""
    split: str = ""
