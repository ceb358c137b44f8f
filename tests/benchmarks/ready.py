"""Waits for a server process to become ready."""

from time import monotonic, sleep

import httpx

PATIENCE = 180.0
_INTERVAL = 0.1


def wait_for(address: str) -> None:
    """Poll `address` until it answers with status 200. Raises TimeoutError after `PATIENCE` seconds."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            if httpx.get(address, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        sleep(_INTERVAL)
    raise TimeoutError(f"{address} didn't become ready")
