"""Administration: documents, index generations, rebuilds. Without a key for it, the routes don't exist."""

from collections import Counter
from dataclasses import replace

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.check import DocumentCheck, check_corpus
from corpus.collection import Corpus, CorpusError
from index.change import NamedMeasure, index_change
from service.admin.library import Library
from service.admin.reasons import reason_text
from service.admin.rebuild import Rebuild
from service.admin.watching import Watch
from service.api import admin_schemas
from service.api.acts import Acting, Building, Configured, Own, Told, administrator, without_folder
from service.api.dependencies import problems
from service.api.generations import generation_models, lost
from service.api.problems import ProblemError
from service.engine import Engine
from service.texts import Texts

admin = APIRouter(prefix="/api/admin", tags=["admin"], dependencies=[Depends(administrator)])


_FILE = {"type": "string", "format": "binary"}


@admin.get("", operation_id="administration", responses=problems(401, 404, 503))
def state(request: Request, settings: Configured, rebuild: Building, told: Told) -> admin_schemas.AdminStateResponse:
    """Return the generations, the documents in use, the files of the next rebuild, and the progress of any rebuild."""
    engine: Engine = request.app.state.engine
    watch: Watch | None = request.app.state.watch
    files = Library(settings.own_folder).names() if settings.own_folder else []
    return admin_schemas.AdminStateResponse(
        own=settings.own_folder is not None,
        bundled=None in (settings.documents or (None,)),
        files=files,
        documents=_indexed(engine, files),
        generations=generation_models(settings, engine),
        rebuild=_told_rebuild(rebuild, told),
        watch=admin_schemas.WatchModel.model_validate(watch) if watch else None,
        degraded=[*engine.state.degraded, *(watch.remarks if watch else ())],
    )


def _indexed(engine: Engine, own: list[str]) -> list[admin_schemas.IndexedDocumentModel]:
    """The documents of the index in use."""
    if (retriever := engine.state.retriever) is None:
        return []
    index = retriever.index
    counts = Counter(measure.document for measure in index.measures)
    return [
        admin_schemas.IndexedDocumentModel(
            id=document.id,
            title=document.title,
            file=document.file,
            own=document.file in own,
            measures=counts[document.id],
        )
        for document in index.documents.values()
    ]


@admin.get("/check", operation_id="check", responses=problems(401, 404, 422, 503))
def checked(settings: Configured, told: Told) -> admin_schemas.CheckResponse:
    """Report, document by document, what the next rebuild can and can't read, and which measures it would change."""
    try:
        corpus = Corpus.from_catalogues(settings.documents)
    except CorpusError as error:
        raise ProblemError("unreadable", reason=without_folder(str(error), settings)) from error
    found, change = check_corpus(corpus), index_change(settings.index, corpus)
    return admin_schemas.CheckResponse(
        documents=list(found.documents),
        broken=[replace(file, reason=reason_text(file.reason, told)) for file in found.broken],
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
def remove(name: str, request: Request, library: Own, act: Acting, *, confirm: bool = False) -> Response:
    """Remove a document. The file is moved to the hidden folder `.removed`, not deleted.

    If the index in use has measures that stand in it and nowhere else, it stays unless you `confirm` that they go.
    """
    with act("remove", name):
        if name in library.names() and not confirm:
            _check_loss(request.app.state.engine, name)
        library.remove(name)
    return Response(status_code=204)


def _check_loss(engine: Engine, name: str) -> None:
    """Raise ProblemError if measures of the index in use would be gone without this document."""
    if (retriever := engine.state.retriever) is None:
        return
    ids = {document.id for document in retriever.index.documents.values() if document.file == name}
    gone = [each for each in retriever.index.measures if each.document in ids and not each.also_in]
    if gone:
        raise lost(NamedMeasure(measure.id, measure.title) for measure in gone)


@admin.post("/rebuild", status_code=202, responses=problems(401, 404, 409, 503, 507))
async def start_rebuild(
    rebuild: Building, act: Acting, told: Told, *, confirm: bool = False, bundled: bool = False
) -> admin_schemas.RebuildModel:
    """Start building a new generation from the documents, which is then put to use.

    If it lacks measures of the one in use, it ends as `waiting` instead, unless you `confirm` that they go: then put it
    to use, or delete it. `bundled` adds the bundled documents this once.
    """
    with act("rebuild"):
        await rebuild.start(losses="any" if confirm else "none", bundled=bundled)
    return _told_rebuild(rebuild, told)


@admin.get("/rebuild", responses=problems(401, 404, 503))
async def rebuild_state(rebuild: Building, told: Told) -> admin_schemas.RebuildModel:
    """Return the progress of the rebuild."""
    return _told_rebuild(rebuild, told)


def _told_rebuild(rebuild: Rebuild, told: Texts) -> admin_schemas.RebuildModel:
    """How far a rebuild is, with reasons in the language of whoever asks."""
    progress = rebuild.progress
    problems = tuple((file, reason_text(reason, told)) for file, reason in progress.problems)
    failure = progress.failure and reason_text(progress.failure, told)
    return admin_schemas.RebuildModel.model_validate(replace(progress, problems=problems, failure=failure))
