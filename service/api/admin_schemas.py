"""Wire types of the administration. Document checks are sent as the dataclasses of `corpus.check`."""

from corpus.check import DocumentCheck
from corpus.folder import UnreadFile
from service.admin.rebuild import RebuildStatus
from service.wire.common import WireModel


class GenerationModel(WireModel):
    """A built state of the index. `problem` says why it can't serve; its origin is then unknown (null)."""

    name: str
    current: bool
    serving: bool
    built_at: str | None
    encoder: str | None
    documents: int | None
    problem: str | None


class NamedMeasureModel(WireModel):
    """A measure by id and title."""

    id: str
    title: str


class ChangeModel(WireModel):
    """What a rebuild changes: documents and measures now and then, measures that are gone and new.

    `gone_measures` names at most a hundred. If `halves`, fewer than half of the measures or documents would be left,
    and the rebuild must be confirmed.
    """

    documents_now: int
    documents_then: int
    measures_now: int
    measures_then: int
    gone: int
    new: int
    gone_measures: list[NamedMeasureModel]
    halves: bool


class CheckResponse(WireModel):
    """What the next rebuild reads, and what it changes (null if there is no index that can be read)."""

    documents: list[DocumentCheck]
    broken: list[UnreadFile]
    passed_over: list[str]
    change: ChangeModel | None


class RebuildModel(WireModel):
    """The progress of a rebuild: `done` of `total` in `step`, and what it changes, once that is known."""

    status: RebuildStatus
    step: str | None
    done: int
    total: int
    generation: str | None
    problems: list[tuple[str, str]]
    failure: str | None
    change: ChangeModel | None


class WatchModel(WireModel):
    """The watch over the folders of documents.

    It is `waiting` while documents change, until they have been left alone for a moment; `missing` are folders that
    aren't there. `polling` says that it looks at each file again and again, because the system doesn't tell of changes.
    """

    waiting: bool
    polling: bool
    missing: list[str]


class AdminStateResponse(WireModel):
    """The generations, the files of the next rebuild, a running rebuild, and the watch, if the folders are watched.

    `own` is false if the bundled documents are used; there is no folder for uploads then.
    """

    own: bool
    files: list[str]
    generations: list[GenerationModel]
    rebuild: RebuildModel
    watch: WatchModel | None
    degraded: list[str]
