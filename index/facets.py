"""What a measure can be filtered by beside its record: places, paragraphs, and concepts of the thesaurus."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Document
from corpus.fields import CORE_FIELDS
from corpus.measure import Measure
from corpus.reference.places import Places
from corpus.text.legal import paragraphs
from index.expansion import Expander

TARGET_GROUP_TOPICS = frozenset(("zielgruppe",))
TOPICS = frozenset(
    "behinderung bewerbung familie gesundheit jugend kinderbetreuung migration mobilitaet psyche qualifizierung "
    "schulden selbstaendig sprache straffaelligkeit sucht wohnen".split()
)


@dataclass(frozen=True, slots=True)
class MeasureFacets:
    """Facets of one measure. `states` are those of its organisation and title, `places` all that its text names."""

    measure: str
    states: tuple[str, ...]
    places: tuple[str, ...]
    paragraphs: tuple[str, ...]
    target_groups: tuple[str, ...]
    topics: tuple[str, ...]


def facets(measure: Measure, places: Places, expander: Expander) -> MeasureFacets:
    """Read a measure's facets from its own words."""
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
        target_groups=_distinct(m.entry.name for m in mentions if m.entry.topic in TARGET_GROUP_TOPICS),
        topics=_distinct(m.entry.topic for m in mentions if m.entry.topic in TOPICS),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Places and paragraphs that a document names anywhere."""

    document: str
    places: tuple[str, ...]
    paragraphs: tuple[str, ...]


def named(document: Document, places: Places) -> Named:
    """Read what a document names; states count as places."""
    mentions = places.find(document.text)
    names = [name for mention in mentions for name in (*mention.names, mention.state or "")]
    return Named(document.id, _distinct(filter(None, names)), _distinct(paragraphs(document.text)))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
