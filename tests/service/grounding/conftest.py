"""How texts are read by the check."""

from collections.abc import Callable

import pytest

from corpus.text.language import Language
from index.encoders.encoder import Encoder
from index.store import Index
from service.grounding.wording import Wording

Reading = Callable[[Language], Wording]


@pytest.fixture
def reading(index: Index, encoder: Encoder) -> Reading:
    """Reads texts of a language."""
    return lambda language: Wording(index, encoder, language)
