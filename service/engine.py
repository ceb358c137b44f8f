"""The engine: holds the serving retriever and replaces it when the index gets a new generation."""

import ctypes
import gc
import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Literal

from index.database.outage import DatabaseDown
from index.encoders.encoder import Encoder, EncoderError
from index.encoders.load import load_encoder
from index.files import NotWritten
from index.generations import Generations, IndexBusy
from index.manifest import IndexDamaged
from index.restriction import restricted
from index.store import Index, IndexUnavailable
from retriever.probe import PROBE
from retriever.retriever import Retriever
from service.redaction import fault

if TYPE_CHECKING:
    from index.database.mirror import Mirror

RETRY_SECONDS = 30.0
_NO_ENCODER = "the encoder can't be loaded; see the log"
NOTHING_VISIBLE = "the index holds nothing of your catalogues"
Catalogues = frozenset[str]
_log = logging.getLogger(__name__)

Refusal = Literal["loading", "no-index", "no-encoder"]


@dataclass(frozen=True, slots=True)
class State:
    """The serving state. `degraded` lists why no generation, or no newer one, is serving.

    `refusal` names the problem returned to requests while there is no retriever. `views` are the retrievers for those
    who see some catalogues only; None where the index holds nothing of these.
    """

    retriever: Retriever | None = None
    degraded: tuple[str, ...] = ()
    refusal: Refusal = "loading"
    views: Mapping[Catalogues, Retriever | None] = field(default_factory=dict)

    def seen_by(self, catalogues: Catalogues | None) -> "State":
        """What serves those who see these catalogues only; None for all of them."""
        if catalogues is None or self.retriever is None:
            return self
        if catalogues not in self.views:
            return State(None, self.degraded, "loading")
        view = self.views[catalogues]
        return State(view, self.degraded) if view else State(None, (NOTHING_VISIBLE,), "no-index")


class Engine:
    """The serving retriever of one index. Thread-safe: `state` is replaced as a whole, never modified.

    Callers keep the state they read, so swapping generations never interrupts a running search. `views` says which
    sets of catalogues have retrievers of their own, `mirror` keeps the index like that of a database, without which
    what is here goes on being served.
    """

    def __init__(
        self,
        root: Path,
        model: str | None = None,
        views: Callable[[], Collection[Catalogues]] = frozenset,
        mirror: "Mirror | None" = None,
    ) -> None:
        self._root = root
        self._model = model
        self._generations = Generations(root)
        self._views = views
        self._encoder: Encoder | None = None
        self._tried: str | None = None
        self._again = 0.0
        self._loading = Lock()
        self._state = State()
        self._mirror = mirror
        self._away: str | None = None

    @property
    def state(self) -> State:
        state, away = self._state, self._away
        return replace(state, degraded=(*state.degraded, away)) if away else state

    def refresh(self) -> None:
        """Load the current generation of the index unless it has already been tried. Blocks while loading.

        A generation that can't be loaded or searched never replaces a working one. Generations are immutable, so a
        damaged one is not retried; other failures are retried after `RETRY_SECONDS`.
        """
        self._pull()
        with self._loading:
            wanted = frozenset(self._views())
            current = self._generations.current()
            if current != self._tried or monotonic() >= self._again:
                state, pause = self._next()
                self._state = replace(state, views=self._viewed(state, wanted))
                self._tried = current
                self._again = monotonic() + pause
                self._report(self._state)
            elif self._state.views.keys() != wanted and self._state.retriever:
                self._state = replace(self._state, views=self._viewed(self._state, wanted))
            else:
                return
            _give_back_memory()

    def _pull(self) -> None:
        """Make the index what the database has, and note what keeps it from being that."""
        if self._mirror is None:
            return
        away = None
        try:
            self._mirror.pull()
        except IndexBusy:  # another process of this machine does it
            return
        except (DatabaseDown, NotWritten, IndexDamaged, EncoderError) as error:
            away = self._without_path(str(error))
        except Exception as error:  # what serves goes on, whatever is wrong with what is published
            away = f"the index of the database can't be used: {fault(error)}"
        if away and away != self._away:
            _log.warning("index %s: %s", self._root, away)
        self._away = away

    def _viewed(self, state: State, wanted: Collection[Catalogues]) -> dict[Catalogues, Retriever | None]:
        """The views of a state; those that are there already are taken over."""
        if state.retriever is None or self._encoder is None:
            return {}
        known = self._state.views if state.retriever is self._state.retriever else {}
        return {each: known[each] if each in known else _view(state.retriever, each, self._encoder) for each in wanted}

    def _next(self) -> tuple[State, float]:
        """The next state, and the seconds until the same generation is retried."""
        try:
            return self._load(), inf
        except IndexUnavailable as error:
            return self._failed("no-index", self._without_path(str(error))), inf
        except EncoderError as error:
            _log.error("%s", error)  # log only: the message names local files
            return self._failed("no-encoder", _NO_ENCODER), RETRY_SECONDS
        except Exception as error:  # a broken generation must not stop the serving one
            return self._failed("no-index", f"the index can't be used: {fault(error)}"), RETRY_SECONDS

    def _failed(self, refusal: Refusal, reason: str) -> State:
        return State(self._state.retriever, (reason,), refusal)

    def _load(self) -> State:
        """The state for the generation that Index.load finds, once it has answered a probe question."""
        encoder = self._encoder = self._encoder or load_encoder(self._model)
        index = Index.load(self._root, encoder)
        degraded = tuple(map(self._without_path, index.degraded))
        serving = self._state.retriever
        if serving and serving.index.generation == index.generation:
            return State(serving, degraded)
        retriever = Retriever(index, encoder)
        retriever.search(PROBE)
        return State(retriever, degraded)

    def _without_path(self, reason: str) -> str:
        """Reasons are public, so they must not reveal the path of the index."""
        return reason.replace(f"{self._root}", self._root.name)

    def _report(self, state: State) -> None:
        for reason in state.degraded:
            _log.warning("index %s: %s", self._root, reason)
        if state.retriever:
            _log.info("serving generation %s", state.retriever.index.generation)


def _view(whole: Retriever, catalogues: Catalogues, encoder: Encoder) -> Retriever | None:
    """What is left of an index for those who see these catalogues; None if that is nothing, or can't be had."""
    try:
        index = restricted(whole.index, catalogues, encoder)
        if index is None:
            return None
        view = Retriever(index, encoder)
        view.search(PROBE)
    except Exception as error:  # others must be served all the same
        _log.error("a view of %d catalogues can't be had: %s", len(catalogues), fault(error))
        return None
    return view


def _give_back_memory() -> None:
    """Return the previous generation's memory to the system; glibc would hold on to it."""
    gc.collect()
    with suppress(OSError, AttributeError):  # other C libraries lack this function
        ctypes.CDLL(None).malloc_trim(0)
