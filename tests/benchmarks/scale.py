"""Growth with the catalogue: `make scale`, or `python -m tests.benchmarks.scale --times 1 10 100`.

Each phase is a process of its own whose figures are kept, so that an interrupted run continues where it stopped; the
table goes into docs/scale.md. Times are those of one core, which other work on the machine hardly changes.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from corpus.collection import Corpus
from index.build import build_index
from index.generations import Generations
from index.scored_rows import ScoredRows
from index.store import Index
from index.vectors import FlatIndex
from retriever.query import Question
from retriever.ranking import MOST_CANDIDATES, Ranker
from retriever.retriever import Retriever
from retriever.weights import Weights
from tests.benchmarks.peers.catalogue import scale_catalogue
from tests.benchmarks.questions import RELEVANCE, shipped_encoder

_PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
_TABLE = re.compile(r"(?<=<!-- growth -->\n).*(?=<!-- end -->)", re.DOTALL)
_SIZES = (1, 10, 100)
_NEAREST, _TIE = 100, 1e-4
Figures = Mapping[str, float]


def main() -> None:
    """Run the phases that have no figures yet, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.scale")
    parser.add_argument("--times", type=int, nargs="+", default=_SIZES, help="multiples of the shipped catalogue")
    parser.add_argument("--folder", type=Path, default=Path.home() / ".cache" / "massnahmenlotse-scale")
    parser.add_argument("--every", type=int, default=1, help="ask one of so many questions")
    parser.add_argument("--write", action="store_true", help="put the table into docs/scale.md")
    parser.add_argument("--phase", choices=_PHASES, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.phase:
        (times,) = wanted.times
        print(json.dumps(_PHASES[wanted.phase](times, wanted.folder / str(times), wanted.every)))
        return
    wanted.folder.mkdir(parents=True, exist_ok=True)
    found = {times: _figures(times, wanted.folder, wanted.every) for times in wanted.times}
    print(table := growth_table(found))
    if wanted.write:
        _PAGE.write_text(_TABLE.sub(lambda _: table, _PAGE.read_text("utf-8")), "utf-8")


def _figures(times: int, folder: Path, every: int) -> dict[str, float]:
    """The figures of all phases for one size, measured or kept."""
    kept = folder / f"{times}.json"
    figures: dict[str, float] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    for phase in _PHASES:
        if f"{phase}_done" not in figures:
            print(f"{times} times the catalogue: {phase}", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "tests.benchmarks.scale", "--phase", phase, "--times", str(times)]
            command += ["--folder", str(folder), "--every", str(every)]
            ran = subprocess.run(command, check=True, capture_output=True, text=True)
            figures |= {**json.loads(ran.stdout), f"{phase}_done": 1.0}
            kept.write_text(json.dumps(figures, indent=1), "utf-8")
    return figures


def _build(times: int, root: Path, _every: int) -> Figures:
    """What building takes; nothing if the index is there, such as from an earlier run."""
    if Generations(root).current():
        return {}
    corpus = Corpus.shipped()
    if times > 1:
        corpus = scale_catalogue(corpus, times, own_words=True)
    start = time.process_time()
    build_index(corpus, shipped_encoder(), root)
    return {"build_s": time.process_time() - start, "build_mb": _peak()}


def _ask(_times: int, root: Path, every: int) -> Figures:
    """What loading and questions take, by candidates and exhaustively, and how alike their results are."""
    encoder, start = shipped_encoder(), time.process_time()
    index = Index.load(root, encoder)
    loaded = time.process_time()
    retriever = Retriever(index, encoder)
    ready = time.process_time()
    questions = [Question(text) for text in _texts()[::every]]
    reads = [retriever.read(each) for each in questions]
    few, all_ = Ranker(index, encoder, Weights()), Ranker(index, encoder, Weights(), most=len(index.chunks))
    searches = _timed(retriever.search, questions)
    subjects = _timed(retriever.subjects, reads)
    scored = [[ranker.score(each).measures for each in reads] for ranker in (few, all_)]
    best = [[each.ranked(10) for each in found] for found in scored]
    lost = [every.at(other).mean() - every.at(one).mean() for every, one, other in zip(scored[1], *best, strict=True)]
    found = [
        np.mean(every.at(one) > every.at(other).min() - _TIE)
        for every, one, other in zip(scored[1], *best, strict=True)
    ]
    return {
        "chunks": len(index.chunks),
        "measures": len(index.measures),
        "disk_mb": sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 2**20,
        "load_s": loaded - start,
        "ready_s": ready - loaded,
        "ask_mb": _peak(),
        **_spread("search", searches),
        **_spread("subject", subjects),
        **_spread("ranking", _timed(few.score, reads)),
        **_spread("exhaustive", _timed(all_.score, reads)),
        "same": float(np.mean([np.array_equal(one, other) for one, other in zip(*best, strict=True)])),
        "lost": float(np.mean(lost)),
        "found": float(np.mean(found)),
    }


def _engines(_times: int, root: Path, every: int) -> Figures:
    """Words beside bm25s' own scorer; vectors beside a flat index, with the recall of the nearest hundred."""
    encoder = shipped_encoder()
    index = Index.load(root, encoder)
    retriever = Retriever(index, encoder)
    texts = _texts()[::every]
    terms = [retriever.read(Question(text)).local for text in texts]
    other = bm25s.BM25(k1=1.2, b=0.6, method="lucene")
    other.index([index.analyser.terms(f"{each.context} {each.text}") for each in index.chunks], show_progress=False)
    theirs = [[term for term in each if term in other.vocab_dict] for each in terms]
    vectors = [encoder.encode_questions([text])[0] for text in texts]
    none = np.zeros(0, dtype=np.int64)
    flat = FlatIndex.from_vectors(index.vectors.vectors())
    recalls = []
    for vector in vectors:
        exact, _ = flat.search(vector, _NEAREST)
        near, _ = index.vectors.search(vector, _NEAREST)
        recalls.append(len({*exact.tolist()} & {*near.tolist()}) / len(exact))
    return {
        **_spread(
            "words", _timed(lambda each: ScoredRows.best(index.words.scores(each), MOST_CANDIDATES, none), terms)
        ),
        **_spread("bm25s", _timed(lambda each: bm25s_best(other, each), [each for each in theirs if each])),
        **_spread("near", _timed(lambda each: index.vectors.nearest(each, MOST_CANDIDATES), vectors)),
        **_spread("flat", _timed(lambda each: flat.search(each, MOST_CANDIDATES), vectors)),
        "recall": float(np.mean(recalls)),
        "words": float(len(other.vocab_dict)),
    }


def bm25s_best(model: bm25s.BM25, terms: list[str]) -> object:
    """Return the best chunks by bm25s' own scorer and selection, as many as ours are asked for."""
    most = min(MOST_CANDIDATES, int(model.scores["num_docs"]))
    return model.retrieve([terms], k=most, show_progress=False, n_threads=0)


_PHASES: Mapping[str, Callable[[int, Path, int], Figures]] = {"build": _build, "ask": _ask, "engines": _engines}


def _texts() -> list[str]:
    """The texts of all question sets of tests/relevance, each once."""
    lines = (line for path in sorted(RELEVANCE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return list(dict.fromkeys(entry["text"] for entry in map(json.loads, lines) if "text" in entry))


def _timed(ask: Callable[[Any], object], asked: list[Any]) -> list[float]:
    """The milliseconds of this thread that each takes, after all of them were asked once."""
    for each in asked:
        ask(each)
    times = []
    for each in asked:
        start = time.thread_time()
        ask(each)
        times.append(1000 * (time.thread_time() - start))
    return times


def _spread(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_p50": float(np.quantile(times, 0.5)), f"{name}_p99": float(np.quantile(times, 0.99))}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth_table(found: Mapping[int, Figures]) -> str:
    """The figures as a Markdown table, sizes beside one another, with exponents of growth where there are two."""
    sizes = [found[times] for times in sorted(found)]
    head = ["", *(f"{each['chunks']:,.0f} chunks" for each in sizes), "exponent"]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for name, label, form in _ROWS:
        values = [form.format(each[name]) if name in each else "–" for each in sizes]
        grown = [(each["chunks"], each[name]) for each in sizes if name in each]
        (first, low), (last, high) = (grown[0], grown[-1]) if len(grown) > 1 else ((1, 1), (1, 1))
        exponent = f"{np.log(high / low) / np.log(last / first):.2f}" if "ms" in form and last > first else ""
        lines.append("| " + " | ".join([label, *values, exponent]) + " |")
    return "\n".join(lines) + "\n"


_ROWS = (
    ("measures", "measures", "{:,.0f}"),
    ("words", "different terms in the chunks", "{:,.0f}"),
    ("build_s", "build, seconds of a core", "{:.0f} s"),
    ("disk_mb", "size on disk", "{:.0f} MiB"),
    ("load_s", "load", "{:.1f} s"),
    ("ready_s", "prepare the search", "{:.1f} s"),
    ("ask_mb", "memory, at most", "{:.0f} MiB"),
    ("search_p50", "question, p50", "{:.1f} ms"),
    ("search_p99", "question, p99", "{:.1f} ms"),
    ("subject_p50", "subject of an answer, p50", "{:.1f} ms"),
    ("ranking_p50", "ranking by candidates, p50", "{:.2f} ms"),
    ("exhaustive_p50", "ranking by all chunks, p50", "{:.2f} ms"),
    ("same", "the ten best by all chunks found in the same order", "{:.3f}"),
    ("found", "of the ten best by all chunks found, ties counted", "{:.4f}"),
    ("lost", "by which the scores of the ten fall short", "{:.4f}"),
    ("words_p50", "words: 2,000 best, p50", "{:.2f} ms"),
    ("bm25s_p50", "words: bm25s' own scorer, p50", "{:.2f} ms"),
    ("near_p50", "vectors: 2,000 nearest, p50", "{:.2f} ms"),
    ("flat_p50", "vectors: the same in a flat index, p50", "{:.2f} ms"),
    ("recall", "vectors: recall of the nearest 100", "{:.4f}"),
)


if __name__ == "__main__":
    main()
