"""Open-loop load over HTTP: questions are sent on schedule, whether or not earlier ones have been answered.

Latencies count from the scheduled time, not from the actual one; otherwise a server that falls behind would receive
fewer questions and look faster than it is (Tene, "How NOT to Measure Latency", 2013).
"""

import http.client
import json
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

_PATIENCE = 60.0
_LEAD = 0.2


@dataclass(frozen=True, slots=True)
class Load:
    """The result of one load. Latencies in milliseconds, without those of `failed` questions."""

    users: int
    asked: int
    failed: int
    p50_ms: float
    p99_ms: float
    answered_per_second: float


def schedule(users: int, each: int) -> list[list[float]]:
    """Send times by user in seconds from the start: one question a second each, users evenly spaced."""
    return [[number + user / users for number in range(each)] for user in range(users)]


def apply_load(port: int, path: str, questions: Sequence[str], users: int, each: int) -> dict[str, Any]:
    """Send `each` questions per user, one a second, over one connection per user. A question fails after a minute."""
    start = time.perf_counter() + _LEAD
    with ThreadPoolExecutor(users) as pool:
        asking = [
            pool.submit(send_questions, port, path, _share(questions, user, users, each), [start + at for at in times])
            for user, times in enumerate(schedule(users, each))
        ]
        found = [latency for future in asking for latency in future.result()]
    return asdict(summary(users, found, time.perf_counter() - start))


def _share(questions: Sequence[str], user: int, users: int, each: int) -> list[str]:
    """The questions of one user, dealt so that all users together ask them in order."""
    return [questions[(user + place * users) % len(questions)] for place in range(each)]


def summary(users: int, latencies: Sequence[float | None], seconds: float) -> Load:
    """Summarise latencies in seconds; None is a failed question."""
    good = [1000 * latency for latency in latencies if latency is not None]
    cuts = statistics.quantiles(good, n=100) if len(good) > 1 else [float("nan")] * 99
    return Load(users, len(latencies), len(latencies) - len(good), cuts[49], cuts[98], len(good) / seconds)


def send_questions(port: int, path: str, questions: Sequence[str], times: Sequence[float]) -> list[float | None]:
    """Ask one user's questions at the given times. Latencies in seconds, None for failed questions."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    latencies: list[float | None] = []
    for question, at in zip(questions, times, strict=True):
        time.sleep(max(0.0, at - time.perf_counter()))
        try:
            connection.request("POST", path, json.dumps({"question": question}), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            latencies.append(time.perf_counter() - at if answer.status == http.client.OK else None)
        except (OSError, http.client.HTTPException):
            connection.close()
            latencies.append(None)
    connection.close()
    return latencies
