"""Health, readiness and errors on the wire."""

from typing import Literal

from pydantic import Field

from service.wire.common import WireModel
from service.wire.search import IndexStateModel


class HealthResponse(WireModel):
    """The process lives."""

    status: Literal["ok"] = "ok"


class ReadinessResponse(WireModel):
    """An index serves; `degraded` says why a newer generation of it doesn't."""

    status: Literal["ready"] = "ready"
    index: IndexStateModel
    documents: int
    measures: int
    degraded: list[str]


class FieldErrorModel(WireModel):
    """What doesn't fit, and where."""

    field: str
    message: str


class ProblemResponse(WireModel):
    """An error (RFC 9457). Of what was sent it repeats the path alone, as `instance`."""

    type: str = Field(examples=["urn:massnahmenlotse:problem:invalid"])
    title: str = Field(examples=["Ungültige Angaben"])
    status: int = Field(examples=[422])
    detail: str
    instance: str = Field(description="The path of the request", examples=["/api/search"])
    errors: list[FieldErrorModel] | None = Field(None, description="For requests that don't fit")
    degraded: list[str] | None = Field(None, description="Why nothing can be searched")
