"""The service as a process: socket, logging and start-up messages."""

import logging
import socket
import sys
from errno import EINVAL

from index.generations import Generations
from service.settings import Settings

_BACKLOG = 2_048
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def run(settings: Settings) -> None:
    """Serve until a signal. Raises OSError before starting anything if the address can't be bound."""
    from service.app import create_app, create_server

    with _bound(settings.host, settings.port) as listening:
        logging.basicConfig(level=settings.log_level.upper(), format=_FORMAT, stream=sys.stderr)
        server = create_server(create_app(settings), settings)
        sys.stderr.write(f"Maßnahmenlotse: {_url(settings.host, listening)} (Strg-C beendet · Ctrl-C stops)\n")
        if Generations(settings.index).current() is None:
            sys.stderr.write(f"lotse: no index in {settings.index}; run `lotse index`, the service picks it up\n")
        server.run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise OSError(EINVAL, "not a valid host name", host) from error
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise OSError(error.errno, error.strerror, f"{host}:{port}") from error
    return listening


def _url(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
