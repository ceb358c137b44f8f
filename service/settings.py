"""Settings of the service, from the environment (`LOTSE_...`) or from whoever starts it. Nothing is read at import."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service.model.settings import ModelSettings
from service.web.origin import origin

_FOLDER = "massnahmenlotse"
_SHORTEST_KEY = 16
_CONTACT = re.compile(r"[^\s@:/?&<>\"]+@[^\s@:/?&<>\"]+\.[^\s@:/?&<>\"]+|https://[^\s<>\"]+")

LogLevel = Literal["critical", "error", "warning", "info", "debug"]


def default_index() -> Path:
    """The user's own folder for data; as the XDG specification asks, a relative `XDG_DATA_HOME` doesn't count."""
    home = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (home if home.is_absolute() else Path.home() / ".local" / "share") / _FOLDER


class Settings(BaseSettings):
    """How the service runs.

    `index` is the folder of the index, `model` the folder or name of an encoder (None: the shipped one),
    `check_seconds` how often the index is looked at for a new generation. `documents` is the folder of own documents
    (None: the shipped ones), `admin_key` opens the administration, which doesn't exist without one.
    `origins` are those of other pages that may show the widget, separated by spaces or commas; none may by default.
    `accessibility_contact` is where barriers are reported (an e-mail address or an https URL), `feedback` the file in
    which opinions about answers are kept (None: nobody is asked for one). `llm` is the local model, if there is one.
    """

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_ignore_empty=True, frozen=True)

    index: Path = Field(default_factory=default_index)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)
    model: str | None = None
    log_level: LogLevel = "info"
    documents: Path | None = None
    admin_key: SecretStr | None = Field(default=None, min_length=_SHORTEST_KEY)
    origins: Annotated[tuple[str, ...], NoDecode] = ()
    accessibility_contact: str | None = None
    feedback: Path | None = None
    llm: ModelSettings = Field(default_factory=ModelSettings)
    check_seconds: float = Field(default=1.0, gt=0.0)

    @field_validator("index", "documents", "feedback")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder.expanduser().absolute() if folder else None

    @field_validator("origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        listed = value.replace(",", " ").split() if isinstance(value, str) else value
        return tuple(origin(str(each)) for each in listed) if isinstance(listed, tuple | list) else listed

    @field_validator("accessibility_contact")
    @classmethod
    def _reachable(cls, contact: str | None) -> str | None:
        if contact and not _CONTACT.fullmatch(contact):
            raise ValueError("must be an e-mail address or an https URL")
        return contact
