"""Train the static embeddings on the teacher's vectors, translations, concepts, and questions with answers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset, DatasetDict
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.sentence_transformer.losses import EmbedDistillLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize
from tokenizers import Tokenizer
from torch.utils.data import SequentialSampler

from index.training.augment import Augmentation, AugmentedEmbedding, VariantTable
from index.training.batches import Need, Plan, Row, concept_rows, need_rows, pair_rows, section_rows, titled
from index.training.guided import GuidedRankingLoss
from index.training.initial import initial_vectors
from index.training.misspelt import Misspelt, misspelt_pieces
from index.training.sources import Sources
from index.training.teacher import Teacher, english_words, teach
from index.training.tokenizer import train_tokenizer
from index.vectors import FloatArray


@dataclass(frozen=True)
class Recipe:
    """Sizes, rates and shares of a training run."""

    dimension: int = 256
    pieces: int = 25500
    rate: float = 0.003
    scale: float = 20.0
    alike: float = 0.5
    distilled: int = 250
    words: int = 6000
    misspelt: int = 26000
    runs: int = 3
    plan: Plan = field(default_factory=Plan)
    augmentation: Augmentation = field(default_factory=Augmentation)
    seed: int = 7


@dataclass(frozen=True)
class Trained:
    """A tokenizer, one vector per piece (pieces, dimension), and the misspelt pieces that share them."""

    tokenizer: Tokenizer
    vectors: FloatArray
    misspelt: tuple[Misspelt, ...]


def train(sources: Sources, recipe: Recipe, folder: Path, cache: Path | None = None) -> Trained:
    """Train on all sources; `folder` is for the trainer's working files, `cache` for the teacher's vectors.

    The vectors are the mean of `recipe.runs` runs that start alike and see different batches:
    Wortsman et al., Model soups, ICML 2022.
    """
    tokenizer = train_tokenizer(vocabulary_texts(sources), recipe.pieces)
    words = [(word, word) for word in english_words(recipe.words)]
    taught = list(dict.fromkeys([*distillation_rows(sources), *words]))
    teacher = teach([english for _, english in taught], recipe.dimension, cache)
    targets = [(text, teacher[row[1]]) for row in taught for text in row]
    initial = initial_vectors(tokenizer, targets, vocabulary_texts(sources), recipe.dimension, recipe.seed)
    seeds = range(recipe.seed, recipe.seed + recipe.runs)
    runs = [_run(tokenizer, initial, sources, taught, teacher, replace(recipe, seed=seed), folder) for seed in seeds]
    misspelt = misspelt_pieces(tokenizer, domain_texts(sources), vocabulary_texts(sources), recipe.misspelt)
    return Trained(tokenizer, np.mean(runs, axis=0), tuple(misspelt))


def _run(
    tokenizer: Tokenizer,
    initial: FloatArray,
    sources: Sources,
    taught: list[Row],
    teacher: Teacher,
    recipe: Recipe,
    folder: Path,
) -> FloatArray:
    datasets = build_datasets(sources, taught, teacher, recipe)
    table = VariantTable(tokenizer, _texts(datasets), recipe.augmentation, recipe.seed)
    embedding = AugmentedEmbedding(tokenizer, initial.copy(), table)
    _fit(SentenceTransformer(modules=[embedding, Normalize()], device="cpu"), datasets, recipe, folder)
    vectors: FloatArray = embedding.embedding.weight.detach().numpy()
    return vectors


def domain_texts(sources: Sources) -> Iterator[str]:
    """Texts in the words of the domain, which are worth recognising when misspelt."""
    for concept in sources.concepts:
        yield from concept.german + concept.english
    for case in sources.cases:
        yield from (case.german, case.english, case.formal)


def vocabulary_texts(sources: Sources) -> Iterator[str]:
    """Every text whose words the tokenizer should know."""
    for concept in sources.concepts:
        yield from concept.german + concept.english
    for pair in sources.pairs:
        yield from (pair.foreign, pair.english)
    for section in sources.sections:
        yield section.text
    for case in sources.cases:
        yield from (case.german, case.english, case.formal)
    for measure in sources.practice:
        yield from (measure.title, measure.summary, *measure.passages.values())
        yield from (question.text for question in measure.questions if question.style != "typo")
    yield from sources.catalogue


def distillation_rows(sources: Sources) -> Iterator[Row]:
    """Pairs of a text and the English text whose teacher vector both should get."""
    for pair in sources.pairs:
        yield pair.foreign, pair.english
    for concept in sources.concepts:
        for position in range(max(len(concept.german), len(concept.english))):
            german = concept.german[position % len(concept.german)]
            yield german, concept.english[position % len(concept.english)]
    for case in sources.cases:
        yield case.german, case.english
    for measure in sources.practice:
        first, passage = next(iter(measure.passages.items()))
        yield titled(measure, first, passage), measure.summary
        for question in measure.questions:
            if question.language == "en":
                yield question.text, question.text


def build_datasets(sources: Sources, taught: list[Row], teacher: Teacher, recipe: Recipe) -> DatasetDict:
    """The training rows by name of their loss, in the order of training."""
    rng, plan = random.Random(recipe.seed), recipe.plan
    rows = {
        "concepts": concept_rows(sources.concepts, plan, rng),
        "pairs": pair_rows(sources.pairs, plan, rng),
        "sections": section_rows(sources.sections, plan, rng),
    }
    datasets = {name: Dataset.from_dict(_columns(found)) for name, found in rows.items() if found}
    needs = need_rows(sources, plan, rng)
    datasets["needs"] = Dataset.from_dict(_columns(needs) | {"label": [teacher[english] for _, _, english in needs]})
    drawn = [rng.choice(taught) for _ in range(recipe.distilled * plan.size)]
    if drawn:
        labels = [teacher[english] for _, english in drawn]
        datasets["distilled"] = Dataset.from_dict(_columns(drawn) | {"label": labels})
    return DatasetDict(datasets)


def _columns(rows: Sequence[Row | Need]) -> dict[str, Any]:
    return {"anchor": [row[0] for row in rows], "positive": [row[1] for row in rows]}


def _texts(datasets: DatasetDict) -> Iterator[str]:
    for dataset in datasets.values():
        yield from dataset["anchor"]
        yield from dataset["positive"]


def _fit(model: SentenceTransformer, datasets: DatasetDict, recipe: Recipe, folder: Path) -> None:
    ranking = MultipleNegativesRankingLoss(
        model, scale=recipe.scale, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
    )
    losses: dict[str, torch.nn.Module] = dict.fromkeys(datasets, ranking)
    losses["needs"] = GuidedRankingLoss(model, recipe.scale, recipe.alike)
    if "distilled" in datasets:
        losses["distilled"] = EmbedDistillLoss(model, distance_metric="cosine")
    trainer = SentenceTransformerTrainer(
        model=model, args=_arguments(recipe, folder), train_dataset=datasets, loss=losses
    )
    trainer.train()


def _arguments(recipe: Recipe, folder: Path) -> SentenceTransformerTrainingArguments:
    return SentenceTransformerTrainingArguments(
        output_dir=str(folder),
        num_train_epochs=1,
        per_device_train_batch_size=recipe.plan.size,
        learning_rate=recipe.rate,
        warmup_steps=0.03,
        lr_scheduler_type="cosine",
        seed=recipe.seed,
        data_seed=recipe.seed,
        batch_sampler=in_order,
        save_strategy="no",
        logging_steps=100,
        report_to=[],
        dataloader_drop_last=True,
        use_cpu=True,
    )


def in_order(dataset: Dataset, **options: Any) -> DefaultBatchSampler:
    """A batch sampler that keeps the order of the rows, whose rounds are already drawn."""
    return DefaultBatchSampler(SequentialSampler(dataset), **options)
