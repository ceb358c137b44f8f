"""Batches without false negatives: a round has every concept, measure and sentence just once."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.training.sources import (
    Case,
    LawSection,
    Pair,
    PracticeMeasure,
    PracticeQuestion,
    Sources,
    TrainingConcept,
    read_templates,
)

Row = tuple[str, str]
Need = tuple[str, str, str]
"""A question, a passage, and an English text of the same content."""

ENGLISH = 0.6
"""Share of English questions about German passages, the harder direction."""

TEMPLATES = Path(__file__).with_name("templates.tsv")
"""Questions in German and English with a place for a concept's label."""


@dataclass(frozen=True)
class Plan:
    """Rows per batch, batches of each kind, and the probability that a passage gets a second part (`mixed`)."""

    size: int = 512
    concepts: int = 250
    pairs: int = 250
    needs: int = 450
    sections: int = 40
    mixed: float = 0.4


def concept_rows(concepts: Sequence[TrainingConcept], plan: Plan, rng: random.Random) -> list[Row]:
    """Two labels of every concept per round; every other round puts siblings side by side as hard negatives."""
    rows: list[Row] = []
    while len(rows) < plan.size * plan.concepts:
        ordered = _siblings(concepts, rng) if rng.random() < 0.5 else rng.sample(concepts, len(concepts))
        rows += [_labels(concept, rng) for concept in ordered]
    return rows[: plan.size * plan.concepts]


def pair_rows(pairs: Sequence[Pair], plan: Plan, rng: random.Random) -> list[Row]:
    """Every English sentence once per round, paired with a translation; sometimes two translations instead."""
    translations: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        translations[pair.english].append(pair.foreign)
    rows: list[Row] = []
    while translations and len(rows) < plan.size * plan.pairs:
        order = rng.sample(list(translations), len(translations))
        rows += [_translated(english, translations[english], rng) for english in order]
    return rows[: plan.size * plan.pairs]


def _translated(english: str, foreign: list[str], rng: random.Random) -> Row:
    """Half of the rows use the language of the first file, which is that of the passages."""
    first = foreign[0] if rng.random() < 0.5 else rng.choice(foreign)
    if first != foreign[0] and rng.random() < 0.5:
        return first, foreign[0]
    return first, english


def section_rows(sections: Sequence[LawSection], plan: Plan, rng: random.Random) -> list[Row]:
    """Headings of laws with their texts."""
    return _rounds([(section.heading, section.text) for section in sections], plan.size * plan.sections, rng)


def need_rows(sources: Sources, plan: Plan, rng: random.Random) -> list[Need]:
    """Batches with a question about every practice measure, filled up with cases."""
    fillers = _fillers(sources.cases, plan, rng)
    rows: list[Need] = []
    for _ in range(plan.needs):
        measures = rng.sample(sources.practice, min(len(sources.practice), plan.size))
        batch = [_practice(measure, plan, rng) for measure in measures]
        batch += [next(fillers) for _ in range(plan.size - len(batch))]
        rows += rng.sample(batch, len(batch))
    return rows


def _fillers(cases: Sequence[Case], plan: Plan, rng: random.Random) -> Iterator[Need]:
    while cases:
        yield from (_case(case, cases, plan, rng) for case in rng.sample(cases, len(cases)))


def _case(case: Case, cases: Sequence[Case], plan: Plan, rng: random.Random) -> Need:
    """A case and what answers it, often amid other cases, since a catalogue's passage has several subjects."""
    if rng.random() < 0.2:
        return case.german, case.english, case.english
    asked = case.english if rng.random() < ENGLISH else case.german
    parts = [case.formal]
    if rng.random() < plan.mixed:
        parts += [other.formal for other in rng.sample(cases, rng.choice((1, 1, 2)))]
    return asked, " ".join(rng.sample(parts, len(parts))), case.english


def _practice(measure: PracticeMeasure, plan: Plan, rng: random.Random) -> Need:
    passages = list(measure.passages.values())
    chance = rng.random()
    if chance > 0.85:
        asked = measure.summary if chance < 0.95 else measure.title
        return asked, rng.choice(passages), measure.summary
    language = "en" if rng.random() < ENGLISH else "de"
    question = rng.choice([each for each in measure.questions if each.language == language] or measure.questions)
    field = _answer(measure, question, rng)
    passage = measure.passages[field]
    if rng.random() < plan.mixed:
        passage = f"{passage} {rng.choice(passages)}"
    return question.text, titled(measure, field, passage) if rng.random() < 0.6 else passage, measure.summary


def _answer(measure: PracticeMeasure, question: PracticeQuestion, rng: random.Random) -> str:
    """The field of the passage to find: the one that answers best, sometimes another one of the measure."""
    if question.field in measure.passages and rng.random() < 0.75:
        return question.field
    return rng.choice(list(measure.passages))


def titled(measure: PracticeMeasure, field: str, passage: str) -> str:
    """A passage headed by its measure's title and its field's name, as chunks are embedded."""
    return f"{measure.title} – {field}: {passage}"


def _labels(concept: TrainingConcept, rng: random.Random) -> Row:
    german, english = rng.choice(concept.german), rng.choice(concept.english)
    chance = rng.random()
    if chance < 0.2:
        before, after = rng.choice(_templates())
        return before.format(german), after.format(english)
    if chance < 0.4 and len(concept.german) > 1:
        first, second = rng.sample(concept.german, 2)
        return first, second
    if chance < 0.5 and len(concept.english) > 1:
        first, second = rng.sample(concept.english, 2)
        return first, second
    return (german, english) if chance < 0.75 else (english, german)


@cache
def _templates() -> tuple[tuple[str, str], ...]:
    return tuple(read_templates(TEMPLATES))


def _siblings(concepts: Sequence[TrainingConcept], rng: random.Random) -> list[TrainingConcept]:
    groups: dict[tuple[str, str], list[TrainingConcept]] = defaultdict(list)
    for concept in concepts:
        groups[concept.topic, concept.broader].append(concept)
    keys = sorted(groups)
    order = {topic: rng.random() for topic, _ in keys}
    keys.sort(key=lambda key: (order[key[0]], rng.random()))
    return [concept for key in keys for concept in rng.sample(groups[key], len(groups[key]))]


def _rounds(rows: Sequence[Row], count: int, rng: random.Random) -> list[Row]:
    drawn: list[Row] = []
    while rows and len(drawn) < count:
        drawn += rng.sample(rows, len(rows))
    return drawn[:count]
