"""Settings of the service, from the environment (`LOTSE_...`) or the caller. Nothing is read at import."""

import os
import re
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service.addresses import HOST, LINKABLE, MOUNTED, database_address, origin, server_address


class ModelSettings(BaseSettings):
    """An OpenAI-compatible server and its limits.

    `url` excludes `/chat/completions`, e.g. `http://127.0.0.1:11434/v1`. `first_seconds` limits the wait for the first
    token, `idle_seconds` the gap between tokens, `total_seconds` the whole answer. `tokens` is the length requested; at
    most `answer_bytes` are read. So many `answers` are written at once; others are made of quotes. `prompt_characters`
    is the prompt's budget for passages; German text has about four characters per token. `rewrite_seconds` is the time
    for rewriting a follow-up that wasn't understood otherwise; passages wait for it, so it is off (0) by default.
    """

    model_config = SettingsConfigDict(env_prefix="LOTSE_LLM_", env_ignore_empty=True, frozen=True)

    url: str | None = None
    model: str | None = None
    key: SecretStr | None = None
    first_seconds: float = Field(default=60.0, gt=0)
    idle_seconds: float = Field(default=15.0, gt=0)
    total_seconds: float = Field(default=180.0, gt=0)
    tokens: int = Field(default=600, ge=16, le=8_000)
    answer_bytes: int = Field(default=1_000_000, ge=10_000)
    answers: int = Field(default=8, ge=1)
    rewrite_seconds: float = Field(default=0.0, ge=0)
    prompt_characters: int = Field(default=8_000, ge=1_000, le=200_000)

    @field_validator("url")
    @classmethod
    def _reachable(cls, url: str | None) -> str | None:
        return None if url is None else server_address(url, "http://127.0.0.1:11434/v1")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.url is None) != (self.model is None):
            raise ValueError("LOTSE_LLM_URL and LOTSE_LLM_MODEL must be set together")
        if self.url and find_spec("openai") is None:
            raise ValueError("using a model needs the extra `llm`: pip install 'massnahmenlotse[llm]'")
        return self


BUNDLED = "bundled"
"""What stands for the bundled catalogue among the folders of documents."""


def _listed(value: object) -> object:
    """Values separated by spaces or commas."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  # what isn't a name to be called by
_HEADER = re.compile(r"X-[A-Za-z0-9-]{1,60}|Remote-User", re.IGNORECASE)
_OWN_PATHS = ("/api", "/v1", "/static")
_SHORTEST_KEY = 16
_CONTACT = re.compile(r"[^\s@:/?&<>\"]+@[^\s@:/?&<>\".]+(?:\.[^\s@:/?&<>\".]+)+|https://[^\s<>\"]+")

LogFormat = Literal["text", "json"]
LogLevel = Literal["critical", "error", "warning", "info", "debug"]


def default_index() -> Path:
    """Return the folder in the user's data directory; per the XDG spec, a relative `XDG_DATA_HOME` is ignored."""
    home = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (home if home.is_absolute() else Path.home() / ".local" / "share") / "massnahmenlotse"


