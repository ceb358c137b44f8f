"""Save a trained model as the product reads it: float16 vectors, a tokenizer with misspelt pieces, a manifest."""

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
    """Each vector times its own length, (pieces, dimension).

    Its length is how much a piece counts in the mean of a text. Training moves it far too slowly from where it starts,
    a smooth inverse frequency that is nearly the same for most pieces; squared, telling pieces count more.
    """
    lengths: FloatArray = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors * lengths


def ship(tokenizer: Tokenizer, vectors: FloatArray, misspelt: Sequence[Misspelt], folder: Path, name: str) -> None:
    """Write a folder that SentenceTransformer loads and that `index.encoder` reads without torch.

    Vectors are stored once, (pieces, dimension) float16; `mapping` gives every token, right or misspelt, its row.
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
