"""The thesaurus: concepts of labour market, social law and everyday life, in German and English."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

_HEADER = ("topic", "pref_de", "alt_de", "pref_en", "alt_en", "broader_de", "use")
_USES = ("expand", "teach")


@dataclass(frozen=True, slots=True)
class Concept:
    """One row: labels in `german` and `english` that mean the same, the preferred one first.

    `name` is the preferred German label, `broader` the name of a wider concept. Unless it `expands`, the labels are too
    frequent or too vague to search for one another: they only train the encoder.
    """

    name: str
    topic: str
    german: tuple[str, ...]
    english: tuple[str, ...]
    broader: str | None
    expands: bool


@dataclass(frozen=True)
class Thesaurus:
    """All concepts, sorted by topic, then by name ignoring case."""

    concepts: tuple[Concept, ...]

    @classmethod
    def from_tsv(cls, path: Path) -> "Thesaurus":
        """Read a table with the columns of the shipped one, `|` between alternatives.

        Raises ValueError naming file, line and field of the first bad row.
        """
        return cls(_concepts(path.read_text(encoding="utf-8"), path.name))

    @classmethod
    def shipped(cls) -> "Thesaurus":
        """The thesaurus that comes with the package."""
        table = resources.files("corpus").joinpath("data", "thesaurus.tsv")
        return cls(_concepts(table.read_text(encoding="utf-8"), table.name))


def _concepts(table: str, source: str) -> tuple[Concept, ...]:
    lines = table.removesuffix("\n").split("\n")
    if tuple(lines[0].split("\t")) != _HEADER:
        raise ValueError(f"{source}:1: header: {lines[0]!r} is not {' '.join(_HEADER)!r}")
    concepts = tuple(_concept(line, f"{source}:{number}") for number, line in enumerate(lines[1:], start=2))
    for number, field, value, fault in _faults(concepts):
        raise ValueError(f"{source}:{number}: {field}: {value!r} {fault}")
    return concepts


def _concept(line: str, where: str) -> Concept:
    values = line.split("\t")
    if len(values) != len(_HEADER):
        raise ValueError(f"{where}: {len(values)} fields instead of {len(_HEADER)}: {line!r}")
    topic, name, alternatives, english, others, broader, use = values
    if not topic:
        raise ValueError(f"{where}: topic: {name!r} has none")
    if use not in _USES:
        raise ValueError(f"{where}: use: {use!r} is neither {' nor '.join(map(repr, _USES))}")
    return Concept(
        name,
        topic,
        _labels(name, alternatives, f"{where}: pref_de, alt_de"),
        _labels(english, others, f"{where}: pref_en, alt_en"),
        broader or None,
        use == "expand",
    )


def _labels(preferred: str, alternatives: str, where: str) -> tuple[str, ...]:
    labels = (preferred, *alternatives.split("|")) if alternatives else (preferred,)
    if "" in labels or any(label != label.strip() for label in labels):
        raise ValueError(f"{where}: {preferred!r} has a label that is empty or padded with spaces: {alternatives!r}")
    if len(set(labels)) != len(labels):
        raise ValueError(f"{where}: {preferred!r} has a label twice: {alternatives!r}")
    return labels


def _faults(concepts: tuple[Concept, ...]) -> Iterator[tuple[int, str, str, str]]:
    """Line, field, value and fault of each row that doesn't fit the others."""
    names = {concept.name for concept in concepts}
    before: tuple[str, str, str] | None = None
    for number, concept in enumerate(concepts, start=2):
        place = (concept.topic, concept.name.casefold(), concept.name)
        if before is not None and place <= before:
            fault = "is listed twice" if place == before else "is out of order"
            yield number, "pref_de", concept.name, fault
        if concept.broader is not None and (concept.broader == concept.name or concept.broader not in names):
            yield number, "broader_de", concept.broader, "is not the name of another row"
        before = place
