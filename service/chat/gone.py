"""Measures that a conversation is about and that the index doesn't hold any more, because it was built anew."""

from collections.abc import Iterable
from dataclasses import replace

from index.store import Index
from retriever.understanding import Understanding
from service.chat import phrases
from service.chat.message import Resolved
from service.chat.thread import Thread, leans


def gone(ids: Iterable[str], index: Index) -> tuple[str, ...]:
    """Return those that are neither measures nor documents of an index."""
    return tuple(id for id in ids if id not in index.measure_places and id not in index.documents)


def gone_subject(read: Understanding, thread: Thread, index: Index) -> tuple[str, ...]:
    """Return what a question for a fact would be about if the index still held it; nothing if it holds that."""
    lost = gone(thread.shown, index)
    if phrases.AMONG.search(read.text):
        return lost if lost == thread.shown else ()
    return (thread.focus,) if thread.focus and gone((thread.focus,), index) and leans(read) else ()


def without_gone(resolved: Resolved, index: Index) -> Resolved:
    """Return a message about those of its measures that the index holds; those that it doesn't are said."""
    lost = gone(resolved.about, index)
    if not lost:
        return resolved
    left = tuple(id for id in resolved.about if id not in lost)
    task = resolved.task if len(left) > 1 else "about" if left else "gone"
    return replace(resolved, task=task, about=left, gone=lost)
