"""Server-sent events (WHATWG HTML, 9.2): an event's name, and its data as one line of JSON."""

import json
import re
from collections.abc import Iterator

from pydantic import BaseModel

MEDIA_TYPE = "text/event-stream"
_PIECE = re.compile(r"\S+\s*|\s+")
_WORDS_EACH = 4


def event(name: str, data: BaseModel | dict[str, object]) -> str:
    """One event. JSON escapes line breaks, so that the data is one line."""
    written = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data, ensure_ascii=False)
    return f"event: {name}\ndata: {written}\n\n"


def tokens(text: str) -> Iterator[str]:
    """`text` in pieces of a few words, which together are the text."""
    words = _PIECE.findall(text)
    for start in range(0, len(words), _WORDS_EACH):
        yield "".join(words[start : start + _WORDS_EACH])
