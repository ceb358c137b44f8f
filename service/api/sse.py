"""Server-sent events (WHATWG HTML, 9.2): an event's name, and its data as one line of JSON."""

import json

from pydantic import BaseModel

MEDIA_TYPE = "text/event-stream"


def event(name: str, data: BaseModel | dict[str, object]) -> str:
    """One event. JSON escapes line breaks, so that the data is one line."""
    written = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data, ensure_ascii=False)
    return f"event: {name}\ndata: {written}\n\n"
