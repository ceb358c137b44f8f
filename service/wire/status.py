"""Wire types of health, readiness and errors."""

from typing import Literal

from pydantic import Field

from service.wire.common import WireModel
from service.wire.search import IndexStateModel


class HealthResponse(WireModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class ReadinessResponse(WireModel):
    """An index is serving; `degraded` lists why nothing newer is. Only who may see them is told of numbers."""

    status: Literal["ready"] = "ready"
    index: IndexStateModel
    documents: int | None
    measures: int | None
    degraded: list[str]


class FieldErrorModel(WireModel):
    """An invalid field and what is wrong with it."""

    field: str
    message: str


class ProblemResponse(WireModel):
    """An error (RFC 9457). It repeats nothing of the request except its path, as `instance`."""

    type: str = Field(examples=["urn:massnahmenlotse:problem:invalid"])
    title: str = Field(examples=["Ungültige Angaben"])
    status: int = Field(examples=[422])
    detail: str
    instance: str = Field(description="The path of the request", examples=["/api/search"])
    request: str | None = Field(None, description="The id of the request, as the log has it")
    errors: list[FieldErrorModel] | None = Field(None, description="The invalid fields of the request")
    degraded: list[str] | None = Field(None, description="Why searching is unavailable")
