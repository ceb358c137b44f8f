"""Puts the figures of evaluations into the tables of docs/quality.md: `python docs/figures.py DEV TEST KEYWORDS`.

The three are folders that `lotse evaluate --output` wrote: of tests/relevance with `--split dev --ablate` and with
`--split test --ablate`, and of `--keywords`. A table stands between `<!-- NAME -->` and `<!-- end -->`.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from service.evaluation.answer_figures import FIGURES, HELD
from service.evaluation.results import FIGURES_FILE
from service.evaluation.statistics import Interval
from service.evaluation.tables import METRIC_LABELS, Sheet, cell_text, group_name
from service.evaluation.texts import say

_PAGE = Path(__file__).parent / "quality.md"
_METRICS = ("nDCG@10", "RR", "R(rel=2)@5", "R@10", "AP", "Success@1")
_REST = {
    "answerable questions answered": ("abstention", "answered"),
    "refused rightly (precision)": ("abstention", "precision"),
    "unanswerable recognised (recall)": ("abstention", "recall"),
    "… near misses": ("abstention", "recall_near"),
    "… from elsewhere": ("abstention", "recall_strange"),
    "separation (AUROC)": ("abstention", "auroc"),
    "recognised with 95 % answered": ("abstention", "at", "0.95"),
    "recognised with 97 % answered": ("abstention", "at", "0.97"),
    "… near misses, with 97 %": ("abstention", "near_at", "0.97"),
    "facts in the first passage": ("facts", "first"),
    "facts in the first three passages": ("facts", "three"),
    "facts in the answer of the conversation": ("facts", "answer"),
    "conversations: follow-ups, nDCG@10": ("conversations", "followed"),
    "conversations: the same asked standalone, nDCG@10": ("conversations", "alone"),
    "conversations: facts in the answer": ("conversations", "facts"),
}
_PLAIN, _SIGNED = Sheet("", "", (), ()), Sheet("", "", (), (), signed=True)

Row = Sequence[str]


def main(folders: Sequence[str]) -> None:
    """Replace every table."""
    dev, test, keywords = (json.loads((Path(folder) / FIGURES_FILE).read_text("utf-8")) for folder in folders)
    tables = {
        "measures": _level(dev, test, "measure"),
        "passages": _level(dev, test, "passage"),
        "rest": _rest(dev, test),
        "answers": _answers(dev, test),
        "shown": _shown(dev, test),
        "keywords": _keywords(keywords),
        "worth": _worth(dev, test),
        "facts": _facts(dev, test),
    }
    page = _PAGE.read_text("utf-8")
    for name, rows in tables.items():
        table = _markdown(list(rows))
        page, count = re.subn(
            rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)",
            lambda _, table=table: f"\n{table}\n\n",
            page,
            flags=re.DOTALL,
        )
        assert count == 1, name
    _PAGE.write_text(page, "utf-8")


def _level(dev: Any, test: Any, name: str) -> Iterator[Row]:
    yield ["split", "questions", "n", *(METRIC_LABELS.get(metric, metric) for metric in _METRICS)]
    for split, run in (("dev", dev), ("test", test)):
        (level,) = [level for level in run["figures"]["levels"] if level["name"] == name]
        for group in level["groups"]:
            if name == "measure" or group["kind"] != "style":
                called = group_name(group["kind"], group["name"], "en")
                values = [group["values"][metric] for metric in _METRICS]
                yield [split, called, str(values[0]["count"]), *map(_plain, values)]


def _rest(dev: Any, test: Any) -> Iterator[Row]:
    yield ["", "n dev", "dev", "n test", "test"]
    for called, path in _REST.items():
        found = [_at(run["figures"], path) for run in (dev, test)]
        yield [called, *(cell for value in found for cell in (str(value["count"]), _plain(value)))]
    cited = [run["figures"]["cited"] for run in (dev, test)]
    yield [
        "quoted spans that reproduce the source",
        *(cell for each in cited for cell in (str(each["count"]), f"{each['share']:.3f}")),
    ]


def _answers(dev: Any, test: Any) -> Iterator[Row]:
    yield ["split", "questions", "n", *(say(f"held-{name}", "en") for name in HELD)]
    for split, group in _groups(dev, test):
        if found := [group["values"][name] for name in HELD if name in group["values"]]:
            yield [split, _group_name(group), str(found[0]["count"]), *map(_plain, found)]


def _shown(dev: Any, test: Any) -> Iterator[Row]:
    """Each figure with the number of its turns."""
    names = [name for name in FIGURES if name not in HELD]
    yield ["split", "questions", *(cell for name in names for cell in ("n", say(f"answer-{name}", "en")))]
    for split, group in _groups(dev, test):
        if any(name in group["values"] for name in names):
            found = [group["values"].get(name) for name in names]
            cells = (cell for each in found for cell in ((str(each["count"]), _plain(each)) if each else ("", "")))
            yield [split, _group_name(group), *cells]


def _groups(dev: Any, test: Any) -> Iterator[tuple[str, Any]]:
    """The groups of answers, each with its split."""
    for split, run in (("dev", dev), ("test", test)):
        yield from ((split, group) for group in run["figures"]["answers"]["groups"])


def _group_name(group: Any) -> str:
    return group_name(group["kind"], group["name"], "en")


def _keywords(run: Any) -> Iterator[Row]:
    (level,) = run["figures"]["levels"]
    values = level["groups"][0]["values"]
    yield ["n", *(METRIC_LABELS.get(metric, metric) for metric in level["metrics"])]
    yield [str(values["nDCG@10"]["count"]), *map(_plain, values.values())]


def _worth(dev: Any, test: Any) -> Iterator[Row]:
    yield ["system", "dev", "± measures", "± passages", "test", "± measures", "± passages"]
    for first, second in zip(dev["ablation"], test["ablation"], strict=True):
        row = [say(first["name"], "en")]
        for worth in (first, second):
            differences = [_signed(worth["difference"][level]) for level in ("measure", "passage")]
            row += [f"{worth['value']:.3f}", *(differences if worth["name"] != "whole" else ("", ""))]
        yield row


def _facts(dev: Any, test: Any) -> Iterator[Row]:
    yield ["system", "dev ± @1", "dev ± @3", "test ± @1", "test ± @3"]
    for first, second in zip(dev["ablation"][1:], test["ablation"][1:], strict=True):
        found = [worth["difference"][place] for worth in (first, second) for place in ("first", "three")]
        yield [say(first["name"], "en"), *map(_signed, found)]


def _at(found: Any, path: Sequence[str]) -> Any:
    for name in path:
        found = found[name]
    return found


def _plain(value: dict[str, Any]) -> str:
    return cell_text(Interval(**value), _PLAIN, "en")


def _signed(value: dict[str, Any]) -> str:
    return cell_text(Interval(**value), _SIGNED, "en")


def _markdown(rows: Sequence[Row]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


if __name__ == "__main__":
    main(sys.argv[1:])
