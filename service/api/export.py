"""Export of collected measures as a file."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Body, Depends, Response
from pydantic import Field

from corpus.measure import Measure
from index.store import Index
from service.api.dependencies import Indexed, json_only, problems
from service.api.problems import ProblemError
from service.export.handout import handout
from service.export.spreadsheet import csv_table
from service.export.word import word_document
from service.texts import DEFAULT, Texts
from service.wire.common import WireModel, WireRequest
from service.wire.languages import InterfaceLanguage
from service.wire.measures import MeasureRecordModel
from service.wire.search import IndexStateModel

MOST_MEASURES = 100
Format = Literal["csv", "json", "docx"]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class ExportRequest(WireRequest):
    """The measures to export, in order of appearance."""

    measures: Annotated[list[Id], Field(min_length=1, max_length=MOST_MEASURES)]
    format: Format
    language: InterfaceLanguage = DEFAULT


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

_CONTENT: dict[str, Any] = {
    _TYPES["csv"].partition(";")[0]: {"schema": {"type": "string"}},
    _TYPES["json"]: {},
    _TYPES["docx"]: {"schema": {"type": "string", "format": "binary"}},
}
"""What the description says of the file; text first, which every generated client can take."""

export = APIRouter(prefix="/api", tags=["export"])


@export.post(
    "/export",
    operation_id="export",
    dependencies=[Depends(json_only)],
    response_class=Response,
    responses={
        200: {"content": _CONTENT, "model": ExportResponse, "description": "The file"},
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
    texts = Texts.in_language(wanted.language)
    name = f"{texts.text('export.file_name')}.{wanted.format}"
    return Response(
        _content(wanted.format, measures, index, texts),
        media_type=_TYPES[wanted.format],
        headers={"Content-Disposition": f"attachment; {_file_name(name)}"},
    )


def _file_name(name: str) -> str:
    """As a header says it, whatever letters the name has (RFC 6266)."""
    return f'filename="{name}"' if name.isascii() else f"filename*=UTF-8''{quote(name)}"


def _content(form: Format, measures: list[Measure], index: Index, texts: Texts) -> bytes:
    match form:
        case "csv":
            return csv_table(handout(measures, index, texts))
        case "docx":
            return word_document(handout(measures, index, texts))
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
        measures=[MeasureRecordModel.of_document(each, index.documents[each.document]) for each in measures],
    )
