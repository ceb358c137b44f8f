"""Waiting for a server in a process of its own."""

from time import monotonic, sleep

import httpx

PATIENCE = 180.0
_AGAIN = 0.1


def wait_for(address: str) -> None:
    """Ask until `address` answers with 200. Raises TimeoutError naming it."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            if httpx.get(address, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        sleep(_AGAIN)
    raise TimeoutError(f"{address} didn't become ready")
