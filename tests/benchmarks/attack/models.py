"""A model server as an enemy: whatever it sends, answers are made of quotes, soon and without filling the memory."""

import json
from time import monotonic

import httpx

from tests.benchmarks.attack.attacked import PATIENCE, Outcome, Place
from tests.service.llm import servers
from tests.service.llm.faults import FAULTS
from tests.service.llm.servers import Handler, serving_model

LIMITS = {"llm_first_seconds": 2.0, "llm_idle_seconds": 1.0, "llm_total_seconds": 4.0}
MOST_SECONDS = 6.0
MOST_MEMORY = 60.0
_PACKED = 900_000_000
_QUESTION = {"messages": [{"role": "user", "content": "Was kostet JUMITA?"}]}


def hostile() -> dict[str, Handler]:
    """Servers that do what no model does."""
    said = servers.HEAD
    return {
        "gzip that becomes 900 MB": servers.packed("200 OK", _PACKED),
        "gzip within gzip": servers.packed("200 OK", _PACKED, twice=True),
        "an error page that becomes 900 MB": servers.packed("500 Oops", _PACKED),
        "text that is a list": servers.sends(said, servers.delta(["JUMITA"])),
        "text that is a number": servers.sends(said, servers.delta(7.0)),
        "text that is an object": servers.sends(said, servers.delta({"a": 1})),
        "JSON nested 400,000 deep": servers.sends(said, servers.deep(400_000)),
        "half characters": servers.says_at_once("JUMITA \ud800 kostet \udfff 117.335,04 € [1]. "),
        "20,000 sentences at once": servers.says_at_once("Das ist gut [1]. " * 20_000),
        "500 sentences at once": servers.says_at_once("JUMITA ist gut [1]. " * 500),
        "one sentence of 900 kB": servers.says_at_once("JUMITA " * 130_000),
        "20,000 pieces at once": servers.sends(said, *[servers.chunk("x ") for _ in range(20_000)]),
        "control characters": servers.says("JUMITA\x1b[2J\x00\x9b kostet 117.335,04 € [1]. "),
    }


def enemies(place: Place, quick: bool) -> Outcome:
    """Each of them, whole and as a stream, by both routes."""
    handlers = hostile()
    if not quick:
        handlers |= {fault.name: fault.behaviour() for fault in FAULTS}
    wrong, took = [], []
    with serving_model(servers.says("")) as model:
        settings = {"llm_url": model.url, "llm_model": "m", **LIMITS}
        with place.serving(**settings) as attacked:
            _warm(attacked.url)
            before = attacked.memory
            for name, handler in handlers.items():
                model.handler = handler
                began = monotonic()
                fine = [_answered(attacked.url, stream=stream) for stream in (False, True)] + [_completed(attacked.url)]
                took.append((monotonic() - began) / len(fine))
                if not all(fine) or took[-1] > MOST_SECONDS:
                    wrong.append(f"{name} ({took[-1]:.1f} s{'' if all(fine) else ', no whole answer'})")
            more = attacked.most_memory - before
    if more > MOST_MEMORY:
        wrong.append(f"memory +{more:.0f} MB")
    seen = f"an answer after {max(took):.1f} s at most, memory +{more:.0f} MB"
    return Outcome(len(handlers), max(0, len(handlers) - len(wrong)), "; ".join([seen, *wrong]))


def _warm(url: str) -> None:
    """Import what talks to models; the pause after failures mustn't hide any."""
    assert _answered(url, stream=False)


def _answered(url: str, *, stream: bool) -> bool:
    """Whether /api/chat gives a whole answer."""
    try:
        answer = httpx.post(f"{url}/api/chat", json={**_QUESTION, "stream": stream}, timeout=PATIENCE, trust_env=False)
        last = answer.text.rpartition("data: ")[2] if stream else answer.text
        return answer.status_code == 200 and bool(json.loads(last)["answer"])
    except (httpx.HTTPError, ValueError, KeyError):
        return False


def _completed(url: str) -> bool:
    """Whether a stream of /v1 ends as it should."""
    body = {"model": "massnahmenlotse", "stream": True, **_QUESTION}
    try:
        answer = httpx.post(f"{url}/v1/chat/completions", json=body, timeout=PATIENCE, trust_env=False)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200 and answer.text.endswith("data: [DONE]\n\n")
