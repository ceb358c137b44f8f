"""What ends a command: wrong usage, a failure that one line explains, or a fault of the program."""

import sys

from service.redaction import fault

_LONGEST_LINE = 500
_KEPT_END = 100


class UsageError(Exception):
    """What was typed can't be meant; the message says what can."""


class Failure(Exception):
    """Something that one line explains to whoever typed the command."""


def reason(error: Exception) -> str:
    """The line that explains a failure. Other errors are named without their message, which may hold the question."""
    return str(error) if isinstance(error, Failure) else f"internal error: {fault(error)}"


def warn(message: str) -> None:
    """One line on stderr, its middle cut if long, without what a file's name might hold to steer a terminal."""
    printable = "".join(character if character.isprintable() else " " for character in message)
    line = " ".join(printable.split())
    if len(line) > _LONGEST_LINE:
        line = f"{line[: _LONGEST_LINE - _KEPT_END]} … {line[-_KEPT_END:]}"
    sys.stderr.write(f"lotse: {line}\n")
