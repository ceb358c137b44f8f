"""The reply stream shared by all transports: quotes at once, or a model's sentences as they are checked."""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Literal

from corpus.text.language import analysed, guess
from prompts.render import Turn
from retriever.result import Passage
from retriever.retriever import Retriever
from service.chat.answer import Answer, Citation
from service.chat.assistant import Chat
from service.chat.markdown import escaped, markdown
from service.chat.message import Message, Resolved
from service.chat.notes import notes
from service.llm.writer import Outcome, Writer, WrittenSentence
from service.texts import Texts

_PIECE = re.compile(r"\S+\s*|\s+")
_WORDS_EACH = 4
_MOST_PASSAGES = 8
_KINDS = ("measures", "value", "decision")


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole answer to a message: Markdown, who wrote it, and the citations that it uses.

    `notes` say what was left out or couldn't be had.
    """

    answer: Answer
    text: str
    answered_by: Literal["extract", "model"]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()

    @classmethod
    def extract(cls, answer: Answer, notes: Sequence[str] = ()) -> "Reply":
        """Return the reply made of quotes."""
        return cls(answer, markdown(answer), "extract", answer.citations, tuple(notes))


async def resolved(
    chat: Chat, messages: Sequence[Message], writer: Writer | None, language: str | None = None
) -> tuple[Resolved, tuple[str, ...]]:
    """Return what the last message means by itself, put by a model where one is wanted, and notes on that."""
    found = await asyncio.to_thread(chat.resolve, messages, analysed(language))
    rewriter = writer.rewriter if writer else None
    if rewriter is None or not rewriter.wanted or not found.may_be_follow_up:
        return found, ()
    asked_in = analysed(language) or guess(messages[-1].content) or "de"
    text = await rewriter.rewrite([Turn(each.role, each.content) for each in messages], asked_in)
    if text is None:
        return found, (Texts.in_language(language or asked_in).text("chat.notes.not_rewritten"),)
    return await asyncio.to_thread(chat.rephrased, found, text), ()


async def reply_parts(
    answer: Answer, writer: Writer | None, retriever: Retriever, notes: Sequence[str] = ()
) -> AsyncGenerator[str | Reply, None]:
    """Yield Markdown in pieces and last the whole reply: a model's where there is one, the quotes otherwise.

    `notes` are said besides those that come up on the way.
    """
    if writer and can_be_written(answer):
        async with aclosing(_written(answer, writer, retriever)) as parts:
            async for part in parts:
                yield part if isinstance(part, str) else replace(part, notes=(*notes, *part.notes))
        return
    reply = Reply.extract(answer, notes)
    for token in tokens(reply.text):
        yield token
    yield reply


async def last(parts: AsyncGenerator[str | Reply, None]) -> Reply:
    """Return the whole reply at the end of `reply_parts`."""
    async with aclosing(parts):
        found = [part async for part in parts]
    assert isinstance(found[-1], Reply)
    return found[-1]


def can_be_written(answer: Answer) -> bool:
    """Whether there is something for a model to say: tables, talk and what isn't answered stay as they are.

    A model writes only in languages in which its sentences can be checked.
    """
    return answer.answerable and answer.kind in _KINDS and bool(answer.citations) and bool(analysed(answer.language))


def tokens(text: str) -> Iterator[str]:
    """Yield `text` in pieces of a few words, which together are the text."""
    words = _PIECE.findall(text)
    for start in range(0, len(words), _WORDS_EACH):
        yield "".join(words[start : start + _WORDS_EACH])


async def _written(answer: Answer, writer: Writer, retriever: Retriever) -> AsyncGenerator[str | Reply, None]:
    """Yield Markdown of each sentence that holds, as it comes, and last the whole reply."""
    passages = _passages(answer)
    shown: list[str] = []
    used: set[int] = set()
    outcome = Outcome(usable=False)
    language = analysed(answer.language)
    assert language is not None, "see can_be_written"
    writing = writer.write(answer.question, language, passages, retriever.index, retriever.encoder)
    async with aclosing(writing) as parts:
        async for part in parts:
            if isinstance(part, WrittenSentence):
                used.update(part.citations)
                shown.append(_markdown(part))
                yield shown[-1]
            else:
                outcome = part
    remarks = notes(outcome, Texts.in_language(answer.language))
    if not outcome.usable:
        yield Reply.extract(answer, remarks)
        return
    text = "".join((*(escaped(said) + "\n\n" for said in _said_first(answer)), *shown)).rstrip()
    text += "".join(f"\n\n{escaped(remark)}" for remark in answer.remarks)
    citations = tuple(Citation(number, passages[number]) for number in sorted(used))
    yield Reply(answer, text, "model", citations, tuple(remarks))


def _passages(answer: Answer) -> dict[int, Passage]:
    """Return the quotes of the answer under their numbers, then the passages that were found besides."""
    passages = {cited.number: cited.passage for cited in answer.citations}
    spans = {(passage.document, passage.start, passage.end) for passage in passages.values()}
    for passage in answer.result.passages if answer.result else ():
        if len(passages) >= max(_MOST_PASSAGES, len(answer.citations)):
            break
        if (passage.document, passage.start, passage.end) not in spans:
            passages[max(passages) + 1] = passage
    return passages


def _said_first(answer: Answer) -> tuple[str, ...]:
    """What is the program's own word, and no model's to leave out: what is gone, and who decides on entitlement."""
    return (*answer.preface, *(answer.opening[:1] if answer.kind == "decision" else ()))


def _markdown(sentence: WrittenSentence) -> str:
    return f"{escaped(sentence.text)} {''.join(f'[{number}]' for number in sentence.citations)} "
