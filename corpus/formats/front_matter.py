"""Front matter: the YAML, TOML or JSON at the top of a Markdown file, as labelled values."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from yaml.composer import Composer

from corpus.formats.content import Notice
from corpus.text.lexicon import word_table

_LONGEST = 64 * 1024
_MOST_VALUES, _MOST_CHARACTERS = 10_000, 1_000_000  # an alias may stand for any number of values
_OPENS = re.compile(r"(?:(?P<yaml>---)[ \t]*\n(?=[\"']?[^\W\d_][^:\n]{0,80}:(?:\s|$))|(?P<toml>\+\+\+)[ \t]*\n)")
_CLOSES = {
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "toml": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_KEY = re.compile(r"[\"']?([^\W\d_][^:=\n]{0,80}?)[\"']?[ \t]*[:=](?:[ \t]+(\S.*))?")
_NOTHING = frozenset(("", "~", "null"))
_LONGEST_LISTED = 60
_LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the `body` of a file; `is_entry` says that the fields describe more than the page itself."""

    body: str
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    is_entry: bool = False
    notices: tuple[Notice, ...] = ()


class _TooMuch(ValueError):
    """More values than an entry has."""


def front_matter(text: str) -> FrontMatter:
    """Take the front matter off a text, if it has any: nested keys are joined, lists are lines or separated by commas.

    Where it is broken, a notice says so, and its lines `key: value` are read as they stand.
    """
    if re.match(r"\{\s*\"", text):
        return _from_json(text)
    opened = _OPENS.match(text)
    kind = (opened.lastgroup or "") if opened else ""
    closed = _CLOSES[kind].search(text, opened.end(), opened.end() + _LONGEST) if opened else None
    if not opened or not closed:
        return FrontMatter(text)
    raw, body = text[opened.end() : closed.start()], text[closed.end() :]
    try:
        found = yaml.load(raw, _loader()) if kind == "yaml" else tomllib.loads(raw, parse_float=str)  # noqa: S506
        return _described(body, _Flattened().fields("", found))
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, _TooMuch) as error:
        notice = Notice("front_matter_broken", {"line": _line(error) + 1})
        return _described(body, _Flattened().fields("", _lenient(raw)), notice)


@cache
def _loader() -> Any:
    """A loader that leaves every value as it is written: 0555 is no octal number, 12:30 not 750, and no means no.

    It composes nodes in Python, since PyYAML's C library does so without a limit on nesting and crashes. Parsing by
    that library, where PyYAML has it, is ten times as fast.
    """
    if not yaml.__with_libyaml__:
        return yaml.BaseLoader

    class Loader(Composer, yaml.CBaseLoader):
        def __init__(self, stream: str) -> None:
            Composer.__init__(self)
            yaml.CBaseLoader.__init__(self, stream)

    return Loader


def _from_json(text: str) -> FrontMatter:
    try:
        found, end = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(text[:_LONGEST])
        return _described(text[end:], _Flattened().fields("", found))
    except (ValueError, RecursionError):
        return FrontMatter(text)  # a text that begins with a brace


def _line(error: Exception) -> int:
    """The line of the front matter, from 1, in which an error was found."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is not None:
        return int(mark.line) + 1
    told = re.search(r"\bline (\d+)", str(error))
    return int(told[1]) if told else 1


class _Flattened:
    """Nested values as labels and texts, in order; raises _TooMuch if they are too many."""

    def __init__(self) -> None:
        self._values = self._characters = 0

    def fields(self, label: str, value: object) -> list[tuple[str, str]]:
        return [(name, text) for name, text in self._flat(label, value) if text not in _NOTHING]

    def _flat(self, label: str, value: object) -> Iterator[tuple[str, str]]:
        self._values += 1
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from self._flat(label if key == "<<" else f"{label} {_spaced(key)}".strip(), inner)
        elif isinstance(value, list):
            self._values += len(value)
            texts = [_text(each) for each in value if not isinstance(each, dict | list)]
            yield label, self._counted(_listed([text for text in texts if text not in _NOTHING]))
            for each in value:
                if isinstance(each, dict | list):
                    yield from self._flat(label, each)
        else:
            yield label, self._counted(_text(value))

    def _counted(self, text: str) -> str:
        self._characters += len(text)
        if self._values > _MOST_VALUES or self._characters > _MOST_CHARACTERS:
            raise _TooMuch
        return text


def _spaced(key: object) -> str:
    return str(key).replace("_", " ").strip()


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value).strip()


def _listed(texts: list[str]) -> str:
    short = all(len(text) <= _LONGEST_LISTED and "," not in text and "\n" not in text for text in texts)
    return (", " if short else "\n").join(texts)


def _lenient(raw: str) -> dict[str, object]:
    """The lines of broken front matter as they stand: `key: value`, and what follows as further values."""
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for line in raw.splitlines():
        if match := _KEY.fullmatch(line):
            values = found.setdefault(match[1].strip(), [])
            line = match[2] or ""
        if text := line.strip().removeprefix("- ").strip(" \"'"):
            values.append(text)
    return {key: texts[0] if len(texts) == 1 else texts for key, texts in found.items()}


@cache
def _kinds() -> dict[str, tuple[int, str]]:
    return {key: (place, kind) for place, (kind, key) in enumerate(word_table("front_matter.tsv"))}


def _described(body: str, fields: list[tuple[str, str]], *notices: Notice) -> FrontMatter:
    named = [(label, text, *_kinds().get(label.casefold().replace("-", " "), (-1, ""))) for label, text in fields]
    titles = [(place, text) for _, text, place, kind in named if kind == "title" and "\n" not in text]
    title = min(titles, default=(-1, ""))
    told = [(label, text) for label, text, place, kind in named if kind != "site" and (place, text) != title]
    own = sum(kind in ("", "title") for _, text, place, kind in named if (place, text) != title)
    return FrontMatter(body, title[1], tuple(told), own >= _LEAST_FIELDS, notices)
