"""What may be said about an exception: its type and place, never its message, which may hold a question."""

from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

_FRAMES = 4


def fault(error: BaseException) -> str:
    """Type and the innermost frames: `KeyError at retriever/ranking.py:41 score < retriever/retriever.py:38 search`."""
    frames = list(_frames(error))[-_FRAMES:]
    return f"{type(error).__name__} at {' < '.join(reversed(frames))}" if frames else type(error).__name__


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        yield f"{path.parent.name}/{path.name}:{line} {frame.f_code.co_name}"
