"""What pages are told of the service, and what they tell it of its answers."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from retriever.query import LONGEST_QUESTION, MOST_RESULTS


class Widget(BaseModel):
    """Where the widget of this version lies, and the hash of its content."""

    url: str
    integrity: str
    snippet: str = Field(description="HTML for a page that shows the widget, always exactly this version of it")


class PageConfig(BaseModel):
    """What depends on the settings."""

    version: str
    accessibility_contact: str | None = Field(description="Where barriers are reported: an address or a URL")
    feedback: bool = Field(description="Whether answers may be rated")
    admin: bool = Field(description="Whether there is an administration")


class Opinion(BaseModel):
    """Whether an answer helped. The question comes along only if its author says so."""

    model_config = ConfigDict(extra="forbid")

    helpful: Annotated[bool, Field(strict=True)]
    measures: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=MOST_RESULTS)] = []
    question: Annotated[str, Field(max_length=LONGEST_QUESTION)] | None = None
