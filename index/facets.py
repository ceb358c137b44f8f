"""Facets of measures beyond their records: places, paragraphs, and concepts of the thesaurus."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Document
from corpus.fields import CORE_FIELDS
from corpus.measure import Measure
from corpus.reference.localities import localities
from corpus.reference.places import Places
from corpus.text.legal import paragraphs
from corpus.text.lexicon import word_set
from index.expansion import Expander

TARGET_GROUPS = "zielgruppe"
"""The topic of the thesaurus whose concepts are target groups."""


def own_places(measures: Iterable[Measure]) -> Places:
    """The known places, and those of which only the place fields of these measures tell."""
    fields = (section.text for measure in measures for section in measure.sections if section.field == "place")
    return Places.shipped().with_names(dict.fromkeys(name for text in fields for name in localities(text)))


def facet_topics() -> frozenset[str]:
    """Topics of the thesaurus by which measures can be filtered."""
    return word_set("facet_topics.txt")


@dataclass(frozen=True, slots=True)
class MeasureFacets:
    """Facets of one measure: `states` from its organisation and title, `places` from all of its text."""

    measure: str
    states: tuple[str, ...]
    places: tuple[str, ...]
    paragraphs: tuple[str, ...]
    target_groups: tuple[str, ...]
    topics: tuple[str, ...]


def measure_facets(measure: Measure, places: Places, expander: Expander) -> MeasureFacets:
    """Read the facets of a measure off its own words."""
    head = f"{measure.organisation or ''}\n{measure.title}"
    texts = [section.text for section in measure.sections]
    core = [measure.title, *(section.text for section in measure.sections if section.field in CORE_FIELDS)]
    mentions = [mention for text in core for mention in expander.mentions(text, "de")]
    named = [place for text in (head, *texts) for mention in places.find(text) for place in mention.names]
    states = [mention.state for mention in places.find(head)]
    return MeasureFacets(
        measure=measure.id,
        states=_distinct(filter(None, (measure.state, *states))),
        places=_distinct(named),
        paragraphs=_distinct([*measure.legal, *(p for text in texts for p in paragraphs(text))]),
        target_groups=_distinct(m.entry.name for m in mentions if m.entry.topic == TARGET_GROUPS),
        topics=_distinct(m.entry.topic for m in mentions if m.entry.topic in facet_topics()),
    )


@dataclass(frozen=True, slots=True)
class DocumentMentions:
    """Places and paragraphs that a document mentions anywhere."""

    document: str
    places: tuple[str, ...]
    paragraphs: tuple[str, ...]


def document_mentions(document: Document, places: Places) -> DocumentMentions:
    """Collect what a document mentions, its title included; Länder count as places."""
    text = f"{document.title}\n{document.text}"
    mentions = places.find(text)
    names = [name for mention in mentions for name in (*mention.names, mention.state or "")]
    return DocumentMentions(document.id, _distinct(filter(None, names)), _distinct(paragraphs(text)))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
