"""The probe: whether an index that was just built or loaded can be searched."""

from index.encoders.encoder import Encoder
from index.manifest import IndexDamaged
from index.store import Index
from retriever.query import Question
from retriever.retriever import Retriever

PROBE = Question("Welche Maßnahmen gibt es?", limit=1)


def probe(index: Index, encoder: Encoder) -> None:
    """Ask an index a question. Raises IndexDamaged if it can't answer."""
    try:
        Retriever(index, encoder).search(PROBE)
    except Exception as error:  # whatever it is, nobody else shall meet it
        raise IndexDamaged(f"{index.generation} can't be searched: {type(error).__name__}") from error
