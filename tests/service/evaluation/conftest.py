"""A small set of questions about the shipped corpus."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from corpus.reference import practice
from corpus.reference.thesaurus import Thesaurus
from index import assembly
from retriever.retriever import Retriever
from service.evaluation.searchers import LocalSearcher

Write = Callable[[Path, Mapping[str, Sequence[Mapping[str, Any]]]], Path]

JUMITA, AMIGA = "jumita-junge-muetter-in-teilzeit", "amiga-arbeitsfoerderung"
SMALL: dict[str, list[dict[str, Any]]] = {
    "questions.jsonl": [
        {
            "id": "a", "text": "Was gibt es für junge Mütter?", "language": "de", "style": "question", "split": "dev",
            "pair": "p", "judgements": {JUMITA: 2}, "borderline": ["zielgruppenspezifische-beratung"],
            "evidence": [{"measure": JUMITA, "quote": "insbesondere alleinerziehende Mütter mit"}],
        },
        {
            "id": "b", "text": "measures for young mothers", "language": "en", "style": "keyword", "split": "dev",
            "pair": "p", "judgements": {JUMITA: 2, "duale-ausbildung-plus": 1},
            "documents": {"handlungsansaetze-langzeitleistungsbezug-2013#8": 1},
        },
        {"id": "c", "text": "AmigA", "language": "de", "style": "keyword", "split": "test", "judgements": {AMIGA: 2}},
        {"id": "n", "text": "Wie hoch ist das Elterngeld Plus?", "language": "de", "style": "numbers", "split": "dev",
         "answerable": False},
    ],
    "off-topic.jsonl": [{"id": "o", "text": "Wie backe ich einen Apfelkuchen?", "language": "de", "split": "dev"}],
    "facts.jsonl": [
        {"id": "f", "text": "Was kostet BAHN FREI?", "language": "de", "split": "dev", "answer": "279.000 Euro"}
    ],
    "conversations.jsonl": [
        {"id": "t", "language": "de", "split": "dev", "turns": [
            {"text": "Was gibt es für Kunden mit psychischen Problemen?"},
            {"text": "und in Bayern?", "standalone": "Was gibt es in Bayern für Kunden mit psychischen Problemen?",
             "judgements": {"bg-coaching": 2}},
            {"text": "was kostet das?", "answer": "89.775,- €"},
        ]},
    ],
    "answers.jsonl": [
        {"id": "w", "language": "de", "split": "dev", "kind": "dialogue", "turns": [
            {"user": "Was gibt es für junge Mütter ohne Ausbildung?", "measures": ["JUMITA"]},
            {"user": "und was kostet das?", "expect": ["117.335"], "measures": ["JUMITA"], "note": "budget"},
            {"user": "Wie backe ich einen Apfelkuchen?", "answerable": False},
        ]},
    ],
}  # fmt: skip


def written(folder: Path, files: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """Write the files into a folder, one object per line."""
    folder.mkdir(exist_ok=True)
    for name, entries in files.items():
        lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
        (folder / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return folder


@pytest.fixture
def write() -> Write:
    """A function that writes JSON Lines files into a folder."""
    return written


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small set."""
    return written(tmp_path_factory.mktemp("questions") / "small", SMALL)


@pytest.fixture
def few_concepts(built_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes built in the test use three dozen concepts, for speed; the shipped index is built before."""
    assert built_index.is_dir()
    concepts = Thesaurus.shipped().concepts[::120]
    monkeypatch.setattr(Thesaurus, "shipped", lambda: Thesaurus(concepts))
    monkeypatch.setattr(practice, "practice_texts", lambda: ())
    monkeypatch.setattr(assembly, "sayings", lambda: ())  # which name concepts that aren't among them


@pytest.fixture(scope="session")
def searcher(retriever: Retriever) -> LocalSearcher:
    """Searches the shipped corpus."""
    return LocalSearcher(retriever)
