"""Errors as problem details (RFC 9457): the one place where an error becomes a response.

Problems never repeat the request: no question, no values, and only keys that look like keys. The one exception is
`instance`, where RFC 9457 puts the location of the problem: the path without the query.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request

from corpus.text.language import Language
from retriever.query import FILTER_KEYS
from service.api.problem_texts import INVALID, PROBLEMS, UNKNOWN_ERROR
from service.redaction import template
from service.wire.documents import SpanQuery
from service.wire.measures import MeasuresQuery

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:massnahmenlotse:problem:"
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
OPENAI = "/v1/"
_OPENAI_CODES = {"unknown-model": "model_not_found"}
_SERVER_ERROR = 500
_KEY = re.compile(r"[A-Za-z_][\w-]{0,40}")
_HIDDEN_KEY = "…"


class ProblemError(HTTPException):
    """An error answered with the problem `name` of `problem_texts.PROBLEMS`.

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
        super().__init__(PROBLEMS[name].status, name, headers)
        self.name = name
        self.errors = errors
        self.values = values


def problem_response(request: Request, error: ProblemError) -> JSONResponse:
    """Return `error` as a response in the request's preferred language."""
    language = preferred_language(request.headers.get("accept-language"))
    text = PROBLEMS[error.name]
    problem: dict[str, object] = {
        "type": TYPE + error.name,
        "title": text.title.say(language, error.values),
        "status": error.status_code,
        "detail": text.detail.say(language, error.values),
        "instance": quote(request.scope["path"]),
        **error.values,
    }
    if error.errors:
        known = {"filters": FILTER_KEYS, "query": _QUERY_KEYS.get(template(request.scope), ())}
        problem["errors"] = [_field_error(each, known, language) for each in error.errors]
    headers = {**(error.headers or {}), "Content-Language": language, "Vary": "Accept-Language"}
    if request.scope["path"].startswith(OPENAI):
        return JSONResponse(_as_openai(problem, error.name), error.status_code, headers)
    return JSONResponse(problem, error.status_code, headers, MEDIA_TYPE)


def _as_openai(problem: Mapping[str, Any], name: str) -> dict[str, object]:
    """The problem in OpenAI's error format; `param` is the first invalid field."""
    fields = problem.get("errors") or ()
    message = " ".join([str(problem["detail"]), *(f"{each['field']}: {each['message']}." for each in fields)])
    kind = "server_error" if int(str(problem["status"])) >= _SERVER_ERROR else "invalid_request_error"
    code = _OPENAI_CODES.get(name, name.replace("-", "_"))
    param = fields[0]["field"] if fields else None
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


async def on_http_error(request: Request, error: HTTPException) -> JSONResponse:
    """Return the response for our own and the framework's HTTP errors."""
    if isinstance(error, ProblemError):
        return problem_response(request, error)
    problem = ProblemError(_BY_STATUS.get(error.status_code, "other"), error.headers)
    problem.status_code = error.status_code
    return problem_response(request, problem)


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


def preferred_language(accepted: str | None) -> Language:
    """Return German or English, whichever an Accept-Language header prefers; German by default."""
    weights: dict[str, float] = {}
    for part in (accepted or "").split(","):
        tag, _, parameters = part.strip().partition(";")
        weights.setdefault(tag.strip().lower().split("-")[0], _weight(parameters))
    german = weights.get("de", weights.get("*", 0.0))
    return "en" if weights.get("en", 0.0) > german else "de"


def _weight(parameters: str) -> float:
    """The quality value `q` of a language, 0 to 1; 1 if absent (RFC 9110, 12.4.2)."""
    match = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameters)
    return float(match[1]) if match else 0.0 if parameters.strip() else 1.0


def _field_error(
    error: Mapping[str, Any], known_keys: Mapping[str, Sequence[str]], language: Language
) -> dict[str, str]:
    loc = error["loc"]
    kind, context = error["type"], error.get("ctx", {})
    known = known_keys.get(str(loc[-2])) if len(loc) > 1 else None
    if kind == "extra_forbidden" and known:
        kind, context = "unknown_key", {"known": ", ".join(known)}
    if "expected" in context:
        context = {"expected": str(context["expected"]).replace(" or ", ", ")}
    return {"field": _field(loc), "message": INVALID.get(kind, UNKNOWN_ERROR).say(language, context)}


def _field(loc: Iterable[str | int]) -> str:
    """The location of an error in dotted form, `filters.state.0`, or its first part if there are no others."""
    first, *rest = loc
    return ".".join(map(_shown, rest)) or str(first)


def _shown(part: str | int) -> str:
    return str(part) if isinstance(part, int) or _KEY.fullmatch(part) else _HIDDEN_KEY
