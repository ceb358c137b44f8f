"""Collected measures as a file."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from corpus.measure import Measure
from corpus.text.language import Language
from index.store import Index
from service.api.dependencies import Indexed, json_only, problems
from service.api.problems import ProblemError
from service.api.schemas import IndexState, MeasureRecord
from service.export.handout import handout
from service.export.table import csv_table
from service.export.word import word_document

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


_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_NAMES: dict[Language, str] = {"de": "massnahmen", "en": "measures"}

export = APIRouter(prefix="/api", tags=["export"])


@export.post(
    "/export",
    dependencies=[Depends(json_only)],
    response_class=Response,
    responses={
        200: {"content": {type: {} for type in _TYPES.values()}, "description": "The file"},
        **problems(400, 413, 415, 422, 503),
    },
)
def exported(
    wanted: Annotated[
        ExportRequest,
        Body(examples=[{"measures": ["jumita-junge-muetter-in-teilzeit"], "format": "docx", "language": "de"}]),
    ],
    index: Indexed,
) -> Response:
    """The collected measures with every field and its source, as CSV, JSON or Word document."""
    measures = _measures(wanted, index)
    name = f"{_NAMES[wanted.language]}.{wanted.format}"
    return Response(
        _content(wanted, measures, index),
        media_type=_TYPES[wanted.format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _content(wanted: ExportRequest, measures: list[Measure], index: Index) -> bytes:
    match wanted.format:
        case "csv":
            return csv_table(handout(measures, index, wanted.language))
        case "docx":
            return word_document(handout(measures, index, wanted.language))
        case "json":
            return _records(measures, index).model_dump_json(indent=1).encode()


def _measures(wanted: ExportRequest, index: Index) -> list[Measure]:
    """The wanted measures, each once; an id that the index doesn't hold is named by its place."""
    unknown = [place for place, id in enumerate(wanted.measures) if id not in index.measure_places]
    if unknown:
        errors = [{"type": "unknown_measure", "loc": ("body", "measures", place)} for place in unknown]
        raise ProblemError("invalid", errors=errors)
    return [index.measures[index.measure_places[id]] for id in dict.fromkeys(wanted.measures)]


def _records(measures: list[Measure], index: Index) -> Export:
    documents = dict.fromkeys(measure.document for measure in measures)
    return Export(
        index=IndexState.of(index),
        documents=[SourceDocument.model_validate(index.documents[id]) for id in documents],
        measures=[MeasureRecord.of(measure) for measure in measures],
    )
