"""The search of a running service, over HTTP. Connects to the given address only: no proxies, no redirects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from service.chat.message import Message
from service.evaluation.answer_text import cited_numbers
from service.evaluation.searchers import (
    DEPTH,
    ChatOutcome,
    MeasureSpan,
    QuotedSpan,
    SearcherState,
    SearchOutcome,
    measure_label,
)

if TYPE_CHECKING:
    import httpx

_TIMEOUT_SECONDS = 60.0


class RemoteServiceError(Exception):
    """A service that can't be used; the message names the route, never the question."""


class RemoteSearcher:
    """Searches with a service that keeps this project's HTTP contract. Close it when done."""

    def __init__(self, url: str, key: str | None = None) -> None:
        """`key` is for a service that needs one. Raises RemoteServiceError without httpx, or if `url` isn't usable."""
        try:
            import httpx
        except ModuleNotFoundError as error:
            raise RemoteServiceError(
                "--url needs httpx; install the extra: .venv/bin/pip install -e '.[evaluate]' -c constraints.txt"
            ) from error
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc or parts.query:
            raise RemoteServiceError(
                "--url needs an address such as http://127.0.0.1:8000, without user name, password or query"
            )
        who = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(base_url=url.rstrip("/"), timeout=_TIMEOUT_SECONDS, trust_env=False, headers=who)
        self._url = url
        self.document = cache(self._document)
        self.measures = cache(self._measures)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def state(self) -> SearcherState:
        body = self._get("/readyz")
        with _reading("/readyz"):
            return SearcherState(body["index"]["generation"], body["index"]["encoder"], {"url": self._url})

    def search(self, text: str) -> SearchOutcome:
        body = self._post("/api/search", {"question": text, "limit": DEPTH})
        with _reading("/api/search"):
            hits = body["measures"]
            return SearchOutcome(
                measures=tuple(hit["measure"]["id"] for hit in hits),
                passages=tuple(map(_passage_span, body["passages"])),
                quotes=tuple(span for hit in hits for span in _hit_spans(hit)),
                answerable=bool(body["answerable"]),
                confidence=body.get("confidence"),
                documents=tuple(hit["id"] for hit in body["documents"]),
            )

    def reply(self, messages: Sequence[Message], limit: int | None = None) -> ChatOutcome:
        sent = [{"role": each.role, "content": each.content, "measures": list(each.measures)} for each in messages]
        body = self._post("/api/chat", {"messages": sent} | ({"limit": limit} if limit else {}))
        with _reading("/api/chat"):
            numbered = {cited["number"]: _passage_span(cited["passage"]) for cited in body["citations"]}
            return ChatOutcome(
                text=body["answer"],
                citations=tuple(numbered.values()),
                measures=tuple(hit["measure"]["id"] for hit in body["measures"]),
                standalone=body["standalone_question"],
                answerable=bool(body["answerable"]),
                quotes=tuple(numbered[number] for number in cited_numbers(body["answer"])),
            )

    def _document(self, id: str) -> str:
        body = self._get(f"/api/documents/{quote(id, safe='')}")
        with _reading("/api/documents"):
            return str(body["text"])

    def _measures(self) -> Mapping[str, MeasureSpan]:
        found: dict[str, MeasureSpan] = {}
        total = 1
        while len(found) < total:
            body = self._get(f"/api/measures?offset={len(found)}")
            with _reading("/api/measures"):
                total = body["total"]
                page = {each["id"]: _measure_span(each) for each in body["measures"]}
            if not page:
                break
            found |= page
        return found

    def _get(self, path: str) -> Any:
        return self._body(path, lambda: self._client.get(path))

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._body(path, lambda: self._client.post(path, json=body))

    def _body(self, path: str, send: "Callable[[], httpx.Response]") -> Any:
        import httpx

        route = path.partition("?")[0]
        try:
            response = send()
        except httpx.HTTPError as error:
            raise RemoteServiceError(f"{self._url} can't be reached ({type(error).__name__})") from None
        if response.status_code != httpx.codes.OK:
            raise RemoteServiceError(f"{self._url}{route} answered with status {response.status_code}")
        with _reading(route):
            return response.json()


@contextmanager
def _reading(route: str) -> Iterator[None]:
    """Raise RemoteServiceError for an unexpected response, without its content."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        missing = f" {error}" if isinstance(error, KeyError) else ""
        raise RemoteServiceError(f"unexpected response of {route} ({type(error).__name__}{missing})") from None


def _hit_spans(hit: Mapping[str, Any]) -> Iterator[QuotedSpan]:
    document = hit["measure"]["document"]
    for evidence in (*hit["why"], *hit["conflicts"]):
        yield QuotedSpan(document, evidence["start"], evidence["end"], evidence["quote"])
    yield from map(_passage_span, hit["passages"])


def _measure_span(measure: Mapping[str, Any]) -> MeasureSpan:
    label = measure_label(measure["title"], measure["organisation"], measure["state"])
    return MeasureSpan(measure["document"], measure["start"], measure["end"], label)


def _passage_span(passage: Mapping[str, Any]) -> QuotedSpan:
    names = ("document", "start", "end", "text", "id", "measure", "section")
    return QuotedSpan(**{name: passage[name] for name in names})
