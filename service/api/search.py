"""Routes for search, measures, documents and health. Searches run in a thread pool, so they block no other request."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request

from corpus.document import Document, excerpt
from corpus.text.invisible import visible
from retriever import filters
from retriever.conditions.expression import parse_condition
from retriever.query import FILTER_KEYS, WHERE, Question
from service.admin.watching import Watch
from service.api.access import bearer_of
from service.api.admission import RETRY, Admission
from service.api.dependencies import Current, Indexed, Serving, json_only, problems
from service.api.problems import ProblemError
from service.wire.documents import DocumentResponse, SpanQuery
from service.wire.measures import (
    DocumentTitleModel,
    FacetsResponse,
    MeasureListResponse,
    MeasureModel,
    MeasureRecordModel,
    MeasuresQuery,
)
from service.wire.rows import RowsQuery, RowsResponse
from service.wire.search import IndexStateModel, SearchRequest, SearchResponse
from service.wire.status import HealthResponse, ReadinessResponse

_EXAMPLES: dict[str, Any] = {
    "english": {
        "summary": "A question in English",
        "value": {"question": "measures for single parents with childcare issues"},
    },
    "fact": {
        "summary": "Eine Frage nach einer Tatsache",
        "value": {"question": "Was kostet BAHN FREI?", "limit": 3},
    },
    "filters": {
        "summary": "Mit Filtern",
        "value": {
            "question": "Wer hilft bei Schulden?",
            "filters": {"state": ["Bayern", "Hessen"], "part_time": True},
        },
    },
}

_MeasureId = Annotated[str, Path(examples=["jumita-junge-muetter-in-teilzeit"])]
_DocumentId = Annotated[str, Path(examples=["handlungsansaetze-langzeitleistungsbezug-2013"])]

health = APIRouter(tags=["health"])
api = APIRouter(prefix="/api", tags=["search"])


@health.get("/healthz", responses=problems())
async def healthz() -> HealthResponse:
    """Report that the process is alive."""
    return HealthResponse()


@health.get("/readyz", responses=problems(401, 429, 503))
async def readyz(request: Request, state: Serving, index: Indexed) -> ReadinessResponse:
    """Report that an index is loaded and searches are answered; 503 before that, and while requests are refused."""
    admission: Admission = request.app.state.admission
    if admission.overloaded:
        raise ProblemError("overloaded", RETRY)
    watch: Watch | None = request.app.state.watch
    known = bearer_of(request) is not None
    return ReadinessResponse(
        index=IndexStateModel.of(index),
        documents=len(index.documents) if known else None,
        measures=len(index.measures) if known else None,
        degraded=[*state.degraded, *(watch.remarks if watch else ())],
    )


@api.post("/search", dependencies=[Depends(json_only)], responses=problems(400, 413, 415, 422, 503))
def search(
    wanted: Annotated[SearchRequest, Body(openapi_examples=_EXAMPLES)],
    state: Serving,
    retriever: Current,
) -> SearchResponse:
    """Search measures and passages for a question. Results are ranked best first and come with evidence."""
    text, without = visible(wanted.question), tuple(wanted.without)
    question = Question(text, wanted.limit, wanted.by_key(), wanted.language, without=without)
    found = SearchResponse.of(retriever.search(question), state.degraded)
    return found.model_copy(update={"question": wanted.question})


@api.get("/measures", responses=problems(422, 503))
def measures(query: Annotated[MeasuresQuery, Query()], index: Indexed) -> MeasureListResponse:
    """List the measures that pass the filters, in document order."""
    pairs = zip(index.measures, index.facets, strict=True)
    wanted, table = query.by_key(), index.figures
    conditions = tuple(map(parse_condition, wanted.get(WHERE, ())))
    fitting = [
        measure
        for measure, facets in pairs
        if filters.fits(measure, facets, wanted) and filters.meets(measure, table, conditions)
    ]
    page = fitting[query.offset : query.offset + query.limit]
    return MeasureListResponse(total=len(fitting), measures=[MeasureModel.of(measure) for measure in page])


@api.get("/measures/{id}", responses=problems(404, 503))
def measure(id: _MeasureId, index: Indexed) -> MeasureRecordModel:
    """Return the full record of a measure, with the spans of its sections."""
    place = index.measure_places.get(id)
    if place is None:
        raise ProblemError("unknown-measure")
    found = index.measures[place]
    return MeasureRecordModel.of_document(found, index.documents[found.document])


@api.get("/facets", responses=problems(503))
def facets(index: Indexed) -> FacetsResponse:
    """Return the values of each filter, with the number of measures for each."""
    counts = filters.counts(zip(index.measures, index.facets, strict=True))
    own = [filters.filter_values(*pair) for pair in zip(index.measures, index.facets, strict=True)]
    keys = [key for key in FILTER_KEYS if key != WHERE]
    return FacetsResponse(
        total=len(index.measures),
        facets={key: counts.get(key, {}) for key in keys},
        without={key: sum(not values[key] for values in own) for key in keys},
        documents=[DocumentTitleModel.model_validate(each) for each in index.documents.values()],
    )


@api.get("/rows", responses=problems(422, 503))
def measure_rows(query: Annotated[RowsQuery, Query()], index: Indexed) -> RowsResponse:
    """Return measures as rows: what lists show of them and narrow them by, without the text of their fields."""
    return RowsResponse.of(index, query)


@api.get("/documents/{id}", responses=problems(404, 422, 503))
def document(id: _DocumentId, query: Annotated[SpanQuery, Query()], index: Indexed) -> DocumentResponse:
    """Return a document with its text, or a span of it with surrounding context."""
    found = index.documents.get(id)
    if found is None:
        raise ProblemError("unknown-document")
    if query.start is None and query.end is None:
        return DocumentResponse.of(found, 0, len(found.text))
    start, end = _span(query, found)
    around = excerpt(found, start, end, query.context)
    return DocumentResponse.of(found, start, end).model_copy(update=asdict(around))


def _span(query: SpanQuery, document: Document) -> tuple[int, int]:
    """Start and end: both are required, in order and within the text."""
    if query.start is None or query.end is None:
        missing = "start" if query.start is None else "end"
        raise ProblemError("invalid", errors=[{"type": "half_span", "loc": ("query", missing)}])
    if not query.start < query.end <= len(document.text):
        raise ProblemError("invalid", errors=[{"type": "outside", "loc": ("query", "end")}])
    return query.start, query.end
