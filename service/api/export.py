"""Export of collected measures as a file."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Response
from pydantic import Field

from corpus.measure import Measure
from corpus.text.language import Language
from index.store import Index
from service.api.dependencies import Indexed, json_only, problems
from service.api.problems import ProblemError
from service.export import word
from service.export.handout import handout
from service.export.table import table
from service.wire.common import WireModel, WireRequest
from service.wire.measures import MeasureRecordModel
from service.wire.search import IndexStateModel

MOST_MEASURES = 100
Format = Literal["csv", "json", "docx"]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class ExportRequest(WireRequest):
    """The measures to export, in order of appearance."""

    measures: Annotated[list[Id], Field(min_length=1, max_length=MOST_MEASURES)]
    format: Format
    language: Language = "de"


class SourceDocumentModel(WireModel):
    """The source document of exported measures."""

    id: str
    title: str
    publisher: str | None
    date: str | None


class ExportResponse(WireModel):
    """Exported measures as JSON: full records and their source documents."""

    index: IndexStateModel
    documents: list[SourceDocumentModel]
    measures: list[MeasureRecordModel]


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
    """Export measures with all fields and sources as CSV, JSON or a Word document."""
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
            return table(handout(measures, index, wanted.language))
        case "docx":
            return word.document(handout(measures, index, wanted.language))
        case "json":
            return _records(measures, index).model_dump_json(indent=1).encode()


def _measures(wanted: ExportRequest, index: Index) -> list[Measure]:
    """The requested measures without duplicates. Unknown ids are reported by position."""
    unknown = [place for place, id in enumerate(wanted.measures) if id not in index.measure_places]
    if unknown:
        errors = [{"type": "unknown_measure", "loc": ("body", "measures", place)} for place in unknown]
        raise ProblemError("invalid", errors=errors)
    return [index.measures[index.measure_places[id]] for id in dict.fromkeys(wanted.measures)]


def _records(measures: list[Measure], index: Index) -> ExportResponse:
    documents = dict.fromkeys(measure.document for measure in measures)
    return ExportResponse(
        index=IndexStateModel.of(index),
        documents=[SourceDocumentModel.model_validate(index.documents[id]) for id in documents],
        measures=[MeasureRecordModel.of(measure) for measure in measures],
    )
