"""Refusals that cost next to nothing: many more requests come than can be parsed, let alone answered."""

import logging
import re
from functools import lru_cache
from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from service.access.rates import household
from service.api.admission import RETRY, Admission
from service.api.languages import negotiated
from service.api.middleware import HEADERS, REQUEST_ID, new_id
from service.api.problems import REQUEST_SCOPE, ProblemError, problem_response

_WORK = re.compile(rb"(?:GET|POST) (?P<path>/(?:(?:api/(?!admin)|v1/)[^ ?\r\n]{0,200}|mcp))[ ?]")
_LENGTH = re.compile(rb"\r\ncontent-length: ?(\d{1,9})\r\n")
_LANGUAGE = re.compile(rb"\r\naccept-language: ?([^\r]{0,200})\r\n")
_OTHERWISE = (
    b"\r\nconnection: close",
    b"\r\ntransfer-encoding",
    b"\r\nexpect",
    b"\r\norigin",
    b" http/1.0\r\n",
    b"\r\n ",
    b"\r\n\t",
)
"""What makes a request one that the whole service has to look at."""
_NO_ID = "-" * len(new_id())
"""What stands for the id of a request, as long as one is."""
_SIZED = b"\r\ncontent-length"
_log = logging.getLogger(__name__)


class QuickRefusals:
    """Answers 503 to whole requests for work, as they come from the network, while the queue is full.

    Anything else, and anything unusual, gets None and goes the usual way, where it may be refused as well.
    """

    def __init__(self, admission: Admission) -> None:
        self._admission = admission

    def __call__(self, data: bytes, address: str) -> bytes | None:
        """Return the response to a request from `address` that is refused."""
        if (asked := _WORK.match(data)) is None or not self._admission.is_full_for(household(address)):
            return None
        head, _, body = data.partition(b"\r\n\r\n")
        head = head.lower() + b"\r\n"
        length = _LENGTH.search(head)
        if head.count(_SIZED) > 1 or (length is None and _SIZED in head):
            return None  # how long it is, the parser has to say, or all that follows on the connection is misread
        if len(body) != (int(length[1]) if length else 0) or any(sign in head for sign in _OTHERWISE):
            return None
        self._admission.refuse()
        _log.warning("refused: the queue is full")
        language = _LANGUAGE.search(head)
        refusal = _refusal(
            unquote(asked["path"].decode("ascii", "replace")), language[1].decode("latin-1") if language else ""
        )
        return refusal.replace(_NO_ID.encode(), new_id().encode())


@lru_cache(maxsize=128)
def _refusal(path: str, accepted: str) -> bytes:
    """The whole response, as the service would send it, but for the id of the request."""
    accept = (b"accept-language", negotiated(accepted).encode())
    scope = {"type": "http", "path": path, "root_path": "", "headers": [accept], REQUEST_SCOPE: _NO_ID}
    response = problem_response(Request(scope), ProblemError("overloaded", RETRY))
    headers = MutableHeaders(raw=response.raw_headers)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers[REQUEST_ID] = _NO_ID
    lines = (f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 503 Service Unavailable\r\n{''.join(lines)}\r\n".encode() + bytes(response.body)
