"""In-batch ranking loss in which a guide rules out false negatives."""

from collections.abc import Iterable

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn


class GuidedRankingLoss(nn.Module):
    """In-batch cross-entropy in both directions, without negatives whose guide vectors are alike.

    The guide is an English model and the passages are German, so the label column holds the teacher's vector of an
    English text of the same content; GISTEmbedLoss would have the guide read the passages.
    """

    def __init__(self, model: SentenceTransformer, scale: float, alike: float) -> None:
        super().__init__()
        self.model = model
        self.scale = scale
        self.alike = alike

    def forward(self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor) -> Tensor:
        """The loss for columns question and passage; `labels` are normalised guide vectors (batch, d)."""
        asked, passages = (self.model(features)["sentence_embedding"] for features in sentence_features)
        scores = asked @ passages.T * self.scale
        same = torch.eye(len(scores), dtype=torch.bool)
        scores = scores.masked_fill((labels @ labels.T > self.alike) & ~same, -torch.inf)
        wanted = torch.arange(len(scores))
        forward, backward = (nn.functional.cross_entropy(way, wanted) for way in (scores, scores.T))
        return (forward + backward) / 2
