"""How well follow-ups are understood: `python -m tests.benchmarks.conversations [dev|test]`.

A follow-up's ranking is compared with that of the same question asked standalone; a fact counts as right if its exact
words stand in a quote of the answer.
"""

import sys
from typing import Any

import ir_measures
from ir_measures import nDCG

from corpus.cleaning import clean
from retriever.query import Question
from retriever.retriever import Retriever
from service.chat.answer import Answer
from service.chat.chat import Chat
from service.chat.message import Message
from tests.benchmarks import questions

_NDCG = nDCG @ 10


def main(split: str) -> None:
    retriever = Retriever(questions.index(), questions.encoder())
    chat = Chat(retriever)
    followed, alone, facts = [], [], []
    for conversation in questions.load("conversations", split):
        for turn, answer in replies(chat, conversation):
            if turn.get("judgements") and "standalone" in turn:
                followed.append(_ndcg(turn, ranking(answer)))
                alone.append(_ndcg(turn, _standalone(retriever, turn["standalone"])))
            if "answer" in turn:
                facts.append(has_fact(turn, answer))
                if not facts[-1]:
                    print(f"{conversation['id']}: {turn['text']!r} as {answer.question!r}: no {turn['answer']!r}")
    count = len(followed)
    mean, standalone = sum(followed) / count, sum(alone) / count
    print(
        f"split {split}: follow-ups nDCG@10 {mean:.3f}, standalone {standalone:.3f}, {mean / standalone:.0%}, n={count}"
    )
    print(f"facts right in the answer {sum(facts) / len(facts):.0%}, n={len(facts)}")


def replies(chat: Chat, conversation: dict[str, Any]) -> list[tuple[dict[str, Any], Answer]]:
    """Each turn with its answer, as a client has them that sends back what it was shown."""
    messages: list[Message] = []
    found = []
    for turn in conversation["turns"]:
        messages.append(Message("user", turn["text"]))
        answer = chat.reply(messages)
        messages.append(Message("assistant", "", tuple(hit.measure.id for hit in answer.measures)))
        found.append((turn, answer))
    return found


def ranking(answer: Answer) -> list[str]:
    """The measures in the order in which the search behind an answer ranks them."""
    return [hit.measure.id for hit in answer.result.measures] if answer.result else []


def has_fact(turn: dict[str, Any], answer: Answer) -> bool:
    """Whether a quote of the answer, or the organisation that it names, holds the fact's words."""
    wanted = clean(turn["answer"])
    return any(
        wanted in text for text in (*(c.passage.text for c in answer.citations), *(i.origin for i in answer.items))
    )


def _standalone(retriever: Retriever, text: str) -> list[str]:
    return [hit.measure.id for hit in retriever.search(Question(text, limit=36)).measures]


def _ndcg(turn: dict[str, Any], ranked: list[str]) -> float:
    qrels = [ir_measures.Qrel("q", id, grade) for id, grade in turn["judgements"].items()]
    run = [ir_measures.ScoredDoc("q", id, -float(place)) for place, id in enumerate(ranked)]
    return float(ir_measures.calc_aggregate([_NDCG], qrels, run)[_NDCG]) if run else 0.0


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "dev")
