"""`catalogue.toml`: what a folder says about its documents and how they are to be read."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from corpus.document import DocumentKind
from corpus.fields import FIELDS
from corpus.formats.content import ReadOptions
from corpus.parsing.labels import DROPPED, Labels, normal_label
from corpus.parsing.options import DEFAULT_OPTIONS, ParseOptions

CATALOGUE = "catalogue.toml"
FORMER_NAME = "sources.toml"
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_ALLOWED = ("title", *(field for field in FIELDS if field != "text"), DROPPED)


class CorpusError(ValueError):
    """A folder or its settings can't be used; the message says why."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class DocumentSettings(_Strict):
    """What is said of one document; it wins over what its file says."""

    file: _Text
    id: _Id | None = None
    title: _Text | None = None
    publisher: _Text | None = None
    date: _Text | None = None
    language: _Text | None = None
    kind: DocumentKind = "report"


class CatalogueSettings(_Strict):
    """The settings of a folder; each is optional.

    `name` tells the catalogue from others, `entry` is what it calls an entry. `labels` gives labels or columns a field,
    `title` and `id` name those that hold titles and numbers, `drop` those to leave out. `ignore` lists files by
    patterns. `sheet`, `header_rows`, `delimiter` and `encoding` say how tables are read. `short_ids` makes ids of
    titles alone, which suits a catalogue whose titles never change or repeat.
    """

    name: _Text | None = None
    entry: _Text | None = None
    language: _Text | None = None
    title: _Text | None = None
    id: _Text | None = None
    drop: tuple[_Text, ...] = ()
    ignore: tuple[_Text, ...] = ()
    sheet: _Text | None = None
    header_rows: int | None = Field(default=None, ge=0, le=20)
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: _Text | None = None
    short_ids: bool = False
    labels: dict[str, str] = Field(default_factory=dict)
    document: tuple[DocumentSettings, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: Any) -> Any:
        """TOML has arrays where the fields are tuples."""
        return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for label, field in self.labels.items():
            if field not in _ALLOWED:
                raise ValueError(f"labels: {label!r} is given {field!r}; allowed: {', '.join(_ALLOWED)}")
        for key in ("file", "id"):
            values = Counter(value for each in self.document if (value := getattr(each, key)) is not None)
            if twice := next((value for value, count in values.items() if count > 1), None):
                raise ValueError(f"document: `{key}` {twice!r} is listed twice")
        return self

    @property
    def read_options(self) -> ReadOptions:
        return ReadOptions(self.sheet, self.header_rows, self.delimiter, self.encoding)

    @property
    def parse_options(self) -> ParseOptions:
        own = dict(self.labels) | dict.fromkeys(self.drop, DROPPED)
        own |= {label: field for label, field in ((self.title, "title"), (self.id, "number")) if label}
        labels = Labels({normal_label(label): field for label, field in own.items()})
        return ParseOptions(labels, self.entry or DEFAULT_OPTIONS.entry, self.short_ids)

    @property
    def described(self) -> Mapping[str, DocumentSettings]:
        """What is said of single documents, by file."""
        return {each.file: each for each in self.document}


def read_settings(path: Path) -> CatalogueSettings:
    """Read a `catalogue.toml`; without one, nothing is set. Raises CorpusError naming file and field."""
    if not path.exists():
        former = path.with_name(FORMER_NAME)
        if former.exists():
            raise CorpusError(f"{former}: this file is called {CATALOGUE} now; rename it")
        return CatalogueSettings()
    try:
        return CatalogueSettings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error
    except ValidationError as error:
        raise CorpusError("\n".join(f"{path}: {_explained(dict(each))}" for each in error.errors())) from error


def _explained(error: Mapping[str, Any]) -> str:
    """What is wrong, and where: `document 2, titel: unknown`."""
    parts = [str(part + 1) if isinstance(part, int) else part for part in error["loc"]]
    where = " ".join(parts[:2]) + (f", {parts[2]}" if parts[2:] else "")
    if error["type"] == "extra_forbidden":
        model = DocumentSettings if parts[:1] == ["document"] else CatalogueSettings
        return f"{where}: unknown; allowed: {', '.join(model.model_fields)}"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
