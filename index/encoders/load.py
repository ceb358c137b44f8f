"""Loading an encoder: the shipped one, or any sentence-transformers model."""

from pathlib import Path

from index.encoders.encoder import Encoder
from index.encoders.static import SHIPPED_MODEL, StaticEncoder


def load_encoder(source: str | Path | None = None, offline: bool = True) -> Encoder:
    """Load the shipped encoder for None, else the sentence-transformers model in a folder or of that name.

    A name is looked up in the local cache and downloaded only with `offline=False`. Raises EncoderError.
    """
    if source is None:
        return StaticEncoder.load(SHIPPED_MODEL)
    from index.encoders.transformer import TransformerEncoder

    return TransformerEncoder.load(source, offline=offline)
