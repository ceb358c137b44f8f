"""What can be wrong with a model's answer."""

from typing import Literal

Reason = Literal[
    "unreachable",
    "refused",
    "first-token",
    "idle",
    "total",
    "garbled",
    "broken-off",
    "empty",
    "too-much",
    "redirect",
    "encoded",
    "busy",
    "paused",
]


class ModelFault(Exception):
    """The model gave no usable answer; `status` is that of an HTTP response with an error or a redirect."""

    def __init__(self, reason: Reason, status: int | None = None) -> None:
        super().__init__(f"{reason} {status}" if status else reason)
        self.reason: Reason = reason
        self.status = status
