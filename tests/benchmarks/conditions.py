"""Says how well lists, counts and comparisons are answered: which measures are shown, first, and which are wrong.

`python -m tests.benchmarks.conditions` asks the questions of tests/relevance/conditions.jsonl in their conversations
(`--split test` those of test, `--misses` also prints what is wrong).
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retriever.retriever import Retriever
from service.chat.answer import Answer
from service.chat.assistant import Chat
from service.chat.message import Message
from tests.benchmarks.questions import load_questions, shipped_encoder, shipped_index


@dataclass(frozen=True, slots=True)
class ListVerdict:
    """What an answer shows of what it must: shares from 0 to 1, and whether it is right as a whole."""

    id: str
    kind: str
    question: str
    shown: tuple[str, ...]
    precision: float
    recall: float
    right: bool


def last_answer(chat: Chat, turns: Sequence[str]) -> Answer:
    """Return the answer to the last turn; a client sends back the measures that it was shown."""
    messages: list[Message] = []
    for turn in turns[:-1]:
        messages.append(Message("user", turn))
        shown = tuple(hit.measure.id for hit in chat.reply(messages).measures)
        messages.append(Message("assistant", "", shown))
    return chat.reply([*messages, Message("user", turns[-1])])


def judged(case: Mapping[str, Any], answer: Answer) -> ListVerdict:
    """Judge an answer: lists and counts by all that is shown, the most and the least by what is shown first."""
    shown = tuple(hit.measure.id for hit in answer.measures)
    found = answer.result.findings if answer.result else None
    wanted, allowed = set(case["measures"]), {*case["measures"], *case.get("also", ())}
    kind = case["kind"]
    if kind == "none":
        right = answer.kind != "list" and not (found and found.inquiry.conditions)
        return ListVerdict(case["id"], kind, case["turns"][-1], shown, float(right), float(right), right)
    if kind == "unapplied":
        said = " ".join(found.inquiry.unapplied) if found else ""
        right = all(each in said for each in case["unapplied"])
        return ListVerdict(case["id"], kind, case["turns"][-1], shown, float(right), float(right), right)
    counted = shown[:1] if kind == "best" else shown
    wrong = [] if case.get("also_any") else [id for id in counted if id not in allowed]
    hits = wanted & {*counted}
    precision = 1 - len(wrong) / len(counted) if counted else 0.0
    recall = float(bool(hits)) if kind == "best" else len(hits) / len(wanted)
    return ListVerdict(case["id"], kind, case["turns"][-1], shown, precision, recall, precision == recall == 1.0)


def verdicts(chat: Chat, split: str) -> Iterator[ListVerdict]:
    """Judge the answers to all questions of a split."""
    for case in load_questions("conditions", split):
        yield judged(case, last_answer(chat, case["turns"]))


def main() -> None:
    """Print precision, recall and what is wholly right, by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    found = list(verdicts(Chat(Retriever(shipped_index(), shipped_encoder())), options.split))
    print(f"{'kind':10} {'n':>3} precision recall right")
    for kind in ("all", *sorted({each.kind for each in found})):
        own = [each for each in found if kind in ("all", each.kind)]
        means = [
            sum(values) / len(own) for values in zip(*((e.precision, e.recall, e.right) for e in own), strict=True)
        ]
        print(f"{kind:10} {len(own):>3} {means[0]:9.3f} {means[1]:6.3f} {means[2]:5.3f}")
    for each in found if options.misses else ():
        if not each.right:
            print(f"{each.id} {each.question} -> {', '.join(each.shown) or '-'}")


if __name__ == "__main__":
    main()
