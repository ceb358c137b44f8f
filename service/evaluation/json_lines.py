"""JSON Lines files with named fields. Errors name the file, the line and the field."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any


class QuestionError(ValueError):
    """A file of questions or judgements that can't be used; the message names file, line and field."""


class JsonEntry:
    """One JSON object of a file. Its readers raise QuestionError where a field's value has the wrong type."""

    def __init__(self, where: str, fields: Any, known: Collection[str] | None) -> None:
        """`known` are the permitted field names; None permits any."""
        self._where = where
        if not isinstance(fields, dict):
            raise QuestionError(f"{where}: must be a JSON object, not {_excerpt(fields)}")
        self._fields: Mapping[str, Any] = fields
        for name in fields:
            if known is not None and name not in known:
                raise QuestionError(f"{where}: unknown field `{name}`; known fields: {', '.join(known)}")

    def error(self, name: str, what: str) -> QuestionError:
        """The error to raise for one field."""
        return QuestionError(f"{self._where}: `{name}` {what}")

    def has(self, name: str) -> bool:
        """Whether the field is present and not null."""
        return self._fields.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Non-empty text; the default if the field is missing or null."""
        if not self.has(name):
            if default is None:
                raise self.error(name, "is missing")
            return default
        value = self._fields[name]
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, f"must be non-empty text, not {_excerpt(value)}")
        return value

    def optional_text(self, name: str) -> str:
        """Text, empty if the field is missing or null."""
        value = self._fields.get(name) or ""
        if not isinstance(value, str):
            raise self.error(name, f"must be text, not {_excerpt(value)}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._fields.get(name, default)
        if not isinstance(value, bool):
            raise self.error(name, f"must be true or false, not {_excerpt(value)}")
        return value

    def grades(self, name: str) -> dict[str, int]:
        """Grades by id, each a whole number above 0."""
        value = self._fields.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f"must be an object of grades, not {_excerpt(value)}")
        for id, grade in value.items():
            if not isinstance(grade, int) or isinstance(grade, bool) or grade < 1:
                raise self.error(name, f"has {_excerpt(grade)} for {id!r}; grades are whole numbers of 1 or more")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(name, f"must be a list of texts, not {_excerpt(value)}")
        return tuple(value)

    def entries(self, name: str, known: Collection[str]) -> list["JsonEntry"]:
        """A list of objects with the `known` fields."""
        value = self._fields.get(name, [])
        if not isinstance(value, list):
            raise self.error(name, f"must be a list, not {_excerpt(value)}")
        return [JsonEntry(f"{self._where}: `{name}` {number}", each, known) for number, each in enumerate(value, 1)]


def read_entries(path: Path, known: Collection[str] | None = None) -> Iterator[JsonEntry]:
    """Read the objects of a file, one per line; empty lines are skipped. Raises QuestionError."""
    for number, line in enumerate(text_lines(path), 1):
        if line.strip():
            where = f"{path.name}, line {number}"
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise QuestionError(f"{where}: not valid JSON ({error})") from error
            yield JsonEntry(where, fields, known)


def text_lines(path: Path) -> list[str]:
    """Read the lines of a UTF-8 file, with or without a byte order mark. Raises QuestionError."""
    try:
        return path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path.name}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise QuestionError(f"{path}: {error.strerror}") from error


def _excerpt(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:40]}…"
