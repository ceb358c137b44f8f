"""What may be logged or shown of an exception: type and location, never the message, which may contain a question."""

from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from starlette.types import Scope

_FRAMES = 4


def fault(error: BaseException) -> str:
    """Return the type and frames: `KeyError at retriever/ranking.py:41 score < retriever/retriever.py:38 search`."""
    frames = list(_frames(error))[-_FRAMES:]
    return f"{type(error).__name__} at {' < '.join(reversed(frames))}" if frames else type(error).__name__


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        yield f"{path.parent.name}/{path.name}:{line} {frame.f_code.co_name}"


_METHODS = frozenset("CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split())
_UNKNOWN = "-"


def method(scope: Scope) -> str:
    """Return the method if it is a standard HTTP method, else `-`: clients can send any word."""
    return str(scope["method"]) if scope["method"] in _METHODS else _UNKNOWN


def template(scope: Scope) -> str:
    """Return the template of the matched route, such as `/api/measures/{id}`, or `-` if none matched (yet)."""
    return str(getattr(scope.get("route"), "path", _UNKNOWN))
