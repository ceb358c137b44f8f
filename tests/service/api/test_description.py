"""The OpenAPI description: names, titles, paths, errors and examples that clients can be generated from."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest
from pydantic import SecretStr

from service.app import create_app
from service.settings import Settings
from tests.service.api import routes

OPERATIONS = {
    "GET /healthz": "healthz",
    "GET /readyz": "readyz",
    "POST /api/search": "search",
    "POST /api/chat": "chat",
    "POST /api/export": "export",
    "POST /api/feedback": "feedback",
    "GET /api/measures": "measures",
    "GET /api/measures/{id}": "measure",
    "GET /api/facets": "facets",
    "GET /api/documents/{id}": "document",
    "GET /api/widget": "widget",
    "GET /api/config": "config",
    "GET /v1/models": "models",
    "GET /v1/models/{id}": "model",
    "POST /v1/chat/completions": "chat_completion",
    "GET /api/admin": "administration",
    "GET /api/admin/check": "check",
    "PUT /api/admin/documents/{name}": "upload_document",
    "DELETE /api/admin/documents/{name}": "remove_document",
    "POST /api/admin/rebuild": "start_rebuild",
    "GET /api/admin/rebuild": "rebuild_state",
    "POST /api/admin/generations/{name}/serve": "serve_generation",
}
HTTP_METHODS = ("get", "put", "post", "delete", "patch")
Schema = dict[str, Any]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """The description of a service that has everything that is there by setting."""
    folder = tmp_path_factory.mktemp("service")
    key = SecretStr("0123456789abcdef")
    return create_app(Settings(index=folder, admin_key=key, feedback=folder / "feedback")).openapi()


def operations(described: Schema) -> Iterator[tuple[str, Schema]]:
    """Each as `POST /api/search`."""
    for path, each in described["paths"].items():
        yield from ((f"{method.upper()} {path}", each[method]) for method in HTTP_METHODS if method in each)


def parts(schema: Any) -> Iterator[Schema]:
    """A schema and those in it."""
    if isinstance(schema, dict):
        yield schema
        for name, each in schema.items():
            if name not in ("examples", "example", "default"):
                yield from parts(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from parts(each)


def test_operations_are_called_by_a_word(described: Schema) -> None:
    """Short, each once, and they stay: generated clients name their functions by them."""
    names = {route: operation["operationId"] for route, operation in operations(described)}
    assert {route: names.get(route) for route in OPERATIONS} == OPERATIONS
    assert len(set(names.values())) == len(names)
    assert [name for name in names.values() if not re.fullmatch(r"[a-z]+(_[a-z]+){0,2}", name)] == []


def test_schemas_have_one_name_each(described: Schema) -> None:
    """Their title; nothing in them has one, which generators would make a second name of."""
    schemas = described["components"]["schemas"]
    assert {name: schema["title"] for name, schema in schemas.items()} == {name: name for name in schemas}
    assert len({name.casefold() for name in schemas}) == len(schemas)
    for name, schema in schemas.items():
        assert re.fullmatch(r"[A-Z][A-Za-z]{2,29}", name)
        titled = [each["title"] for each in parts(schema) if isinstance(each.get("title"), str) and each is not schema]
        assert titled == [], name
    for route, operation in operations(described):
        assert [each for each in parts(operation) if isinstance(each.get("title"), str)] == [], route


def test_no_field_with_a_default_seems_to_be_needed(described: Schema) -> None:
    """Generators of types take it so; the default is told in words."""
    for name, schema in described["components"]["schemas"].items():
        assert [field for field, each in schema.get("properties", {}).items() if "default" in each] == [], name
    search = described["components"]["schemas"]["SearchRequest"]
    assert search["required"] == ["question"]
    assert search["properties"]["limit"]["description"] == "10 if left out"


def test_the_head(described: Schema, client: httpx.Client) -> None:
    """Title, licence, contact, groups, and the address that the description was fetched from."""
    info = described["info"]
    assert (described["openapi"], info["title"], info["version"]) == ("3.1.0", "Massnahmenlotse", "1")
    assert info["license"] == {"name": "European Union Public Licence 1.2", "identifier": "EUPL-1.2"}
    assert info["contact"] == {"name": "The Maßnahmenlotse contributors"}
    used = {tag for _, operation in operations(described) for tag in operation["tags"]}
    assert {tag["name"] for tag in described["tags"]} == used
    address = str(client.base_url).rstrip("/")
    assert client.get("/openapi.json").json()["servers"] == [{"url": address}]
    below = client.get("/openapi.json", headers={"X-Forwarded-Prefix": "/lotse"}).json()
    assert below["servers"] == [{"url": f"{address}/lotse"}]
    for _, operation in operations(described):
        assert operation["summary"][-1] != "."
        assert len(operation["summary"]) < 120


def test_errors_are_described_as_they_come(described: Schema) -> None:
    """As problem details, in OpenAI's shape below /v1; every content has a schema."""
    for route, operation in operations(described):
        openai = route.partition(" ")[2].startswith("/v1/")
        for status, response in operation["responses"].items():
            for media_type, content in response.get("content", {}).items():
                assert content["schema"], (route, status, media_type)
            if status >= "400":
                ((media_type, content),) = response["content"].items()
                expected = (
                    ("application/json", "ErrorResponse") if openai else ("application/problem+json", "ProblemResponse")
                )
                assert (media_type, content["schema"]["$ref"].rpartition("/")[2]) == expected, (route, status)
        assert {"421", "500"} <= operation["responses"].keys(), route


def test_keys_are_described_where_they_are_needed(described: Schema) -> None:
    """Exactly there; a service without keys takes requests without one as well."""
    needing = {route for route, operation in operations(described) if "security" in operation}
    closed = {re.sub(r":path\}", "}", route) for route in routes.READ | routes.SEARCH | routes.CHAT | routes.ADMIN}
    assert needing == {route for route, _ in operations(described)} & closed
    assert all(
        operation["security"] == [{"key": []}, {}] for route, operation in operations(described) if route in needing
    )
    assert described["components"]["securitySchemes"] == {"key": {"type": "http", "scheme": "bearer"}}


def test_examples_are_valid(described: Schema) -> None:
    """Those of bodies, of parameters, and of single fields; each body of /api has one."""
    validated = 0
    for route, operation in operations(described):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content:
            named = [each["value"] for each in content.get("examples", {}).values()]
            values = [*named, *content["schema"].get("examples", ())]
            assert values or not route.startswith("POST /api/"), route
            validated += check(values, content["schema"], described)
        for parameter in operation.get("parameters", ()):
            validated += check(parameter["schema"].get("examples", ()), parameter["schema"], described)
    for schema in parts(described["components"]["schemas"]):
        if isinstance(schema.get("examples"), list):
            validated += check(schema["examples"], schema, described)
    assert validated >= 15


def check(examples: Any, schema: Schema, described: Schema) -> int:
    """How many examples there are; each fits the schema."""
    whole = {**schema, "components": described["components"]}
    for example in examples:
        jsonschema.validate(example, whole, cls=jsonschema.Draft202012Validator)
    return len(examples)
