"""Errors, in the words of the problem details that the service answers with (RFC 9457)."""

from collections.abc import Mapping, Sequence
from typing import Any

_NOT_FOUND, _TOO_MANY, _SERVER_ERROR = 404, 429, 500
_NOT_LET_IN = (401, 403, 421)


class LotseError(Exception):
    """Whatever this package raises."""


class PackageMissing(LotseError, ImportError):
    """A package is needed that isn't installed; the message says how to install it."""


class ServiceUnreachable(LotseError):
    """No answer came from the address, or one that isn't this service's."""


class ProblemReported(LotseError):
    """A request wasn't carried out. Its text is the problem's title and detail, and what more the problem says.

    `type`, `title`, `status`, `detail` and `request` (the id that the service's log has, if any) are those of the
    problem, `errors` its invalid fields with what is wrong with them, `retry_after` the seconds after which to try
    again, if that is said.
    """

    def __init__(self, problem: Mapping[str, Any], retry_after: float | None = None) -> None:
        self.type = str(problem.get("type", "about:blank"))
        self.title = str(problem.get("title", ""))
        self.status = int(problem.get("status", 0))
        self.detail = str(problem.get("detail", ""))
        self.request: str | None = problem.get("request")
        self.errors: Sequence[tuple[str, str]] = tuple(
            (str(each["field"]), str(each["message"])) for each in problem.get("errors") or ()
        )
        self.retry_after = retry_after
        more = [*(f"{field}: {message}" for field, message in self.errors), *map(str, problem.get("degraded") or ())]
        super().__init__(" ".join(filter(None, (f"{self.title}:", self.detail, "; ".join(more)))))


class InvalidRequest(ProblemReported):
    """What was asked can't be: a question that is too long, a filter that doesn't exist."""


class NotThere(ProblemReported):
    """There is no such measure, document or route."""


class RequestRefused(ProblemReported):
    """The key is missing, unknown or not for this, or the service isn't called by this name."""


class ServiceUnavailable(ProblemReported):
    """Not now: no index yet, too many requests, or a fault of the service's own."""


def reported(problem: Mapping[str, Any], retry_after: float | None = None) -> ProblemReported:
    """Return the error for problem details, by their status."""
    status = int(problem.get("status", 0))
    kind: type[ProblemReported] = InvalidRequest
    if status >= _SERVER_ERROR or status == _TOO_MANY:
        kind = ServiceUnavailable
    elif status in _NOT_LET_IN:
        kind = RequestRefused
    elif status == _NOT_FOUND:
        kind = NotThere
    return kind(problem, retry_after)
