"""What browsers get: pages, their files, the widget, and what these need to know."""

from html import escape
from importlib.metadata import version as installed
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response

from service.problems import ProblemError
from service.routes import json_only, problems
from service.web.assets import WIDGET, Asset, Assets
from service.web.delivery import FOREVER, deliver
from service.web.feedback import Feedback
from service.web.schemas import Opinion, PageConfig, Widget

_METHODS = ["GET", "HEAD"]
_ADMINISTRATION = "verwaltung.html"

pages = APIRouter(include_in_schema=False)
web = APIRouter(prefix="/api", tags=["web"])
opinions = APIRouter(prefix="/api", tags=["web"])


def _asset(request: Request, path: str) -> Asset:
    assets: Assets = request.app.state.assets
    if path not in assets.files or (path == _ADMINISTRATION and not request.app.state.settings.admin_key):
        raise ProblemError("not-found")
    return assets.files[path]


@pages.api_route("/", methods=_METHODS)
async def page(request: Request) -> Response:
    """The caseworker's page."""
    return deliver(request, _asset(request, "index.html"))


@pages.api_route("/barrierefreiheit", methods=_METHODS)
async def accessibility(request: Request) -> Response:
    """The statement about accessibility."""
    return deliver(request, _asset(request, "barrierefreiheit.html"))


@pages.api_route("/verwaltung", methods=_METHODS)
async def administration(request: Request) -> Response:
    """The administration; there is none without a key."""
    return deliver(request, _asset(request, _ADMINISTRATION))


@pages.api_route("/static/{path:path}", methods=_METHODS)
async def static(request: Request, path: str) -> Response:
    """A file of a page."""
    return deliver(request, _asset(request, path))


@pages.api_route("/widget.js", methods=_METHODS)
async def widget(request: Request) -> Response:
    """The widget of whatever version is installed."""
    return deliver(request, _asset(request, WIDGET))


@pages.api_route("/widget-{version}.js", methods=_METHODS)
async def versioned_widget(request: Request, version: str) -> Response:
    """The widget of one version, never another."""
    asset = _asset(request, WIDGET)
    if version != asset.version:
        raise ProblemError("not-found")
    return deliver(request, asset, FOREVER)


@web.get("/widget", responses=problems())
async def widget_version(request: Request) -> Widget:
    """The versioned address of the widget, its hash (Subresource Integrity), and the two as HTML."""
    asset = _asset(request, WIDGET)
    url = f"{str(request.base_url).rstrip('/')}/widget-{asset.version}.js"
    script = f'<script type="module" src="{escape(url)}" integrity="{asset.integrity}" crossorigin></script>'
    return Widget(url=url, integrity=asset.integrity, snippet=f"{script}\n<massnahmen-chat></massnahmen-chat>")


@web.get("/config", responses=problems())
async def config(request: Request) -> PageConfig:
    """Settings that pages need."""
    settings = request.app.state.settings
    return PageConfig(
        version=installed("massnahmenlotse"),
        accessibility_contact=settings.accessibility_contact,
        feedback=settings.feedback is not None,
        admin=settings.admin_key is not None,
    )


@opinions.post("/feedback", status_code=204, dependencies=[Depends(json_only)], responses=problems(400, 413, 415, 422))
def rate(request: Request, opinion: Annotated[Opinion, Body()]) -> None:
    """Keep whether an answer helped, in a file on this machine."""
    feedback: Feedback = request.app.state.feedback
    if not feedback.add(opinion.helpful, opinion.measures, opinion.question):
        raise ProblemError("feedback-full")
