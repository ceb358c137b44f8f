"""Batches in which no text is a wrong negative: in a round, every concept, measure and sentence stands once."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.training.sources import Case, Concept, Pair, PracticeMeasure, Question, Section, Sources

Row = tuple[str, str]
Need = tuple[str, str, str]
"""A question, a passage, and an English text of the same content."""

ENGLISH = 0.6
"""Share of English questions to German passages, the harder direction."""

TEMPLATES = (
    ("Angebote für {}", "offers for {}"),
    ("Maßnahme zum Thema {}", "measure concerning {}"),
    ("Hilfe bei {}", "help with {}"),
    ("Kunde braucht {}", "client needs {}"),
    ("Was haben wir zu {}?", "what do we have on {}?"),
    ("Zur Zielgruppe gehört: {}", "the target group is: {}"),
)


@dataclass(frozen=True)
class Plan:
    """How many batches of each kind, how many rows a batch, and how often a passage gets a second part."""

    size: int = 512
    concepts: int = 250
    pairs: int = 250
    needs: int = 450
    sections: int = 40
    mixed: float = 0.4


def concept_rows(concepts: Sequence[Concept], plan: Plan, rng: random.Random) -> list[Row]:
    """Two labels of every concept a round; every second round puts siblings beside each other as hard negatives."""
    rows: list[Row] = []
    while len(rows) < plan.size * plan.concepts:
        ordered = _siblings(concepts, rng) if rng.random() < 0.5 else rng.sample(concepts, len(concepts))
        rows += [_labels(concept, rng) for concept in ordered]
    return rows[: plan.size * plan.concepts]


def pair_rows(pairs: Sequence[Pair], plan: Plan, rng: random.Random) -> list[Row]:
    """Every English sentence once a round, beside a translation; where there are more, sometimes two translations."""
    translations: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        translations[pair.english].append(pair.foreign)
    rows: list[Row] = []
    while translations and len(rows) < plan.size * plan.pairs:
        order = rng.sample(list(translations), len(translations))
        rows += [_translated(english, translations[english], rng) for english in order]
    return rows[: plan.size * plan.pairs]


def _translated(english: str, foreign: list[str], rng: random.Random) -> Row:
    """Half of the rows in the language of the first file, which is that of the passages."""
    first = foreign[0] if rng.random() < 0.5 else rng.choice(foreign)
    if first != foreign[0] and rng.random() < 0.5:
        return first, foreign[0]
    return first, english


def section_rows(sections: Sequence[Section], plan: Plan, rng: random.Random) -> list[Row]:
    """Headings of law with their texts."""
    return _rounds([(section.heading, section.text) for section in sections], plan.size * plan.sections, rng)


def need_rows(sources: Sources, plan: Plan, rng: random.Random) -> list[Need]:
    """Batches of a question to every practice measure, filled up with cases."""
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
    """A case and what answers it, often beside something else, as a passage of a catalogue has several subjects."""
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


def _answer(measure: PracticeMeasure, question: Question, rng: random.Random) -> str:
    """The field of the passage to be found: the one that answers best, sometimes another of the measure."""
    if question.field in measure.passages and rng.random() < 0.75:
        return question.field
    return rng.choice(list(measure.passages))


def titled(measure: PracticeMeasure, field: str, passage: str) -> str:
    """A passage under the title of its measure and the name of its field, as chunks are embedded."""
    return f"{measure.title} – {field}: {passage}"


def _labels(concept: Concept, rng: random.Random) -> Row:
    german, english = rng.choice(concept.german), rng.choice(concept.english)
    chance = rng.random()
    if chance < 0.2:
        before, after = rng.choice(TEMPLATES)
        return before.format(german), after.format(english)
    if chance < 0.4 and len(concept.german) > 1:
        first, second = rng.sample(concept.german, 2)
        return first, second
    if chance < 0.5 and len(concept.english) > 1:
        first, second = rng.sample(concept.english, 2)
        return first, second
    return (german, english) if chance < 0.75 else (english, german)


def _siblings(concepts: Sequence[Concept], rng: random.Random) -> list[Concept]:
    groups: dict[tuple[str, str], list[Concept]] = defaultdict(list)
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
