"""The client of a model behind an OpenAI-compatible server. The only file that imports openai."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

from prompts.render import Prompt
from service.llm.breaker import Breaker
from service.llm.fault import ModelFault
from service.llm.limits import AnswerClock, AnswerText
from service.settings import ModelSettings

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport
    from openai import AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk

_NO_KEY = "none"
_TEMPERATURE = 0.0
_UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)
"""What reading an answer raises that isn't what it should be, or is nested too deep."""
_REDIRECTS, _ERRORS = 300, 400
_PLAIN = "identity"


class ModelClient:
    """Streams the answers of one model. Only ever calls the host of its URL: no proxies, redirects or retries."""

    def __init__(self, settings: ModelSettings, breaker: Breaker | None = None) -> None:
        self._settings = settings
        self._breaker = breaker or Breaker()
        self._openai: AsyncOpenAI | None = None
        self._answering = 0

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Yield the pieces of the model's answer as they arrive. Raises ModelFault."""
        if self._answering >= self._settings.answers:
            raise ModelFault("busy")
        if not self._breaker.allows():
            raise ModelFault("paused")
        answered = False
        self._answering += 1
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
        finally:
            self._answering -= 1
        self._breaker.succeeded()

    async def close(self) -> None:
        """Close the connections."""
        if self._openai:
            await self._openai.close()

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        import httpx2
        import openai

        clock = AnswerClock(self._settings)
        text = AnswerText(self._settings)
        try:
            stream = await clock.wait(self._started(prompt))
            async with stream:
                chunks = aiter(stream)
                while (chunk := await clock.wait(anext(chunks, None))) is not None:
                    await clock.breathe()
                    for choice in chunk.choices or ():
                        if choice.delta and (piece := text.add(choice.delta.content)):
                            clock.got_token()
                            yield piece
            return
        except ModelFault:
            raise
        except (openai.OpenAIError, httpx2.RequestError, *_UNREADABLE) as error:
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
                    headers={"Accept-Encoding": _PLAIN},
                    trust_env=False,
                    follow_redirects=False,
                    timeout=httpx2.Timeout(settings.first_seconds, read=settings.total_seconds),
                ),
            )
        return self._openai


def _as_fault(error: Exception) -> ModelFault:
    """The fault behind a library's error; an answer that breaks the protocol may raise nearly anything."""
    import httpx2
    import openai

    match error:
        case openai.APITimeoutError():
            return ModelFault("first-token")
        case openai.APIConnectionError():
            return _connection_fault(error)
        case httpx2.RequestError():
            return ModelFault("broken-off")
        case _:
            return ModelFault("garbled")


def _refusal(status: int, encoding: str) -> ModelFault | None:
    """The fault of a response that isn't read, by its head."""
    if status >= _REDIRECTS:
        return ModelFault("redirect" if status < _ERRORS else "refused", status)
    return None if encoding.strip().lower() in ("", _PLAIN) else ModelFault("encoded")


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
    """A transport whose responses fail after `most` bytes: an endless line would fill the memory.

    Nothing is unpacked, since a little can become a lot; pages that come with an error aren't read at all.
    """
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
            if (fault := _refusal(response.status_code, response.headers.get("content-encoding", _PLAIN))) is not None:
                await response.aclose()
                raise fault
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            response.stream = Body(response.stream)
            return response

    return Transport(retries=0)
