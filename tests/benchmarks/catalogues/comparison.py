"""Compares the measures read from a catalogue with what the catalogue states."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.collection import Corpus
from corpus.measure import Measure, Section
from corpus.text.cleaning import clean
from corpus.text.folding import fold
from tests.benchmarks.catalogues.truth import StatedEntry, StatedValue, Truth

_FIELDS = {"content": ("description", "text"), "duration": ("period",), "funding": ("financing",)}
"""The names of fields in a truth that measures call otherwise."""
_SHORTEST_UNIQUE = 6
"""Characters of a value that tells entries apart; shorter ones stand in other words by chance."""


@dataclass(slots=True)
class Comparison:
    """Counts of entries, values (lines) and spans of sections; `faults` says each that isn't right.

    A value is `right` in a section of its field, `elsewhere` in another of its measure, `missed` if in none.
    `contaminated` counts values that only another entry states; `surplus` measures that are no entry, or a second one
    for it. Entries that aren't recognised, by exactly one measure with their title (or as many as there are
    namesakes, in their order), miss all their values.
    """

    entries: int = 0
    recognised: int = 0
    surplus: int = 0
    right: int = 0
    elsewhere: int = 0
    missed: int = 0
    contaminated: int = 0
    spans: int = 0
    wrong_spans: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def values(self) -> int:
        return self.right + self.elsewhere + self.missed

    def add(self, other: "Comparison") -> None:
        """Add the counts of another catalogue."""
        for name in ("entries", "recognised", "surplus", "right", "elsewhere", "missed", "contaminated", "spans"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong_spans += other.wrong_spans
        self.faults += other.faults


def compare(corpus: Corpus, truth: Truth) -> Comparison:
    """Compare what was read with what is stated."""
    found = Comparison(entries=len(truth.entries))
    found.faults += [f"{file.file}: not read: {file.reason}" for file in corpus.unread_files]
    files = {document.id: document.file or "" for document in corpus.documents}
    by_entry: dict[tuple[str, str], list[Measure]] = {}
    for measure in corpus.measures:
        for document in (measure.document, *measure.also_in):
            by_entry.setdefault((files[document], folded(measure.title)), []).append(measure)
    owners = _owners(truth.entries)
    namesakes: dict[tuple[str, str], list[StatedEntry]] = {}
    for entry in truth.entries:
        namesakes.setdefault((entry.file, folded(entry.title)), []).append(entry)
    for key, entries in namesakes.items():
        own = by_entry.pop(key, [])
        found.surplus += max(0, len(own) - len(entries))
        for entry, measure in zip(entries, own, strict=False) if len(own) == len(entries) else ():
            found.recognised += 1
            _compare_values(found, entry, measure, truth)
            for text in _foreign(entry, measure, owners):
                found.contaminated += 1
                found.faults.append(f"{entry.title}: holds {text!r} of {owners[text]}")
        if len(own) != len(entries):
            found.missed += sum(len(entry.values) for entry in entries)
            found.faults.append(f"{entries[0].title} ({key[0]}): {len(own)} measures for {len(entries)}")
    for (file, _), measures in by_entry.items():
        found.surplus += len(measures)
        found.faults += [f"no entry: {measure.title!r} ({file})" for measure in measures]
    _check_spans(found, corpus)
    return found


def folded(text: str) -> str:
    """Text in which case, accents and white space don't matter."""
    return " ".join(fold(text).split())


def holds(text: str, wanted: str) -> bool:
    """Whether `text` holds `wanted`, both folded, as whole words: not 20 in 2013."""
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _sections(measure: Measure) -> tuple[Section, ...]:
    return (*measure.sections, *((measure.contact,) if measure.contact else ()))


def _texts(measure: Measure) -> Mapping[str, str]:
    """The folded texts of a measure by field."""
    texts: dict[str, list[str]] = {"provider": [measure.organisation or ""]}
    for section in _sections(measure):
        texts.setdefault(section.field, []).append(section.text)
    return {name: folded("\n".join(parts)) for name, parts in texts.items()}


def _compare_values(found: Comparison, entry: StatedEntry, measure: Measure, truth: Truth) -> None:
    texts = _texts(measure)
    for value in entry.values:
        wanted = folded(value.text)
        where = [name for name, text in texts.items() if holds(text, wanted)]
        if not set(where).isdisjoint(_right_fields(value, truth)):
            found.right += 1
        elif where:
            found.elsewhere += 1
            found.faults.append(f"{entry.title}: {_named(value)} stands in {', '.join(where)}")
        else:
            found.missed += 1
            found.faults.append(f"{entry.title}: {_named(value)} missed")


def _right_fields(value: StatedValue, truth: Truth) -> tuple[str, ...]:
    name = value.field.partition(":")[0]
    return (*_FIELDS.get(name, (name,)), *truth.also_right.get(value.label, ()))


def _named(value: StatedValue) -> str:
    return f"{value.label or 'no label'} ({value.field}) {value.text[:60]!r}"


def _owners(entries: Sequence[StatedEntry]) -> Mapping[str, str]:
    """The title of the only entry that states a value, by the folded text of the value."""
    titles: dict[str, set[str]] = {}
    for entry in entries:
        for value in entry.values:
            titles.setdefault(folded(value.text), set()).add(entry.title)
    return {text: min(names) for text, names in titles.items() if len(names) == 1 and len(text) >= _SHORTEST_UNIQUE}


def _foreign(entry: StatedEntry, measure: Measure, owners: Mapping[str, str]) -> Iterator[str]:
    """Values of other entries that a measure holds."""
    whole = "\n".join(_texts(measure).values())
    own = folded("\n".join((entry.title, *(value.text for value in entry.values))))
    for text, title in owners.items():
        if title != entry.title and text in whole and holds(whole, text) and not holds(own, text):
            yield text


def _check_spans(found: Comparison, corpus: Corpus) -> None:
    """Count sections whose spans, cleaned, don't give their text."""
    texts = {document.id: document.text for document in corpus.documents}
    for measure in corpus.measures:
        for section in _sections(measure):
            found.spans += 1
            given = " ".join(clean(texts[measure.document][start:end]) for start, end in section.spans)
            if given != section.text:
                found.wrong_spans += 1
                found.faults.append(f"{measure.title}: the spans of {section.label!r} give {given[:60]!r}")
