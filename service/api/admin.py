"""Administration: documents, index generations, rebuilds. Without a key for it, the routes don't exist."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.check import DocumentCheck, check_corpus
from corpus.collection import Corpus, CorpusError
from index.change import index_change
from index.files import NotWritten
from index.generations import Generations
from index.manifest import IndexDamaged, Manifest
from service.admin.audit import AuditLog
from service.admin.library import Library, NameTaken, NoDocument, UploadRefused
from service.admin.rebuild import Rebuild, RebuildRunning
from service.admin.watching import Watch
from service.api import admin_schemas
from service.api.access import Bearer, bearer_of
from service.api.dependencies import problems
from service.api.problems import ProblemError
from service.engine import Engine
from service.settings import Settings


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Configured = Annotated[Settings, Depends(_settings)]


async def _administrator(request: Request) -> Bearer:
    """Whoever asks, who has been let in for this."""
    bearer = bearer_of(request)
    if bearer is None or "admin" not in bearer.key.scopes:
        raise ProblemError("unauthorised", {"WWW-Authenticate": "Bearer"})
    return bearer


async def _library(settings: Configured) -> Library:
    if settings.own_folder is None:
        raise ProblemError("no-folder")
    return Library(settings.own_folder)


async def _rebuild(request: Request) -> Rebuild:
    rebuild: Rebuild = request.app.state.rebuild
    return rebuild


async def _act(
    settings: Configured, bearer: Annotated[Bearer, Depends(_administrator)]
) -> Callable[..., AbstractContextManager[None]]:
    """What an act is done within, given what it is and which document it concerns: it is noted, errors explained."""

    @contextmanager
    def act(what: str, which: str | None = None) -> Iterator[None]:
        with _explained(settings), AuditLog(settings.audit_file).act(bearer.who, what, which), _explained(settings):
            yield

    return act


Acting = Annotated[Callable[..., AbstractContextManager[None]], Depends(_act)]
Own = Annotated[Library, Depends(_library)]
Building = Annotated[Rebuild, Depends(_rebuild)]

admin = APIRouter(prefix="/api/admin", tags=["admin"], dependencies=[Depends(_administrator)])


_FILE = {"type": "string", "format": "binary"}


@admin.get("", operation_id="administration", responses=problems(401, 404, 503))
def state(request: Request, settings: Configured, rebuild: Building) -> admin_schemas.AdminStateResponse:
    """Return the index generations, the files of the next rebuild, and the progress of any rebuild."""
    engine: Engine = request.app.state.engine
    watch: Watch | None = request.app.state.watch
    serving = engine.state.retriever.index.generation if engine.state.retriever else None
    generations = Generations(settings.index)
    current = generations.current()
    return admin_schemas.AdminStateResponse(
        own=settings.own_folder is not None,
        files=Library(settings.own_folder).names() if settings.own_folder else [],
        generations=[_generation(generations, name, current, serving) for name in generations.names()],
        rebuild=admin_schemas.RebuildModel.model_validate(rebuild.progress),
        watch=admin_schemas.WatchModel.model_validate(watch) if watch else None,
        degraded=[*engine.state.degraded, *(watch.remarks if watch else ())],
    )


@admin.get("/check", operation_id="check", responses=problems(401, 404, 422, 503))
def checked(settings: Configured) -> admin_schemas.CheckResponse:
    """Report, document by document, what the next rebuild can and can't read, and which measures it would change."""
    try:
        corpus = Corpus.from_catalogues(settings.documents)
    except CorpusError as error:
        raise ProblemError("unreadable", reason=_without_folder(str(error), settings)) from error
    found, change = check_corpus(corpus), index_change(settings.index, corpus)
    return admin_schemas.CheckResponse(
        documents=list(found.documents),
        broken=list(found.broken),
        passed_over=list(found.passed_over),
        change=admin_schemas.ChangeModel.model_validate(change) if change else None,
    )


