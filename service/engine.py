"""The engine: the retriever that serves at the moment, replaced when the index has a new generation."""

import logging
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from index.encoder import Encoder, EncoderError, load_encoder
from index.generations import Generations
from index.store import Index, IndexUnavailable
from retriever.query import Question
from retriever.retriever import Retriever
from service.faults import fault

_PROBE = Question("Welche Maßnahmen gibt es?", limit=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What serves. `degraded` says why no (newer) generation does; `loaded` is False before the first try."""

    retriever: Retriever | None = None
    degraded: tuple[str, ...] = ()
    loaded: bool = False


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
        self._loading = Lock()
        self._state = State()

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        """Load the generation that the index points to, unless it was tried before.

        Slow when there is one to load. A generation that can't be loaded or can't answer doesn't replace one that can.
        """
        with self._loading:
            current = self._generations.current()
            if self._state.loaded and current == self._tried:
                return
            self._state = self._next()
            self._tried = current
        self._report(self._state)

    def _next(self) -> State:
        try:
            return self._load()
        except (IndexUnavailable, EncoderError) as error:
            reason = str(error)
        except Exception as error:  # whatever is wrong with a generation, the one that serves goes on
            reason = f"the index can't be used: {fault(error)}"
        return State(self._state.retriever, (self._without_path(reason),), loaded=True)

    def _load(self) -> State:
        """The current generation as Index.load finds it, after it has answered a question."""
        encoder = self._encoder = self._encoder or load_encoder(self._model)
        index = Index.load(self._root, encoder)
        degraded = tuple(map(self._without_path, index.degraded))
        serving = self._state.retriever
        if serving and serving.index.generation == index.generation:
            return State(serving, degraded, loaded=True)
        retriever = Retriever(index, encoder)
        retriever.search(_PROBE)
        return State(retriever, degraded, loaded=True)

    def _without_path(self, reason: str) -> str:
        """Reasons are shown to everybody who can reach the service; where the index lies is nobody's business."""
        return reason.replace(f"{self._root}", self._root.name)

    def _report(self, state: State) -> None:
        for reason in state.degraded:
            _log.warning("index %s: %s", self._root, reason)
        if state.retriever:
            _log.info("generation %s serves", state.retriever.index.generation)
