"""Loading an encoder: the shipped one, multilingual-e5-small, or any sentence-transformers model."""

from pathlib import Path

from index.encoders.e5 import NAME as E5_NAME
from index.encoders.e5 import E5Encoder
from index.encoders.encoder import Encoder
from index.encoders.static import SHIPPED_MODEL, StaticEncoder


def load_encoder(source: str | Path | None = None, offline: bool = True) -> Encoder:
    """Load the shipped encoder for None, multilingual-e5-small for "e5", else a sentence-transformers model.

    That is given by its folder, or by a name that is looked up in the local cache and downloaded only with
    `offline=False`. Raises EncoderError.
    """
    if source is None:
        return StaticEncoder.load(SHIPPED_MODEL)
    if str(source) == E5_NAME:
        return E5Encoder.load()
    from index.encoders.transformer import TransformerEncoder

    return TransformerEncoder.load(source, offline=offline)