class Settings(BaseSettings):
    """Settings of the service.

    `index` is the folder of the index, `model` the folder or name of an encoder (None: the bundled one),
    `check_seconds` the interval for checking for a new generation. `documents` lists the folders of the
    catalogues, separated as in `PATH`, where None, written `bundled`, stands for the bundled one; without any it is the
    only one. `admin_key` enables the administration. `origins` lists the origins that may
    embed the widget, separated by spaces or commas; none by default. `accessibility_contact` takes reports of barriers
    (an e-mail address or https URL). `feedback` is the file that ratings are stored in (None: no ratings). `llm` is
    the local model, if any. `log_format` is that of the log's lines, `metrics` says whether /metrics exists. `traces`
    is where spans of requests are sent (None: nowhere).

    `database` is what several machines share (None: nothing), `database_read` where its replicas are read. `watch` says
    whether the index is rebuilt once documents have changed and been left alone for `watch_seconds`; `poll` looks at
    the files themselves, where the system doesn't tell of changes.

    `key` is one key that opens search and conversation for all who share it, `keys` the file of those that `lotse keys`
    makes, `audit` the file of administrative acts (both below the index by default). `user_header` is the header in
    which a proxy names the user, `groups_header` that for the user's groups. `without_keys` lets everybody in who
    reaches an address that isn't loopback.

    `hosts` are the names that the service answers to beside those of the loopback interface, `proxies` the addresses or
    networks whose X-Forwarded headers are believed, `root_path` the path below which a proxy serves the service.
    `public_url` is where people open the page, for links in answers that other programs show (None: as it was asked).
    `connections` and `connections_per_address` limit open connections, `request_seconds` the time until a request has
    arrived, `queue` the requests that wait for their turn, `drain_seconds` the time for answers when the service stops.
    """

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_ignore_empty=True, frozen=True)

    index: Path = Field(default_factory=default_index)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)
    model: str | None = None
    log_level: LogLevel = "info"
    log_format: LogFormat = "text"
    metrics: bool = False
    traces: str | None = None
    documents: Annotated[tuple[Path | None, ...], NoDecode] = ()
    admin_key: SecretStr | None = Field(default=None, min_length=_SHORTEST_KEY)
    key: SecretStr | None = Field(default=None, min_length=_SHORTEST_KEY)
    keys: Path | None = None
    audit: Path | None = None
    user_header: str | None = None
    groups_header: str | None = None
    without_keys: bool = False
    origins: Listed = ()
    hosts: Listed = ()
    proxies: Listed = ("127.0.0.1", "::1")
    root_path: str = ""
    public_url: str | None = None
    connections: int = Field(default=1_000, ge=10)
    connections_per_address: int = Field(default=256, ge=1)
    request_seconds: float = Field(default=30.0, gt=0)
    queue: int = Field(default=64, ge=1)
    drain_seconds: int = Field(default=10, ge=1)
    accessibility_contact: str | None = None
    feedback: Path | None = None
    llm: ModelSettings = Field(default_factory=ModelSettings)
    check_seconds: float = Field(default=1.0, gt=0.0)
    database: SecretStr | None = None
    database_read: SecretStr | None = None
    watch: bool | Literal["poll"] = False
    watch_seconds: float = Field(default=5.0, gt=0.0)

    @field_validator("documents", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        listed = value.split(os.pathsep) if isinstance(value, str) else (value,) if isinstance(value, Path) else value
        if not isinstance(listed, tuple | list):
            return listed
        return tuple(
            None if each in (None, BUNDLED) else Path(each).expanduser().absolute() for each in listed if each != ""
        )

    @field_validator("index", "feedback", "keys", "audit")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder.expanduser().absolute() if folder else None

    @property
    def keys_file(self) -> Path:
        """The file of the keys that `lotse keys` makes."""
        return self.keys or self.index / "keys.json"

    @property
    def audit_file(self) -> Path:
        """The file that says who administered what."""
        return self.audit or self.index / "audit.jsonl"

    @property
    def own_folder(self) -> Path | None:
        """The first folder of the office's own: documents are added and removed there."""
        return next(filter(None, self.documents), None)

    @field_validator("user_header", "groups_header")
    @classmethod
    def _header(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name and info.field_name == "groups_header" and not info.data.get("user_header"):
            raise ValueError("names the groups of a user: set LOTSE_USER_HEADER, too")
        if name and not _HEADER.fullmatch(name):
            raise ValueError("must be a header of the proxy's own such as X-Forwarded-User")
        return name.lower() if name else None

    @model_validator(mode="after")
    def _of_a_user(self) -> Self:
        if self.database_read and not self.database:
            raise ValueError("LOTSE_DATABASE_READ names replicas of a database: set LOTSE_DATABASE, too")
        if self.groups_header and not self.user_header:
            raise ValueError("LOTSE_GROUPS_HEADER names the groups of a user: set LOTSE_USER_HEADER, too")
        return self

    @field_validator("origins")
    @classmethod
    def _origins(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(origin, listed))

    @field_validator("hosts")
    @classmethod
    def _host_names(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := next((name for name in listed if not HOST.fullmatch(name.lower())), None):
            raise ValueError(f"{wrong!r} is not the name of a host such as lotse.intranet.example, without a port")
        return tuple(name.lower() for name in listed)

    @field_validator("proxies")
    @classmethod
    def _networks(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        for each in listed:
            ip_network(each, strict=False)
        return listed

    @field_validator("root_path")
    @classmethod
    def _mounted(cls, path: str) -> str:
        path = path.rstrip("/")
        if not MOUNTED.fullmatch(path) or path.startswith(_OWN_PATHS):
            raise ValueError("must be a path such as /lotse, and none that begins as the service's own routes do")
        return path

    @field_validator("public_url")
    @classmethod
    def _public(cls, url: str | None) -> str | None:
        if url is not None and not LINKABLE.fullmatch(url):
            raise ValueError("must be an address without spaces and brackets, such as https://lotse.intranet.example")
        return None if url is None else server_address(url, "https://lotse.intranet.example")

    @field_validator("database", "database_read")
    @classmethod
    def _postgres(cls, url: SecretStr | None) -> SecretStr | None:
        return None if url is None else SecretStr(database_address(url.get_secret_value()))

    @field_validator("traces")
    @classmethod
    def _collector(cls, url: str | None) -> str | None:
        if url is not None and find_spec("opentelemetry.exporter") is None:
            raise ValueError("sending traces needs the extra `traces`: pip install 'massnahmenlotse[traces]'")
        return None if url is None else server_address(url, "http://127.0.0.1:4318/v1/traces")

    @property
    def answers_to(self) -> frozenset[str]:
        """The names that Host may have, whatever the port."""
        listening = f"[{self.host}]" if ":" in self.host else self.host
        return frozenset((*_LOOPBACK, *self.hosts, *(() if self.host in _ANY_ADDRESS else (listening.lower(),))))

    @field_validator("accessibility_contact")
    @classmethod
    def _reachable(cls, contact: str | None) -> str | None:
        if contact and not _CONTACT.fullmatch(contact):
            raise ValueError("must be an e-mail address or an https URL")
        return contact
