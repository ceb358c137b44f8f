"""What the tools work on: one index as one caller may see it, and where its page is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from corpus.document import Document
from corpus.measure import Measure
from corpus.text.folding import fold
from index.store import Index
from retriever import filters
from retriever.query import WHERE
from retriever.result import Passage
from retriever.retriever import Retriever
from service.engine import State
from service.links import PageLinks
from service.mcp.results import line_at
from service.mcp.tool_result import ToolFault
from service.summary import page_line
from service.texts import Texts

_NEAR = 3
_VALUES_NAMED = 30


def served(state: State, links: PageLinks, texts: Texts) -> "Workspace":
    """Return what the tools work on in a state of the service. Raises ToolFault saying why there is nothing."""
    if state.retriever:
        return Workspace(state.retriever, links)
    match state.refusal:
        case "loading":
            said = texts.text("problems.loading.detail")
        case "no-index":
            said = texts.text("problems.no-index.detail")
        case "no-encoder":
            said = texts.text("problems.no-encoder.detail")
    raise ToolFault(" ".join((said, *state.degraded)))


@dataclass(frozen=True, slots=True)
class Workspace:
    """The index of a retriever, and links into the page that shows it."""

    retriever: Retriever
    links: PageLinks

    @property
    def index(self) -> Index:
        """The index."""
        return self.retriever.index

    def placed(self, passage: Passage, texts: Texts) -> dict[str, object]:
        """Return a passage with its line and its link, as results name them."""
        document = self.index.documents[passage.document]
        measure = self.index.measures[self.index.measure_places[passage.measure]] if passage.measure else None
        return {
            "quote": passage.text,
            "section": passage.section,
            "page": passage.page,
            "place": page_line(passage.page, document, measure, texts),
            "line": line_at(document, passage.start),
            "start": passage.start,
            "end": passage.end,
            "link": self.links.passage(passage.document, passage.start, passage.end),
        }

    def titles(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the titles of documents by their ids."""
        return {id: self.index.documents[id].dated_title for id in dict.fromkeys(documents)}

    def measure(self, id: str, texts: Texts) -> Measure:
        """Return a measure. Raises ToolFault naming those with similar ids."""
        place = self.index.measure_places.get(id)
        if place is not None:
            return self.index.measures[place]
        known = list(self.index.measure_places)
        near = [other for other in known if id and id in other] or get_close_matches(id, known, cutoff=0.5)
        said = texts.text("mcp.errors.near", ids=", ".join(near[:_NEAR])) if near else ""
        raise ToolFault(" ".join(texts.text("mcp.errors.unknown_measure", id=repr(id), near=said).split()))

    def document(self, measure: Measure) -> Document:
        """Return the document of a measure."""
        return self.index.documents[measure.document]

    def facets(self) -> dict[str, dict[str, int]]:
        """Return the values of each filter, with the number of measures for each."""
        return filters.counts(zip(self.index.measures, self.index.facets, strict=True))

    def unknown_values(self, wanted: Mapping[str, Sequence[str]], texts: Texts) -> Iterator[str]:
        """Say which values of filters no measure has, and which there are instead."""
        known = self.facets()
        for key, values in wanted.items():
            if key not in (WHERE, "legal"):
                held = {fold(each) for each in known[key]}
                for value in (value for value in values if fold(value) not in held):
                    named = ", ".join(list(known[key])[:_VALUES_NAMED]) or texts.text("common.not_given")
                    yield texts.text("mcp.errors.unknown_value", key=key, value=repr(value), known=named)
