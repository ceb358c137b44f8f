"""An answer as it comes about, for every way in which it is sent: quotes at once, a model's sentences as they hold."""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from corpus.text.language import analysed, told
from prompts.render import Turn
from retriever.result import Passage
from retriever.retriever import Retriever
from service.api import chat_schemas
from service.api.chat_schemas import ChatAnswer, Found, extract
from service.api.chat_schemas import Citation as Cited
from service.chat.answer import Answer, Citation
from service.chat.assistant import Chat
from service.chat.markdown import escaped, markdown
from service.chat.message import Message
from service.chat.notes import notes
from service.llm.writer import Outcome, Sentence, Writer
from service.texts import Texts

_PIECE = re.compile(r"\S+\s*|\s+")
_WORDS_EACH = 4


def tokens(text: str) -> Iterator[str]:
    """`text` in pieces of a few words, which together are the text."""
    words = _PIECE.findall(text)
    for start in range(0, len(words), _WORDS_EACH):
        yield "".join(words[start : start + _WORDS_EACH])


_MOST_PASSAGES = 8
_KINDS = ("measures", "value", "decision")


def can_be_written(answer: Answer) -> bool:
    """Whether there is something for a model to say: tables, talk and what isn't answered stay as they are.

    A model writes only in languages in which its sentences can be checked.
    """
    return answer.answerable and answer.kind in _KINDS and bool(answer.citations) and bool(analysed(answer.language))


async def written(
    answer: Answer, rest: Found, writer: Writer, retriever: Retriever
) -> AsyncGenerator[str | ChatAnswer, None]:
    """Markdown of each sentence that holds, as it comes, and last the whole answer."""
    passages = _passages(answer)
    shown: list[str] = []
    used: set[int] = set()
    outcome = Outcome(usable=False)
    language = analysed(answer.language)
    assert language is not None, "see can_be_written"
    writing = writer.write(answer.question, language, passages, retriever.index, retriever.encoder)
    async with aclosing(writing) as pieces:
        async for piece in pieces:
            if isinstance(piece, Sentence):
                used.update(piece.citations)
                shown.append(_markdown(piece))
                yield shown[-1]
            else:
                outcome = piece
    told = notes(outcome, Texts.in_language(answer.language))
    quotes = extract(answer, rest)
    if not outcome.usable:
        yield quotes.model_copy(update={"notes": told})
        return
    text = "".join((*(escaped(said) + "\n\n" for said in _decision(answer)), *shown)).rstrip()
    remarks = "".join(f"\n\n{escaped(remark)}" for remark in answer.remarks)
    cited = [Cited.model_validate(Citation(number, passages[number])) for number in sorted(used)]
    yield quotes.model_copy(
        update={"answer": text + remarks, "answered_by": "model", "citations": cited, "notes": told}
    )


def _passages(answer: Answer) -> dict[int, Passage]:
    """The quotes of the answer under their numbers, then the passages that were found besides."""
    passages = {cited.number: cited.passage for cited in answer.citations}
    spans = {(passage.document, passage.start, passage.end) for passage in passages.values()}
    for passage in answer.result.passages if answer.result else ():
        if len(passages) >= max(_MOST_PASSAGES, len(answer.citations)):
            break
        if (passage.document, passage.start, passage.end) not in spans:
            passages[max(passages) + 1] = passage
    return passages


def _decision(answer: Answer) -> tuple[str, ...]:
    """That entitlement is decided elsewhere is the program's own word, and no model's to leave out."""
    return answer.opening[:1] if answer.kind == "decision" else ()


def _markdown(sentence: Sentence) -> str:
    return f"{escaped(sentence.text)} {''.join(f'[{number}]' for number in sentence.citations)} "


if TYPE_CHECKING:
    pass
"""The status, which nobody reads, of an answer whose client has left."""

T = TypeVar("T")


async def pieces(
    replied: Answer, rest: chat_schemas.Found, writer: Writer | None, retriever: Retriever, notes: Sequence[str] = ()
) -> AsyncGenerator[str | chat_schemas.ChatAnswer, None]:
    """Markdown in pieces, and last the whole answer: a model's where there is one, the quotes otherwise.

    `notes` are said of it besides those that come up on the way.
    """
    if writer and can_be_written(replied):
        async with aclosing(written(replied, rest, writer, retriever)) as parts:
            async for part in parts:
                yield part if isinstance(part, str) else _with_notes(part, notes)
        return
    for token in tokens(markdown(replied)):
        yield token
    yield _with_notes(chat_schemas.extract(replied, rest), notes)


def _with_notes(answer: chat_schemas.ChatAnswer, notes: Sequence[str]) -> chat_schemas.ChatAnswer:
    return answer.model_copy(update={"notes": [*notes, *answer.notes]}) if notes else answer


async def whole(parts: AsyncGenerator[str | chat_schemas.ChatAnswer, None]) -> chat_schemas.ChatAnswer:
    """The answer at the end of `pieces`."""
    async with aclosing(parts):
        found = [part async for part in parts]
    assert isinstance(found[-1], chat_schemas.ChatAnswer)
    return found[-1]


async def understood(
    chat: Chat, messages: Sequence[Message], writer: Writer | None, language: str | None = None
) -> tuple[Sequence[Message], tuple[str, ...]]:
    """The messages, the last one by itself if a model was wanted and could say it, and what must be said of that."""
    rewriter = writer.rewriter if writer else None
    if rewriter is None or not rewriter.wanted or not await asyncio.to_thread(chat.left_alone, messages):
        return messages, ()
    asked_in = analysed(language) or told(messages[-1].content) or "de"
    text = await rewriter.rewrite([Turn(each.role, each.content) for each in messages], asked_in)
    if text is None:
        return messages, (Texts.in_language(language or asked_in).text("chat.notes.not_rewritten"),)
    return [*messages[:-1], replace(messages[-1], stands_for=text)], ()
