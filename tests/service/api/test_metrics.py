"""Figures for Prometheus."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.api.admission import Admission
from tests.service.conftest import serving, wait_until

SECRET = "Zwiebelfisch4711"


@pytest.fixture(scope="module")
def measured(built_index: Path) -> Iterator[httpx.Client]:
    """A service that counts."""
    with serving(built_index, metrics=True) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield client


def figures(client: httpx.Client) -> dict[str, float]:
    """Every figure by its name with labels, as Prometheus reads it."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = (sample for family in text_string_to_metric_families(answer.text) for sample in family.samples)
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for sample in samples
    }


def test_the_index_and_the_process(measured: httpx.Client) -> None:
    """What is served, since when, and what the process takes."""
    found = figures(measured)
    assert {name: found[name] for name in ("lotse_ready", "lotse_degraded", "lotse_overloaded")} == {
        "lotse_ready": 1,
        "lotse_degraded": 0,
        "lotse_overloaded": 0,
    }
    assert (found["lotse_documents"], found["lotse_measures"]) == (5, 36)
    served = measured.get("/readyz").json()["index"]
    named = f"encoder={served['encoder']} generation={served['generation']}"
    assert [name for name in found if "_info" in name] == [f"lotse_index_info {named}"]
    assert found["lotse_index_built_seconds"] > 1_700_000_000
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert found["lotse_requests_running"] == 1


def test_requests_are_counted_by_route(measured: httpx.Client) -> None:
    """With the time that they took; whatever isn't a route counts as one."""
    before = figures(measured)
    for path in ("/nix", f"/{SECRET}", f"/api/measures/{SECRET}"):
        measured.get(path)
    for _ in range(3):
        measured.post("/api/search", json={"question": f"Wer hilft bei {SECRET}?"})
    measured.request(SECRET.upper(), "/api/search")
    after = figures(measured)
    grown = {name: after[name] - before.get(name, 0) for name in after if name.startswith("lotse_requests_total")}
    assert {name: more for name, more in grown.items() if more and "/metrics" not in name} == {
        "lotse_requests_total method=GET route=- status=404": 2,
        "lotse_requests_total method=GET route=/api/measures/{id} status=404": 1,
        "lotse_requests_total method=POST route=/api/search status=200": 3,
        "lotse_requests_total method=- route=/api/search status=405": 1,
    }
    assert after["lotse_request_seconds_count route=/api/search"] >= 3
    assert SECRET.lower() not in measured.get("/metrics").text.lower()


def test_refusals_are_counted(measured: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those of requests that aren't read; nobody waits in the end."""
    before = figures(measured)
    assert before["lotse_requests_waiting"] == 0
    monkeypatch.setattr(Admission, "is_full_for", lambda *_: True)
    for _ in range(3):
        assert measured.get("/api/facets").status_code == 503
    monkeypatch.undo()
    after = figures(measured)
    assert after["lotse_requests_refused_total"] - before["lotse_requests_refused_total"] == 3
    assert after["lotse_overloaded"] == 1


def test_labels_have_few_values(measured: httpx.Client) -> None:
    """Whatever clients send."""
    for number in range(50):
        measured.request(f"X{number}", f"/{number}", headers={"Host": "127.0.0.1"})
    assert len({name for name in figures(measured) if re.match(r"lotse_requests_total", name)}) < 12


def test_without_the_setting_there_is_no_such_route(client: httpx.Client) -> None:
    """By default nobody can ask for figures."""
    assert client.get("/metrics").status_code == 404
