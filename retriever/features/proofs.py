"""Decides which measures have what a list asks for, each by the words that prove it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import SourceSpan
from corpus.eligibility.ages import OLDEST, YOUNGEST
from corpus.eligibility.limits import Value
from index.store import Index
from retriever.conditions.standing import overall, proof
from retriever.criteria.criterion import Criterion, Judgement, is_met
from retriever.criteria.judging import Judge
from retriever.features.feature import Feature, FeatureMember, FeatureRequest
from retriever.features.mentions import FeatureMention, SaidFeatures

_BESIDE = {"implementation": frozenset(("implementation", "legal_basis", "financing", "particulars"))}
"""Where the value of a field may stand: an in-house training says nothing of how a measure is awarded."""
_DIGIT = re.compile(r"\d")
_WORKING_AGES = (15, 65)
_COMMON = 0.25
"""The share of the measures that say a word from which on it tells nothing."""
_MOSTLY = 0.6
"""The share of the ages that a measure is open to from which on it is one for a group."""


class _Refuted:
    """That a measure has what it is to lack."""


_REFUTED = _Refuted()


class FeatureProver:
    """Decides by their sentences which measures of one index have a feature. Safe to share between threads."""

    def __init__(self, index: Index, judge: Judge) -> None:
        self._index = index
        self._judge = judge
        self._sentences = SaidFeatures(index)

    def members(self, request: FeatureRequest, measures: Sequence[str]) -> tuple[FeatureMember, ...]:
        """Return those of `measures` (ids) that have what is asked for and lack what they are to lack, in order.

        If it is only to be lacking, those that say so come alone, where any does; without one, all that don't say the
        opposite.
        """
        if not request.features or any(self._is_common(each) for each in request.features):
            return ()
        groups: dict[int, list[Feature]] = {}
        for feature in request.features:
            groups.setdefault(feature.group, []).append(feature)
        found: list[FeatureMember] = []
        for id in measures:
            if overall([proof(self._index.figures, id, each) for each in request.conditions]) == "met":
                proofs = self._proofs(id, list(groups.values()), request)
                found += [FeatureMember(id, proofs)] if proofs is not None else []
        if not found and any(each.joined for each in request.features):
            apart = tuple(replace(each, joined=False) for each in request.features)
            return self.members(replace(request, features=apart), measures)
        proved = tuple(each for each in found if each.proofs)
        return proved if proved or not request.only_negated else tuple(found)

    def _is_common(self, feature: Feature) -> bool:
        """Whether the words of a feature that no concept names are said by so many that they tell nothing.

        That some don't say such a word never does.
        """
        own = not feature.concepts and not feature.criterion
        most = 0 if feature.negated else _COMMON * len(self._index.measures)
        return own and len(self._sentences.said("", feature.words)) > most

    def _proofs(
        self, id: str, groups: Sequence[Sequence[Feature]], request: FeatureRequest
    ) -> tuple[SourceSpan, ...] | None:
        """The words that prove all features of a measure, each once; None if one of them doesn't hold."""
        proofs: list[SourceSpan] = []
        for features in groups:
            held = [self._held(id, each, request) for each in features]
            if features[0].negated:
                if any(each is _REFUTED for each in held):
                    return None
            elif not any(isinstance(each, SourceSpan) for each in held):
                return None
            proofs += [each for each in held if isinstance(each, SourceSpan)][:1]
        named = [each for features in groups for each in features if each.concepts]
        if any(each.joined for each in named) and not self._together(id, named):
            return None
        return tuple(dict.fromkeys(proofs))

    def _held(self, id: str, feature: Feature, request: FeatureRequest) -> SourceSpan | _Refuted | None:
        """The words that show that a measure has a feature (or lacks one), None if nothing does."""
        own = [mentions[id] for mentions in self._mentions(feature) if id in mentions]
        said = next((each for each in own if not each.denied), None)
        if feature.criterion:
            place = self._index.measure_places[id]
            criterion = next(each for each in request.criteria if each.id == feature.criterion)
            judged = (self._against if feature.negated else self._met)(criterion, request, place)
            if judged or not said:
                return judged
        if not feature.negated:
            return self._span(said.row) if said else None
        if said:
            return _REFUTED
        return self._span(own[0].row) if own else self._otherwise(id, feature)

    def _mentions(self, feature: Feature) -> list[Mapping[str, FeatureMention]]:
        of_people = feature.criterion is not None
        names = feature.concepts or (() if feature.criterion else ("",))
        fields = _BESIDE.get(feature.field, frozenset())
        return [self._sentences.said(name, feature.words, of_people, fields) for name in names]

    def _together(self, id: str, features: Sequence[Feature]) -> bool:
        """Whether one sentence of a measure says all features."""
        rows = frozenset(self._index.sentences.rows_by_owner.get(id, ()))
        for feature in features:
            rows &= frozenset().union(*map(self._sentences.rows_of, feature.concepts))
        return bool(rows)

    def _met(self, criterion: Criterion, request: FeatureRequest, place: int) -> SourceSpan | None:
        """The words by which a measure is for those of a criterion; for ages mostly for them, not open to all."""
        if criterion.kind == "age" and isinstance(criterion.value, tuple) and criterion.value[0] != criterion.value[1]:
            return self._mostly_of(criterion.value, place)
        judged = self._judged(criterion, request, place)
        return judged.evidence if is_met(judged.verdict) else None

    def _against(self, criterion: Criterion, request: FeatureRequest, place: int) -> SourceSpan | _Refuted | None:
        """The words that shut out those of a criterion; refuted where the measure is for them."""
        judged = self._judged(criterion, request, place)
        if judged.verdict == "against":
            return judged.evidence
        return _REFUTED if is_met(judged.verdict) else None

    def _judged(self, criterion: Criterion, request: FeatureRequest, place: int) -> Judgement:
        judged = self._judge.judge(request.criteria, request.client, place)
        return next(each for each in judged if each.criterion == criterion.id)

    def _mostly_of(self, ages: tuple[int, int], place: int) -> SourceSpan | None:
        """The words that make a measure one for some ages: it is bounded where they are, and mostly within them."""
        named = [each for each in self._index.limits[place].named if each.any_of[0][0] == "ages"]
        named = [each for each in named if _DIGIT.search(each.evidence[0].quote)] or named
        open_to = frozenset().union(*(_years(each.any_of[0][1]) for each in named))
        youngest, oldest = _WORKING_AGES
        bounded = (ages[0] <= youngest or youngest not in open_to) and (ages[1] >= oldest or oldest not in open_to)
        if open_to and bounded and len(open_to & _years(ages)) >= _MOSTLY * len(open_to):
            return named[0].evidence[0]
        return None

    def _otherwise(self, id: str, feature: Feature) -> SourceSpan | None:
        """What a measure says instead in the field of which the feature is a value: `Inhouse` for a tender."""
        if feature.field not in _BESIDE:
            return None
        rows = self._index.sentences.rows_by_owner.get(id, ())
        return next((span for span in map(self._span, rows) if span.field == feature.field), None)

    def _span(self, row: int) -> SourceSpan:
        sentence = self._index.sentences.sentences[row]
        return SourceSpan(sentence.field, sentence.text, sentence.start, sentence.end)


def _years(ages: Value) -> frozenset[int]:
    if not isinstance(ages, tuple):
        return frozenset()
    low, high = ages
    youngest, oldest = _WORKING_AGES
    first = youngest if low == YOUNGEST else max(low, youngest)
    last = oldest if high == OLDEST else min(high, oldest)
    return frozenset(range(first, last + 1))
