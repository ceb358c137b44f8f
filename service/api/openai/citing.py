"""The text of an answer with its sources below, and where in it each passage is cited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.api.openai.markup import MARKER
from service.chat.answer import Citation
from service.chat.markdown import escaped
from service.chat.reply import Reply
from service.links import PageLinks
from service.texts import Texts


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A cited passage: what it says, a title that no other source of the answer has, and a link that opens it."""

    number: int
    title: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where `text[start:end]` of an answer, the `[1]`, cites a source. Indexes count Unicode code points."""

    start: int
    end: int
    source: CitedSource


@dataclass(frozen=True, slots=True)
class CitedText:
    """An answer in Markdown, its sources by number, and its marks in their order: the first of each source is there."""

    text: str
    sources: tuple[CitedSource, ...] = ()
    marks: tuple[Mark, ...] = ()


def cited_text(reply: Reply, links: PageLinks) -> CitedText:
    """Return the reply followed by its notes and numbered sources, which link to their passages.

    Front ends take the order of marks for the sources' numbers, so marks are ordered by them.
    """
    sources = tuple(_sources(reply.citations, links))
    below = [escaped(note) for note in reply.notes]
    if sources:
        title = Texts.in_language(reply.answer.language).text("common.sources")
        listed = "\n".join(
            f"- [{source.number}] [{escaped(cited.passage.citation)}]({source.url})"
            for source, cited in zip(sources, reply.citations, strict=True)
        )
        below.append(f"**{title}**\n\n{listed}")
    text = "\n\n".join([reply.text, *below])
    return CitedText(text, sources, tuple(_marks(text, len(reply.text), {source.number: source for source in sources})))


def numbered_through(reply: Reply) -> Reply:
    """Return the reply with its citations numbered from 1 without gaps, as a model may leave some."""
    numbers = {cited.number: place for place, cited in enumerate(reply.citations, 1)}
    if all(number == place for number, place in numbers.items()):
        return reply

    def renumbered(marker: re.Match[str]) -> str:
        return f"[{numbers.get(int(marker[1]), marker[1])}]"

    citations = tuple(replace(cited, number=numbers[cited.number]) for cited in reply.citations)
    return replace(reply, text=MARKER.sub(renumbered, reply.text), citations=citations)


def _sources(citations: Sequence[Citation], links: PageLinks) -> Iterator[CitedSource]:
    titles: set[str] = set()
    for cited in citations:
        passage = cited.passage
        title = passage.citation if passage.citation not in titles else f"{passage.citation} [{cited.number}]"
        titles.add(title)
        url = links.passage(passage.document, passage.start, passage.end) or ""
        yield CitedSource(cited.number, title, url, passage.text)


def _marks(text: str, body: int, sources: Mapping[int, CitedSource]) -> Iterator[Mark]:
    """The marks within the answer's `body`; a source that isn't cited there is marked where it is listed."""
    found: dict[int, list[re.Match[str]]] = {number: [] for number in sources}
    for marker in MARKER.finditer(text):
        known = found.get(int(marker[1]))
        if known is not None and (marker.start() < body or not known):
            known.append(marker)
    for number, markers in found.items():
        yield from (Mark(marker.start(), marker.end(), sources[number]) for marker in markers)
