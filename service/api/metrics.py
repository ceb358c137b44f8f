"""What can be counted of the service, for Prometheus. Labels have few values, and none of them comes from a request."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from service.api.admission import Admission
from service.api.middleware import AnsweredRequest
from service.engine import Engine
from service.llm.writer import Writer

_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """The figures of one service: those of requests are counted, all others are read when they are asked for."""

    def __init__(self, engine: Engine, admission: Admission, writer: Writer | None) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "lotse_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "lotse_request_seconds", "Time until an answer was whole.", ("route",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self.running = Gauge("lotse_requests_running", "Requests that wait or are answered.", registry=self._registry)
        self._registry.register(_State(engine, admission, writer))
        ProcessCollector(registry=self._registry)

    def began(self) -> None:
        """Count a request that is to be answered."""
        self.running.inc()

    def ended(self, request: AnsweredRequest) -> None:
        """Count a request that was answered."""
        self.running.dec()
        self.requests.labels(request.method, request.route, request.status).inc()
        self.seconds.labels(request.route).observe(request.seconds)

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)


class _State(Collector):
    """What the service is like at the moment."""

    def __init__(self, engine: Engine, admission: Admission, writer: Writer | None) -> None:
        self._engine = engine
        self._admission = admission
        self._writer = writer

    def collect(self) -> Iterable[Metric]:
        """Yield the figures."""
        state = self._engine.state
        index = state.retriever.index if state.retriever else None
        yield _gauge("lotse_ready", "Whether an index is loaded.", index is not None)
        yield _gauge("lotse_degraded", "Reasons why a newer index isn't serving.", len(state.degraded))
        yield _gauge("lotse_overloaded", "Whether requests were refused just now.", self._admission.overloaded)
        yield _gauge("lotse_requests_waiting", "Requests in the queue.", self._admission.waiting)
        refusals = self._admission.refusals
        yield CounterMetricFamily("lotse_requests_refused", "Requests for which there was no room.", value=refusals)
        if index is not None:
            named = {"generation": index.generation, "encoder": index.manifest.encoder}
            yield InfoMetricFamily("lotse_index", "The index that is served.", value=named)
            built = datetime.fromisoformat(index.manifest.built_at).timestamp()
            yield _gauge("lotse_index_built_seconds", "When the index was built, since 1970.", built)
            yield _gauge("lotse_documents", "Documents in the index.", len(index.documents))
            yield _gauge("lotse_measures", "Measures in the index.", len(index.measures))
        if self._writer is not None:
            yield from _of_model(self._writer)

    def describe(self) -> Iterable[Metric]:
        """Name nothing beforehand: what there is depends on the state."""
        return ()


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=float(value))


def _of_model(writer: Writer) -> Iterator[Metric]:
    yield CounterMetricFamily("lotse_model_answers", "Answers that a model was asked for.", value=writer.asked)
    faults = CounterMetricFamily("lotse_model_faults", "Answers that a model failed to give.", labels=("reason",))
    for reason, count in sorted(writer.faults.items()):
        faults.add_metric((reason,), count)
    yield faults


measured = APIRouter(include_in_schema=False)


@measured.get("/metrics")
async def metrics(request: Request) -> Response:
    """Return the metrics; the route exists only by setting."""
    found: Metrics = request.app.state.metrics
    return Response(found.text(), media_type=_TYPE)
