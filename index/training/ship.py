"""Save a trained model in the product's format: float16 vectors, a tokenizer with misspelt pieces, a manifest."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from index.training.manifest import write_manifest
from index.training.misspelt import Misspelt
from index.training.tokenizer import with_pieces
from index.vectors import FloatArray

WEIGHTS = "model.safetensors"


def by_their_length(vectors: FloatArray) -> FloatArray:
    """Each vector multiplied by its own length, (pieces, dimension).

    The length is a piece's weight in the mean of a text. It starts as a smooth inverse frequency, nearly the same for
    most pieces, and training moves it too slowly; squaring gives informative pieces more weight.
    """
    lengths: FloatArray = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors * lengths


def ship(tokenizer: Tokenizer, vectors: FloatArray, misspelt: Sequence[Misspelt], folder: Path, name: str) -> None:
    """Write a folder that SentenceTransformer loads and that `index.encoders.static` reads without torch.

    Vectors are stored once, (pieces, dimension) float16; `mapping` holds the row of every token, correct or misspelt.
    """
    vectors = by_their_length(vectors)
    whole = with_pieces(tokenizer, [(each.form, each.score) for each in misspelt])
    mapping = np.array([*range(len(vectors)), *(each.piece for each in misspelt)], dtype=np.int32)
    module = StaticEmbedding(whole, embedding_weights=vectors[mapping])
    SentenceTransformer(modules=[module, Normalize()], device="cpu").save(str(folder), create_model_card=False)
    whole.save(str(folder / "tokenizer.json"), pretty=False)
    save_file({"embeddings": vectors.astype(np.float16), "mapping": mapping}, folder / WEIGHTS)
    (folder / WEIGHTS).chmod(0o644)
    write_manifest(folder, name)
