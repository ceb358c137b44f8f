"""What requests and responses are made of: base classes, filters, lists of values."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from retriever.query import FILTER_KEYS, MOST_RESULTS

_MOST_VALUES = 50


_LONGEST_VALUE = 300


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _yes(value: Any) -> list[str]:
    """JSON's true, or the word in a query. The sources say what is, so nothing is filtered by what isn't."""
    if value is True or value in ("true", ["true"]):
        return ["true"]
    raise PydanticCustomError("only_true", "can only be true")


Value = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_VALUE)]


Values = Annotated[
    list[Value],
    Field(min_length=1, max_length=_MOST_VALUES),
    BeforeValidator(_listed, json_schema_input_type=Value | list[Value]),
]


Yes = Annotated[list[str], BeforeValidator(_yes, json_schema_input_type=Literal[True])]


Limit = Annotated[int, Field(ge=1, le=MOST_RESULTS)]


Without = Annotated[
    list[Value],
    Field(
        max_length=_MOST_VALUES,
        description="Words of the question, as `understood` and `expanded` give them, to be taken for themselves",
    ),
]


class WireRequest(BaseModel):
    """A request says nothing that isn't asked for."""

    model_config = ConfigDict(extra="forbid")


class WireModel(BaseModel):
    """An answer is made from the dataclasses of the other packages."""

    model_config = ConfigDict(from_attributes=True)


class FiltersModel(WireRequest):
    """What measures are narrowed to: one of the values of each key must fit. Which there are: /api/facets."""

    state: Values | None = Field(None, description="Bundesland", examples=["Bayern"])
    kind: Values | None = Field(None, description="Maßnahme, Handlungsansatz, Projekt")
    target_group: Values | None = Field(None, description="Zielgruppe", examples=["Alleinerziehende"])
    topic: Values | None = Field(None, description="Thema", examples=["kinderbetreuung"])
    legal: Values | None = Field(None, description="Rechtsgrundlage", examples=["§ 45 SGB III", "§ 16e"])
    organisation: Values | None = Field(None, description="Organisation")
    part_time: Yes | None = Field(None, description="In Teilzeit")
    has_contact: Yes | None = Field(None, description="Mit Kontakt")
    document: Values | None = Field(None, description="Kennung eines Dokuments")

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Accepted values of each key that is set."""
        return {key: tuple(values) for key in FILTER_KEYS if (values := getattr(self, key))}
