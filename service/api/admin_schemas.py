"""Wire types of the administration. Document checks are sent as the dataclasses of `corpus.check`."""

from service.admin.rebuild import Status
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


class RebuildModel(WireModel):
    """The progress of a rebuild: `done` of `total` in `step`."""

    status: Status
    step: str | None
    done: int
    total: int
    generation: str | None
    problems: list[tuple[str, str]]
    failure: str | None


class AdminStateResponse(WireModel):
    """The generations, the files of the next rebuild, and a running rebuild.

    `own` is false if the bundled documents are used; there is no folder for uploads then.
    """

    own: bool
    files: list[str]
    generations: list[GenerationModel]
    rebuild: RebuildModel
    degraded: list[str]
