"""All that can be wrong with a model, each as a server on the loopback interface does it."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from service.llm.fault import Reason
from tests.service.llm import servers
from tests.service.llm.servers import HEAD, Handler

LIMITS = {"first_seconds": 0.6, "idle_seconds": 0.4, "total_seconds": 1.5, "answer_bytes": 20_000}
"""Much shorter than the defaults, so that tests needn't wait."""


@dataclass(frozen=True)
class Fault:
    """Something wrong, by name; the reason that is given for it; a server that does it."""

    name: str
    reason: Reason
    behaviour: Callable[[], Handler]
    quick: bool = True


FAULTS = (
    Fault("empty answer", "empty", lambda: servers.says("")),
    Fault("status 401", "refused", lambda: servers.status("401 Unauthorized")),
    Fault("status 429", "refused", lambda: servers.status("429 Too Many Requests")),
    Fault("status 500 with a page of HTML", "refused", lambda: servers.status("500 Oops", body=b"<h1>Oops</h1>")),
    Fault("redirect", "redirect", lambda: servers.status("302 Found", "Location: http://evil.example/")),
    Fault("a page of HTML with status 200", "empty", lambda: servers.status("200 OK", body=b"<h1>Hallo</h1>")),
    Fault("no JSON", "garbled", lambda: servers.sends(HEAD, b"data: {nonsense\n\n")),
    Fault("JSON of another kind", "garbled", lambda: servers.sends(HEAD, b'data: {"choices": 7}\n\n')),
    Fault("invalid UTF-8", "garbled", lambda: servers.sends(HEAD, b"data: \xff\xfe\xfd\n\n")),
    Fault("JSON nested too deep", "garbled", lambda: servers.sends(HEAD, servers.deep(9_000))),
    Fault("text that is a list", "garbled", lambda: servers.sends(HEAD, servers.delta(["JUMITA"]))),
    Fault("text that is a number", "garbled", lambda: servers.sends(HEAD, servers.delta(1e400))),
    Fault("gzip, though not asked for", "encoded", lambda: servers.packed("200 OK", 50_000_000)),
    Fault("gzip within gzip", "encoded", lambda: servers.packed("200 OK", 50_000_000, twice=True)),
    Fault("status 500 with a zipped page", "refused", lambda: servers.packed("500 Oops", 50_000_000)),
    Fault("20,000 sentences in one piece", "too-much", lambda: servers.says_at_once("Ja [1]. " * 20_000)),
    Fault("sentences that take long to check", "total", lambda: servers.says_at_once("Ist gut [1]. " * 900)),
    Fault("reset in mid-stream", "broken-off", lambda: servers.resets),
    Fault("nothing comes", "first-token", lambda: servers.drips(None, 0.1), quick=False),
    Fault("one byte at a time", "first-token", lambda: servers.drips(itertools.repeat(b":"), 0.1), quick=False),
    Fault("stops in the middle", "idle", lambda: servers.drips(iter([servers.chunk("JUMITA ")]), 0.1), quick=False),
    Fault("never ends", "total", lambda: servers.drips(itertools.repeat(servers.chunk("JUMITA ")), 0.05), quick=False),
    Fault("a line without end", "too-much", lambda: servers.drips(itertools.repeat(b"x" * 4_096), 0.0)),
)
