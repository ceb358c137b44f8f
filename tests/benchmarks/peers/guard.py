"""Blocks connections beyond this machine; to be called before a peer is imported."""

import sys
from typing import Any

_LOOPBACK = ("127.0.0.1", "::1", "localhost", None, "")
_NAMED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")

refused: list[str] = []
"""The blocked attempts, each with its host."""


def block_connections() -> None:
    """Refuse look-ups and connections except to loopback and local sockets, for the rest of the process."""
    sys.addaudithook(_check)


def _check(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _NAMED:
        return
    address = arguments[0] if event in ("socket.getaddrinfo", "socket.gethostbyname") else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in _LOOPBACK or str(host).startswith("/"):
        return
    refused.append(f"{event} {host}")
    raise PermissionError(f"{event} to {host}: benchmarks may not connect beyond this machine")
