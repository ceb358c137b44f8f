"""What may be said about an exception: its type and place, never its message, which may hold a question."""

from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from starlette.types import Scope

_FRAMES = 4


def fault(error: BaseException) -> str:
    """Type and the innermost frames: `KeyError at retriever/ranking.py:41 score < retriever/retriever.py:38 search`."""
    frames = list(_frames(error))[-_FRAMES:]
    return f"{type(error).__name__} at {' < '.join(reversed(frames))}" if frames else type(error).__name__


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        yield f"{path.parent.name}/{path.name}:{line} {frame.f_code.co_name}"


_METHODS = frozenset("CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split())
_UNKNOWN = "-"


def method(scope: Scope) -> str:
    """The method if it is one of HTTP's own; a client may send any word as one."""
    return str(scope["method"]) if scope["method"] in _METHODS else _UNKNOWN


def template(scope: Scope) -> str:
    """The template of the route that took the request, as `/api/measures/{id}`; `-` if none (yet) did."""
    return str(getattr(scope.get("route"), "path", _UNKNOWN))
