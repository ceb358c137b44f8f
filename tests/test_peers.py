"""The comparison with other systems: its tables, its load and the larger catalogue."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import perf_counter
from typing import Any

import pytest

from corpus.collection import Corpus
from tests.benchmarks.peers import load, report
from tests.benchmarks.peers.catalogue import scale_catalogue
from tests.benchmarks.peers.figures import by_group, growth_exponent, ndcg
from tests.benchmarks.peers.material import by_best_chunk
from tests.benchmarks.peers.measuring import failure_reason

CHUNKS = [{"id": str(row), "measure": owner, "text": ""} for row, owner in enumerate(("a", "b", None, "a", "c"))]
QUESTIONS = [
    {"id": "q1", "language": "de", "style": "typo", "pair": None, "judgements": {"a": 2}, "borderline": []},
    {"id": "q2", "language": "en", "style": "plain", "pair": None, "judgements": {"b": 2}, "borderline": ["c"]},
]
MATERIAL = {"split": "test", "times": 1, "chunks": CHUNKS, "questions": QUESTIONS}


def run(name: str, model: str, **more: Any) -> dict[str, Any]:
    """A run that ranks perfectly and takes 2 ms."""
    speed = {"first_answer_seconds": 1.0, "p50_ms": 2.0, "p99_ms": 3.0, "p50_deep_ms": 4.0}
    rest = {"index_seconds": 5.0, "parsing_seconds": 0.0, "memory_mb": 100.0, "refused_connections": []}
    ranks = {"ranked": {"q1": [0, 1], "q2": [4, 1, 0]}, "own": {}}
    return {"name": name, "model": model, "times": 1, **speed, **rest, **ranks, **more}


def tables(*runs: dict[str, Any]) -> str:
    return report.comparison_tables([report.with_quality(each, MATERIAL) for each in runs], {1: MATERIAL})


def test_measures_are_in_the_order_of_their_best_chunk() -> None:
    """A measure has the rank of its best chunk; chunks without a measure are left out."""
    assert by_best_chunk(MATERIAL, [2, 4, 3, 0, 1]) == ["c", "a", "b"]


def test_borderline_measures_are_left_out_of_the_ranking() -> None:
    """The second question is answered perfectly, although a borderline measure comes first."""
    assert ndcg(QUESTIONS, {"q1": ["b", "a"], "q2": ["c", "b"]}) == pytest.approx({"q1": 0.6309, "q2": 1.0}, abs=1e-4)


def test_typos_count_in_their_language_too() -> None:
    """Typos are a group, but not a language."""
    groups = by_group(QUESTIONS, {"q1": 0.5, "q2": 1.0})
    assert {name: found.mean for name, found in groups.items()} == {"all": 0.75, "de": 0.5, "en": 1.0, "typo": 0.5}


def test_a_table_says_how_many_times_ours_a_peer_takes() -> None:
    """Quality and speed are in one row, with the ratio to ours."""
    shown = tables(run("lotse", "own", own={"q1": ["a"], "q2": ["b"]}), run("haystack", "minilm", p50_ms=9.0))
    row = next(line for line in shown.splitlines() if line.startswith("| Haystack"))
    assert row.startswith("| Haystack | all-MiniLM-L6-v2 | 1.000 (1.000 to 1.000) | +0.000")
    assert "| 9.0 ms (×4.5) |" in row
    assert "question: 4.50 times as fast as the fastest framework with model all-MiniLM-L6-v2 (Haystack)" in shown


def test_a_faster_framework_that_finds_less_is_told_apart() -> None:
    """The ratio at equal quality and that to any framework are separate lines."""
    ours = run("lotse", "own", own={"q1": ["a"], "q2": ["b"]})
    shown = tables(ours, run("langchain", "own", p50_ms=1.0, ranked={"q1": [0], "q2": [0]}))
    assert "frameworks as good as ours: none" in shown
    assert "question: 0.50 times as fast as the fastest framework with model ours (LangChain)" in shown
    assert "question: 0.50 times as fast as the fastest framework as good as ours (LangChain)" in tables(
        ours, run("langchain", "own", p50_ms=1.0)
    )


def test_a_failed_peer_is_named_with_its_reason() -> None:
    """The failed peer is in the table, and the others have their figures."""
    shown = tables(run("lotse", "own"), {"name": "txtai", "model": "own", "times": 1, "error": "build: a|b failed"})
    assert r"| txtai | ours | failed: build: a\|b failed |" in shown
    assert r"- txtai with ours at 1x failed: build: a\|b failed" in shown
    assert "| Maßnahmenlotse | ours | 1.000" in shown


def test_a_run_that_was_cut_off_has_no_quality() -> None:
    """If the time didn't suffice for all questions, none of them count."""
    shown = tables(run("bm25s", "none", ranked={"q1": [0]}))
    assert "| bm25s | – | – | – | 1.00 s |" in shown


