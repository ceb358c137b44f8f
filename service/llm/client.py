"""The client of a model behind an OpenAI-compatible server. The only file that imports openai."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from contextlib import aclosing, suppress
from time import monotonic
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from prompts.render import Prompt
from service.llm.breaker import Breaker
from service.settings import ModelSettings

Reason = Literal[
    "unreachable",
    "refused",
    "first-token",
    "idle",
    "total",
    "garbled",
    "broken-off",
    "empty",
    "too-much",
    "redirect",
    "paused",
]


class ModelFault(Exception):
    """The model gave no usable answer; `status` is that of an HTTP response with an error or a redirect."""

    def __init__(self, reason: Reason, status: int | None = None) -> None:
        super().__init__(f"{reason} {status}" if status else reason)
        self.reason: Reason = reason
        self.status = status


if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport
    from openai import AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk

T = TypeVar("T")

_NO_KEY = "none"
_FIRST: Final = "first-token"
_IDLE: Final = "idle"
_TEMPERATURE = 0.0
_ERRORS = 400  # openai reports lower statuses, which are redirects, as errors, too


class ModelClient:
    """Streams the answers of one model. Only ever calls the host of its URL: no proxies, redirects or retries."""

    def __init__(self, settings: ModelSettings, breaker: Breaker | None = None) -> None:
        self._settings = settings
        self._breaker = breaker or Breaker()
        self._openai: AsyncOpenAI | None = None

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Yield the pieces of the model's answer as they arrive. Raises ModelFault."""
        if not self._breaker.allows():
            raise ModelFault("paused")
        answered = False
        try:
            async with aclosing(self._pieces(prompt)) as pieces:
                async for piece in pieces:
                    answered = True
                    yield piece
            if not answered:
                raise ModelFault("empty")
        except ModelFault:
            self._breaker.failed()
            raise
        self._breaker.succeeded()

    async def close(self) -> None:
        """Close the connections."""
        if self._openai:
            await self._openai.close()

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        import httpx2
        import openai

        clock = _Clock(self._settings)
        try:
            stream = await clock.wait(self._started(prompt))
            async with stream:
                chunks = aiter(stream)
                while (chunk := await clock.wait(anext(chunks, None))) is not None:
                    for choice in chunk.choices or ():
                        if choice.delta and choice.delta.content:
                            clock.got_token()
                            yield choice.delta.content
            return
        except ModelFault:
            raise
        except (openai.OpenAIError, httpx2.RequestError, ValueError, TypeError, AttributeError) as error:
            fault = _as_fault(error)
        # Raised outside the `except`, it has no context. The context's traceback would keep the stream's generators
        # alive until they are collected, maybe in another thread, while the event loop is closing them, too.
        raise fault

    async def _started(self, prompt: Prompt) -> "AsyncStream[ChatCompletionChunk]":
        return await self._client().chat.completions.create(
            model=self._settings.model or "",
            messages=[{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            stream=True,
            temperature=_TEMPERATURE,
            max_tokens=self._settings.tokens,
        )

    def _client(self) -> "AsyncOpenAI":
        """The openai client, created on first use: importing openai takes most of a second."""
        if self._openai is None:
            import httpx2
            from openai import AsyncOpenAI

            logging.getLogger("openai").setLevel(logging.WARNING)  # at DEBUG it logs whole requests
            settings = self._settings
            key = settings.key.get_secret_value() if settings.key else _NO_KEY
            self._openai = AsyncOpenAI(
                base_url=settings.url,
                api_key=key,
                organization="",
                project="",
                max_retries=0,
                http_client=httpx2.AsyncClient(
                    transport=_capped(settings.answer_bytes),
                    trust_env=False,
                    follow_redirects=False,
                    timeout=httpx2.Timeout(settings.first_seconds, read=settings.total_seconds),
                ),
            )
        return self._openai


class _Clock:
    """Limits each wait: for the first token, between two tokens, and for the whole answer.

    No limit spans a `yield`, where it would cancel whatever the consumer is doing.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._end = monotonic() + settings.total_seconds
        self._limit = settings.first_seconds
        self._reason: Reason = _FIRST

    async def wait(self, awaited: Awaitable[T]) -> T:
        """Await `awaited`. Raises ModelFault, with the limit that ran out as its reason."""
        left = max(0.0, self._end - monotonic())
        try:
            async with asyncio.timeout(min(self._limit, left)):
                return await awaited
        except TimeoutError:
            raise ModelFault("total" if left <= self._limit else self._reason) from None

    def got_token(self) -> None:
        """From the first token on, limit the pause between two tokens."""
        self._limit, self._reason = self._settings.idle_seconds, _IDLE


def _as_fault(error: Exception) -> ModelFault:
    """The fault behind a library's error; an answer that breaks the protocol may raise nearly anything."""
    import httpx2
    import openai

    match error:
        case openai.APIStatusError():
            return ModelFault("redirect" if error.status_code < _ERRORS else "refused", error.status_code)
        case openai.APITimeoutError():
            return ModelFault("first-token")
        case openai.APIConnectionError():
            return _connection_fault(error)
        case httpx2.RequestError():
            return ModelFault("broken-off")
        case _:
            return ModelFault("garbled")


def _connection_fault(error: Exception) -> ModelFault:
    """The fault behind openai's connection error: too much was sent, the connection broke off, or there was none."""
    import httpx2

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ModelFault):
            return ModelFault(cause.reason, cause.status)
        if isinstance(cause, httpx2.RemoteProtocolError | httpx2.ReadError):
            return ModelFault("broken-off")
        cause = cause.__cause__ or cause.__context__
    return ModelFault("unreachable")


def _capped(most: int) -> "AsyncBaseTransport":
    """A transport whose responses fail after `most` bytes: an endless line would fill the memory."""
    import httpx2

    class Body(httpx2.AsyncByteStream):
        def __init__(self, stream: httpx2.AsyncByteStream) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = most
            async for piece in self._stream:
                left -= len(piece)
                if left < 0:
                    raise ModelFault("too-much")
                yield piece

        async def aclose(self) -> None:
            with suppress(httpx2.RequestError):
                await self._stream.aclose()

    class Transport(httpx2.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            response = await super().handle_async_request(request)
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            response.stream = Body(response.stream)
            return response

    return Transport(retries=0)
