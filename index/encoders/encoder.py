"""Text to vector: the shipped encoder, read without torch, and the door to any other model."""

from collections.abc import Callable, Sequence
from typing import Protocol

from index.vectors import FloatArray

BATCH = 256


class EncoderError(Exception):
    """A model that cannot be used: a file is missing or altered, or what it needs is not installed."""


class Encoder(Protocol):
    """What turns questions and passages into vectors that can be compared by their dot product."""

    @property
    def id(self) -> str:
        """Name and 12 hex digits of a SHA-256 that changes with the vectors: `lotse-static-256@ab12cd34ef56`."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions: (n, dimension), rows L2-normalised; a text without a known word gives zeros."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> FloatArray:
        """Vectors of passages: (n, dimension); `progress` is told the number just done, batch by batch."""
        ...
