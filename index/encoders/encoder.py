"""The interface of encoders, which turn text into vectors."""

from collections.abc import Callable, Sequence
from typing import Protocol

from index.vectors import FloatArray

BATCH = 256


class EncoderError(Exception):
    """A model can't be used: a file is missing or altered, or a package isn't installed."""


class Encoder(Protocol):
    """Turns questions and passages into vectors to be compared by their dot product."""

    @property
    def id(self) -> str:
        """Name and 12 hex digits of a SHA-256 that changes with the vectors: `lotse-static-256@ab12cd34ef56`."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions: (n, dimension), rows L2-normalised; zeros for a text without known words."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> FloatArray:
        """Vectors of passages: (n, dimension); `progress` gets the number of passages in each batch done."""
        ...
