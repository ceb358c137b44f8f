"""Questions for every value that a catalogue states: each must get it, none may be told that there is none."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.benchmarks.catalogues.sources import Split
from tests.benchmarks.catalogues.truth import CatalogueQuestion, StatedEntry, StatedValue, Truth

_QUESTIONS = Path(__file__).with_suffix(".tsv")
_LANGUAGES = ("de", "en")
_OTHER = {"de": "Was steht bei {} unter „{label}“?", "en": "What does it say under “{label}” for {}?"}
"""Labels that are no field have no usual question; people ask by the label that they see."""
_SENTENCE_END = re.compile(r"(?<=[^\W\d]{3}[.!?])\s")
_UNASKED = frozenset(("title", "resources", "why_it_works", "hints", "implementation"))


def field_questions(truth: Truth, split: Split, *, every: int = 1) -> Iterator[CatalogueQuestion]:
    """Yield a question in German and one in English for each field of every `every`-th entry.

    The first value of the field is expected, of a text its first sentence. Entries with a namesake are passed over: a
    name alone doesn't tell which is meant.
    """
    titles = [entry.title for entry in truth.entries]
    for number, entry in enumerate(truth.entries):
        if number % every == 0 and titles.count(entry.title) == 1:
            yield from _of_entry(number, entry, split)


def _of_entry(number: int, entry: StatedEntry, split: Split) -> Iterator[CatalogueQuestion]:
    first: dict[str, StatedValue] = {}
    for value in entry.values:
        if value.label or not value.field.startswith("other"):
            first.setdefault(value.field, value)
    for field, value in first.items():
        name = field.partition(":")[0]
        for language in () if name in _UNASKED else _LANGUAGES:
            usual = _usual().get((name, language, split)) or [_OTHER[language].replace("{label}", value.label)]
            expected = _SENTENCE_END.split(value.text, maxsplit=1)[0]
            yield CatalogueQuestion(usual[number % len(usual)].replace("{}", entry.title), entry.title, expected)


@cache
def _usual() -> dict[tuple[str, str, str], list[str]]:
    """The questions by field, language and split."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for line in _QUESTIONS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            *key, question = line.split("\t")
            found.setdefault((key[0], key[1], key[2]), []).append(question)
    return found
