"""The OpenAPI description: names, examples and errors such that other programs' clients can be generated from it."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse

from service.api.access import needed_scopes
from service.api.problems import MEDIA_TYPE, OPENAI

_PATH = "/openapi.json"
_KEY = "key"
_REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
"""What every route may answer that needs a key, with the same schema as its other errors."""
_FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")  # FastAPI's own error schemas; ours are problem details
_AS_THEY_ARE = ("example", "examples", "default", "enum", "const")
_ABOUT: dict[str, Any] = {
    "description": (
        "Questions go into the bodies of POST requests and are never logged. Where the service has keys, each request "
        "needs one as a bearer token. Errors are problem details (RFC 9457) in the language of `Accept-Language`."
    ),
    "license": {"name": "European Union Public Licence 1.2", "identifier": "EUPL-1.2"},
    "contact": {"name": "The Maßnahmenlotse contributors"},
}
_TAGS = {
    "search": "Measures, documents and the values of filters",
    "chat": "Conversations, answered in quotes",
    "export": "Measures as a file",
    "openai": "The service as a chat model, for programs that speak OpenAI's API",
    "web": "What the page and the widget need",
    "health": "Whether the service runs and can search",
    "admin": "Documents and the index; only with a key for the administration",
}


def operation_name(route: APIRoute) -> str:
    """Return the name of an operation: that of its function, unless the route says otherwise."""
    return route.name


class Service(FastAPI):
    """A FastAPI application with such a description at /openapi.json, which names the address that it was asked at."""

    def setup(self) -> None:
        """Serve the description."""

        async def described(request: Request) -> JSONResponse:
            server = {"url": str(request.base_url).rstrip("/")}
            return JSONResponse({**self.openapi(), "servers": [server]})

        self.add_route(_PATH, described, include_in_schema=False)

    def openapi(self) -> dict[str, Any]:
        """Return the description."""
        if self.openapi_schema is None:
            schema = super().openapi()
            schema["info"] |= _ABOUT
            schema["servers"] = [{"url": "/"}]
            operations = [(path, operation) for path, each in schema["paths"].items() for operation in each.values()]
            for path, operation in operations:
                _describe(path, operation)
            used = {tag for _, operation in operations for tag in operation["tags"]}
            schema["tags"] = [{"name": name, "description": about} for name, about in _TAGS.items() if name in used]
            schema["components"]["securitySchemes"] = {_KEY: {"type": "http", "scheme": "bearer"}}
            for unused in _FRAMEWORKS_OWN:
                schema["components"]["schemas"].pop(unused, None)
            for name, each in schema["components"]["schemas"].items():
                _untitle(each)
                _undefault(each)
                each["title"] = name
        return super().openapi()


def _describe(path: str, operation: dict[str, Any]) -> None:
    """Say what an operation does in its first sentence, what errors are, and that a key may be needed."""
    summary, _, rest = operation.pop("description").partition(".")
    operation["summary"] = " ".join(summary.split())
    if rest.strip():
        operation["description"] = rest.strip()
    media_type = "application/json" if path.startswith(OPENAI) else MEDIA_TYPE
    operation["responses"] = dict(_problems(operation["responses"], media_type))
    _untitle(operation)
    if needed_scopes(path):
        operation["security"] = [{_KEY: []}, {}]
        fault = operation["responses"]["500"]
        operation["responses"] |= {str(status.value): {**fault, "description": status.phrase} for status in _REFUSALS}


def _problems(responses: dict[str, Any], media_type: str) -> Iterator[tuple[str, Any]]:
    """Responses with errors in `media_type`, minus the validation error that FastAPI adds by itself."""
    for status, response in responses.items():
        content = response.get("content", {})
        if status >= "400" and (described := content.pop("application/json", None)):
            if described["schema"].get("$ref", "").endswith(f"/{_FRAMEWORKS_OWN[0]}"):
                continue
            content[media_type] = described
        yield status, response


def _undefault(schema: dict[str, Any]) -> None:
    """Tell defaults in words: generators take a field that has one for one that must be there."""
    for field in schema.get("properties", {}).values():
        if (default := field.pop("default", None)) is not None:
            said = f"{json.dumps(default, ensure_ascii=False)} if left out"
            field["description"] = f"{field['description']}; {said}" if "description" in field else said


def _untitle(part: Any) -> None:
    """Take the titles off that are made of the names of fields: generators would name types by them, several alike."""
    if isinstance(part, dict):
        if isinstance(part.get("title"), str):
            del part["title"]
        for name, each in part.items():
            if name not in _AS_THEY_ARE:
                _untitle(each)
    elif isinstance(part, list):
        for each in part:
            _untitle(each)
