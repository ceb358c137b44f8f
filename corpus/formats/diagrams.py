"""SmartArt diagrams of Word and PowerPoint: their texts, one after the other."""

from corpus.formats.package import Element
from corpus.formats.pieces import Piece, pieces

_POINT_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}t"
_PARAGRAPH, _TEXT = (f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}" for tag in "pt")


def diagram(data: Element) -> list[Piece]:
    """Make an item of each paragraph in the data part of a diagram."""
    paragraphs = (paragraph for text in data.iter(_POINT_TEXT) for paragraph in text.iter(_PARAGRAPH))
    texts = ("".join(run.text or "" for run in paragraph.iter(_TEXT)) for paragraph in paragraphs)
    return [piece for text in texts for piece in pieces("item", text)]
