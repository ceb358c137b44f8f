"""Measures and documents as resources: `lotse://measures/ID`, `lotse://documents/ID`, `lotse://documents/ID/0-500`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from corpus.document import Document
from corpus.measure import heading
from corpus.text.instructions import instructions, without_instructions
from service.mcp.arguments import ReadArguments
from service.mcp.reading import read_measure
from service.mcp.tool_result import MOST_BYTES, ToolFault
from service.mcp.workspace import Workspace
from service.texts import DEFAULT, Texts

TEMPLATES: Mapping[str, str] = {
    "measure": "lotse://measures/{id}",
    "document": "lotse://documents/{id}",
    "passage": "lotse://documents/{id}/{start}-{end}",
}
"""What can be read, by the name of its description."""
_URI = re.compile(
    r"lotse://(?P<kind>measures|documents)/(?P<id>[^/?#]{1,600})(?:/(?P<start>\d{1,9})-(?P<end>\d{1,9}))?"
)
_LONGEST = 5_200
_SHORTER = 0.9
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource by its address."""

    uri: str
    title: str
    about: str


def listed_resources(workspace: Workspace, offset: int) -> tuple[list[Listed], int | None]:
    """Return documents and measures from `offset` on, and where the next page begins; None after the last."""
    every = [*_all(workspace)]
    page = every[offset : offset + _LISTED]
    return page, offset + _LISTED if offset + _LISTED < len(every) else None


def read_resource(workspace: Workspace, uri: str) -> str:
    """Return the text of a resource; a document's goes on at the address that it ends with. Raises ToolFault."""
    texts = Texts.in_language(DEFAULT)
    match = _URI.fullmatch(uri)
    id = unquote(match["id"]) if match else ""
    if match and match["kind"] == "measures" and not match["start"]:
        return read_measure(workspace, ReadArguments(id=id)).text
    document = workspace.index.documents.get(id) if match and match["kind"] == "documents" else None
    if match is None or document is None:
        raise ToolFault(texts.text("mcp.errors.unknown_resource", uri=repr(uri)))
    start, end = int(match["start"] or 0), int(match["end"] or len(document.text))
    if not start < end <= len(document.text):
        raise ToolFault(texts.text("mcp.errors.unknown_resource", uri=repr(uri)))
    return _passage(document, start, end, workspace, texts)


def _all(workspace: Workspace) -> Iterator[Listed]:
    for document in workspace.index.documents.values():
        publisher = ", ".join(filter(None, (document.publisher, document.date)))
        yield Listed(f"lotse://documents/{quote(document.id)}", document.title, publisher)
    for measure in workspace.index.measures:
        organisation = ", ".join(filter(None, (measure.organisation, measure.state)))
        yield Listed(f"lotse://measures/{quote(measure.id)}", heading(measure), organisation)


def _passage(document: Document, start: int, end: int, workspace: Workspace, texts: Texts) -> str:
    """As much of `[start, end)` as may be shown, cut at the end of a line."""
    length = min(end - start, _LONGEST)
    while True:
        stop = start + length
        if stop < end and (line := document.text.rfind("\n", start + length // 2, stop)) > start:
            stop = line
        text = _told(document, start, stop, end, workspace, texts)
        if len(text.encode()) <= MOST_BYTES:
            return text
        length = int(length * _SHORTER)


def _told(document: Document, start: int, stop: int, end: int, workspace: Workspace, texts: Texts) -> str:
    page = document.page_at(start)
    place = (
        *(document.dated_title, document.publisher),
        texts.text("common.page", page=str(page)) if page else None,
        f"{document.id} {start}-{stop} / {len(document.text)}",
        workspace.links.passage(document.id, start, stop),
    )
    text = document.quote(start, stop).text
    parts = [", ".join(filter(None, place)), without_instructions(text)]
    if instructions(text):
        parts.append(texts.text("mcp.withheld"))
    if stop < end:
        parts.append(texts.text("mcp.left_out.document", uri=f"lotse://documents/{quote(document.id)}/{stop}-{end}"))
    return "\n\n".join(parts)
