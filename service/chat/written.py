"""An answer in a local model's words, as far as they hold; otherwise the quotes."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from retriever.result import Passage
from retriever.retriever import Retriever
from service.chat.answer import Answer, Citation
from service.chat.markdown import escaped
from service.chat.notes import notes
from service.chat.schemas import ChatAnswer, Found, extract
from service.chat.schemas import Citation as Cited
from service.model.writer import Outcome, Sentence, Writer

_MOST_PASSAGES = 8
_KINDS = ("measures", "value", "decision")


def can_be_written(answer: Answer) -> bool:
    """Whether there is something for a model to say: tables, talk and what isn't answered stay as they are."""
    return answer.answerable and answer.kind in _KINDS and bool(answer.citations)


async def written(
    answer: Answer, rest: Found, writer: Writer, retriever: Retriever
) -> AsyncGenerator[str | ChatAnswer, None]:
    """Markdown of each sentence that holds, as it comes, and last the whole answer."""
    passages = _passages(answer)
    shown: list[str] = []
    used: set[int] = set()
    outcome = Outcome(usable=False)
    writing = writer.write(answer.question, answer.language, passages, retriever.index, retriever.encoder)
    async with aclosing(writing) as pieces:
        async for piece in pieces:
            if isinstance(piece, Sentence):
                used.update(piece.citations)
                shown.append(_markdown(piece))
                yield shown[-1]
            else:
                outcome = piece
    told = notes(outcome, answer.language)
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
