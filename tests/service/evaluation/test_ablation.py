"""The ablation, on a catalogue small enough to know the results."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.encoders.encoder import Encoder
from service.evaluation import ablation
from service.evaluation.ablation import WHOLE, ablate
from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import FactQuestion, JudgedQuestion, QuestionSet

CATALOGUE = """# Eigene

## Freie Fahrt
Zielgruppe: Menschen mit Schulden
Dauer: 6 Monate

## Werkstatt Nord
Zielgruppe: Jugendliche ohne Abschluss
Dauer: 1 Jahr

## Vormittags starten
Zielgruppe: Alleinerziehende mit kleinen Kindern
Dauer: 16 Wochen
"""
KEPT = (WHOLE, "words", "without compounds")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Three measures."""
    (tmp_path / "katalog.md").write_text(CATALOGUE, "utf-8")
    return Corpus.from_folder(tmp_path)


@pytest.mark.usefixtures("few_concepts")
def test_variants_are_compared_with_the_whole_system(
    corpus: Corpus, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole system finds both; words alone find nothing in English."""
    told: list[int] = []
    monkeypatch.setattr(ablation, "VARIANTS", tuple(each for each in ablation.VARIANTS if each.name in KEPT))
    ids = {measure.title: measure.id for measure in corpus.measures}
    questions = (
        JudgedQuestion("de", "Wie lange dauert Freie Fahrt?", "de", grades={ids["Freie Fahrt"]: 2}),
        JudgedQuestion("en", "single parents", "en", grades={ids["Vormittags starten"]: 2}),
    )
    facts = (FactQuestion("f", "Wie lange dauert Freie Fahrt?", "6 Monate"),)
    found = ablate(QuestionSet(questions, facts), corpus, encoder, lambda _step, done, _total: told.append(done))
    results = {each.name: each for each in found}
    assert (tuple(results), told) == (KEPT, [1, 2, 3])
    assert results[WHOLE].value == 1.0
    assert {value.mean for value in results[WHOLE].difference.values()} == {0.0}
    words = results["words"].difference
    assert words["measure-de"].mean == 0.0
    assert words["measure-en"].mean < 0.0
    assert words["measure"].mean == pytest.approx(words["measure-en"].mean / 2)
    assert set(words) == {"measure", "measure-de", "measure-en", "first", "three"}


def test_an_ablation_needs_judgements(corpus: Corpus, encoder: Encoder) -> None:
    """An error, rather than a table of zeros."""
    with pytest.raises(QuestionError, match="none has graded measures"):
        ablate(QuestionSet((JudgedQuestion("n", "x", answerable=False),)), corpus, encoder, print)
