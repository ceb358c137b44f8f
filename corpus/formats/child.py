"""The child process that reads documents of one format, each in a fork under limits of its own.

A fork gets the file as standard input and writes one JSON object to standard output: the fields of `Extracted` or
`{"error": reason}`. Its exit status follows between two line ends.
"""

import ctypes
import gc
import json
import math
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from typing import Any, NoReturn

from corpus.formats.content import ReadLimits, ReadOptions, Unreadable, readable_size
from corpus.formats.readers import read_document

_REQUEST_BYTES = 2**16
_PR_SET_PDEATHSIG = 1  # from linux/prctl.h
_FRAMES = 10_000  # elements are walked recursively, about three frames a level


def serve(reader: str) -> None:
    """Read the files that come over the socket at standard input, each in a fork, until it is closed.

    A request is one JSON object with the suffix, limits and options, and the file's descriptor beside it.
    """
    _end_with_parent()
    answer_to = os.dup(1)
    os.dup2(2, 1)  # so that nothing a library prints ends up in the answer
    sys.setrecursionlimit(_FRAMES)
    _prepare(reader)
    gc.freeze()  # forks share what is loaded; collecting would touch, and so copy, all of it
    with socket.socket(fileno=os.dup(0)) as requests:
        while True:
            request, files, _, _ = socket.recv_fds(requests, _REQUEST_BYTES, 1)
            if not request:
                return
            server = os.getpid()
            fork = os.fork()
            if not fork:
                _end_with_parent(server)
                os.dup2(files[0], 0)
                _read_one(answer_to, json.loads(request))
            os.close(files[0])
            status = os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])
            os.write(answer_to, f"\n{status}\n".encode())


def _end_with_parent(parent: int | None = None) -> None:
    """Have Linux kill this process when its parent dies, however that ends; elsewhere the limit of time does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:  # it has died already
        os._exit(1)


def _prepare(reader: str) -> None:
    """Load what a reader needs, so that forks find it loaded; if it can't be loaded, they say why."""
    with suppress(Exception):
        module = import_module(f"corpus.formats.{reader}")
        if sample := getattr(module, "SAMPLE", None):
            module.read(sample, ReadOptions())


def _read_one(answer_to: int, request: dict[str, Any]) -> NoReturn:
    """Read standard input under the limits of a request, and end this process."""
    status = 1
    try:
        limits, options = ReadLimits(**request["limits"]), ReadOptions(**request["options"])
        _lower(resource.RLIMIT_AS, limits.memory_bytes)
        _lower(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)
        _lower(resource.RLIMIT_CORE, 0)
        answer = _answer(request["suffix"], limits, options)
        with os.fdopen(answer_to, "wb") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)


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
