"""The conversation over HTTP: an answer at once, or as it comes about."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from service.chat import schemas
from service.chat.answer import Answer
from service.chat.chat import Chat
from service.chat.events import MEDIA_TYPE, event, tokens
from service.chat.markdown import markdown
from service.routes import Current, Serving, json_only, problems
from service.schemas import IndexState

_EXAMPLES: dict[str, Any] = {
    "first": {
        "summary": "Eine erste Frage",
        "value": {"messages": [{"role": "user", "content": "Was gibt es für Alleinerziehende?"}]},
    },
    "follow-up": {
        "summary": "A follow-up, with what the answer before showed",
        "value": {
            "messages": [
                {"role": "user", "content": "measures for single parents with childcare issues"},
                {"role": "assistant", "content": "...", "measures": ["jumita-junge-muetter-in-teilzeit"]},
                {"role": "user", "content": "what does it cost?"},
            ]
        },
    },
}

chat = APIRouter(prefix="/api", tags=["chat"])


@chat.post(
    "/chat",
    dependencies=[Depends(json_only)],
    response_model=schemas.ChatAnswer,
    responses={
        200: {"content": {MEDIA_TYPE: {}}, "description": "The answer, or with `stream` its events"},
        **problems(400, 413, 415, 422, 503),
    },
)
async def answer(
    wanted: Annotated[schemas.ChatRequest, Body(openapi_examples=_EXAMPLES)], state: Serving, retriever: Current
) -> schemas.ChatAnswer | StreamingResponse:
    """The answer to the last message, made of quotes with numbered citations."""
    replied = await run_in_threadpool(
        Chat(retriever).reply, wanted.said(), wanted.by_key(), wanted.language, wanted.limit
    )
    rest = schemas.found(replied, IndexState.of(retriever.index), state.degraded)
    if wanted.stream:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(replied, rest), media_type=MEDIA_TYPE, headers=headers)
    return schemas.extract(replied, rest)


async def _events(replied: Answer, rest: schemas.Found) -> AsyncIterator[str]:
    yield event("passages", schemas.with_passages(replied, rest))
    for piece in tokens(markdown(replied)):
        yield event("token", {"text": piece})
    yield event("answer", schemas.extract(replied, rest))
