"""A service over HTTP, waiting for its answers or not. Imports httpx and nothing of the application."""

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

from massnahmenlotse.entries import MeasureEntry
from massnahmenlotse.errors import PackageMissing, ServiceUnreachable, reported
from massnahmenlotse.requests import Filters, chat_body, page_address, search_body
from massnahmenlotse.results import ConversationAnswer, SearchResults

try:
    import httpx
except ModuleNotFoundError as error:
    raise PackageMissing("talking to a service needs httpx: pip install 'httpx>=0.28'") from error

_TIMEOUT_SECONDS = 60.0
T = TypeVar("T")


class _Address:
    """Where a service is, and who asks."""

    def __init__(self, url: str, key: str | None, language: str | None) -> None:
        self.url = page_address(url)
        who = {"Authorization": f"Bearer {key}"} if key else {}
        self.headers = who | ({"Accept-Language": language} if language else {})

    def of_measure(self, id: str) -> str:
        return f"{self.url}/api/measures/{quote(id, safe='')}"

    def unreachable(self, error: httpx.HTTPError) -> ServiceUnreachable:
        """Never says what was asked."""
        return ServiceUnreachable(f"{self.url} can't be reached ({type(error).__name__})")

    def read(self, response: httpx.Response, of: Callable[[Any], T]) -> T:
        """Return what a response says. Raises ProblemReported, or ServiceUnreachable if nothing of ours answered."""
        try:
            body = response.json()
            if response.status_code != httpx.codes.OK:
                raise reported(body, _seconds(response.headers))
            return of(body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ServiceUnreachable(
                f"{self.url} answered {response.status_code}, but not as Maßnahmenlotse does ({type(error).__name__})"
            ) from None


def _seconds(headers: Mapping[str, str]) -> float | None:
    said = headers.get("Retry-After", "")
    return float(said) if said.isascii() and said.isdecimal() else None


class Client:
    """A service at `url`, such as `https://lotse.example`. Close it, or use it in a `with`.

    `key` is for a service that needs one, `language` (`de`, `en`) that of its error messages. No proxy of the
    environment is used and no redirect followed; `http`, a client of httpx, brings settings of your own, and is yours
    to close.
    Every method raises RequestRefused, InvalidRequest, NotThere, ServiceUnavailable or ServiceUnreachable.
    """

    def __init__(
        self,
        url: str,
        key: str | None = None,
        *,
        language: str | None = None,
        timeout: float = _TIMEOUT_SECONDS,
        http: httpx.Client | None = None,
    ) -> None:
        """Raise ValueError if `url` isn't the address of a service."""
        self._address = _Address(url, key, language)
        self._http = http or httpx.Client(timeout=timeout, trust_env=False)
        self._owned = http is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._owned:
            self._http.close()

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        language: str | None = None,
        without: Sequence[str] = (),
    ) -> SearchResults:
        """Search for at most `limit` measures. `language` is the question's, found out if None.

        `without` are words of the question to be taken literally, or criteria to be left out.
        """
        body = search_body(question, limit, filters, language, without)
        return self._sent("POST", f"{self._address.url}/api/search", body, self._results)

    def ask(
        self,
        question: str,
        *,
        after: ConversationAnswer | None = None,
        limit: int | None = None,
        filters: Filters | None = None,
        language: str | None = None,
        without: Sequence[str] = (),
    ) -> ConversationAnswer:
        """Answer a question, alone or as a follow-up to another answer. `language` is the answer's."""
        body = chat_body(question, after, limit, filters, language, without)
        asked, page = tuple(body["messages"]), self._address.url
        return self._sent("POST", f"{page}/api/chat", body, lambda data: ConversationAnswer.of(data, asked, page))

    def measure(self, id: str) -> MeasureEntry:
        """Return a measure with all that its source states. Raises NotThere if there is none of this id."""
        page = self._address.url
        return self._sent("GET", self._address.of_measure(id), None, lambda data: MeasureEntry.of(data, page))

    def _results(self, data: Any) -> SearchResults:
        return SearchResults.of(data, self._address.url)

    def _sent(self, method: str, url: str, body: object, of: Callable[[Any], T]) -> T:
        try:
            response = self._http.request(method, url, json=body, headers=self._address.headers)
        except httpx.HTTPError as error:
            raise self._address.unreachable(error) from None
        return self._address.read(response, of)


class AsyncClient:
    """The same as Client, for programs with an event loop."""

    def __init__(
        self,
        url: str,
        key: str | None = None,
        *,
        language: str | None = None,
        timeout: float = _TIMEOUT_SECONDS,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        """Raise ValueError if `url` isn't the address of a service."""
        self._address = _Address(url, key, language)
        self._http = http or httpx.AsyncClient(timeout=timeout, trust_env=False)
        self._owned = http is None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._owned:
            await self._http.aclose()

    async def search(
        self,
        question: str,
        *,
        limit: int = 10,
        filters: Filters | None = None,
        language: str | None = None,
        without: Sequence[str] = (),
    ) -> SearchResults:
        """See Client.search."""
        body = search_body(question, limit, filters, language, without)
        page = self._address.url
        return await self._sent("POST", f"{page}/api/search", body, lambda data: SearchResults.of(data, page))

    async def ask(
        self,
        question: str,
        *,
        after: ConversationAnswer | None = None,
        limit: int | None = None,
        filters: Filters | None = None,
        language: str | None = None,
        without: Sequence[str] = (),
    ) -> ConversationAnswer:
        """See Client.ask."""
        body = chat_body(question, after, limit, filters, language, without)
        asked, page = tuple(body["messages"]), self._address.url
        return await self._sent("POST", f"{page}/api/chat", body, lambda data: ConversationAnswer.of(data, asked, page))

    async def measure(self, id: str) -> MeasureEntry:
        """See Client.measure."""
        page = self._address.url
        return await self._sent("GET", self._address.of_measure(id), None, lambda data: MeasureEntry.of(data, page))

    async def _sent(self, method: str, url: str, body: object, of: Callable[[Any], T]) -> T:
        try:
            response = await self._http.request(method, url, json=body, headers=self._address.headers)
        except httpx.HTTPError as error:
            raise self._address.unreachable(error) from None
        return self._address.read(response, of)
