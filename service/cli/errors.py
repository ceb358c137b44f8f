"""Errors that end a command: wrong usage, an explained failure, or an internal error."""

import sys

from service.redaction import fault

_LONGEST_LINE = 500
_KEPT_END = 100


class UsageError(Exception):
    """Wrong usage; the message says what is valid."""


class Failure(Exception):
    """A failure that one line explains to the user."""


def reason(error: Exception) -> str:
    """Return one line on an error. Unexpected errors lose their message, which may contain the question."""
    return str(error) if isinstance(error, Failure) else f"internal error: {fault(error)}"


def warn(message: str) -> None:
    """Print one line to stderr, without control characters, and shortened in the middle if long."""
    printable = "".join(character if character.isprintable() else " " for character in message)
    line = " ".join(printable.split())
    if len(line) > _LONGEST_LINE:
        line = f"{line[: _LONGEST_LINE - _KEPT_END]} … {line[-_KEPT_END:]}"
    sys.stderr.write(f"lotse: {line}\n")
