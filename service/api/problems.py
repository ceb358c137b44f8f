"""Errors as problem details (RFC 9457): the one place where an error becomes a response.

Problems never repeat the request: no question, no values, and only keys that look like keys. The one exception is
`instance`, where RFC 9457 puts the location of the problem: the path without the query.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Match

from retriever.query import FILTER_KEYS
from service.admin.reasons import reason_text
from service.api.languages import negotiated
from service.redaction import template
from service.texts import Texts
from service.wire.documents import SpanQuery
from service.wire.field_errors import field_error
from service.wire.measures import MeasuresQuery

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:massnahmenlotse:problem:"
STATUSES: Mapping[str, int] = {
    "bad-json": 400,
    "not-found": 404,
    "unknown-model": 404,
    "unknown-measure": 404,
    "unknown-document": 404,
    "unknown-generation": 404,
    "unauthorised": 401,
    "forbidden": 403,
    "too-many": 429,
    "no-folder": 409,
    "no-feedback": 409,
    "feedback-unread": 503,
    "document-exists": 409,
    "rebuild-running": 409,
    "generation-damaged": 409,
    "generation-in-use": 409,
    "measures-lost": 409,
    "unreadable": 422,
    "catalogue-refused": 422,
    "method-not-allowed": 405,
    "too-large": 413,
    "unsupported-media-type": 415,
    "invalid": 422,
    "feedback-full": 507,
    "not-written": 507,
    "internal": 500,
    "loading": 503,
    "no-index": 503,
    "no-encoder": 503,
    "database-down": 503,
    "overloaded": 503,
    "misdirected": 421,
    "other": 500,
}
"""The kinds of problems, each with its HTTP status; what they say is in the catalogue under `problems`."""
_BY_STATUS = {
    400: "bad-json",
    404: "not-found",
    405: "method-not-allowed",
    415: "unsupported-media-type",
}
_QUERY_KEYS = {
    "/api/measures": tuple(MeasuresQuery.model_fields),
    "/api/documents/{id}": tuple(SpanQuery.model_fields),
}
REQUEST_SCOPE = "service.request"
"""Where a request's scope holds its id."""
OPENAI = "/v1/"
_OPENAI_CODES = {"unknown-model": "model_not_found"}
_UNSUPPORTED = ("unsupported", "not_kept", "text_only", "not_text")
"""Types of validation errors about what OpenAI's API has and this one hasn't."""
_UNSUPPORTED_CODE = "unsupported_value"
_SERVER_ERROR = 500
_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


class ProblemError(HTTPException):
    """An error that is answered with the problem `name` of `STATUSES`.

    `errors` are validation errors in pydantic's format (`type`, `loc`, `ctx`); `values` fill the placeholders of the
    text and are added to the problem.
    """

    def __init__(
        self,
        name: str,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
        **values: object,
    ) -> None:
        super().__init__(STATUSES[name], name, headers)
        self.name = name
        self.errors = errors
        self.values = values


def problem_details(error: ProblemError, texts: Texts, query_keys: Sequence[str] = ()) -> dict[str, object]:
    """Return what `error` says, without where it happened; `query_keys` are those that a query may have."""
    said = {name: reason_text(str(value), texts) if name == "reason" else value for name, value in error.values.items()}
    problem: dict[str, object] = {
        "type": TYPE + error.name,
        "title": texts.text(f"problems.{error.name}.title"),
        "status": error.status_code,
        "detail": texts.text(f"problems.{error.name}.detail", **said),
        **error.values,
    }
    if error.errors:
        known = {"filters": FILTER_KEYS, "query": query_keys}
        problem["errors"] = [field_error(each, known, texts) for each in error.errors]
    return problem


def problem_response(request: Request, error: ProblemError) -> JSONResponse:
    """`error` in the language that the request prefers."""
    texts = Texts.in_language(negotiated(request.headers.get("accept-language")))
    problem = problem_details(error, texts, _QUERY_KEYS.get(template(request.scope), ()))
    problem["instance"] = quote(request.scope.get("root_path", "") + request.scope["path"])
    if id := request.scope.get(REQUEST_SCOPE):
        problem["request"] = id
    headers = {**(error.headers or {}), "Content-Language": texts.language, "Vary": "Accept-Language"}
    if request.scope["path"].startswith(OPENAI):
        return JSONResponse(_as_openai(problem, error), error.status_code, headers)
    return JSONResponse(problem, error.status_code, headers, MEDIA_TYPE)


def _as_openai(problem: Mapping[str, Any], error: ProblemError) -> dict[str, object]:
    """The problem in OpenAI's error format; `param` is the first invalid field."""
    fields = problem.get("errors") or ()
    message = " ".join(f"{each['field']}: {each['message']}." for each in fields) or problem["detail"]
    kind = "server_error" if int(str(problem["status"])) >= _SERVER_ERROR else "invalid_request_error"
    code = _OPENAI_CODES.get(error.name, error.name.replace("-", "_"))
    if error.errors and error.errors[0]["type"] in _UNSUPPORTED:
        code = _UNSUPPORTED_CODE
    param = fields[0]["field"] if fields else None
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


async def on_http_error(request: Request, error: HTTPException) -> JSONResponse:
    """Return the response for our own and the framework's HTTP errors."""
    if isinstance(error, ProblemError):
        return problem_response(request, error)
    headers = {"Allow": _allowed(request)} if error.status_code == STATUSES["method-not-allowed"] else error.headers
    problem = ProblemError(_BY_STATUS.get(error.status_code, "other"), headers)
    problem.status_code = error.status_code
    return problem_response(request, problem)


def _allowed(request: Request) -> str:
    """The methods that one of the routes at this path takes; the framework names those of the first one only."""
    taken = [method for method in _METHODS if _is_taken(request, method)]
    return ", ".join([*taken, *(["HEAD"] if "GET" in taken else [])])


def _is_taken(request: Request, method: str) -> bool:
    asked = {**request.scope, "method": method}
    return any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)


async def on_invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """Return the response for requests that don't match their schema."""
    errors = error.errors()
    if any(each["type"] == "json_invalid" for each in errors):
        return problem_response(request, ProblemError("bad-json"))
    return problem_response(request, ProblemError("invalid", errors=errors))


HANDLERS: dict[int | type[Exception], Any] = {
    HTTPException: on_http_error,
    RequestValidationError: on_invalid_request,
}
