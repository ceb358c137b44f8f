"""The search of a service, over HTTP. Calls no host but that of its address: no proxies, no redirects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from service.chat.message import Message
from service.evaluation.searchers import DEPTH, Found, Piece, Range, Reply, State

if TYPE_CHECKING:
    import httpx

_SECONDS = 60.0


class ServiceFault(Exception):
    """A service doesn't answer as it should; the message says what it was asked for, never the question."""


class RemoteSearcher:
    """Asks a service that keeps to the contract of this one. Close it when done."""

    def __init__(self, url: str) -> None:
        """Raises ServiceFault if httpx isn't installed or the address is none."""
        try:
            import httpx
        except ModuleNotFoundError as error:
            raise ServiceFault(
                "--url needs httpx, which the extra brings: .venv/bin/pip install -e '.[evaluate]' -c constraints.txt"
            ) from error
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc or parts.query:
            raise ServiceFault("--url needs an address such as http://127.0.0.1:8000, without name, password or query")
        self._client = httpx.Client(base_url=url.rstrip("/"), timeout=_SECONDS, trust_env=False)
        self._url = url
        self.document = cache(self._document)
        self.measures = cache(self._measures)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def state(self) -> State:
        body = self._get("/readyz")
        with _read_as("/readyz"):
            return State(body["index"]["generation"], body["index"]["encoder"], {"url": self._url})

    def search(self, text: str) -> Found:
        body = self._post("/api/search", {"question": text, "limit": DEPTH})
        with _read_as("/api/search"):
            hits = body["measures"]
            return Found(
                measures=tuple(hit["measure"]["id"] for hit in hits),
                passages=tuple(map(_piece, body["passages"])),
                quotes=tuple(piece for hit in hits for piece in _quotes(hit)),
                answerable=bool(body["answerable"]),
                confidence=body.get("confidence"),
            )

    def reply(self, said: Sequence[Message], limit: int | None = None) -> Reply:
        messages = [{"role": each.role, "content": each.content, "measures": list(each.measures)} for each in said]
        body = self._post("/api/chat", {"messages": messages} | ({"limit": limit} if limit else {}))
        with _read_as("/api/chat"):
            return Reply(
                text=body["answer"],
                citations=tuple(_piece(cited["passage"]) for cited in body["citations"]),
                measures=tuple(hit["measure"]["id"] for hit in body["measures"]),
                standalone=body["standalone_question"],
            )

    def _document(self, id: str) -> str:
        body = self._get(f"/api/documents/{quote(id, safe='')}")
        with _read_as("/api/documents"):
            return str(body["text"])

    def _measures(self) -> Mapping[str, Range]:
        found: dict[str, Range] = {}
        total = 1
        while len(found) < total:
            body = self._get(f"/api/measures?offset={len(found)}")
            with _read_as("/api/measures"):
                total = body["total"]
                page = {each["id"]: Range(each["document"], each["start"], each["end"]) for each in body["measures"]}
            if not page:
                break
            found |= page
        return found

    def _get(self, path: str) -> Any:
        return self._body(path, lambda: self._client.get(path))

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._body(path, lambda: self._client.post(path, json=body))

    def _body(self, path: str, ask: "Callable[[], httpx.Response]") -> Any:
        import httpx

        where = path.partition("?")[0]
        try:
            answer = ask()
        except httpx.HTTPError as error:
            raise ServiceFault(f"{self._url} can't be reached ({type(error).__name__})") from None
        if answer.status_code != httpx.codes.OK:
            raise ServiceFault(f"{self._url}{where} answers with status {answer.status_code}")
        with _read_as(where):
            return answer.json()


@contextmanager
def _read_as(path: str) -> Iterator[None]:
    """Answers of another shape are named without what is in them."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        missing = f" {error}" if isinstance(error, KeyError) else ""
        raise ServiceFault(f"{path} answers in another form ({type(error).__name__}{missing})") from None


def _quotes(hit: Mapping[str, Any]) -> Iterator[Piece]:
    document = hit["measure"]["document"]
    for evidence in (*hit["why"], *hit["conflicts"]):
        yield Piece(document, evidence["start"], evidence["end"], evidence["quote"])
    yield from map(_piece, hit["passages"])


def _piece(passage: Mapping[str, Any]) -> Piece:
    names = ("document", "start", "end", "text", "id", "measure", "section")
    return Piece(**{name: passage[name] for name in names})
