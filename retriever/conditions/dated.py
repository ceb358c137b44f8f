"""Conditions on when measures begin and end."""

import re
from collections.abc import Iterator
from typing import cast

from corpus.figures.dates import DateMention, dates
from retriever.conditions.condition import Condition, Operator
from retriever.conditions.numeric import StatedCondition, of_client
from retriever.conditions.wording import WordedText, says, wording_before, wordings

_AROUND = 40
_BETWEEN = re.compile(r"\s*(?:und|and|bis|to|-|–)\s*(?:dem\s|the\s)?")
_BEFORE_BETWEEN = re.compile(r"\b(?:zwischen|between|from|von)\s+(?:dem\s|the\s)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:\b(?:dem|den|das|the|Jahre?s?|year|des|of)\s{1,3}){1,4}$", re.IGNORECASE)


def dated_conditions(text: WordedText) -> Iterator[StatedCondition]:
    """Yield the conditions on begin and end that a question puts on measures."""
    found = list(dates(text))
    verbs = list(wordings("begin", text))
    skip = -1
    for place, mention in enumerate(found):
        if place == skip:
            continue
        operator, start = _operator(text, mention)
        following = found[place + 1] if place + 1 < len(found) else None
        between = following and _BEFORE_BETWEEN.search(text, max(0, mention.start - _AROUND), mention.start)
        upper = None
        if between and following and _BETWEEN.fullmatch(text, mention.end, following.start):
            operator, start, upper, skip = "between", between.start(), float(following.last), place + 1
        end = following.end if upper is not None and following else mention.end
        if operator is None or of_client(text, start, end, "time"):
            continue
        near = min(verbs, key=lambda verb: min(abs(verb.start - end), abs(start - verb.end)), default=None)
        if near is None and operator not in ("<", ">"):
            continue
        field = near.meaning if near else "start"
        value = mention.last if operator in (">", "<=") else mention.first
        if operator == "=":
            operator, upper = "between", float(mention.last)
        first, last = (min(start, near.start), max(end, near.end)) if near else (start, end)
        words = text[first:last] if not says("measure", text, first, last) else text[start:end]
        yield StatedCondition(start, end, Condition(field, operator, float(value), upper, "date", words=words))


def _operator(text: WordedText, mention: DateMention) -> tuple[Operator | None, int]:
    article = _ARTICLE.search(text, max(0, mention.start - _AROUND), mention.start)
    found = wording_before("when", text, article.start() if article else mention.start)
    return (cast(Operator, found.meaning), found.start) if found else ("=", mention.start)
