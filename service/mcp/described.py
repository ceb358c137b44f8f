"""Arguments and results as JSON Schema, in the plain form that every host understands.

References are put in where they stand, what may be missing isn't `null` as well, and one of several forms is named.
"""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from service.texts import Texts, languages

Schema = dict[str, Any]
_BETWEEN = " / "
_KEPT = ("type", "description", "enum", "const", "minimum", "maximum", "minItems", "maxItems", "required")
_OF_FILTERS = "filters"


def argument_schema(arguments: type[BaseModel]) -> Schema:
    """Return the schema of a tool's arguments, each explained in every language."""
    schema = _plain(arguments.model_json_schema())
    for name, property in schema["properties"].items():
        property["description"] = _argument(name)
        for part, inner in _properties(property):
            inner["description"] = _filter(part) if name == _OF_FILTERS else _message(part)
    return schema


def result_schema(result: type[BaseModel]) -> Schema:
    """Return the schema of what a tool returns."""
    return _plain(result.model_json_schema())


def in_every_language(said: Callable[[Texts], str]) -> str:
    """Return what is said in each language one after the other, English first: most models know that best."""
    return _BETWEEN.join(said(Texts.in_language(each)) for each in reversed(languages()))


def _argument(name: str) -> str:
    return in_every_language(lambda texts: texts.text(f"mcp.arguments.{name}"))


def _filter(name: str) -> str:
    return in_every_language(lambda texts: texts.text(f"mcp.filters.{name}"))


def _message(name: str) -> str:
    return in_every_language(lambda texts: texts.text(f"mcp.messages.{name}"))


def _properties(schema: Schema) -> list[tuple[str, Schema]]:
    """The properties of an object, or of the objects in a list."""
    return list((schema.get("items") or schema).get("properties", {}).items())


def _plain(schema: Schema, root: Schema | None = None) -> Schema:
    root = schema if root is None else root
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        said = {key: schema[key] for key in ("description",) if key in schema}
        return _plain(root["$defs"][name], root) | said
    if "anyOf" in schema:
        forms = [each for each in schema["anyOf"] if each.get("type") != "null"]
        said = {key: schema[key] for key in ("description",) if key in schema}
        return _plain(forms[-1], root) | said
    plain = {key: schema[key] for key in _KEPT if key in schema}
    if "properties" in schema:
        plain["properties"] = {name: _plain(each, root) for name, each in schema["properties"].items()}
    if isinstance(schema.get("items"), dict):
        plain["items"] = _plain(schema["items"], root)
    if "prefixItems" in schema:
        plain["items"] = _plain(schema["prefixItems"][0], root)
    if "additionalProperties" in schema:
        more = schema["additionalProperties"]
        plain["additionalProperties"] = _plain(more, root) if isinstance(more, dict) else more
    return plain
