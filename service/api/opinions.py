"""Opinions about answers, for the administration: listed, and as questions with known answers."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from index.store import Index
from service.admin.opinions import Opinions, by_measure, exported_questions, json_lines, read_opinions
from service.api.dependencies import Indexed, Serving, problems
from service.api.problems import ProblemError
from service.settings import Settings
from service.wire.common import WireModel, WireRequest

_MOST = 200
_JSON_LINES = "application/jsonl"


class OpinionsQuery(WireRequest):
    """Which of the opinions are listed."""

    limit: int = Field(50, ge=1, le=_MOST)
    offset: int = Field(0, ge=0, le=1_000_000)


class RatedMeasureModel(WireModel):
    """A measure with how often an answer that showed it helped and didn't; no title if the index doesn't hold it."""

    id: str
    title: str | None
    helpful: int
    unhelpful: int


class OpinionModel(WireModel):
    """An opinion about an answer. The question is null unless its author sent it along."""

    day: str
    helpful: bool
    measures: list[str]
    question: str | None


class OpinionsResponse(BaseModel):
    """Opinions, the newest first; `measures` are those of all of them, the one that helped least first.

    `unread` lines of the file are no opinions.
    """

    total: int
    helpful: int
    unread: int
    measures: list[RatedMeasureModel]
    opinions: list[OpinionModel]


# Whoever gets here has been let in for the administration: see `needed_scopes`.
opinion_routes = APIRouter(prefix="/api/admin/feedback", tags=["admin"])


@opinion_routes.get("", responses=problems(401, 404, 409, 422, 503))
def listed_opinions(request: Request, query: Annotated[OpinionsQuery, Query()], state: Serving) -> OpinionsResponse:
    """List opinions about answers."""
    found = _opinions(request)
    titles = _titles(state.retriever.index) if state.retriever else {}
    measures = [
        RatedMeasureModel(id=id, title=titles.get(id), helpful=helped, unhelpful=failed)
        for id, helped, failed in by_measure(found.listed)
    ]
    page = found.listed[query.offset : query.offset + query.limit]
    return OpinionsResponse(
        total=len(found.listed),
        helpful=found.helpful,
        unread=found.unread,
        measures=measures,
        opinions=[OpinionModel.model_validate(each) for each in page],
    )


@opinion_routes.get(
    "/questions",
    response_class=Response,
    responses={
        200: {"content": {_JSON_LINES: {"schema": {"type": "string"}}}, "description": "The file"},
        **problems(401, 404, 409, 503),
    },
)
def opinion_questions(request: Request, index: Indexed) -> Response:
    """Return the questions that were sent along with helpful answers, as a question set for `lotse evaluate`."""
    exported = exported_questions(_opinions(request).listed, index.measure_places.keys())
    headers = {"Content-Disposition": 'attachment; filename="questions.jsonl"'}
    return Response(json_lines(exported.judged), media_type=_JSON_LINES, headers=headers)


def _opinions(request: Request) -> Opinions:
    settings: Settings = request.app.state.settings
    if settings.feedback is None:
        raise ProblemError("no-feedback")
    try:
        return read_opinions(settings.feedback)
    except OSError as error:
        raise ProblemError("feedback-unread", reason=error.strerror or "") from error


def _titles(index: Index) -> dict[str, str]:
    return {measure.id: measure.title for measure in index.measures}
