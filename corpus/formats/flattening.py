"""Objects of JSON as labels and values: nested names are joined, lists of texts stand line by line."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.formats.content import Unreadable
from corpus.formats.json_text import Json
from corpus.formats.number_formats import GENERAL
from corpus.formats.values import plain_value
from corpus.parsing.labels import MOST_CHARACTERS, match_label
from corpus.text.language import Language

_DEEPEST = 24
_LONGEST_LABEL = 200
_FOR_PROGRAMS = ("@", "$", "_")  # how names begin that say nothing to people
_EMBEDDED = "data:"  # a file within the text

Labelled = tuple[str, str]
"""A label and its value."""


def flatten(entry: Mapping[str, Json], language: Language, label: str = "", depth: int = 0) -> Iterator[Labelled]:
    """Labels and values of an object, without empty ones: `contact – email`, or `contact 2 – email` in a list.

    The name of a nested object is its value: `contact`.
    Raises Unreadable for an object that is nested too deeply.
    """
    if depth > _DEEPEST:
        raise Unreadable(f"nested more than {_DEEPEST} levels deep")
    for name, value in entry.items():
        if not name.startswith(_FOR_PROGRAMS):
            own = name if not label else label if names_entry(name) else f"{label} – {name}"
            yield from _flatten(value, language, own[-_LONGEST_LABEL:], depth)


def names_entry(name: str) -> bool:
    """Whether the value below `name` says what an object is called."""
    match = match_label(name) if len(name) <= MOST_CHARACTERS else None
    return match is not None and match.field == "title" and match.confidence == 1


def _flatten(value: Json, language: Language, label: str, depth: int) -> Iterator[Labelled]:
    if isinstance(value, dict):
        yield from flatten(value, language, label, depth + 1)
    elif isinstance(value, list):
        objects = [each for each in value if isinstance(each, dict)]
        if lines := "\n".join(filter(None, (plain_scalar(each, language) for each in leaves(value)))):
            yield label, lines
        for number, each in enumerate(objects, 1):
            yield from flatten(each, language, f"{label} {number}" if len(objects) > 1 else label, depth + 1)
    elif text := plain_scalar(value, language):
        yield label, text


def leaves(values: Sequence[Json], depth: int = 0) -> Iterator[Json]:
    """The texts, numbers and answers in a list and in the lists within it."""
    if depth > _DEEPEST:
        raise Unreadable(f"nested more than {_DEEPEST} levels deep")
    for value in values:
        if isinstance(value, list):
            yield from leaves(value, depth + 1)
        elif not isinstance(value, dict):
            yield value


def plain_scalar(value: Json, language: Language) -> str:
    """A text, a number or an answer as people see it; nothing for null, and for a file embedded in the text."""
    if isinstance(value, bool):
        return GENERAL.show(value, language)
    return plain_value(value) if isinstance(value, str) and not value.startswith(_EMBEDDED) else ""


def strings(value: Json) -> Iterator[str]:
    """The texts anywhere in a value, from the outside in."""
    waiting = [value]
    while waiting:
        below: list[Json] = []
        for each in waiting:
            if isinstance(each, str):
                yield each
            elif isinstance(each, list):
                below += each
            elif isinstance(each, dict):
                below += each.values()
        waiting = below