@admin.put(
    "/documents/{name}",
    operation_id="upload_document",
    status_code=201,
    responses=problems(401, 404, 409, 413, 422, 507),
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": _FILE}}, "required": True}},
)
async def upload(name: str, request: Request, library: Own, act: Acting, *, replace: bool = False) -> DocumentCheck:
    """Add the document in the request body and check it as `lotse check` does. Unreadable files are rejected."""
    with act("upload", name):
        draft = await library.receive(name, request.stream())
        return await run_in_threadpool(library.accept, draft, replace=replace)


@admin.delete(
    "/documents/{name:path}", operation_id="remove_document", status_code=204, responses=problems(401, 404, 409, 507)
)
def remove(name: str, library: Own, act: Acting) -> Response:
    """Remove a document. The file is moved to the hidden folder `.removed`, not deleted."""
    with act("remove", name):
        library.remove(name)
    return Response(status_code=204)


@admin.post("/rebuild", status_code=202, responses=problems(401, 404, 409, 503, 507))
async def start_rebuild(rebuild: Building, act: Acting, *, confirm: bool = False) -> admin_schemas.RebuildModel:
    """Start building a new generation from the documents. The service switches to it automatically.

    It ends as `unconfirmed` if fewer than half of the measures or documents would be left, unless you `confirm` that.
    """
    with act("rebuild"):
        return admin_schemas.RebuildModel.model_validate(await rebuild.start(confirmed=confirm))


@admin.get("/rebuild", responses=problems(401, 404, 503))
async def rebuild_state(rebuild: Building) -> admin_schemas.RebuildModel:
    """Return the progress of the rebuild."""
    return admin_schemas.RebuildModel.model_validate(rebuild.progress)


@admin.post("/generations/{name}/serve", responses=problems(401, 404, 409, 503, 507))
def serve_generation(name: str, request: Request, settings: Configured, act: Acting) -> admin_schemas.GenerationModel:
    """Switch to another generation and load it. Damaged generations are refused."""
    engine: Engine = request.app.state.engine
    generations = Generations(settings.index)
    if name not in generations.names():
        raise ProblemError("unknown-generation")
    found = _generation(generations, name, name, None)
    if found.problem:
        raise ProblemError("generation-damaged", reason=found.problem)
    with act("serve generation", name):
        generations.point_to(name)
    engine.refresh()
    serving = engine.state.retriever.index.generation if engine.state.retriever else None
    return found.model_copy(update={"serving": serving == name})


def _generation(
    generations: Generations, name: str, current: str | None, serving: str | None
) -> admin_schemas.GenerationModel:
    try:
        manifest, problem = Manifest.load(generations.path(name)), None
    except IndexDamaged as error:
        manifest, problem = None, str(error)
    return admin_schemas.GenerationModel(
        name=name,
        current=name == current,
        serving=name == serving,
        built_at=manifest.built_at if manifest else None,
        encoder=manifest.encoder if manifest else None,
        documents=len(manifest.documents) if manifest else None,
        problem=problem,
    )


@contextmanager
def _explained(settings: Settings) -> Iterator[None]:
    """Answer with a problem if something can't be done, or the disk is full or broken."""
    try:
        yield
    except UploadRefused as error:
        raise ProblemError("unreadable", reason=str(error)) from error
    except NameTaken as error:
        raise ProblemError("document-exists") from error
    except NoDocument as error:
        raise ProblemError("unknown-document") from error
    except RebuildRunning as error:
        raise ProblemError("rebuild-running") from error
    except NotWritten as error:
        raise ProblemError("not-written", reason=_without_folder(str(error), settings)) from error


def _without_folder(reason: str, settings: Settings) -> str:
    """Never reveal a folder's path, not even to administrators."""
    for folder in filter(None, (*settings.documents, settings.index, settings.audit_file.parent)):
        reason = reason.replace(str(folder), folder.name)
    return reason
