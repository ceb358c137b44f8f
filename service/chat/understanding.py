"""A conversation understood with a local model's help, where ours took the last message as it stands."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from corpus.language import Language, told
from prompts.render import Turn
from service.chat.chat import Chat
from service.chat.message import Message
from service.model.writer import Writer

_NOT_REWRITTEN: dict[Language, str] = {
    "de": "Das Sprachmodell hat die Frage nicht umformuliert. Sie ist genommen, wie sie dasteht.",
    "en": "The language model didn't rewrite the question. It is taken as it stands.",
}


async def understood(
    chat: Chat, messages: Sequence[Message], writer: Writer | None, language: Language | None = None
) -> tuple[Sequence[Message], tuple[str, ...]]:
    """The messages, the last one by itself if a model was wanted and could say it, and what must be said of that."""
    rewriter = writer.rewriter if writer else None
    if rewriter is None or not rewriter.wanted or not await asyncio.to_thread(chat.left_alone, messages):
        return messages, ()
    language = language or told(messages[-1].content) or "de"
    text = await rewriter.rewrite([Turn(each.role, each.content) for each in messages], language)
    if text is None:
        return messages, (_NOT_REWRITTEN[language],)
    return [*messages[:-1], replace(messages[-1], stands_for=text)], ()
