"""Needs and wishes by topic, in the words of questions and of measures."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.text.folded import Folded
from corpus.text.lexicon import word_table
from retriever.criteria.criterion import Kind

_GAP = r"(?:\w+ ){0,2}"
_HOURS = frozenset(("parttime", "mornings", "fulltime"))
_WISHES = frozenset(
    ("training", "retraining", "schooling", "internship", "coaching", "outreach", "business", "subsidised", "voluntary")
)
_NOT = re.compile(r"\b(?:nicht|weder|not|never)\s(?:\w+\s)?$")
_NONE = re.compile(r"\b(?:kein\w*|ohne|nie|nicht|weder|no|not|never|without)\s(?:\w+\s)?$")
_ENDED = re.compile(r"\s(?:\w+ ){0,2}(?:abgebrochen|geschmissen|hingeschmissen|abgeschlossen|dropped|finished)\b")

Span = tuple[int, int]


def topics() -> tuple[str, ...]:
    """The names of the topics that are asked for, in the order of their table."""
    return tuple(topic for topic, side, *_ in word_table("criteria.tsv") if side == "asked")


def kind_of(topic: str) -> Kind:
    """Whether a topic is one of hours, wishes or needs."""
    return "hours" if topic in _HOURS else "wish" if topic in _WISHES else "need"


def asked(topic: str, question: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded question that state a topic; `original` is the text that it comes from."""
    for start, end in _spans(topic, "asked", question, original):
        lacking = _NONE.search(question.text, 0, start)
        ended = kind_of(topic) == "wish" and _ENDED.match(question.text, end)
        if not lacking and not ended:
            yield start, end


def said(topic: str, sentence: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded sentence of a measure that say that it is for a topic.

    What is lacking is a need all the same: `ohne Deutschkenntnisse`. A wish must not be denied.
    """
    denied = _NOT if kind_of(topic) == "need" else _NONE
    for start, end in _spans(topic, "said", sentence, original):
        if not denied.search(sentence.text, 0, start):
            yield start, end


def _spans(topic: str, side: str, text: Folded, original: str) -> Iterator[Span]:
    for match in _pattern(topic, side).finditer(text.text):
        if not match["noun"] or original[text.starts[match.start()]].isupper():
            yield match.span()


@cache
def _pattern(topic: str, side: str) -> re.Pattern[str]:
    words = next(row[2] for row in word_table("criteria.tsv") if row[:2] == (topic, side)).split("|")
    words.sort(key=lambda each: -len(each.split()))
    nouns = "|".join(_expression(word) for word in words if word[0].isupper())
    others = "|".join(_expression(word) for word in words if not word[0].isupper())
    return re.compile(rf"(?<!\w)(?:(?P<noun>{nouns or '(?!)'})|(?:{others}))(?!\w)")


def _expression(words: str) -> str:
    parts = re.escape(words.lower()).replace(r"\*", r"\w*").replace(r"\ ", " ")
    return parts.replace(r" \~ ", f" {_GAP}").replace(" ~ ", f" {_GAP}")
