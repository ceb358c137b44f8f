"""Routes for pages, static files, the widget, page settings and ratings."""

import os
from dataclasses import replace
from functools import cache
from html import escape
from importlib.metadata import version as installed
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from retriever.query import LONGEST_QUESTION, MOST_RESULTS
from service.access.register import Known, Register
from service.api.assets import FOREVER, WIDGET, Asset, Assets, deliver
from service.api.dependencies import json_only, problems
from service.api.feedback import Feedback
from service.api.languages import negotiated
from service.api.problems import OPENAI, ProblemError, on_http_error
from service.texts import languages


@cache
def _version() -> str:
    """The version; looking it up reads files of the installation."""
    return installed("massnahmenlotse")


class WidgetResponse(BaseModel):
    """The URL of this version of the widget, and the hash of its content."""

    url: str
    integrity: str
    snippet: str = Field(description="HTML that embeds exactly this version of the widget")


class PageConfigResponse(BaseModel):
    """The settings that pages depend on."""

    version: str
    accessibility_contact: str | None = Field(description="Contact for reporting barriers: an e-mail address or URL")
    feedback: bool = Field(description="Whether answers can be rated")
    admin: bool = Field(description="Whether the administration is enabled")
    key: bool = Field(description="Whether searching needs a key, or a user that a proxy names")
    origins: list[str] = Field(description="Origins of pages that may use the widget and hand over its conversation")


class FeedbackRequest(BaseModel):
    """A rating of an answer. The question is sent only with its author's consent."""

    model_config = ConfigDict(extra="forbid")

    helpful: Annotated[bool, Field(strict=True)]
    measures: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=MOST_RESULTS)] = []
    question: Annotated[str, Field(max_length=LONGEST_QUESTION)] | None = None


_EXAMPLE = {"helpful": True, "measures": ["jumita-junge-muetter-in-teilzeit"]}
_ADMINISTRATION = "verwaltung.html"

pages = APIRouter(include_in_schema=False)
web = APIRouter(prefix="/api", tags=["web"])
opinions = APIRouter(prefix="/api", tags=["web"])


def _asset(request: Request, path: str) -> Asset:
    assets: Assets = request.app.state.assets
    asset = assets.find(path, _language(request))
    if asset is None or (path == _ADMINISTRATION and not _known(request).administered):
        raise ProblemError("not-found")
    return asset


def _known(request: Request) -> Known:
    register: Register = request.app.state.register
    return register.known


def _language(request: Request) -> str:
    """The one in the address, for links from one language to another; or else the one that the browser prefers."""
    named = request.query_params.get("language")
    return named if named in languages() else negotiated(request.headers.get("accept-language"))


@pages.get("/")
async def page(request: Request) -> Response:
    """Serve the caseworkers' page."""
    return deliver(request, _asset(request, "index.html"))


@pages.get("/barrierefreiheit")
async def accessibility(request: Request) -> Response:
    """Serve the accessibility statement."""
    return deliver(request, _asset(request, "barrierefreiheit.html"))


@pages.get("/verwaltung")
async def administration(request: Request) -> Response:
    """Serve the administration page; 404 without an admin key."""
    return deliver(request, _asset(request, _ADMINISTRATION))


@pages.get("/static/{path:path}")
async def static(request: Request, path: str) -> Response:
    """Serve a static file."""
    return deliver(request, _asset(request, path))


@pages.get("/widget.js")
async def widget(request: Request) -> Response:
    """Serve the installed version of the widget, to every page."""
    return _for_all(deliver(request, _asset(request, WIDGET)))


@pages.get("/widget-{version}.js")
async def versioned_widget(request: Request, version: str) -> Response:
    """Serve exactly this version of the widget; 404 for any other."""
    asset = _asset(request, WIDGET)
    if version != asset.version:
        raise ProblemError("not-found")
    return _for_all(deliver(request, asset, FOREVER))


def _for_all(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@web.get("/widget", operation_id="widget", responses=problems(503))
async def widget_version(request: Request) -> WidgetResponse:
    """Return the versioned URL of the widget, its hash (Subresource Integrity), and both as an HTML snippet."""
    asset = _asset(request, WIDGET)
    url = f"{str(request.base_url).rstrip('/')}/widget-{asset.version}.js"
    script = f'<script type="module" src="{escape(url)}" integrity="{asset.integrity}" crossorigin></script>'
    snippet = f"{script}\n<massnahmen-chat></massnahmen-chat>"
    return WidgetResponse(url=url, integrity=asset.integrity, snippet=snippet)


@web.get("/config", responses=problems(503))
async def config(request: Request) -> PageConfigResponse:
    """Return the settings that pages need."""
    settings = request.app.state.settings
    return PageConfigResponse(
        version=_version(),
        accessibility_contact=settings.accessibility_contact,
        feedback=settings.feedback is not None,
        admin=_known(request).administered,
        key=_known(request).closed,
        origins=list(settings.origins),
    )


@opinions.post(
    "/feedback",
    operation_id="feedback",
    status_code=204,
    dependencies=[Depends(json_only)],
    responses=problems(400, 413, 415, 422, 503, 507),
)
def rate(request: Request, opinion: Annotated[FeedbackRequest, Body(examples=[_EXAMPLE])]) -> None:
    """Store a rating of an answer in a local file on the server."""
    feedback: Feedback = request.app.state.feedback
    try:
        kept = feedback.add(opinion.helpful, opinion.measures, opinion.question)
    except OSError as error:
        raise ProblemError("not-written", reason=os.strerror(error.errno or 0)) from error
    if not kept:
        raise ProblemError("feedback-full")


_PAGE = "nicht-gefunden.html"
_NOT_FOUND = 404
_PROGRAMS = ("/api/", OPENAI, "/static/")


async def page_or_problem(request: Request, error: HTTPException) -> Response:
    """Return the 404 page to people in a browser, problem details to every other client."""
    if error.status_code != _NOT_FOUND or not _from_a_person(request):
        return await on_http_error(request, error)
    assets: Assets = request.app.state.assets
    page = assets.pages[_PAGE, _language(request)]
    response = deliver(request, _below(page, request.url.path.count("/") - 1))
    response.status_code = _NOT_FOUND
    return response


def _from_a_person(request: Request) -> bool:
    asks_for_page = "text/html" in request.headers.get("accept", "")
    return request.method == "GET" and asks_for_page and not request.scope["path"].startswith(_PROGRAMS)


def _below(page: Asset, depth: int) -> Asset:
    """The page with links relative to a URL `depth` folders down, wherever the service is mounted."""
    return replace(page, content=page.content.replace(b'="./', b'="./' + b"../" * depth), compressed=None)
