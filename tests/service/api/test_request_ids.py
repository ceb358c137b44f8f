"""Each request has an id."""

import logging

import httpx
import pytest


def test_answers_problems_and_the_log_have_it(client: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    """The same one, another one for each request, and none that a client sends."""
    caplog.set_level(logging.INFO)
    first, second = (client.get("/api/measures/nix", headers={"X-Request-ID": "mine"}) for _ in range(2))
    ids = [answer.headers["x-request-id"] for answer in (first, second)]
    assert [len(id) for id in ids] == [16, 16]
    assert ids[0] != ids[1]
    assert [answer.json()["request"] for answer in (first, second)] == ids
    logged = [record.fields for record in caplog.records if record.name == "service.api.middleware"]
    assert [each["request"] for each in logged][-2:] == ids
    assert {name: logged[-1][name] for name in ("method", "route", "status")} == {
        "method": "GET",
        "route": "/api/measures/{id}",
        "status": "404",
    }
    assert 0 < logged[-1]["seconds"] < 10
