"""Spans of requests, sent to a collector if one is set."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from pydantic import ValidationError

from service.settings import Settings
from tests.service.conftest import serving, wait_until

collected = pytest.importorskip("opentelemetry.proto.collector.trace.v1.trace_service_pb2", reason="the extra traces")

SECRET = "Zwiebelfisch4711"
TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a collector, and what it was sent."""
    sent: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(self.path.encode() + b"\n" + self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", sent
        server.shutdown()
        thread.join()


def spans(sent: list[bytes]) -> dict[str, tuple[Any, dict[str, str]]]:
    """The spans that were sent, by name, each with its attributes."""
    found = {}
    for path, _, body in (each.partition(b"\n") for each in sent):
        assert path == b"/v1/traces"
        for resource in collected.ExportTraceServiceRequest.FromString(body).resource_spans:
            assert [each.value.string_value for each in resource.resource.attributes] == ["massnahmenlotse"]
            listed = [span for scope in resource.scope_spans for span in scope.spans]
            found |= {
                span.name: (span, {each.key: each.value.string_value for each in span.attributes}) for span in listed
            }
    return found


def test_a_span_for_each_request(built_index: Path, collector: tuple[str, list[bytes]]) -> None:
    """Sent by the time the service ends; in the trace of whoever asked; nothing of what they asked."""
    url, sent = collector
    with serving(built_index, traces=url) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        part = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
        asked = client.post(f"/api/search?{SECRET}", json={"question": f"Wer hilft bei {SECRET}?"}, headers=part)
        client.get(f"/api/measures/{SECRET}", headers={"traceparent": SECRET, "baggage": f"a={SECRET}"})
    found = spans(sent)
    span, fields = found["POST /api/search"]
    assert fields == {
        "http.request.method": "POST",
        "http.route": "/api/search",
        "http.response.status_code": "200",
        "lotse.request": asked.headers["x-request-id"],
    }
    assert span.trace_id.hex() == TRACE
    assert 0 < span.end_time_unix_nano - span.start_time_unix_nano < 30e9
    assert found["GET /api/measures/{id}"][1]["http.response.status_code"] == "404"
    assert SECRET.encode() not in b"".join(sent)


@pytest.mark.timed
def test_a_collector_that_is_not_there(built_index: Path) -> None:
    """Keeps nobody waiting, not even the end."""
    with serving(built_index, traces="http://127.0.0.1:9/v1/traces") as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        assert client.get("/api/facets").status_code == 200
        began = monotonic()
    assert monotonic() - began < 8


def test_without_the_setting_nothing_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And where the extra isn't installed, that is said at the start."""
    monkeypatch.setattr("service.settings.find_spec", lambda _: None)
    assert Settings(index=tmp_path).traces is None
    with pytest.raises(ValidationError, match="needs the extra `traces`"):
        Settings(index=tmp_path, traces="http://127.0.0.1:4318/v1/traces")
