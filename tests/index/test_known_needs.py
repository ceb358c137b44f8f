"""Known needs in an index: embedded beside the sentences that prove them served, and searched by their words."""

from pathlib import Path

import numpy as np

from index.analyser import Analyser
from index.encoders.encoder import Encoder
from index.known_needs import KnownNeeds, embedded_needs
from index.known_questions import KnownQuestions
from index.restriction import restricted
from index.store import Index


def by_hand() -> KnownNeeds:
    """Two needs that row 3 serves."""
    said = KnownQuestions(("Post ungeöffnet", "nur am Zocken"), np.eye(2, dtype=np.float32), np.array([3, 3]))
    return KnownNeeds.of_texts(said, Analyser(frozenset()))


def test_words_are_those_of_the_needs() -> None:
    """Each need is a text of its own."""
    words = by_hand().words
    assert words is not None
    (term,) = Analyser(frozenset()).terms("Zocken")
    assert words.rows_with(term).tolist() == [1]


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    by_hand().save(tmp_path)
    found = KnownNeeds.load(tmp_path)
    assert found.said.texts == ("Post ungeöffnet", "nur am Zocken")
    assert found.said.rows.tolist() == [3, 3]
    assert found.words is not None
    assert len(found.words) == 2


def test_without_needs_there_are_no_words(tmp_path: Path, encoder: Encoder) -> None:
    """Beside other people's documents none is known, and none is found in what was saved."""
    none = KnownNeeds.of_texts(embedded_needs((), {}, encoder), Analyser(frozenset()))
    none.save(tmp_path)
    assert KnownNeeds.load(tmp_path).words is None
    assert none.said.texts == ()


def test_a_restricted_index_keeps_those_of_its_documents(index: Index, encoder: Encoder) -> None:
    """All of them, where all catalogues are kept."""
    found = restricted(index, {document.catalogue for document in index.documents.values()}, encoder)
    assert found is not None
    assert found.known_needs.said.texts == index.known_needs.said.texts
    assert found.known_needs.said.rows.tolist() == index.known_needs.said.rows.tolist()
