"""Any sentence-transformers model as an encoder: its own prompts, one thread at a time, no pickles."""

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import numpy as np
import pytest

from index.encoders.encoder import Encoder, EncoderError
from index.encoders.load import load_encoder
from index.encoders.static import SHIPPED_MODEL
from index.encoders.transformer import TransformerEncoder


class CountedModel:
    """A model that counts calls, and concurrent ones."""

    def __init__(self) -> None:
        self.calls = self.together = 0
        self._both = Barrier(2)

    def encode_query(self, texts: list[str], **_: bool) -> np.ndarray:
        self.calls += 1
        try:
            self._both.wait(timeout=0.1)
            self.together += 1
        except BrokenBarrierError:
            self._both.reset()
        return np.ones((len(texts), 1), dtype=np.float32)


def test_any_sentence_transformers_folder_is_an_encoder(encoder: Encoder) -> None:
    """The shipped folder loaded by its path goes through sentence-transformers and gives the same vectors."""
    pytest.importorskip("sentence_transformers")
    other = load_encoder(SHIPPED_MODEL)
    texts = ["Suchtberatung", "debt advice"]
    assert other.dimension == encoder.dimension
    assert other.id.startswith("model@")
    # its float16 weights are averaged in float16 there
    assert np.abs(other.encode_passages(texts) - encoder.encode_passages(texts)).max() < 2e-3


def test_another_model_uses_the_prompts_of_its_configuration(copied: Path) -> None:
    """Query and document prompts come from the model's own configuration."""
    pytest.importorskip("sentence_transformers")
    settings = copied / "config_sentence_transformers.json"
    config = json.loads(settings.read_text("utf-8"))
    config["prompts"] = {"query": "Minijob ", "document": ""}
    settings.write_text(json.dumps(config), "utf-8")
    other = load_encoder(copied)
    question, passage = other.encode_questions(["Rente"])[0], other.encode_passages(["Minijob Rente", "Rente"])
    assert question @ passage[0] > 0.999 > question @ passage[1]


def test_another_configuration_is_another_encoder(copied: Path) -> None:
    """Prompts and tokenizer change the id of any model; its card and hidden files don't."""
    pytest.importorskip("sentence_transformers")
    (copied / "README.md").write_text("# card\n", "utf-8")
    (copied / ".cache").mkdir()
    (copied / ".cache" / "state.json").write_text("{}", "utf-8")
    before = load_encoder(copied).id
    assert before == load_encoder(SHIPPED_MODEL).id
    settings = copied / "config_sentence_transformers.json"
    config = json.loads(settings.read_text("utf-8"))
    settings.write_text(json.dumps(config | {"prompts": {"query": "query: ", "document": ""}}), "utf-8")
    assert re.fullmatch("model@[0-9a-f]{12}", load_encoder(copied).id)
    assert load_encoder(copied).id != before


def test_another_model_encodes_for_one_thread_at_a_time() -> None:
    """Two questions at the same time are two calls in turn."""
    model = CountedModel()
    encoder = TransformerEncoder("fake", "0" * 64, model)
    with ThreadPoolExecutor(2) as threads:
        vectors = list(threads.map(encoder.encode_questions, [["eins"], ["zwei"]]))
    assert (model.calls, model.together) == (2, 0)
    assert [vector.tolist() for vector in vectors] == [[[1.0]], [[1.0]]]


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    """A model that has only a pickle isn't loaded."""
    pytest.importorskip("sentence_transformers")
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(EncoderError, match=r"pytorch_model\.bin is a pickle"):
        load_encoder(tmp_path)


def test_a_name_that_is_not_cached_is_an_error_and_no_download() -> None:
    """Offline, an unknown name is refused."""
    pytest.importorskip("sentence_transformers")
    with pytest.raises(EncoderError, match="no model 'nobody/nothing'"):
        load_encoder("nobody/nothing")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sentence-transformers the error says what to install."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"pip install massnahmenlotse\[models\]"):
        TransformerEncoder.load(SHIPPED_MODEL)
