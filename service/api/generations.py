"""Administration of generations: what another one changes, putting it to use, and discarding it."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request, Response

from index.change import NamedMeasure, generation_change
from index.generations import Generations
from index.manifest import IndexDamaged, Manifest
from service.api.acts import Acting, Configured, administrator
from service.api.admin_schemas import ChangeModel, GenerationModel
from service.api.dependencies import problems
from service.api.problems import ProblemError
from service.engine import Engine
from service.settings import Settings

if TYPE_CHECKING:
    from index.database.mirror import Mirror

_COUNTED = 16

generations = APIRouter(prefix="/api/admin/generations", tags=["admin"], dependencies=[Depends(administrator)])


def generation_models(settings: Settings, engine: Engine) -> list[GenerationModel]:
    """Return all generations, the newest first."""
    found = Generations(settings.index)
    return [_model(found, name, engine) for name in found.names()]


def lost(measures: Iterable[NamedMeasure], count: int | None = None) -> ProblemError:
    """Return the refusal of what makes measures disappear: their names, and their number if it is another one."""
    named = [asdict(measure) for measure in measures]
    return ProblemError("measures-lost", count=len(named) if count is None else count, measures=named)


@generations.get("/{name}/change", operation_id="generation_change", responses=problems(401, 404, 503))
def changes(name: str, settings: Configured) -> ChangeModel | None:
    """Return what this generation would change of the one in use; null if one of the two can't be read."""
    _known(settings, name)
    change = generation_change(settings.index, name)
    return ChangeModel.model_validate(change) if change else None


@generations.post("/{name}/serve", responses=problems(401, 404, 409, 503, 507))
def serve_generation(
    name: str, request: Request, settings: Configured, act: Acting, *, confirm: bool = False
) -> GenerationModel:
    """Switch to another generation and load it. Damaged generations are refused.

    So is one that lacks measures of the one in use, unless you `confirm` that they go.
    """
    engine: Engine = request.app.state.engine
    mirror: Mirror | None = request.app.state.mirror
    found = _known(settings, name)
    with act("serve generation", name):
        if problem := _model(found, name, engine).problem:
            raise ProblemError("generation-damaged", reason=problem)
        change = None if confirm else generation_change(settings.index, name)
        if change and change.gone:
            raise lost(change.gone_measures, change.gone)
        try:
            (mirror or found).point_to(name)
        except ValueError as error:  # the database hasn't it: this machine had it before it shared any
            raise ProblemError("unknown-generation") from error
    engine.refresh()
    return _model(found, name, engine)


@generations.delete("/{name}", status_code=204, responses=problems(401, 404, 409, 503, 507))
def discard_generation(name: str, request: Request, settings: Configured, act: Acting) -> Response:
    """Delete a generation for good. The one in use is refused."""
    engine: Engine = request.app.state.engine
    mirror: Mirror | None = request.app.state.mirror
    found = _known(settings, name)
    with act("discard generation", name):
        if name in (found.current(), _serving(engine)):
            raise ProblemError("generation-in-use")
        (mirror or found).discard(name)
    return Response(status_code=204)


def _known(settings: Settings, name: str) -> Generations:
    found = Generations(settings.index)
    if name not in found.names():
        raise ProblemError("unknown-generation")
    return found


def _serving(engine: Engine) -> str | None:
    return engine.state.retriever.index.generation if engine.state.retriever else None


def _model(found: Generations, name: str, engine: Engine) -> GenerationModel:
    folder = found.path(name)
    try:
        manifest, problem = Manifest.load(folder), None
    except IndexDamaged as error:
        manifest, problem = None, str(error)
    return GenerationModel(
        name=name,
        current=name == found.current(),
        serving=name == _serving(engine),
        waiting=name == found.waiting(),
        built_at=manifest.built_at if manifest else None,
        encoder=manifest.encoder if manifest else None,
        documents=len(manifest.documents) if manifest else None,
        measures=_measures(folder) if manifest else None,
        problem=problem,
    )


@lru_cache(_COUNTED)
def _measures(folder: Path) -> int:
    """How many measures a generation holds, which never changes."""
    return len(json.loads((folder / "measures.json").read_bytes()))
