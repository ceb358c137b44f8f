"""What a question begins to ask with: how many, how long, who, whether."""

import re
from functools import cache

from corpus.text.answer_types import is_yes_no
from corpus.text.lexicon import word_table

OTHER, YES_NO = "other", "yes_no"
"""The kind of a question that nothing shows, and of one that yes or no answers."""


def question_kind(question: str) -> str:
    """Return the kind of a question: one of `question_words.tsv`, `YES_NO` or `OTHER`."""
    if is_yes_no(question):
        return YES_NO
    return next((kind for kind, pattern in _patterns().items() if pattern.search(question)), OTHER)


@cache
def measured_kinds() -> frozenset[str]:
    """Return the kinds that a number or a date answers."""
    return frozenset(kind for kind, answered, _ in word_table("question_words.tsv") if answered == "measured")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {kind: _pattern(words.split("|")) for kind, _, words in word_table("question_words.tsv")}


def _pattern(words: list[str]) -> re.Pattern[str]:
    any_of = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{any_of})\b", re.IGNORECASE)