def test_why_a_process_failed_is_its_last_line() -> None:
    """The last line of a traceback, or the status of a silent process."""
    assert failure_reason(1, "Traceback\n  File\nTypeError: encode()\n\n") == "TypeError: encode()"
    assert failure_reason(-9, "") == "ended with status -9"


def test_the_exponent_of_growth() -> None:
    """Linear, quadratic and constant growth have the exponents 1, 2 and 0."""
    sizes = [726.0, 6402.0, 63_162.0]
    for power in (0.0, 1.0, 2.0):
        assert growth_exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)


def test_growth_needs_two_sizes() -> None:
    """One size doesn't determine a slope."""
    with pytest.raises(ValueError, match="cannot fit growth"):
        growth_exponent([726.0], [1.0])


def test_questions_come_at_fixed_times() -> None:
    """Each user asks once a second, and users are evenly spaced."""
    assert load.schedule(4, 2) == [[0.0, 1.0], [0.25, 1.25], [0.5, 1.5], [0.75, 1.75]]


def test_failed_questions_are_counted_and_have_no_latency() -> None:
    """Failed questions don't improve the latencies."""
    found = load.summary(8, [0.010, None, 0.010, 0.010], seconds=2.0)
    assert (found.asked, found.failed, found.p50_ms, found.answered_per_second) == (4, 1, pytest.approx(10.0), 1.5)


def test_a_server_that_falls_behind_is_not_asked_less(server: int) -> None:
    """Latencies count from the scheduled time, so questions behind a slow answer have waited."""
    latencies = load.send_questions(server, "/", ["slow", "?", "?"], [perf_counter()] * 3)
    assert all(latency is not None and latency > 0.2 for latency in latencies)


@pytest.fixture
def server() -> Iterator[int]:
    """The port of a server that takes 0.3 seconds for the question `slow`."""

    class Slow(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if b"slow" in body:
                Event().wait(0.3)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as running:
        thread = Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield int(running.server_address[1])
        running.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.shipped()


def test_a_larger_catalogue_is_made_of_real_words(corpus: Corpus) -> None:
    """Each added section is word for word a real one; the real measures are unchanged."""
    larger = scale_catalogue(corpus, 3)
    real = {section.text for measure in corpus.measures for section in measure.sections}
    assert larger.measures[: len(corpus.measures)] == corpus.measures
    assert len(larger.measures) == 3 * len(corpus.measures) == 108
    assert len({measure.id for measure in larger.measures}) == 108
    assert all(section.text in real for measure in larger.measures for section in measure.sections)


def test_the_spans_of_a_larger_catalogue_are_its_sections(corpus: Corpus) -> None:
    """A section's spans in the new document have the section's text."""
    documents = {document.id: document for document in scale_catalogue(corpus, 2).documents}
    for measure in scale_catalogue(corpus, 2).measures[36:]:
        document = documents[measure.document]
        for section in measure.sections:
            assert " ".join(document.quote(*span).text for span in section.spans) == section.text
