"""Spans of requests for OpenTelemetry, sent to the one address that is set.

The provider is the service's own, not the process's: what libraries would report through that one, such as paths and
what errors say, still goes nowhere, whatever the environment says.
"""

from time import time_ns

from service.api.middleware import AnsweredRequest

_SECONDS = 3
"""How long sending may take, and so how long a collector that is down can keep the service from stopping."""
_NANOSECONDS = 1_000_000_000
_FAILED = "5"


class Traces:
    """Sends a span of each request: method, route, status, id and time. Needs the extra `traces`."""

    def __init__(self, url: str) -> None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = TracerProvider(resource=Resource({"service.name": "massnahmenlotse"}), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url, timeout=_SECONDS)))
        self._tracer = self._provider.get_tracer("massnahmenlotse")
        self._context = TraceContextTextMapPropagator()

    def began(self) -> None:
        """Do nothing yet: a span is made once all of it is known."""

    def ended(self, request: AnsweredRequest) -> None:
        """Make the span of a request, within the trace that it says it is part of, if any."""
        from opentelemetry.trace import SpanKind, StatusCode

        end = time_ns()
        span = self._tracer.start_span(
            f"{request.method} {request.route}",
            context=self._context.extract({"traceparent": request.parent}),
            kind=SpanKind.SERVER,
            attributes={
                "http.request.method": request.method,
                "http.route": request.route,
                "http.response.status_code": request.status,
                "lotse.request": request.id,
            },
            start_time=end - round(request.seconds * _NANOSECONDS),
        )
        if request.status.startswith(_FAILED):
            span.set_status(StatusCode.ERROR)
        span.end(end)

    def close(self) -> None:
        """Send what is left, as far as that works soon."""
        self._provider.shutdown()
