"""How good the search is on the project's question set: `python -m tests.benchmarks.quality [dev|test]`."""

import sys
from collections import defaultdict
from collections.abc import Iterable

import ir_measures
from ir_measures import RR, R, Success, nDCG

from corpus.cleaning import clean
from retriever.query import Question
from retriever.retriever import Retriever
from tests.benchmarks import questions

METRICS = (nDCG @ 10, RR, R(rel=2) @ 5, Success @ 1)
_ANSWERED = 0.97


def main(split: str) -> None:
    retriever = Retriever(questions.index(), questions.encoder())
    print(f"split {split}, encoder {questions.encoder().id}")
    _ranking(retriever, split)
    _facts(retriever, split)
    _answerable(retriever, split)


def _ranking(retriever: Retriever, split: str) -> None:
    asked = [entry for entry in questions.load("questions", split) if entry["judgements"]]
    qrels, run = [], []
    for entry in asked:
        qrels += [ir_measures.Qrel(entry["id"], measure, grade) for measure, grade in entry["judgements"].items()]
        hits = retriever.search(Question(entry["text"], limit=36)).measures
        kept = [hit.measure.id for hit in hits if hit.measure.id not in entry["borderline"]]
        run += [ir_measures.ScoredDoc(entry["id"], measure, -float(rank)) for rank, measure in enumerate(kept)]
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for entry in asked:
        for group in ("all", entry["language"], entry["style"]):
            groups[group].add(entry["id"])
    print(f"{'group':12s} {'n':>4s} " + " ".join(f"{metric!s:>12s}" for metric in METRICS))
    for group, ids in groups.items():
        values = ir_measures.calc_aggregate(METRICS, _only(qrels, ids), _only(run, ids))
        print(f"{group:12s} {len(ids):4d} " + " ".join(f"{values[metric]:12.3f}" for metric in METRICS))


def _only(entries: Iterable[ir_measures.Qrel], ids: set[str]) -> list[ir_measures.Qrel]:
    return [entry for entry in entries if entry.query_id in ids]


def _facts(retriever: Retriever, split: str) -> None:
    facts = questions.load("facts", split)
    first = three = 0
    for fact in facts:
        answer = clean(fact["answer"])
        found = [answer in passage.text for passage in retriever.search(Question(fact["text"])).passages]
        first += found[0]
        three += any(found[:3])
    count = len(facts)
    print(f"facts: in the first passage {first / count:.3f}, in the first three {three / count:.3f}, n={count}")


def _answerable(retriever: Retriever, split: str) -> None:
    entries = questions.load("questions", split)
    said = {entry["id"]: retriever.search(Question(entry["text"])).answerable for entry in entries}
    real = [entry for entry in entries if entry["answerable"]]
    other = [entry for entry in entries if not entry["answerable"]]
    kept = sum(said[entry["id"]] for entry in real) / len(real)
    recognised = sum(not said[entry["id"]] for entry in other) / len(other)
    strange = questions.load("off-topic", split)
    refused = sum(not retriever.search(Question(entry["text"])).answerable for entry in strange) / len(strange)
    print(f"answered: {kept:.3f} of {len(real)} real questions")
    print(f"recognised: {recognised:.3f} of {len(other)} near misses, {refused:.3f} of {len(strange)} others")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "dev")
