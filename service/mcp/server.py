"""The tools and resources over the Model Context Protocol. This is the one file that the SDK is imported by."""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from starlette.types import Receive, Scope, Send

from service.access.key import READING, KeyScope
from service.mcp.described import argument_schema, in_every_language, result_schema
from service.mcp.resources import TEMPLATES, listed_resources, read_resource
from service.mcp.tool_result import ToolFault
from service.mcp.tools import TOOLS, allowed_tools, call_tool
from service.mcp.workspace import Workspace
from service.redaction import fault
from service.texts import DEFAULT, Texts
from service.wire.chat import BODY_LIMIT

_NAME = "massnahmenlotse"
_TEXT = "text/markdown"
_log = logging.getLogger(__name__)
for _library in ("mcp", "sse_starlette"):  # they log what was sent: questions
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class McpAccess:
    """What one caller works on, and the scopes of its key. `workspace` raises ToolFault while there is no index."""

    workspace: Callable[[], Workspace]
    scopes: Collection[KeyScope] = READING


async def answer_over_http(access: McpAccess, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request (streamable HTTP, stateless, JSON)."""
    manager = StreamableHTTPSessionManager(
        _server(access), json_response=True, stateless=True, max_request_body_size=BODY_LIMIT
    )
    async with manager.run():
        await manager.handle_request(scope, receive, send)


async def serve_over_stdio(access: McpAccess) -> None:
    """Serve a host over stdin and stdout until it closes them."""
    server = _server(access)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def _server(access: McpAccess) -> "Server[Any]":
    methods = _Methods(access)
    server: Server[Any] = Server(
        _NAME,
        version=version(_NAME),
        title=Texts.in_language(DEFAULT).text("common.name"),
        instructions=in_every_language(lambda texts: texts.text("mcp.instructions")),
        on_list_tools=methods.tools,
        on_call_tool=methods.call,
        on_list_resources=methods.resources,
        on_list_resource_templates=methods.templates,
        on_read_resource=methods.read,
    )
    server.middleware.clear()  # it would report to OpenTelemetry, which sends that wherever the environment says
    return server


class _Methods:
    """The protocol's methods, for one caller. Work is done in threads."""

    def __init__(self, access: McpAccess) -> None:
        self._access = access

    async def tools(self, *_: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=await asyncio.to_thread(_tools, allowed_tools(self._access.scopes)))

    async def call(self, _: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        arguments = params.arguments or {}
        try:
            result = await asyncio.to_thread(
                call_tool, self._access.workspace, params.name, arguments, self._access.scopes
            )
            content = await asyncio.to_thread(lambda: result.content)
        except ToolFault as error:
            return _failed(str(error))
        except Exception as error:  # its message may hold the question
            _log.error("%s failed: %s", params.name if params.name in TOOLS else "-", fault(error))
            return _failed(Texts.in_language(DEFAULT).text("problems.internal.detail"))
        return types.CallToolResult(content=[types.TextContent(text=result.text)], structured_content=content)

    async def resources(self, _: object, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        cursor = params.cursor if params else None
        if cursor is not None and not (cursor.isascii() and cursor.isdecimal()):
            raise MCPError(types.INVALID_PARAMS, "cursor: not one of this server")
        found, following = await self._done(lambda: listed_resources(self._access.workspace(), int(cursor or 0)))
        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=each.uri, name=each.title, description=each.about or None, mime_type=_TEXT)
                for each in found
            ],
            next_cursor=None if following is None else str(following),
        )

    async def templates(self, *_: object) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[_template(name) for name in TEMPLATES])

    async def read(self, _: object, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(params.uri)
        text = await self._done(lambda: read_resource(self._access.workspace(), uri))
        return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, mime_type=_TEXT, text=text)])

    async def _done(self, work: Callable[[], Any]) -> Any:
        """What some work returns; errors of the protocol for what it refuses, and for what it fails at."""
        try:
            return await asyncio.to_thread(work)
        except ToolFault as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from None
        except Exception as error:
            _log.error("a resource failed: %s", fault(error))
            detail = Texts.in_language(DEFAULT).text("problems.internal.detail")
            raise MCPError(types.INTERNAL_ERROR, detail) from None


def _failed(why: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=why)], is_error=True)


def _tools(names: Sequence[str]) -> list[types.Tool]:
    return [_tool(name) for name in names]


@cache
def _tool(name: str) -> types.Tool:
    return types.Tool(
        name=name,
        title=in_every_language(lambda texts: texts.text(f"mcp.tools.{name}.title")),
        description=in_every_language(lambda texts: texts.text(f"mcp.tools.{name}.description")),
        input_schema=argument_schema(TOOLS[name].arguments),
        output_schema=result_schema(TOOLS[name].result),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


@cache
def _template(name: str) -> types.ResourceTemplate:
    about = in_every_language(lambda texts: texts.text(f"mcp.resources.{name}"))
    return types.ResourceTemplate(name=name, uri_template=TEMPLATES[name], description=about, mime_type=_TEXT)
