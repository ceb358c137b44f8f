"""Server-sent events (WHATWG HTML, 9.2) with JSON data."""

import json

from pydantic import BaseModel

MEDIA_TYPE = "text/event-stream"
EVENTS = {"schema": {"type": "string"}}
"""What the description of the API says of a stream."""


def event(name: str, data: BaseModel | dict[str, object]) -> str:
    """Return an event. JSON escapes line breaks, so the data fits on one line."""
    written = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data, ensure_ascii=False)
    return f"event: {name}\ndata: {written}\n\n"
