"""What is asked, as the HTTP interface takes it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from massnahmenlotse.results import ConversationAnswer

Filters = Mapping[str, str | bool | Sequence[str]]
"""What measures must be, by key: `{"state": ["Bayern", "Hessen"], "part_time": True, "where": "places>=50"}`."""


def search_body(
    question: str, limit: int, filters: Filters | None, language: str | None, without: Sequence[str]
) -> dict[str, Any]:
    """Return the request of a search, without what isn't set."""
    return _set(
        question=question, limit=limit, filters=_values(filters), language=language, without=list(without) or None
    )


def chat_body(
    question: str,
    after: "ConversationAnswer | None",
    limit: int | None,
    filters: Filters | None,
    language: str | None,
    without: Sequence[str],
) -> dict[str, Any]:
    """Return the request of an answer to a question, alone or after another answer."""
    messages = [*(after.messages if after else ()), {"role": "user", "content": question}]
    return _set(
        messages=messages, limit=limit, filters=_values(filters), language=language, without=list(without) or None
    )


def page_address(url: str) -> str:
    """Return the address of a service. Raises ValueError unless it is http or https, without user, query, fragment."""
    parts = urlsplit(url)
    usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not usable or parts.query or parts.fragment:
        raise ValueError("an address such as https://lotse.example is needed, without user name, password or query")
    return url.rstrip("/")


def _values(filters: Filters | None) -> dict[str, Any] | None:
    if not filters:
        return None
    return {key: value if isinstance(value, str | bool) else list(value) for key, value in filters.items()}


def _set(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
