"""What can go wrong with a model, by name."""

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
    "paused",
]


class ModelFault(Exception):
    """A model that gave no usable answer; `status` is that of an HTTP response that says no."""

    def __init__(self, reason: Reason, status: int | None = None) -> None:
        super().__init__(f"{reason} {status}" if status else reason)
        self.reason: Reason = reason
        self.status = status
