"""What an origin is, as browsers send it."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin(text: str) -> str:
    """`text` if it is an origin as browsers send it (`https://intranet.example`); ValueError otherwise."""
    parts = urlsplit(text)
    host, port = parts.netloc, parts.port
    if port is not None:
        host = host.rpartition(":")[0]
    exact = f"{parts.scheme}://{parts.netloc}" == text and _HOST.fullmatch(host)
    if parts.scheme not in _DEFAULT_PORTS or not exact or port == _DEFAULT_PORTS[parts.scheme]:
        raise ValueError(f"no origin such as https://intranet.example: {text!r}")
    return text
