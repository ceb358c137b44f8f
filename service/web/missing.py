"""What a browser gets where there is nothing: a page with the way back. Programs get problem details, as everywhere."""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from service.problems import OPENAI, on_http_error
from service.web.assets import Asset, Assets
from service.web.delivery import deliver

_PAGE = "nicht-gefunden.html"
_NOT_FOUND = 404
_PROGRAMS = ("/api/", OPENAI, "/static/")


async def page_or_problem(request: Request, error: HTTPException) -> Response:
    """The page for people who mistyped an address; what is wrong, for everybody else."""
    if error.status_code != _NOT_FOUND or not _from_a_person(request):
        return await on_http_error(request, error)
    assets: Assets = request.app.state.assets
    response = deliver(request, _below(assets.files[_PAGE], request.url.path.count("/") - 1))
    response.status_code = _NOT_FOUND
    return response


def _from_a_person(request: Request) -> bool:
    asks_for_page = "text/html" in request.headers.get("accept", "")
    return request.method in ("GET", "HEAD") and asks_for_page and not request.scope["path"].startswith(_PROGRAMS)


def _below(page: Asset, depth: int) -> Asset:
    """The page with its links as they are for an address so many folders down, wherever the service is mounted."""
    return replace(page, content=page.content.replace(b'="./', b'="./' + b"../" * depth), compressed=None)
