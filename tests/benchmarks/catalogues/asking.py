"""Asks the chat about a catalogue, and judges each answer by what the catalogue states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.collection import Corpus
from index.build import build_index
from retriever.retriever import Retriever
from service.chat.message import Message
from service.evaluation.answer_text import plain_text, says_silent
from service.evaluation.searchers import ChatOutcome, LocalSearcher
from service.evaluation.spans import CitationCheck
from tests.benchmarks.catalogues.comparison import folded, holds
from tests.benchmarks.catalogues.truth import CatalogueQuestion, Truth
from tests.benchmarks.questions import shipped_encoder

RIGHT, DENIED, OTHER_ENTRY, INVENTED, WITHOUT = "right", "false denial", "other entry", "invented", "without the value"
"""Verdicts: the value is quoted of its entry, or its absence said; an answer says that there is none, though there is;
the first quote is another entry's; something is quoted though there is nothing; what is quoted lacks the value."""


@dataclass(slots=True)
class Asked:
    """How many questions of a catalogue got each verdict, and its citations; `faults` says each that isn't right."""

    asked: int = 0
    right: int = 0
    false_denials: int = 0
    other_entries: int = 0
    invented: int = 0
    citations: int = 0
    wrong_citations: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Asked") -> None:
        """Add the counts of another catalogue."""
        for name in ("asked", "right", "false_denials", "other_entries", "invented", "citations", "wrong_citations"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


def ask(corpus: Corpus, truth: Truth) -> Asked:
    """Build an index of the corpus in a temporary folder, and ask the questions one by one."""
    counts = Asked(asked=len(truth.questions))
    if not truth.questions:
        return counts
    with TemporaryDirectory(prefix="lotse-catalogue-") as folder:
        index = build_index(corpus, shipped_encoder(), Path(folder))
        searcher = LocalSearcher(Retriever(index, shipped_encoder()))
        titles = {measure.id: measure.title for measure in index.measures}
        citations = CitationCheck(searcher)
        for question in truth.questions:
            reply = searcher.reply([Message("user", question.text)])
            citations.check(question.text, reply.citations)
            verdict = judge(question, reply, titles)
            counts.right += verdict == RIGHT
            counts.false_denials += verdict == DENIED
            counts.other_entries += verdict == OTHER_ENTRY
            counts.invented += verdict == INVENTED
            if verdict != RIGHT:
                said = " ".join(plain_text(reply.text).split())[:220]
                counts.faults.append(f"{verdict}: {question.text} expected {question.expected!r}, got: {said}")
        counts.citations, counts.wrong_citations = citations.count, len(citations.wrong)
        counts.faults += [f"wrong citation: {question}: {span.text[:60]!r}" for question, span in citations.wrong]
    return counts


def judge(question: CatalogueQuestion, reply: ChatOutcome, titles: Mapping[str, str]) -> str:
    """The verdict on an answer; `titles` are those of the measures by id."""
    denied = not reply.answerable or not reply.quotes or says_silent(reply.text)
    if denied:
        return RIGHT if question.expected is None else DENIED
    first = next((quote.measure for quote in reply.quotes if quote.measure), None)
    if first is None or folded(titles[first]) != folded(question.entry):
        return OTHER_ENTRY
    if question.expected is None:
        return INVENTED
    quoted = folded(" ".join(quote.text for quote in reply.quotes))
    return RIGHT if holds(quoted, folded(question.expected)) else WITHOUT
