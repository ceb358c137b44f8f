"""What goes over HTTP for an export."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.language import Language
from service.schemas import IndexState, MeasureRecord

MOST_MEASURES = 100
Format = Literal["csv", "json", "docx"]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class ExportRequest(BaseModel):
    """Collected measures, in the order in which they are to appear."""

    model_config = ConfigDict(extra="forbid")

    measures: Annotated[list[Id], Field(min_length=1, max_length=MOST_MEASURES)]
    format: Format
    language: Language = "de"


class SourceDocument(BaseModel):
    """The document from which exported measures were read."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    publisher: str | None
    date: str | None


class Export(BaseModel):
    """Collected measures as JSON: whole records, and the documents that they are from."""

    index: IndexState
    documents: list[SourceDocument]
    measures: list[MeasureRecord]
