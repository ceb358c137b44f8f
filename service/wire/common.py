"""Building blocks of wire types: base classes, filters, lists of values."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from corpus.text.invisible import visible
from retriever.conditions.expression import DESCRIBED, parse_condition
from retriever.query import FILTER_KEYS, MOST_RESULTS

_MOST_VALUES = 50


_LONGEST_VALUE = 300


def as_list(value: Any) -> Any:
    """Take one text as a list of it."""
    return [value] if isinstance(value, str) else value


def _yes(value: Any) -> list[str]:
    """Accept JSON true or the query value `true`; false can't be filtered by, as sources never state the opposite."""
    if value is True or value in ("true", ["true"]):
        return ["true"]
    raise PydanticCustomError("only_true", "can only be true")


def _visible(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


Visible = BeforeValidator(_visible)
"""Drops invisible characters, which come along when words are copied."""


UNSEEN = r"\u00AD\u200B-\u200F\u2060\uFEFF"
"""What is dropped, as a class of a regular expression: the description of the API says what a text must have."""


Value = Annotated[
    str,
    StringConstraints(min_length=1, max_length=_LONGEST_VALUE),
    Visible,
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": _LONGEST_VALUE, "pattern": f"[^{UNSEEN}]"}),
]


_SOME = Field(min_length=1, max_length=_MOST_VALUES)
Values = Annotated[
    list[Value],
    _SOME,
    BeforeValidator(as_list, json_schema_input_type=Value | Annotated[list[Value], _SOME]),
]


def _condition(text: str) -> str:
    try:
        parse_condition(text)
    except ValueError as error:
        raise PydanticCustomError("condition", "{reason}", {"reason": str(error)}) from error
    return text


_Where = Annotated[
    Value,
    AfterValidator(_condition),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": _LONGEST_VALUE, "pattern": DESCRIBED}),
]
Wheres = Annotated[
    list[_Where],
    _SOME,
    BeforeValidator(as_list, json_schema_input_type=_Where | Annotated[list[_Where], _SOME]),
]


Yes = Annotated[list[str], BeforeValidator(_yes, json_schema_input_type=Literal[True])]


Limit = Annotated[int, Field(ge=1, le=MOST_RESULTS)]


Without = Annotated[
    list[Value],
    Field(
        max_length=_MOST_VALUES,
        description="Words from `understood` and `expanded` to be taken literally, and from `criteria` to be left out",
    ),
]


class WireRequest(BaseModel):
    """Base class of requests. Unknown fields are rejected."""

    model_config = ConfigDict(extra="forbid")


class WireModel(BaseModel):
    """Base class of responses, created from the domain's dataclasses."""

    model_config = ConfigDict(from_attributes=True)


class FiltersModel(WireRequest):
    """Filters: for each key, one of the values must match; of `where`, all. `/api/facets` lists the values."""

    state: Values | None = Field(None, description="Bundesland", examples=["Bayern"])
    kind: Values | None = Field(None, description="Maßnahme, Handlungsansatz, Projekt")
    target_group: Values | None = Field(None, description="Zielgruppe", examples=["Alleinerziehende"])
    topic: Values | None = Field(None, description="Thema", examples=["kinderbetreuung"])
    legal: Values | None = Field(None, description="Rechtsgrundlage", examples=["§ 45 SGB III", "§ 16e"])
    organisation: Values | None = Field(None, description="Organisation")
    part_time: Yes | None = Field(None, description="In Teilzeit")
    has_contact: Yes | None = Field(None, description="Mit Kontakt")
    document: Values | None = Field(None, description="Kennung eines Dokuments")
    catalogue: Values | None = Field(None, description="Name eines Katalogs")
    where: Wheres | None = Field(
        None, description="Bedingungen an Angaben; alle müssen gelten", examples=["places>=50"]
    )

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Return the accepted values of each key that is set."""
        return {key: tuple(values) for key in FILTER_KEYS if (values := getattr(self, key))}
