"""German or English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("measures for single parents with childcare issues", "en"),
        ("Maßnahmen für Alleinerziehende ohne Kinderbetreuung", "de"),
        ("Wie lange dauert BAHN FREI?", "de"),
        ("Who is the contact for AmigA?", "en"),
        ("mein Kunde hat Schulden", "de"),
        ("my client has debts", "en"),
        ("Jobcenter Dresden", "de"),
        ("JUMITA", "de"),
        ("help for people who want to start a business in Jena", "en"),
        ("", "de"),
        ("?! 123", "de"),
    ],
)
def test_questions(text: str, language: str) -> None:
    """Frequent words and letters tell; where nothing tells, it is German."""
    assert detect(text) == language


def test_the_shipped_documents_are_german() -> None:
    """What catalogue.toml says is what the texts say."""
    documents = Corpus.shipped().documents
    assert [detect(document.text) for document in documents] == [document.language for document in documents]


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=80))
def test_any_text_has_one_of_the_two(text: str) -> None:
    """Nothing stops it, and it says the same twice."""
    assert detect(text) == detect(text) in ("de", "en")
