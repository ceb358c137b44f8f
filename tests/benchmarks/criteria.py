"""How well criteria are read out of questions and judged: precision and recall of what is met and what is against.

`python -m tests.benchmarks.criteria [--split dev] [--cases c] [-v]`: `--cases` takes those whose id begins so, and
`-v` names every verdict that isn't the expected one.
"""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from retriever.criteria.criterion import Verdict, is_met
from retriever.query import Question
from retriever.result import SearchResult
from retriever.retriever import Retriever
from tests.benchmarks.questions import load_questions, shipped_encoder, shipped_index

Told = Literal["met", "against", "unstated"]
EITHER = "either"
"""An expected verdict that could be argued both ways; it doesn't count."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One criterion of a case for one measure: what is expected and what was found, with the quote."""

    case: str
    measure: str
    criterion: str
    expected: Told
    found: Told
    quote: str


def judged(case: dict[str, Any], result: SearchResult) -> Iterator[Verdicts]:
    """Yield every verdict on the measures that a case judges; what isn't listed there is unstated."""
    found = {hit.measure.id: {each.criterion: each for each in hit.criteria} for hit in result.measures}
    for measure, expected in case["verdicts"].items():
        for criterion in {*case["criteria"], *found[measure]}:
            wanted = expected.get(criterion, "unstated")
            each = found[measure].get(criterion)
            if wanted != EITHER:
                quote = each.evidence.quote if each and each.evidence else ""
                told = _told(each.verdict) if each else "unstated"
                yield Verdicts(case["id"], measure, criterion, wanted, told, quote)


def share(verdicts: Iterable[Verdicts], of: Told) -> tuple[int, int, int]:
    """Return how often a verdict was right, found and expected."""
    pairs = Counter((each.expected == of, each.found == of) for each in verdicts)
    right = pairs[True, True]
    return right, right + pairs[False, True], right + pairs[True, False]


def _told(verdict: Verdict) -> Told:
    return "met" if is_met(verdict) else "against" if verdict == "against" else "unstated"


def _row(name: str, verdicts: list[Verdicts]) -> str:
    cells = []
    for of in ("met", "against"):
        right, found, expected = share(verdicts, of)
        cells += [_ratio(right, found), _ratio(right, expected)]
    return f"| {name} | {len(verdicts)} | {' | '.join(cells)} |"


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "–"


def _print(split: str, cases: str, *, verbose: bool) -> None:
    retriever = Retriever(shipped_index(), shipped_encoder())
    verdicts, read = list[Verdicts](), Counter[str]()
    for case in load_questions("criteria", split):
        if not case["id"].startswith(cases):
            continue
        result = retriever.search(Question(case["text"], limit=len(retriever.index.measures)))
        found = {each.id for each in result.criteria}
        read += Counter(right=len(found & {*case["criteria"]}), found=len(found), expected=len(case["criteria"]))
        if verbose and found != {*case["criteria"]}:
            print(f"{case['id']} read: {sorted(found ^ {*case['criteria']})}")
        verdicts += judged(case, result)
    if verbose:
        for each in verdicts:
            if each.expected != each.found:
                print(f"{each.case} {each.measure} {each.criterion}: {each.expected}, not {each.found} »{each.quote}«")
    print(f"criteria read: precision {_ratio(read['right'], read['found'])}, "
          f"recall {_ratio(read['right'], read['expected'])}\n")  # fmt: skip
    print("| criterion | verdicts | met: precision | met: recall | against: precision | against: recall |")
    print("|---|---|---|---|---|---|")
    print(_row("all", verdicts))
    kinds = dict.fromkeys(each.criterion.split(".")[0] for each in sorted(verdicts, key=lambda each: each.criterion))
    for kind in kinds:
        print(_row(kind, [each for each in verdicts if each.criterion.split(".")[0] == kind]))


def main() -> None:
    """Print the tables of one split."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--cases", default="", metavar="PREFIX")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    _print(arguments.split, arguments.cases, verbose=arguments.verbose)


if __name__ == "__main__":
    main()
