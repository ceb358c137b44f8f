"""Conversations with the service through OpenAI's own client."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from openai import OpenAI

MODEL = "massnahmenlotse"


@contextmanager
def speaking(client: httpx.Client) -> Iterator[OpenAI]:
    """OpenAI's client for the service of `client`."""
    with OpenAI(base_url=str(client.base_url.join("/v1")), api_key="unread", max_retries=0) as spoken:
        yield spoken


def turns(*messages: str) -> list[Any]:
    """A conversation, which alternates and begins with the person."""
    roles = ("user", "assistant")
    return [{"role": roles[place % 2], "content": text} for place, text in enumerate(messages)]


def said(spoken: OpenAI, *messages: str, **more: Any) -> Any:
    """The answer to a conversation."""
    return spoken.chat.completions.create(model=MODEL, messages=turns(*messages), **more)
