"""What a list of measures is asked to have or to lack besides figures: a partner, a method, a group it is for."""

from dataclasses import dataclass

from corpus.document import SourceSpan
from retriever.conditions.condition import Condition
from retriever.criteria.criterion import Criterion
from retriever.criteria.facts import NOBODY, ClientFacts


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that the measures of a list are to have, or if `negated` to lack, in the question's own `words`.

    `told` are these with what denies them. It is there where a sentence names one of the `concepts` of the thesaurus
    or says the `words` themselves, or where the `criterion` of the question with that id is met. Of those that share a
    `group` one is enough. What is `joined` must stand in one sentence with the feature before it: a subsidy for
    employers. `field` is the field of which the words name a value, if they do.
    """

    words: str
    concepts: tuple[str, ...] = ()
    criterion: str | None = None
    negated: bool = False
    group: int = 0
    joined: bool = False
    told: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class FeatureRequest:
    """What a list is asked to have, besides `conditions` on Land, paragraphs and ways of taking part.

    `criteria` and `client` are those of the question; `unread` are words of it that could not be taken for a feature.
    """

    features: tuple[Feature, ...] = ()
    conditions: tuple[Condition, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    client: ClientFacts = NOBODY
    unread: tuple[str, ...] = ()

    @property
    def only_negated(self) -> bool:
        """Whether it asks for nothing but what measures lack."""
        return all(each.negated for each in self.features)


NO_FEATURES = FeatureRequest()
"""What is asked by a question that asks for no list, or for none by what its measures have."""


@dataclass(frozen=True, slots=True)
class FeatureMember:
    """A measure that has what was asked for, and the words that prove it; none where it only lacks something."""

    measure: str
    proofs: tuple[SourceSpan, ...] = ()
