"""Measures and documents as resources: all are listed, and read in pieces that fit in."""

import pytest

from corpus.text.cleaning import clean
from index.store import Index
from retriever.retriever import Retriever
from service.links import PageLinks
from service.mcp.resources import listed_resources, read_resource
from service.mcp.tool_result import MOST_BYTES, ToolFault
from service.mcp.workspace import Workspace

CATALOGUE = "handlungsansaetze-langzeitleistungsbezug-2013"


@pytest.fixture(scope="module")
def workspace(retriever: Retriever) -> Workspace:
    return Workspace(retriever, PageLinks("https://lotse.example"))


def test_all_are_listed(workspace: Workspace) -> None:
    """Documents first, in pages; and each can be read."""
    found, offset = [], 0
    while offset is not None:
        page, offset = listed_resources(workspace, offset)
        found += page
    assert [each.uri for each in found[:2]] == [
        f"lotse://documents/{CATALOGUE}",
        "lotse://documents/leitbild-netzwerke-abc",
    ]
    assert len(found) == 5 + 36
    for each in found:
        text = read_resource(workspace, each.uri)
        assert each.title[:40] in text
        assert len(text.encode()) <= MOST_BYTES


def test_a_document_is_read_piece_by_piece(workspace: Workspace, index: Index) -> None:
    """Each says where the next begins; together they are the whole text."""
    document = index.documents["leitbild-netzwerke-abc"]
    pieces, uri, steps = "", f"lotse://documents/{document.id}/0-{len(document.text)}", 0
    while uri and (steps := steps + 1) < 5:
        _, body, *more = read_resource(workspace, uri).split("\n\n")
        pieces += body
        uri = more[0].removeprefix("Es geht weiter: ") if more else ""
    assert "".join(pieces.split()) == "".join(clean(document.text).split())
    large = read_resource(workspace, f"lotse://documents/{CATALOGUE}")
    assert large.rpartition("lotse://")[2].endswith(f"-{len(index.documents[CATALOGUE].text)}")


def test_a_passage(workspace: Workspace) -> None:
    """As a citation names it."""
    text = read_resource(workspace, f"lotse://documents/{CATALOGUE}/87158-87207")
    assert text.endswith("\n\n117.335,04 € für 11 Monate und 16 Teilnehmerinnen")
    assert f"https://lotse.example/#dokument={CATALOGUE}&start=87158&end=87207" in text


@pytest.mark.parametrize(
    "uri",
    [
        *("lotse://measures/nix", "lotse://documents/nix", "lotse://nix", "file:///etc/passwd", ""),
        *(f"lotse://documents/{CATALOGUE}/9-5", f"lotse://documents/{CATALOGUE}/0-999999999", "lotse://measures/x/0-5"),
    ],
)
def test_what_there_is_not(workspace: Workspace, uri: str) -> None:
    with pytest.raises(ToolFault, match=r"Es gibt keine Maßnahme|gibt es nichts"):
        read_resource(workspace, uri)
