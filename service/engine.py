"""The engine: the retriever that serves at the moment, replaced when the index has a new generation."""

import ctypes
import gc
import logging
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Literal

from index.encoders.encoder import Encoder, EncoderError
from index.encoders.load import load_encoder
from index.generations import Generations
from index.store import Index, IndexUnavailable
from retriever.query import Question
from retriever.retriever import Retriever
from service.redaction import fault

RETRY_SECONDS = 30.0
_PROBE = Question("Welche Maßnahmen gibt es?", limit=1)
_NO_ENCODER = "the encoder can't be loaded; see the log"
_log = logging.getLogger(__name__)

Refusal = Literal["loading", "no-index", "no-encoder"]


@dataclass(frozen=True, slots=True)
class State:
    """What serves. `degraded` says why no (newer) generation does.

    `refusal` is the problem with which requests are refused as long as there is no retriever.
    """

    retriever: Retriever | None = None
    degraded: tuple[str, ...] = ()
    refusal: Refusal = "loading"


class Engine:
    """Loads generations of one index. Shared between threads: `state` is replaced as a whole, never changed.

    Who has taken a state keeps working with it, so that a new generation ends no search under way.
    """

    def __init__(self, root: Path, model: str | None = None) -> None:
        self._root = root
        self._model = model
        self._generations = Generations(root)
        self._encoder: Encoder | None = None
        self._tried: str | None = None
        self._again = 0.0
        self._loading = Lock()
        self._state = State()

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        """Load the generation that the index points to, unless it was tried before.

        Slow when there is one to load. A generation that can't be loaded or can't answer doesn't replace one that can.
        Generations never change, so what is wrong with one is final; any other failure is tried again after a while.
        """
        with self._loading:
            current = self._generations.current()
            if current == self._tried and monotonic() < self._again:
                return
            self._state, pause = self._next()
            self._tried = current
            self._again = monotonic() + pause
            _give_back_memory()
        self._report(self._state)

    def _next(self) -> tuple[State, float]:
        """The state to come, and the seconds after which the same generation is to be tried again."""
        try:
            return self._load(), inf
        except IndexUnavailable as error:
            return self._failed("no-index", self._without_path(str(error))), inf
        except EncoderError as error:
            _log.error("%s", error)  # names files of this machine, so it is told to nobody else
            return self._failed("no-encoder", _NO_ENCODER), RETRY_SECONDS
        except Exception as error:  # whatever is wrong with a generation, the one that serves goes on
            return self._failed("no-index", f"the index can't be used: {fault(error)}"), RETRY_SECONDS

    def _failed(self, refusal: Refusal, reason: str) -> State:
        return State(self._state.retriever, (reason,), refusal)

    def _load(self) -> State:
        """The current generation as Index.load finds it, after it has answered a question."""
        encoder = self._encoder = self._encoder or load_encoder(self._model)
        index = Index.load(self._root, encoder)
        degraded = tuple(map(self._without_path, index.degraded))
        serving = self._state.retriever
        if serving and serving.index.generation == index.generation:
            return State(serving, degraded)
        retriever = Retriever(index, encoder)
        retriever.search(_PROBE)
        return State(retriever, degraded)

    def _without_path(self, reason: str) -> str:
        """Reasons are shown to everybody who can reach the service; where the index lies is nobody's business."""
        return reason.replace(f"{self._root}", self._root.name)

    def _report(self, state: State) -> None:
        for reason in state.degraded:
            _log.warning("index %s: %s", self._root, reason)
        if state.retriever:
            _log.info("generation %s serves", state.retriever.index.generation)


def _give_back_memory() -> None:
    """Return to the system what the generation before took; glibc would keep it for the next one."""
    gc.collect()
    with suppress(OSError, AttributeError):  # another C library has no such function
        ctypes.CDLL(None).malloc_trim(0)
