"""What goes over HTTP between the service and who runs it."""

from pydantic import BaseModel, ConfigDict, Field

from service.admin.rebuild import RebuildStatus


class _Told(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class GenerationState(_Told):
    """A built state of the index. `problem` says why it can't serve; then what it was built from isn't known."""

    name: str
    current: bool
    serving: bool
    built_at: str | None
    encoder: str | None
    documents: int | None
    problem: str | None


class BrokenFile(_Told):
    """A file that can't be read, and why."""

    file: str
    reason: str


class Gap(_Told):
    """Lines that are in no measure and no section, and how they begin."""

    first_line: int
    last_line: int
    begins: str


class Silence(_Told):
    """What the source doesn't say about a measure."""

    measure: str
    title: str
    missing: list[str]


class CheckedDocument(_Told):
    """What was read of a document and what wasn't: the same as `lotse check` says."""

    id: str
    title: str
    kind: str
    date: str | None
    characters: int
    measures: int
    sections: int
    keywords: int
    unread: float = Field(description="Share of the text, 0 to 1, that is in no measure and no section")
    gaps: list[Gap]
    untitled: list[str]
    bare: list[str]
    missing: dict[str, int]
    silent: list[Silence]


class CheckReport(_Told):
    """All documents that the next rebuild reads, the files that it can't, and those of kinds that it doesn't."""

    documents: list[CheckedDocument]
    broken: list[BrokenFile]
    skipped: list[str]


class RebuildState(_Told):
    """How far a rebuild is; `done` of `total` in `step`."""

    status: RebuildStatus
    step: str | None
    done: int
    total: int
    generation: str | None
    problems: list[tuple[str, str]]
    failure: str | None


class AdminState(_Told):
    """What serves, which generations there are, and which files the next rebuild reads.

    `own` is false where the shipped documents serve; then there is no folder for uploads.
    """

    own: bool
    files: list[str]
    generations: list[GenerationState]
    rebuild: RebuildState
    degraded: list[str]
