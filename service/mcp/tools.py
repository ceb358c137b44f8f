"""The tools by name: what they take, what they return, and which scope of a key they need."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from corpus.text.language import guess
from retriever.query import FILTER_KEYS
from service.access.key import READING, KeyScope
from service.mcp.arguments import AnswerArguments, FacetsArguments, ReadArguments, SearchArguments
from service.mcp.reading import list_facets, read_measure
from service.mcp.results import AnswerResult, FacetsResult, MeasureResult, MeasuresResult
from service.mcp.searching import answer_question, search_measures
from service.mcp.tool_result import ToolFault, ToolResult
from service.mcp.workspace import Workspace
from service.texts import DEFAULT, Texts, languages, negotiate
from service.wire.field_errors import field_error


@dataclass(frozen=True, slots=True)
class McpTool:
    """A tool: `run` does its work, for whoever has one of `scopes`."""

    arguments: type[BaseModel]
    result: type[BaseModel]
    run: Callable[[Workspace, Any], ToolResult]
    scopes: tuple[KeyScope, ...]


TOOLS: Mapping[str, McpTool] = {
    "search_measures": McpTool(SearchArguments, MeasuresResult, search_measures, ("search",)),
    "read_measure": McpTool(ReadArguments, MeasureResult, read_measure, READING),
    "answer_question": McpTool(AnswerArguments, AnswerResult, answer_question, ("chat",)),
    "list_facets": McpTool(FacetsArguments, FacetsResult, list_facets, READING),
}


def allowed_tools(scopes: Collection[KeyScope]) -> list[str]:
    """Return the names of the tools that a key with these scopes may use."""
    return [name for name, tool in TOOLS.items() if set(tool.scopes) & set(scopes)]


def call_tool(
    workspace: Callable[[], Workspace], name: str, arguments: Mapping[str, Any], scopes: Collection[KeyScope]
) -> ToolResult:
    """Return what a tool says. Raises ToolFault saying what is wrong with the call, in words for a model."""
    texts = _texts(arguments)
    allowed = allowed_tools(scopes)
    if name not in TOOLS:
        raise ToolFault(texts.text("mcp.errors.unknown_tool", name=repr(name), known=", ".join(allowed)))
    if name not in allowed:
        raise ToolFault(texts.text("mcp.errors.forbidden", name=name, known=", ".join(allowed)))
    tool = TOOLS[name]
    try:
        wanted = tool.arguments.model_validate(arguments)
    except ValidationError as error:
        raise ToolFault(texts.text("mcp.errors.arguments", faults=_faults(error, tool, texts))) from None
    return tool.run(workspace(), wanted)


def _faults(error: ValidationError, tool: McpTool, texts: Texts) -> str:
    """What is wrong with each argument; never what was sent."""
    known = {"filters": FILTER_KEYS, "arguments": tuple(tool.arguments.model_fields)}
    found = [
        field_error({**each, "loc": ("body", "arguments", *each["loc"])}, known, texts)
        for each in error.errors(include_url=False, include_input=False)
    ]
    return " ".join(f"{each['field'].removeprefix('arguments.')}: {each['message']}." for each in found)


def _texts(arguments: Mapping[str, Any]) -> Texts:
    """The texts of the language that was asked for, if there is one, or of the question."""
    language, question = arguments.get("language"), arguments.get("question")
    if isinstance(language, str) and language in languages():
        return Texts.in_language(language)
    return Texts.in_language(negotiate([guess(question) or DEFAULT if isinstance(question, str) else DEFAULT]))
