"""The training data of the encoder, read from files and split into training and held-back parts."""

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HELD_BACK_PAIRS = 1000
HELD_BACK_PRACTICE = 7
SHORTEST_HELD_BACK = 25


@dataclass(frozen=True)
class TrainingConcept:
    """A row of the thesaurus: German and English labels of one meaning."""

    topic: str
    german: tuple[str, ...]
    english: tuple[str, ...]
    broader: str


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation into English."""

    foreign: str
    english: str


@dataclass(frozen=True)
class LawSection:
    """A section of a law: its heading and the start of its text."""

    heading: str
    text: str


@dataclass(frozen=True)
class Case:
    """A caseworker's words in both languages, and what the text of a suitable measure would say."""

    german: str
    english: str
    formal: str


@dataclass(frozen=True)
class PracticeQuestion:
    """A question about a practice measure; `field` names the passage that answers it best, `style` how it is put."""

    language: str
    text: str
    field: str
    style: str


@dataclass(frozen=True)
class PracticeMeasure:
    """An invented measure with its passages by field, an English summary and questions."""

    id: str
    title: str
    passages: dict[str, str]
    summary: str
    questions: tuple[PracticeQuestion, ...]


@dataclass(frozen=True)
class Sources:
    """Everything to train on, without the held-back parts."""

    concepts: tuple[TrainingConcept, ...]
    pairs: tuple[Pair, ...]
    sections: tuple[LawSection, ...]
    practice: tuple[PracticeMeasure, ...]
    cases: tuple[Case, ...]
    catalogue: tuple[str, ...]


def read_sources(
    thesaurus: Path,
    parallel: Sequence[Path],
    law: Path | None,
    practice: Path | None,
    cases: Sequence[Path],
    catalogue: Path | None,
) -> Sources:
    """Read all sources and remove the held-back parts.

    Raises ValueError for a line with too few columns, and if there are no cases.
    """
    pairs = training_pairs([read_pairs(path) for path in parallel])
    described = [case for path in cases for case in read_cases(path)]
    if not described:
        raise ValueError(f"no cases in {', '.join(map(str, cases)) or 'no files'}")
    return Sources(
        concepts=tuple(read_concepts(thesaurus)),
        pairs=tuple(pairs),
        sections=tuple(read_sections(law)) if law else (),
        practice=tuple(training_practice(read_practice(practice))) if practice else (),
        cases=tuple(described),
        catalogue=tuple(read_catalogue(catalogue)) if catalogue else (),
    )


def read_concepts(path: Path) -> list[TrainingConcept]:
    """Read the thesaurus: topic, pref_de, alt_de, pref_en, alt_en, broader_de."""
    return [
        TrainingConcept(row[0], _labels(row[1], row[2]), _labels(row[3], row[4]), row[5])
        for row in _rows(path, 6, header=True)
    ]


def read_pairs(path: Path) -> list[Pair]:
    """Read parallel sentences, the foreign one first; duplicates count once."""
    return list(dict.fromkeys(Pair(row[0], row[1]) for row in _rows(path, 2) if row[0] and row[1]))


def read_sections(path: Path) -> list[LawSection]:
    """Read headings and texts of laws."""
    rows = _rows(path, 4, header=True)
    return [LawSection(f"{row[2]} {row[1]} {row[0]}", row[3]) for row in rows if row[2] and row[3]]


def read_cases(path: Path) -> list[Case]:
    """Read case descriptions with the columns german, english, formal."""
    return [Case(*row[:3]) for row in _rows(path, 3, header=True)]


def read_templates(path: Path) -> list[tuple[str, str]]:
    """Read questions in German and English, each with `{}` for a label."""
    return [(row[0], row[1]) for row in _rows(path, 2, header=True)]


def read_practice(path: Path) -> list[PracticeMeasure]:
    """Read the practice catalogue, one JSON object per line."""
    return [_practice_measure(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def read_catalogue(folder: Path) -> list[str]:
    """Read the lines of the corpus texts, used for the vocabulary only."""
    texts = (path.read_text("utf-8") for path in sorted(folder.rglob("*.txt")))
    return [line for text in texts for line in text.splitlines() if line.strip()]


def held_back_pairs(pairs: Sequence[Pair]) -> list[Pair]:
    """Choose the 1,000 pairs whose English sentence has the smallest SHA-256: nearly the same ones in every language.

    Short sentences are too hard to distinguish and are never chosen.
    """
    long = [pair for pair in pairs if min(len(pair.foreign), len(pair.english)) >= SHORTEST_HELD_BACK]
    unique = {pair.foreign: pair for pair in {_key(pair.english): pair for pair in long}.values()}
    return sorted(unique.values(), key=lambda pair: _digest(pair.english))[:HELD_BACK_PAIRS]


def training_pairs(languages: Sequence[Sequence[Pair]]) -> list[Pair]:
    """All pairs except those that share a sentence with a held-back pair of any language."""
    held = [pair for pairs in languages for pair in held_back_pairs(pairs)]
    texts = {_key(text) for pair in held for text in (pair.foreign, pair.english)}
    kept = (pair for pairs in languages for pair in pairs)
    return [pair for pair in kept if _key(pair.foreign) not in texts and _key(pair.english) not in texts]


def held_back_practice(measures: Sequence[PracticeMeasure]) -> list[PracticeMeasure]:
    """Every seventh practice measure, with all its questions."""
    return list(measures[HELD_BACK_PRACTICE - 1 :: HELD_BACK_PRACTICE])


def training_practice(measures: Sequence[PracticeMeasure]) -> list[PracticeMeasure]:
    """The practice measures that aren't held back."""
    held = {measure.id for measure in held_back_practice(measures)}
    return [measure for measure in measures if measure.id not in held]


def _practice_measure(record: dict[str, object]) -> PracticeMeasure:
    passages, questions = record["passages"], record["questions"]
    if not isinstance(passages, list) or not isinstance(questions, list):
        raise ValueError(f"practice measure {record.get('id')!r} has no list of passages or questions")
    return PracticeMeasure(
        id=str(record["id"]),
        title=str(record["title"]),
        passages={passage["field"]: passage["de"] for passage in passages},
        summary=str(record["summary_en"]),
        questions=tuple(
            PracticeQuestion(asked["lang"], asked["text"], asked["field"], asked["style"]) for asked in questions
        ),
    )


def _labels(preferred: str, others: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([preferred, *(label for label in others.split("|") if label)]))


def _rows(path: Path, columns: int, header: bool = False) -> Iterable[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if header and number == 1:
                continue
            if len(row) < columns:
                raise ValueError(f"{path}:{number} has {len(row)} columns instead of {columns}")
            yield row


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
