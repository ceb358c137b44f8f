"""The child process that reads one document of a foreign format under limits of its own.

It gets the file as standard input and writes one JSON object to standard output:
the fields of `Extracted` or `{"error": reason}`.
"""

import gc
import json
import math
import os
import resource
import sys
from dataclasses import asdict

from corpus.formats.content import ReadLimits, ReadOptions, Unreadable, readable_size
from corpus.formats.readers import read_document

_COLLECTED_AFTER = 100_000  # objects; the default would search for garbage dozens of times while libraries are imported
_FRAMES = 10_000  # elements are walked recursively, about three frames a level


def main(suffix: str, limits: ReadLimits, options: ReadOptions) -> None:
    """Read standard input as a file with this suffix and write the answer to standard output."""
    answer_to = os.dup(1)
    os.dup2(2, 1)  # so that nothing a library prints ends up in the answer
    sys.setrecursionlimit(_FRAMES)
    gc.set_threshold(_COLLECTED_AFTER)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)
    _lower(resource.RLIMIT_CORE, 0)
    answer = _answer(suffix, limits, options)
    with os.fdopen(answer_to, "wb") as pipe:
        pipe.write(answer)


def _lower(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (ValueError, OSError):
        # Some systems refuse some limits; the parent's timeout holds everywhere.
        if sys.platform == "linux":
            raise


def _answer(suffix: str, limits: ReadLimits, options: ReadOptions) -> bytes:
    try:
        data = sys.stdin.buffer.read(limits.file_bytes)
        return _encoded(asdict(read_document(suffix, data, limits, options)))
    except Unreadable as error:
        return _encoded({"error": str(error)})
    except MemoryError:
        return _encoded({"error": f"reading it needs more than {readable_size(limits.memory_bytes)} of memory"})


def _encoded(answer: dict[str, object]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
