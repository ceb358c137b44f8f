"""Addresses as settings state them: of hosts, of origins, of servers."""

import re
from importlib.util import find_spec
from urllib.parse import urlsplit

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
"""The name or the address of a host, in small letters and without a port."""
MOUNTED = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]++)*+")
"""A path below which a proxy may serve the service; empty if it is the root."""
LINKABLE = re.compile(r"[^\s()<>\\]+")
"""What can stand in a link of Markdown as it is."""
_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin(text: str) -> str:
    """Return `text` if it is an origin as sent by browsers (`https://intranet.example`). Raises ValueError."""
    parts = urlsplit(text)
    host, port = parts.netloc, parts.port
    if port is not None:
        host = host.rpartition(":")[0]
    exact = f"{parts.scheme}://{parts.netloc}" == text and HOST.fullmatch(host)
    if parts.scheme not in _DEFAULT_PORTS or not exact or port == _DEFAULT_PORTS[parts.scheme]:
        raise ValueError(f"{text!r} is not an origin such as https://intranet.example")
    return text


def server_address(text: str, example: str) -> str:
    """Return an http or https address without the slash at its end. Raises ValueError."""
    parts = urlsplit(text)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"must be an http or https address without a query, such as {example}")
    return text.rstrip("/")


def database_address(text: str) -> str:
    """Return the address of a PostgreSQL database. Raises ValueError, also without the packages that connect to one."""
    if not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("must be an address such as postgresql://lotse@db.intranet.example/lotse")
    if find_spec("psycopg_pool") is None or find_spec("pgvector") is None:
        raise ValueError("a database needs the extra `postgres`: pip install 'massnahmenlotse[postgres]'")
    return text
