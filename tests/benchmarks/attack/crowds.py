"""More questions than can be answered, whether or not answers have come."""

import json
import subprocess
import sys
from dataclasses import dataclass
from time import sleep

from tests.benchmarks.attack.attacked import ROOT, Attacked, Outcome, Place, quantile

MOST_HEALTH, MOST_SERVED, MOST_MEMORY = 250.0, 1_000.0, 100.0
NORMAL_AFTER = 5.0
_SECONDS = 8.0


@dataclass(frozen=True)
class Rush:
    """What came of a rate of questions: latencies in milliseconds by status, those of /healthz, and MB held more."""

    rate: float
    latencies: dict[str, list[float]]
    health: list[float]
    memory: float

    @property
    def served(self) -> list[float]:
        """Latencies of answers."""
        return self.latencies.get("200", [])

    @property
    def fine(self) -> bool:
        """Whether everything is as it should be: each question is answered soon or refused."""
        return (
            quantile(self.health, 0.99) < MOST_HEALTH
            and quantile(self.served, 0.99) < MOST_SERVED
            and self.memory < MOST_MEMORY
            and set(self.latencies) <= {"200", "503"}
        )

    def __str__(self) -> str:
        numbers = ", ".join(f"{len(found)} × {status}" for status, found in sorted(self.latencies.items()))
        served, health = quantile(self.served, 0.99), quantile(self.health, 0.99)
        return (
            f"{self.rate:.0f}/s: {numbers}; served 99 % under {served:.0f} ms, health {health:.0f} ms, "
            f"memory +{self.memory:.0f} MB"
        )


def rush(attacked: Attacked, rate: float, seconds: float) -> Rush:
    """Ask so many questions a second."""
    before = attacked.memory
    command = [sys.executable, "-m", "tests.benchmarks.attack.load", str(attacked.port), str(rate), str(seconds)]
    with attacked.probed(seconds) as health, subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as load:
        latencies = json.loads(load.communicate()[0])
    return Rush(rate, latencies, health, attacked.most_memory - before)


def capacity(attacked: Attacked, seconds: float) -> float:
    """Questions a second that are answered when more are asked; the most of some tries: others use the cores, too."""
    return max(len(rush(attacked, rate, seconds).served) / seconds for rate in (50.0, 100.0, 200.0, 400.0))


def overload(place: Place, quick: bool) -> Outcome:
    """Two, five and ten times as many questions as can be answered, and what comes after."""
    seconds = 3.0 if quick else _SECONDS
    with place.serving() as attacked:
        most = capacity(attacked, 3.0)
        rushes = [rush(attacked, times * most, seconds) for times in ((5,) if quick else (2, 5, 10))]
        sleep(NORMAL_AFTER)
        after = rush(attacked, most / 3, 2.0)
    normal = set(after.latencies) == {"200"} and quantile(after.served, 0.99) < MOST_SERVED
    seen = [f"{most:.0f}/s can be answered", *map(str, rushes), f"5 s later {after}"]
    return Outcome.of([*(each.fine for each in rushes), normal], "<br>".join(seen))
