"""Wire types of the administration. Document checks are sent as the dataclasses of `corpus.check`."""

from corpus.check import DocumentCheck
from corpus.folder import UnreadFile
from service.admin.rebuild import RebuildStatus
from service.wire.common import WireModel


class GenerationModel(WireModel):
    """A built state of the index. `problem` says why it can't serve; its origin and content are then unknown (null).

    One that is `waiting` lacks measures of the one in use, and waits to be put to use or discarded.
    """

    name: str
    current: bool
    serving: bool
    waiting: bool
    built_at: str | None
    encoder: str | None
    documents: int | None
    measures: int | None
    problem: str | None


class NamedMeasureModel(WireModel):
    """A measure by id and title."""

    id: str
    title: str


class ChangeModel(WireModel):
    """What a rebuild or a generation changes: documents and measures now and then, measures gone, new and changed.

    The lists name at most a hundred measures each. If `halves`, fewer than half of the measures or documents are left.
    """

    documents_now: int
    documents_then: int
    measures_now: int
    measures_then: int
    gone: int
    new: int
    changed: int
    gone_measures: list[NamedMeasureModel]
    new_measures: list[NamedMeasureModel]
    changed_measures: list[NamedMeasureModel]
    halves: bool


class CheckResponse(WireModel):
    """What the next rebuild reads, and what it changes (null if there is no index that can be read)."""

    documents: list[DocumentCheck]
    broken: list[UnreadFile]
    passed_over: list[str]
    change: ChangeModel | None


class RebuildModel(WireModel):
    """The progress of a rebuild: `done` of `total` in `step`, and what it changes, once that is known.

    `waiting` means that measures would be gone: `generation` is built, but not in use.
    """

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


class IndexedDocumentModel(WireModel):
    """A document of the index in use, and how many measures it holds; `own` if it lies in the folder for uploads."""

    id: str
    title: str
    file: str | None
    own: bool
    measures: int


class CatalogueResponse(WireModel):
    """The folder's `catalogue.toml` as it stands (null without one), and the one that says what is read without it.

    `problem` says why it can't be used; there is no proposal then.
    """

    text: str | None
    proposal: str | None
    problem: str | None


class AdminStateResponse(WireModel):
    """The generations, documents in use, files of the next rebuild, a running rebuild, and the watch, if there is one.

    `own` is false if the bundled documents are used; there is no folder for uploads then. `bundled` says whether they
    are among the documents of the next rebuild.
    """

    own: bool
    bundled: bool
    files: list[str]
    documents: list[IndexedDocumentModel]
    generations: list[GenerationModel]
    rebuild: RebuildModel
    watch: WatchModel | None
    degraded: list[str]
