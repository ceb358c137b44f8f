"""Settings of the service, from the environment (`LOTSE_...`) or from whoever starts it. Nothing is read at import."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_FOLDER = "massnahmenlotse"
_SHORTEST_KEY = 16

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
    """

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_ignore_empty=True, frozen=True)

    index: Path = Field(default_factory=default_index)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)
    model: str | None = None
    log_level: LogLevel = "info"
    documents: Path | None = None
    admin_key: SecretStr | None = Field(default=None, min_length=_SHORTEST_KEY)
    check_seconds: float = Field(default=1.0, gt=0.0)

    @field_validator("index", "documents")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder.expanduser().absolute() if folder else None
