"""What an OpenAPI description says: values that fit a schema of it, and whether an answer does."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
    "number": (int, float),
    "integer": int,
}
_MOST = 4


class Described:
    """A description, whose references are followed."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._schemas = description["components"]["schemas"]
        self.operations = [
            (method, path, operation)
            for path, operations in description["paths"].items()
            for method, operation in operations.items()
        ]

    def operation(self, method: str, path: str) -> Schema:
        """One operation."""
        return next(each for *named, each in self.operations if named == [method, path])

    def body(self, path: str) -> Schema:
        """The schema of what is posted to a path."""
        found: Schema = self.operation("post", path)["requestBody"]["content"]["application/json"]["schema"]
        return found

    def fitting(self, schema: Schema) -> st.SearchStrategy[Any]:
        """Values that the schema allows."""
        schema = self._followed(schema)
        if "anyOf" in schema:
            return st.one_of(*map(self.fitting, schema["anyOf"]))
        if "const" in schema or "enum" in schema:
            return st.sampled_from(schema.get("enum", [schema.get("const")]))
        match schema.get("type"):
            case "string":
                return self._texts(schema)
            case "integer":
                return st.integers(schema.get("minimum"), schema.get("maximum"))
            case "number":
                return st.floats(schema.get("minimum"), schema.get("maximum"), allow_nan=False)
            case "boolean":
                return st.booleans()
            case "null":
                return st.none()
            case "array":
                most = min(_MOST, schema.get("maxItems", _MOST))
                return st.lists(self.fitting(schema["items"]), min_size=schema.get("minItems", 0), max_size=most)
            case "object":
                wanted = {name: self.fitting(each) for name, each in schema["properties"].items()}
                needed = {name: wanted.pop(name) for name in schema.get("required", ())}
                return st.fixed_dictionaries(needed, optional=wanted)
        return st.one_of(st.none(), st.integers(), st.text(max_size=_MOST))

    def _texts(self, schema: Schema) -> st.SearchStrategy[str]:
        most = min(60, schema.get("maxLength", 60))
        texts = st.text(min_size=schema.get("minLength", 0), max_size=most)
        return texts.filter(re.compile(schema["pattern"]).search) if "pattern" in schema else texts

    def misfits(self, value: Any, schema: Schema, place: str = "") -> Iterator[str]:
        """Where a value isn't what the schema says."""
        schema = self._followed(schema)
        if "anyOf" in schema:
            if all(list(self.misfits(value, each, place)) for each in schema["anyOf"]):
                yield f"{place}: none of the alternatives"
            return
        if "enum" in schema or "const" in schema:
            if value not in schema.get("enum", [schema.get("const")]):
                yield f"{place}: {value!r}"
            return
        kind = schema.get("type")
        if kind and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
            yield f"{place}: {type(value).__name__} for {kind}"
        elif kind == "array":
            for number, each in enumerate(value):
                yield from self.misfits(each, schema.get("items", {}), f"{place}[{number}]")
        elif kind == "object":
            known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
            yield from (f"{place}.{name}: missing" for name in schema.get("required", ()) if name not in value)
            for name, each in value.items():
                if name not in known and others is False:
                    yield f"{place}.{name}: not described"
                yield from self.misfits(
                    each, known.get(name, others if isinstance(others, dict) else {}), f"{place}.{name}"
                )

    def _followed(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        return schema
