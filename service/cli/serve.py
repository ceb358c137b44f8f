"""The service as a process: socket, logging and start-up messages."""

import logging
import resource
import socket
import sys
from errno import EINVAL
from ipaddress import ip_address

from index.generations import Generations
from service.access.register import Register
from service.cli.errors import Failure
from service.server.log import CountingHandler, formatter
from service.settings import Settings
from service.sharing import shared_file
from service.texts import of_terminal

_OWN_FILES = 128
"""Files of the process beside its connections: the index, the log, connections to a model."""
_HAND_OVER = 0.0002
"""Seconds after which a thread that works hands over to another one. At Python's own 5 ms the event loop, which asks
for its turn after each read and each write, gets to 200 of them a second while a search runs."""
_log = logging.getLogger(__name__)


def run(settings: Settings) -> None:
    """Serve until a signal. Raises OSError before starting anything if the address can't be bound.

    Raises Failure if everybody could search who reaches an address other than loopback, unless that is wanted, and if
    folders are to be watched but there are none.
    """
    from service.app import create_app, create_server

    with _bound(settings.host, settings.port) as listening:
        if not (settings.without_keys or _is_loopback(settings.host) or _is_closed(settings)):
            raise Failure(of_terminal().text("terminal.open_to_all", host=settings.host))
        if settings.watch and settings.own_folder is None:
            raise Failure(of_terminal().text("terminal.nothing_to_watch"))
        log = CountingHandler(sys.stderr)
        log.setFormatter(formatter(settings.log_format))
        logging.basicConfig(level=settings.log_level.upper(), handlers=[log])
        logging.getLogger("watchfiles").setLevel(logging.WARNING)  # our own log says what comes of a change
        _make_room(settings.connections)
        sys.setswitchinterval(_HAND_OVER)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash mustn't leave what was asked on a disk
        server = create_server(create_app(settings), settings)
        sys.stderr.write(f"{of_terminal().text('terminal.serving', url=_url(settings.host, listening))}\n")
        if Generations(settings.index).current() is None:
            sys.stderr.write(
                f"lotse: no index in {settings.index}; run `lotse index`, the service picks it up automatically\n"
            )
        server.run(sockets=[listening])


def _is_closed(settings: Settings) -> bool:
    """Whether keys are needed, here or on all machines."""
    with shared_file(settings, settings.keys_file) as shared:
        return Register(settings, shared).known.closed


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _make_room(connections: int) -> None:
    """Let the process open a file for each connection, and say so if it may not: accepting them would fail."""
    wanted = connections + _OWN_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        _log.warning("only %d files may be open; set LOTSE_CONNECTIONS to %d or less", hard, hard - _OWN_FILES)
        wanted = hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _bound(host: str, port: int) -> socket.socket:
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise OSError(EINVAL, "not a valid host name", host) from error
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send answers at once (TCP_NODELAY), instead of 40 ms later.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()  # once the service accepts connections, as many may wait as it says
    except OSError as error:
        listening.close()
        raise OSError(error.errno, error.strerror, f"{host}:{port}") from error
    return listening


def _url(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
