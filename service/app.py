"""Assembles the service from settings, engine, routes and middleware. All wiring happens here."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import uvicorn
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from service.access.register import Register
from service.admin.library import MOST_BYTES
from service.admin.rebuild import Rebuild
from service.admin.watching import Watch
from service.api.access import Guarded
from service.api.admin import admin
from service.api.admission import Admission, Admitted
from service.api.assets import Assets
from service.api.catalogue import catalogue
from service.api.chat import chat
from service.api.description import Service, operation_name
from service.api.export import export
from service.api.feedback import Feedback
from service.api.generations import generations
from service.api.hosts import Hosts
from service.api.mcp import mcp
from service.api.middleware import AccessLog, BodyLimit, Faults, Heads, Origins, SecurityHeaders
from service.api.openai.responses import responding
from service.api.openai.routes import compat
from service.api.openai.schemas import LONGEST_CONVERSATION
from service.api.opinions import opinion_routes
from service.api.pages import opinions, page_or_problem, pages, web
from service.api.problems import HANDLERS
from service.api.proxies import Proxied
from service.api.refusals import QuickRefusals
from service.api.search import api, health
from service.engine import Engine
from service.llm.client import ModelClient
from service.llm.writer import Writer
from service.server.connections import BACKLOG, ConnectionLimits, limited_protocol
from service.settings import Settings
from service.sharing import environment_of, mirror_of
from service.wire.chat import BODY_LIMIT

if TYPE_CHECKING:
    from service.api.traces import Traces

API_VERSION = "1"
_BODY_LIMITS = {
    "/api/chat": BODY_LIMIT,
    "/v1/": LONGEST_CONVERSATION,
    "/mcp": BODY_LIMIT,
    "/api/admin/documents/": MOST_BYTES,
}
_SEATS = max(1, (os.cpu_count() or 1) - 1)
"""Requests that are worked on at once. One core is the event loop's: threads that work in Python hold it up."""
# FastAPI would report request errors to OpenTelemetry, which sends them wherever the environment says.
_NO_TELEMETRY: Any = dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False)


def create_app(settings: Settings) -> FastAPI:
    """Return the service. It accepts requests at once and searches as soon as the index is loaded.

    FastAPI's /docs page is disabled because it fetches from other hosts; /openapi.json describes the API.
    """
    mirror = mirror_of(settings)
    register = Register(settings, mirror.state_file(settings.keys_file) if mirror else None)
    engine = Engine(settings.index, settings.model, lambda: register.known.views(), mirror)
    writer = Writer(ModelClient(settings.llm), settings.llm) if settings.llm.url else None
    rebuild = Rebuild(settings.index, settings.documents, settings.model, environment_of(settings))
    watch = Watch(rebuild, settings) if settings.watch and settings.own_folder else None
    traces = _traces(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        looks = (register.refresh, engine.refresh)  # keys are revoked at once, even while an index is being loaded
        watching = [asyncio.create_task(_repeat(look, settings.check_seconds)) for look in looks]
        rebuilding = asyncio.create_task(watch.run()) if watch else None
        yield
        for each in watching:
            each.cancel()
        if rebuilding:
            rebuilding.cancel()
            await asyncio.wait((rebuilding,))
        await rebuild.stop()
        if writer:
            await writer.close()
        if mirror:
            await run_in_threadpool(mirror.database.close)
        if traces:
            await run_in_threadpool(traces.close)

    app = Service(
        title="Massnahmenlotse",  # without ß: generators make the names of packages of it
        summary="Finds, ranks and cites labour-market measures. It does not decide eligibility.",
        version=API_VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_name,
        redirect_slashes=False,
        exception_handlers={**HANDLERS, HTTPException: page_or_problem},
        telemetry=_NO_TELEMETRY,
    )
    app.state.engine = engine
    app.state.register = register
    app.state.settings = settings
    app.state.mirror = mirror
    app.state.rebuild = rebuild
    app.state.watch = watch
    app.state.assets = Assets.load()
    app.state.writer = writer
    app.include_router(health)
    app.include_router(api)
    app.include_router(chat)
    app.include_router(export)
    app.include_router(compat)
    app.include_router(responding)
    app.include_router(mcp)
    app.include_router(web)
    app.include_router(pages)
    if settings.feedback:
        app.state.feedback = Feedback(settings.feedback)
        app.include_router(opinions)
    for administering in (admin, generations, catalogue, opinion_routes):
        app.include_router(administering, include_in_schema=register.known.administered)
    app.state.admission = Admission(seats=_SEATS, queue=settings.queue)
    app.state.metrics = None
    if settings.metrics:
        from service.api.metrics import Metrics, measured  # loads a library that others don't need

        app.state.metrics = Metrics(engine, app.state.admission, writer)
        app.include_router(measured)
    app.add_middleware(Admitted, admission=app.state.admission)  # the last one added is outermost
    app.add_middleware(BodyLimit, limits=_BODY_LIMITS)
    app.add_middleware(Guarded, register=register, routes=app.routes)
    app.add_middleware(Faults)
    if settings.origins:  # outside Faults, so that pages can read error responses, too
        app.add_middleware(Origins, origins=settings.origins)
    app.add_middleware(Hosts, hosts=settings.answers_to)
    app.add_middleware(Heads)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AccessLog, figures=tuple(filter(None, (app.state.metrics, traces))))
    app.add_middleware(
        Proxied,
        proxies=settings.proxies,
        root_path=settings.root_path,
        user_header=settings.user_header,
        groups_header=settings.groups_header,
    )
    return app


def create_server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """Return the server for `app`. The caller configures logging; requests are logged by middleware, without paths."""
    limits = ConnectionLimits(settings.connections, settings.connections_per_address, settings.request_seconds)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http=limited_protocol(limits, QuickRefusals(app.state.admission)),
            backlog=BACKLOG,
            timeout_graceful_shutdown=settings.drain_seconds,
            log_level=settings.log_level,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # see Proxied
            ws="none",  # uvicorn would log path and query of each attempt
            server_header=False,
        )
    )


def _traces(settings: Settings) -> "Traces | None":
    if settings.traces is None:
        return None
    from service.api.traces import Traces  # loads libraries that others don't need, nor have

    return Traces(settings.traces)


async def _repeat(look: Callable[[], None], seconds: float) -> None:
    """Look every `seconds` for what has changed, loading it in a thread."""
    while True:
        await run_in_threadpool(look)
        await asyncio.sleep(seconds)
