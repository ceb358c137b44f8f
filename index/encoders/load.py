"""Text to vector: the shipped encoder, read without torch, and the door to any other model."""

from pathlib import Path

from index.encoders.encoder import Encoder
from index.encoders.static import SHIPPED_MODEL, StaticEncoder


def load_encoder(source: str | Path | None = None, offline: bool = True) -> Encoder:
    """The shipped encoder for None, otherwise the sentence-transformers model in a folder or of that name.

    A name is looked up in the local cache; only with `offline=False` is it fetched. Raises EncoderError.
    """
    if source is None:
        return StaticEncoder.load(SHIPPED_MODEL)
    from index.encoders.transformer import TransformerEncoder

    return TransformerEncoder.load(source, offline=offline)
