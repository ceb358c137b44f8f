"""Static embeddings that see every word in several segmentations and spellings during training."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer

from index.training.spelling import may_be_mistyped, mistype, sample_segmentation
from index.training.tokenizer import LONGEST_PIECE, piece_scores, words_of


@dataclass(frozen=True)
class Augmentation:
    """Probabilities that a word is segmented at random, mistyped or dropped, and how many variants are drawn."""

    sampled: float = 0.35
    mistyped: float = 0.10
    dropped: float = 0.08
    cuts: int = 4
    typos: int = 3


class VariantTable:
    """The words of the training texts, each with its best segmentation, sampled ones, and those of mistyped forms.

    Variant j of word i is pieces[offsets[i * width + j] : offsets[i * width + j + 1]].
    """

    def __init__(self, tokenizer: Tokenizer, texts: Iterable[str], augmentation: Augmentation, seed: int) -> None:
        self.augmentation = augmentation
        self.width = 1 + augmentation.cuts + augmentation.typos
        self._words: dict[str, int] = {}
        self._texts = {text: self._number(words_of(tokenizer, text)) for text in dict.fromkeys(texts)}
        self._build(tokenizer, random.Random(seed))
        self._rng = np.random.default_rng(seed)

    def __contains__(self, text: str) -> bool:
        return text in self._texts

    def pieces(self, text: str) -> NDArray[np.int64]:
        """The piece ids of a text, with a freshly drawn variant of each word."""
        words = self._texts[text]
        kept = words[self._rng.random(len(words)) >= self.augmentation.dropped]
        words = kept if len(kept) else words
        rows = words * self.width + self._draw(len(words))
        starts, lengths = self._offsets[rows], self._lengths[rows]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        drawn: NDArray[np.int64] = self._pieces[np.repeat(starts, lengths) + within]
        return drawn

    def _draw(self, count: int) -> NDArray[np.int64]:
        """Draw variant numbers: 0 is the best segmentation, then come the sampled ones, then the mistyped forms."""
        chance = self._rng.random(count)
        variants = np.zeros(count, dtype=np.int64)
        cut = chance < self.augmentation.sampled
        typo = chance >= 1.0 - self.augmentation.mistyped
        variants[cut] = self._rng.integers(1, 1 + self.augmentation.cuts, cut.sum())
        variants[typo] = self._rng.integers(1 + self.augmentation.cuts, self.width, typo.sum())
        return variants

    def _number(self, words: Sequence[str]) -> NDArray[np.int64]:
        return np.array([self._words.setdefault(word, len(self._words)) for word in words], dtype=np.int64)

    def _build(self, tokenizer: Tokenizer, rng: random.Random) -> None:
        scores = piece_scores(tokenizer)
        numbers = tokenizer.get_vocab()
        words = [word.removeprefix("▁") for word in self._words]
        spellings = [self._spellings(word, rng) for word in words]
        cuts = tokenizer.encode_batch([form for forms in spellings for form in forms], add_special_tokens=False)
        best = [cut.ids for cut in cuts]
        rows: list[list[int]] = []
        for index, word in enumerate(words):
            at = index * (1 + self.augmentation.typos)
            sampled = [
                [numbers[piece] for piece in sample_segmentation("▁" + word, scores, LONGEST_PIECE, rng)]
                for _ in range(self.augmentation.cuts)
            ]
            rows += [best[at], *sampled, *best[at + 1 : at + 1 + self.augmentation.typos]]
        self._lengths = np.array([len(row) for row in rows], dtype=np.int64)
        self._offsets = np.cumsum(self._lengths) - self._lengths
        self._pieces = np.array([piece for row in rows for piece in row], dtype=np.int64)

    def _spellings(self, word: str, rng: random.Random) -> list[str]:
        typos = self.augmentation.typos
        return [word, *(mistype(word, rng) if may_be_mistyped(word) else word for _ in range(typos))]


class AugmentedEmbedding(StaticEmbedding):
    """A StaticEmbedding that augments known texts in training mode."""

    def __init__(self, tokenizer: Tokenizer, weights: NDArray[np.float32], table: VariantTable) -> None:
        super().__init__(tokenizer, embedding_weights=weights)
        self.table = table

    def preprocess(self, inputs: Any, prompt: str | None = None, **kwargs: Any) -> dict[str, torch.Tensor]:
        """Piece ids and offsets of texts, in the form of StaticEmbedding."""
        if not self.training:
            return dict(super().preprocess(inputs, prompt, **kwargs))
        ids = [self.table.pieces(text) for text in inputs]
        lengths = np.array([len(row) for row in ids])
        return {
            "input_ids": torch.from_numpy(np.concatenate(ids)),
            "offsets": torch.from_numpy(np.cumsum(lengths) - lengths),
        }
