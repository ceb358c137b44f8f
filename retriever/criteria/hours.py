"""Whether a measure runs in part time or full time."""

import re
from functools import lru_cache

from corpus.document import SourceSpan
from corpus.text.quantities import quantities
from index.store import Index
from retriever.criteria.criterion import Criterion, Judgement
from retriever.criteria.evidence import CACHED, TopicEvidence, narrowed

_FULL_WEEK, _PART_OF_A_WEEK = 35, 30
_CHOICE = re.compile(
    r"\b(?:möglich|wählbar|bedarf|wahlweise|oder|auch|flexib\w*|bzw|je nach|possible|or)\b", re.IGNORECASE
)
_HOURS = r"(?<![\d,.]){number}\s?(?:\w*stunden|std|h)\b"
_FLEXIBLE = {"fulltime": ("fulltime",), "parttime": ("parttime", "mornings"), "mornings": ("mornings",)}


class HoursJudge:
    """Judges wishes for certain hours by the words and the numbers of hours of the measures of one index."""

    def __init__(self, index: Index, topics: TopicEvidence) -> None:
        self._index = index
        self._topics = topics
        self._weekly = lru_cache(CACHED)(self._read_weekly)

    def judge(self, criterion: Criterion, place: int) -> Judgement:
        """Return the verdict on a wish for hours: against only where the measure says that it runs otherwise."""
        wanted = str(criterion.value)
        for topic in _FLEXIBLE[wanted]:
            if (proof := self._topics.find(place, topic)) and not proof.refuses:
                return Judgement(criterion.id, "met", proof.span)
        few, many = self._weekly(place)
        fitting, other = (many, few) if wanted == "fulltime" else (few, many)
        if wanted == "mornings":
            fitting, other = None, None if self._topics.find(place, "parttime") else other
        if fitting:
            return Judgement(criterion.id, "met", fitting)
        other = other or self._stated(place, "parttime" if wanted == "fulltime" else "fulltime")
        return Judgement(criterion.id, "against", other) if other else Judgement(criterion.id, "unstated")

    def _stated(self, place: int, topic: str) -> SourceSpan | None:
        """The words for hours where a measure says when it takes place, if it leaves no choice."""
        proof = self._topics.find(place, topic)
        if proof is None or proof.refuses:
            return None
        own = [each for each in self._topics.sentences(place) if each.start <= proof.span.start < each.end]
        return proof.span if own and not any(_CHOICE.search(each.quote) for each in own) else None

    def _read_weekly(self, place: int) -> tuple[SourceSpan | None, SourceSpan | None]:
        """The words for few hours a week and for a full week, None where the measure doesn't state them."""
        document = self._index.documents[self._index.measures[place].document]
        few: SourceSpan | None = None
        many: SourceSpan | None = None
        for sentence in self._topics.sentences(place):
            for each in quantities(sentence.quote):
                if each.unit != "weekly_hour" or each.value is None:
                    continue
                words = narrowed(document, sentence, each.start, each.end)
                if each.value >= _FULL_WEEK:
                    many = many or words
                elif each.value <= _PART_OF_A_WEEK:
                    few = few or words
        return few or self._of_record(place, 0, _PART_OF_A_WEEK), many or self._of_record(place, _FULL_WEEK, 60)

    def _of_record(self, place: int, least: float, most: float) -> SourceSpan | None:
        """The words for the hours a week that the record of a measure gives, if they are within bounds."""
        hours = self._index.measures[place].figures.weekly_hours
        if hours is None or not least <= hours <= most:
            return None
        pattern = re.compile(_HOURS.format(number=re.escape(f"{hours:g}".replace(".", ","))), re.IGNORECASE)
        document = self._index.documents[self._index.measures[place].document]
        found = ((each, pattern.search(each.quote)) for each in self._topics.sentences(place))
        return next((narrowed(document, each, *match.span()) for each, match in found if match), None)
